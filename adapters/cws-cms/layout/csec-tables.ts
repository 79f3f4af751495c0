import { code, countyCode, date, governmentEntity, keyPart, mandatory, optional, reference, text } from './column.js';
import { tableLayout } from './table-layout.js';

/** Source: CSECHIST, the CSEC Grid. */
export const CSECHIST = tableLayout({
  table: 'CSECHIST',
  noun: 'gridEntry',
  key: ['FKCHLD_CLT', 'THIRD_ID'],
  columns: {
    FKCHLD_CLT: keyPart(reference),
    THIRD_ID: keyPart(reference),
    CSEC_TPC: mandatory(code('CSEC_TPC')),
    START_DT: mandatory(date),
    END_DT: date,
  },
});

/** Source: SPC_PRJT. */
export const SPC_PRJT = tableLayout({
  table: 'SPC_PRJT',
  noun: 'specialProject',
  key: ['IDENTIFIER'],
  columns: {
    IDENTIFIER: keyPart(reference),
    PROJECT_NM: mandatory(text(30)),
    GVR_ENTC: governmentEntity,
    START_DT: date,
    END_DT: date,
  },
});

/** Source: SPRJ_RFT. */
export const SPRJ_RFT = tableLayout({
  table: 'SPRJ_RFT',
  noun: 'specialProjectReferral',
  key: ['THIRD_ID'],
  columns: {
    THIRD_ID: keyPart(reference),
    FKREFERL_T: mandatory(reference),
    FKSPC_PRJT: mandatory(reference),
    CNTY_SPFCD: optional(countyCode),
    PART_STRDT: date,
    PART_ENDT: date,
  },
});

/**
 * Source: SPRJ_CST. The table is known, its columns are not: they are taken by analogy with SPRJ_RFT, FKCASE_T in the
 * place of FKREFERL_T. A county whose file differs gets a message that names the missing columns.
 */
export const SPRJ_CST = tableLayout({
  table: 'SPRJ_CST',
  noun: 'specialProjectCase',
  whenAbsent: 'accepted',
  key: ['THIRD_ID'],
  columns: {
    THIRD_ID: keyPart(reference),
    FKCASE_T: mandatory(reference),
    FKSPC_PRJT: mandatory(reference),
    CNTY_SPFCD: optional(countyCode),
    PART_STRDT: date,
    PART_ENDT: date,
  },
});
