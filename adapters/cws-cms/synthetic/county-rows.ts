import { DEFAULT_SYSTEM_CODES } from '../codes/default-system-codes.js';
import type { SystemCodeRow } from '../codes/system-code-row.js';
import { dayNumber, dayText, dayTextOrNull, type DayNumber } from './calendar.js';
import { COUNTY_ISSUED_CODES } from './county-issued-codes.js';
import { RandomStream } from './random.js';
import { RELATIONSHIP_CODES } from './relationship-codes.js';
import { governmentEntityOf, type SyntheticCounty, type SyntheticStaff } from './synthetic-county.js';
import { rowCollector, yesNo, type AddRow, type SyntheticRow } from './synthetic-row.js';
import type { LocalDate } from '../../../src/kernel/dates.js';

const CODES_ISSUED_ON: DayNumber = dayNumber('2018-06-01' as LocalDate);
const CALIFORNIA = 1828;

/** The rows that belong to no youth: codes, workers and their caseloads, special projects, homes. */
export function countyRows(county: SyntheticCounty): SyntheticRow[] {
  const { rows, add } = rowCollector(county, new RandomStream(county.seed, 'stamps', 0xffff_ffff));
  const ofRelationships = new Set(RELATIONSHIP_CODES);
  addCodes(add, [...DEFAULT_SYSTEM_CODES, ...COUNTY_ISSUED_CODES].filter((code) => !ofRelationships.has(code)));
  for (const person of [...county.staff, ...county.neighbourStaff]) addStaff(add, county, person);
  addProjects(add, county);
  addHomes(add, county);
  // Stamped from a stream of their own, as the relationships are: every other row is as it was before there were any.
  const relatives = rowCollector(county, new RandomStream(county.seed, 'relativeStamps', 0xffff_ffff));
  addCodes(relatives.add, RELATIONSHIP_CODES);
  return [...rows, ...relatives.rows];
}

function addCodes(add: AddRow, codes: readonly SystemCodeRow[]): void {
  for (const code of codes) {
    add('SYS_CD_C', CODES_ISSUED_ON, { ...code, CATEGORYID: code.CATEGORYID ?? 0, OTHER_CD: code.OTHER_CD ?? '', LONG_DSC: code.LONG_DSC ?? '' });
  }
}

function addStaff(add: AddRow, county: SyntheticCounty, person: SyntheticStaff): void {
  add('STFPERST', person.startedOn, {
    IDENTIFIER: person.staffKey, FIRST_NM: person.firstName, LAST_NM: person.lastName, JOB_TL_DSC: 'Social Worker',
    PHONE_NO: person.phone, EMAIL_ADDR: person.email, CNTY_SPFCD: person.county, FKCWS_OFFT: county.officeKey,
    START_DT: dayText(person.startedOn), END_DT: null,
  });
  add('STFCSLDT', person.startedOn, {
    THIRD_ID: person.caseloadRowKey, FKCASE_LDT: person.caseloadKey, FKSTFPERST: person.staffKey, START_DT: dayText(person.startedOn),
    END_DT: null, CNTY_SPFCD: person.county,
  });
}

function addProjects(add: AddRow, county: SyntheticCounty): void {
  for (const project of county.projects) {
    add('SPC_PRJT', project.startedOn, {
      IDENTIFIER: project.key, PROJECT_NM: project.name, PRJCT_DSC: project.description, GVR_ENTC: governmentEntityOf(project.county),
      START_DT: dayText(project.startedOn), END_DT: dayTextOrNull(project.endedOn), ARCASS_IND: 'N',
    });
  }
}

function addHomes(add: AddRow, county: SyntheticCounty): void {
  for (const home of county.homes) {
    add('PLC_HM_T', home.openedOn, {
      IDENTIFIER: home.key, FACLTY_NM: home.name, PLC_FCLC: home.kind, STREET_NO: `${home.streetNumber}`, STREET_NM: home.street,
      CITY_NM: home.city, F_STATE_C: CALIFORNIA, ZIP_NO: home.zip, PRM_TEL_NO: home.phone, GVR_ENTC: governmentEntityOf(county.code),
      CONF_EFIND: yesNo(home.confidential), END_DT: null,
    });
  }
}
