import type { LocalDate } from '../../src/kernel/dates.js';
import { standingOf, type ReleasedGridEntry, type ReleasedProject } from '../partner-adapter.js';
import type { ProviderCase } from './document.js';
import type { ProviderMessage, Unwritten } from './profile.js';

const STATUSES = { AT_RISK: 'at_risk', VICTIM_CURRENT: 'victim_current', VICTIM_PAST: 'victim_past' } as const;
const PROGRAMMES = { CSEC_REFERRAL: 'csec_referral', CSEC_HISTORICAL: 'csec_historical', OTHER: 'other' } as const;
const THROUGH = { REFERRAL: 'referral', CASE: 'case' } as const;

/** What is told of exploitation: the status and since when, the entries of the grid, the special projects. */
export function csecOf(record: ProviderCase): Unwritten<ProviderMessage>['csec'] {
  if (record.csecStatus === null && record.gridEntries === null && record.specialProjects === null) return null;
  return {
    status: record.csecStatus === null ? null : STATUSES[record.csecStatus],
    since: record.csecStatus === null ? null : sinceOf(record.csecStatus, record.gridEntries ?? []),
    entries: record.gridEntries?.map(entryOf) ?? null,
    specialProjects: record.specialProjects?.map(projectOf) ?? null,
  };
}

/**
 * Since when the status is so, by the entries released: a victim now since the first of those that go on began, a victim in the past since
 * the last of them ended, at risk since the first began. Null where the day of one that counts is not told: another day would be said in its place.
 */
function sinceOf(status: NonNullable<ProviderCase['csecStatus']>, entries: readonly ReleasedGridEntry[]): LocalDate | null {
  const standing = entries.filter((entry) => standingOf(entry) === (status === 'AT_RISK' ? 'AT_RISK' : 'VICTIM'));
  if (status === 'VICTIM_PAST') return known(standing.map(({ endedOn }) => endedOn))?.at(-1) ?? null;
  const telling = status === 'AT_RISK' ? standing : standing.filter(({ endedOn }) => endedOn === null);
  return known(telling.map(({ startedOn }) => startedOn))?.[0] ?? null;
}

/** The days in order; null where one is not told. */
function known(days: readonly (LocalDate | null)[]): readonly LocalDate[] | null {
  const told = days.filter((day) => day !== null);
  return told.length === days.length ? told.sort() : null;
}

const entryOf = ({ type, isVictim, startedOn, endedOn, flags }: ReleasedGridEntry) =>
  ({ type: type && { system: type.system, code: type.code, display: type.display }, isVictim, start: startedOn, end: endedOn, flags });

const projectOf = ({ projectName, programme, through, startedOn, endedOn, flags }: ReleasedProject) => ({
  name: projectName, programme: programme && PROGRAMMES[programme], through: through && THROUGH[through], start: startedOn, end: endedOn, flags,
});
