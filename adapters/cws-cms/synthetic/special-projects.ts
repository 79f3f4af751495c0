import { dayNumber, type DayNumber } from './calendar.js';
import type { LocalDate } from '../../../src/kernel/dates.js';
import type { KeyRange } from './row-keys.js';

/** A special project as one county defines it. */
export interface SyntheticProject {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  /** Two digits. */
  readonly county: string;
  readonly startedOn: DayNumber;
  readonly endedOn: DayNumber | null;
}

const day = (text: string): DayNumber => dayNumber(text as LocalDate);

/** The project of ACL 16-74, for referrals whatever becomes of them. */
export const CSEC_REFERRAL_PROJECT = 'S-CSEC Referral';
/** A project of the county's own, which is no part of the CSEC programme's codes. */
export const COUNTY_PROJECT = 'Interagency Youth Team';
/** The span in which the four codes of ACL 15-49 stood. */
export const HISTORICAL_SPAN = { from: day('2015-06-01'), to: day('2016-09-30') } as const;

/**
 * The four codes of ACL 15-49, since replaced by the grid, each with the grid type that it stood for. Their wording is
 * in no public source: these names are invented, and the gateway knows them once its configuration states them.
 */
export const HISTORICAL_PROJECTS = [
  { name: 'S-CSEC At Risk', gridType: 6867 },
  { name: 'S-CSEC Victim Before FC', gridType: 6868 },
  { name: 'S-CSEC Victim During FC', gridType: 6869 },
  { name: 'S-CSEC Victim Open Case Not FC', gridType: 6870 },
] as const;

/** Each county's own rows of SPC_PRJT. */
export function projectsOf(counties: readonly string[], keys: KeyRange): SyntheticProject[] {
  const project = (of: Omit<SyntheticProject, 'key'>): SyntheticProject => ({ key: keys.next(of.startedOn), ...of });
  return counties.flatMap((county) => [
    project({ county, name: CSEC_REFERRAL_PROJECT, description: 'CSEC special project referral', startedOn: day('2016-10-01'), endedOn: null }),
    project({ county, name: 'S-Safely Surrendered Baby', description: 'Safely surrendered baby', startedOn: day('2012-01-01'), endedOn: null }),
    project({ county, name: COUNTY_PROJECT, description: 'Planning with several agencies', startedOn: day('2018-07-01'), endedOn: null }),
    ...HISTORICAL_PROJECTS.map(({ name }) => project({
      county, name, description: 'Replaced by the CSEC grid', startedOn: HISTORICAL_SPAN.from, endedOn: HISTORICAL_SPAN.to,
    })),
  ]);
}
