import type { ParticipantRole, ProvidedBy } from '../../../src/model/records/service-records.js';
import { anyReference, code, countyCode, date, decidingLetter, keyPart, letter, mandatory, optional, reference, text } from './column.js';
import { tableLayout } from './table-layout.js';

/** Source: DL_SVC_T. Its narrative (DETAIL_TXT, DTL2_TXT) is not read: free text may hold any category (rule G6). */
export const DL_SVC_T = tableLayout({
  table: 'DL_SVC_T',
  noun: 'deliveredService',
  key: ['IDENTIFIER'],
  columns: {
    IDENTIFIER: keyPart(reference),
    FKDL_SVC_T: optional(reference),
    CNT_VST_CD: decidingLetter<'CONTACT' | 'VISIT' | 'SERVICE'>({ C: 'CONTACT', V: 'VISIT', N: 'SERVICE' }),
    STATUS_CD: letter<'COMPLETED' | 'ATTEMPTED' | 'SCHEDULED' | null>(
      { C: 'COMPLETED', A: 'ATTEMPTED', S: 'SCHEDULED' }, { blank: null, unknown: null },
    ),
    SVC_CNTC: code('SRVC_TPC', 'CNT_TYPC'),
    CMM_MTHC: optional(code('CMM_MTHC')),
    CNT_LOC: optional(code('CNT_LOC')),
    START_DT: mandatory(date),
    END_DT: date,
    PROVD_BYCD: optional(letter<ProvidedBy | null>(
      { S: 'STAFF', O: 'COLLATERAL', V: 'SERVICE_PROVIDER', X: 'OTHER' }, { blank: null, unknown: null },
    )),
    PROVD_BYID: optional(anyReference),
    CNTY_SPFCD: optional(countyCode),
  },
});

/** IDV_SVCT.DEL_IDV_CD in words. */
export const PARTICIPANT_ROLES: Readonly<Record<string, ParticipantRole>> = {
  A: 'ATTORNEY', C: 'CLIENT', O: 'COLLATERAL', P: 'SERVICE_PROVIDER', R: 'REPORTER', S: 'SUBSTITUTE_CARE_PROVIDER',
  T: 'STAFF', U: 'OUT_OF_STATE_PARTY',
};

/** Source: IDV_SVCT. The letter is part of the key, so it is read as text and understood by the row function. */
export const IDV_SVCT = tableLayout({
  table: 'IDV_SVCT',
  noun: 'serviceParticipant',
  key: ['FKDL_SVC_T', 'DEL_IDV_CD', 'DEL_IDV_ID'],
  columns: {
    FKDL_SVC_T: keyPart(reference),
    DEL_IDV_CD: keyPart(decidingText(Object.keys(PARTICIPANT_ROLES))),
    DEL_IDV_ID: keyPart(anyReference),
    START_DT: optional(date),
    END_DT: optional(date),
  },
});

function decidingText(letters: readonly string[]): ReturnType<typeof text> {
  return decidingLetter<string | null>(Object.fromEntries(letters.map((one) => [one, one])));
}
