import type { LocalDate } from '../../kernel/dates.js';
import type { CsecStatus, Sensitivity, Youth } from '../../model/youth.js';
import type { Queryable, Statement } from '../request-session.js';
import { coded } from './by-subject.js';

const YOUTHS: Statement = {
  name: 'youths-by-subject',
  text: `select subject_id, client_key, stated_county, sensitivity, first_name, middle_name, last_name, name_suffix, born_on,
    birth_date_estimated, died_on, sex, ethnicity_code, ethnicity_display, primary_language_code,
    primary_language_display, secondary_language_code, secondary_language_display, sexual_orientation_code,
    sexual_orientation_display, gender_identity_code, gender_identity_display, address_confidential, minor_parent,
    in_care, stated_open_case, opened_on, csec_status, sb855_eligible
  from csec.youth where subject_id = any ($1) order by subject_id`,
};

interface YouthRow {
  readonly subject_id: string; readonly client_key: string; readonly stated_county: string | null; readonly sensitivity: Sensitivity;
  readonly first_name: string | null; readonly middle_name: string | null; readonly last_name: string | null;
  readonly name_suffix: string | null; readonly born_on: LocalDate | null; readonly birth_date_estimated: boolean | null;
  readonly died_on: LocalDate | null; readonly sex: Youth['sex'];
  readonly ethnicity_code: number | null; readonly ethnicity_display: string | null;
  readonly primary_language_code: number | null; readonly primary_language_display: string | null;
  readonly secondary_language_code: number | null; readonly secondary_language_display: string | null;
  readonly sexual_orientation_code: number | null; readonly sexual_orientation_display: string | null;
  readonly gender_identity_code: number | null; readonly gender_identity_display: string | null;
  readonly address_confidential: boolean; readonly minor_parent: boolean | null; readonly in_care: boolean;
  readonly stated_open_case: boolean; readonly opened_on: LocalDate | null; readonly csec_status: CsecStatus | null;
  readonly sb855_eligible: boolean | null;
}

/** The youth of each subject, in the order asked; null where the subject is not open. */
export async function youthsBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (Youth | null)[]> {
  const rows = await session.query<YouthRow>(YOUTHS, [subjectIds]);
  const found = new Map(rows.map((row) => [row.subject_id, toYouth(row)]));
  return subjectIds.map((id) => found.get(id) ?? null);
}

function toYouth(row: YouthRow): Youth {
  return {
    subjectId: row.subject_id, county: row.stated_county, sensitivity: row.sensitivity,
    firstName: row.first_name, middleName: row.middle_name, lastName: row.last_name, nameSuffix: row.name_suffix,
    bornOn: row.born_on, birthDateEstimated: row.birth_date_estimated, diedOn: row.died_on, sex: row.sex,
    ethnicity: coded(row.ethnicity_code, row.ethnicity_display),
    primaryLanguage: coded(row.primary_language_code, row.primary_language_display),
    secondaryLanguage: coded(row.secondary_language_code, row.secondary_language_display),
    sexualOrientation: coded(row.sexual_orientation_code, row.sexual_orientation_display),
    genderIdentity: coded(row.gender_identity_code, row.gender_identity_display),
    addressConfidential: row.address_confidential, minorParent: row.minor_parent, inCare: row.in_care,
    hasOpenCase: row.stated_open_case, openedOn: row.opened_on, csecStatus: row.csec_status,
    sb855Eligible: row.sb855_eligible, clientKey: row.client_key,
  };
}
