import type { Instant, LocalDate } from '../../../src/kernel/dates.js';
import type { Category } from '../../../src/law/category.js';
import type { HmisRow } from './table.js';

/** When a row was written last, and whether its source has taken it back. */
interface Kept {
  readonly line: number;
  readonly updatedAt: Instant | null;
  readonly deleted: boolean;
}

/** A person as a provider knows her: for the worker who confirms whose record it is. No number of hers is read. */
export interface HmisClient extends Kept {
  readonly key: string;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly bornOn: LocalDate | null;
}

export interface HmisEnrollment extends Kept {
  readonly key: string;
  readonly clientKey: string;
  readonly projectKey: string | null;
  readonly enteredOn: LocalDate | null;
  /** R1: who referred, as the code of HUD's list. */
  readonly referralSource: number | null;
}

/** A connection to a service for runaway and homeless youth (R14). */
export interface HmisService extends Kept {
  readonly key: string;
  readonly clientKey: string;
  readonly enrollmentKey: string;
  readonly providedOn: LocalDate | null;
  /** Null: a row of another programme, which is not read here. */
  readonly type: HmisServiceType | null;
}

export interface HmisServiceType {
  readonly words: string;
  readonly category: Category;
}

const type = (words: string, category: Category = 'CASE_FACTS'): HmisServiceType => ({ words, category });

/**
 * R14 by its codes, each under the law of what it tells: care of a pregnancy, of a newborn or of a youth's own child tells of
 * reproductive health. Source: HUD HMIS data dictionary, R14.
 */
export const SERVICE_TYPES: ReadonlyMap<string, HmisServiceType> = new Map([
  ['2', type('Community service/service learning')], ['5', type('Education', 'EDUCATION')], ['6', type('Employment and training services')],
  ['7', type('Criminal justice/legal services')], ['8', type('Life skills training')],
  ['10', type('Parenting education for youth with children', 'REPRODUCTIVE_HEALTH')], ['12', type('Post-natal care for client', 'REPRODUCTIVE_HEALTH')],
  ['13', type('Pre-natal care', 'REPRODUCTIVE_HEALTH')], ['14', type('Health/medical care', 'GENERAL_MEDICAL')],
  ['17', type('Substance use disorder treatment', 'SUBSTANCE_USE_OTHER')], ['18', type('Substance use disorder/prevention services', 'SUBSTANCE_USE_OTHER')],
  ['26', type('Home-based services')], ['27', type('Post-natal newborn care', 'REPRODUCTIVE_HEALTH')], ['28', type('STD testing', 'COMMUNICABLE_DISEASE')],
  ['29', type('Street-based services')],
]);
const RHY_SERVICES = '142';

const kept = (row: HmisRow): Kept => ({ line: row.line, updatedAt: row.moment('DateUpdated'), deleted: row.moment('DateDeleted') !== null });

export const clientOf = (row: HmisRow): HmisClient => ({
  ...kept(row), key: row.key('PersonalID'), firstName: row.text('FirstName'), middleName: row.text('MiddleName'),
  lastName: row.text('LastName'), bornOn: row.date('DOB'),
});

export const enrollmentOf = (row: HmisRow): HmisEnrollment => ({
  ...kept(row), key: row.key('EnrollmentID'), clientKey: row.key('PersonalID'), projectKey: row.text('ProjectID'), enteredOn: row.date('EntryDate'),
  referralSource: row.number('ReferralSource'),
});

export const serviceOf = (row: HmisRow): HmisService => ({
  ...kept(row), key: row.key('ServicesID'), clientKey: row.key('PersonalID'), enrollmentKey: row.key('EnrollmentID'), providedOn: row.date('DateProvided'),
  type: row.text('RecordType') === RHY_SERVICES ? row.code('TypeProvided', SERVICE_TYPES) : null,
});
