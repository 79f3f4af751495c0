import { countyCode, date, decidingLetter, keyPart, mandatory, optional, phone, reference, staffReference, text } from './column.js';
import { tableLayout } from './table-layout.js';

/** Source: ASGNM_T. ESTBLSH_ID is a case or a referral, as ESTBLSH_CD says. */
export const ASGNM_T = tableLayout({
  table: 'ASGNM_T',
  noun: 'assignment',
  key: ['IDENTIFIER'],
  columns: {
    IDENTIFIER: keyPart(reference),
    ESTBLSH_ID: mandatory(reference),
    ESTBLSH_CD: decidingLetter<'CASE' | 'REFERRAL'>({ C: 'CASE', R: 'REFERRAL' }),
    ASGNMNT_CD: decidingLetter<'PRIMARY' | 'SECONDARY' | 'READ_ONLY'>({ P: 'PRIMARY', S: 'SECONDARY', R: 'READ_ONLY' }),
    FKCASE_LDT: optional(reference),
    CNTY_SPFCD: optional(countyCode),
    START_DT: date,
    END_DT: date,
  },
});

/** Source: STFPERST. */
export const STFPERST = tableLayout({
  table: 'STFPERST',
  noun: 'staffPerson',
  key: ['IDENTIFIER'],
  columns: {
    IDENTIFIER: keyPart(staffReference),
    FIRST_NM: text(20),
    LAST_NM: text(25),
    PHONE_NO: optional(phone),
    EMAIL_ADDR: optional(text(50)),
    CNTY_SPFCD: countyCode,
    START_DT: optional(date),
    END_DT: optional(date),
  },
});

/** Source: STFCSLDT, by which a caseload of ASGNM_T reaches its worker. */
export const STFCSLDT = tableLayout({
  table: 'STFCSLDT',
  noun: 'staffCaseload',
  whenAbsent: 'accepted',
  key: ['THIRD_ID'],
  columns: {
    THIRD_ID: keyPart(reference),
    FKCASE_LDT: mandatory(reference),
    FKSTFPERST: mandatory(staffReference),
    START_DT: date,
    END_DT: date,
    CNTY_SPFCD: optional(countyCode),
  },
});
