import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordKeyOfUiId, uiIdOfRecordKey } from '../../../adapters/cws-cms/identifier.js';
import { TABLE_NAMES, type TableName } from '../../../adapters/cws-cms/synthetic/table-layouts.js';
import { cell, removeFolders, writeExtract, type FileRow, type WrittenExtract } from './synthetic-files.js';

let clean: WrittenExtract;
beforeAll(async () => { clean = await writeExtract({ youths: 400, dirtyRate: 0 }); });
afterAll(removeFolders);

/** Every reference of the extract: the columns that refer, and the columns they refer to. */
const REFERENCES: readonly (readonly [TableName, readonly string[], TableName, readonly string[]])[] = [
  ['STFCSLDT', ['FKSTFPERST'], 'STFPERST', ['IDENTIFIER']],
  ['CHLD_CLT', ['FKCLIENT_T'], 'CLIENT_T', ['IDENTIFIER']],
  ['CHLD_CLT', ['CURNT_CSID'], 'CASE_T', ['IDENTIFIER']],
  ['OCL_NM_T', ['FKCLIENT_T'], 'CLIENT_T', ['IDENTIFIER']],
  ['CLN_RELT', ['FKCLIENT_T'], 'CLIENT_T', ['IDENTIFIER']],
  ['CLN_RELT', ['FKCLIENT_0'], 'CLIENT_T', ['IDENTIFIER']],
  ['NCWSNO_T', ['FKCLIENT_T'], 'CLIENT_T', ['IDENTIFIER']],
  ['CL_ADDRT', ['FKCLIENT_T'], 'CLIENT_T', ['IDENTIFIER']],
  ['CL_ADDRT', ['FKADDRS_T'], 'ADDRS_T', ['IDENTIFIER']],
  ['CSECHIST', ['FKCHLD_CLT'], 'CHLD_CLT', ['FKCLIENT_T']],
  ['REFERL_T', ['FKSTFPERST'], 'STFPERST', ['IDENTIFIER']],
  ['REFR_CLT', ['FKREFERL_T'], 'REFERL_T', ['IDENTIFIER']],
  ['REFR_CLT', ['FKCLIENT_T'], 'CLIENT_T', ['IDENTIFIER']],
  ['REPTR_T', ['FKREFERL_T'], 'REFERL_T', ['IDENTIFIER']],
  ['ALLGTN_T', ['FKREFERL_T', 'FKCLIENT_T'], 'REFR_CLT', ['FKREFERL_T', 'FKCLIENT_T']],
  ['ALLGTN_T', ['FKREFERL_T', 'FKCLIENT_0'], 'REFR_CLT', ['FKREFERL_T', 'FKCLIENT_T']],
  ['IJHM_DET', ['FKALLGTN_T'], 'ALLGTN_T', ['IDENTIFIER']],
  ['CASE_T', ['FKCHLD_CLT'], 'CHLD_CLT', ['FKCLIENT_T']],
  ['CASE_T', ['FKREFERL_T'], 'REFERL_T', ['IDENTIFIER']],
  ['CASE_T', ['FKSTFPERST'], 'STFPERST', ['IDENTIFIER']],
  ['SPRJ_RFT', ['FKREFERL_T'], 'REFERL_T', ['IDENTIFIER']],
  ['SPRJ_RFT', ['FKSPC_PRJT'], 'SPC_PRJT', ['IDENTIFIER']],
  ['SPRJ_CST', ['FKCASE_T'], 'CASE_T', ['IDENTIFIER']],
  ['SPRJ_CST', ['FKSPC_PRJT'], 'SPC_PRJT', ['IDENTIFIER']],
  ['PLC_EPST', ['FKCLIENT_T'], 'CHLD_CLT', ['FKCLIENT_T']],
  ['PLC_EPST', ['RMV_BY_ID'], 'STFPERST', ['IDENTIFIER']],
  ['O_HM_PLT', ['FKPLC_EPST', 'FKPLC_EPS0'], 'PLC_EPST', ['FKCLIENT_T', 'THIRD_ID']],
  ['O_HM_PLT', ['FKPLC_HM_T'], 'PLC_HM_T', ['IDENTIFIER']],
  ['IDV_SVCT', ['FKDL_SVC_T'], 'DL_SVC_T', ['IDENTIFIER']],
  ['ASGNM_T', ['FKCASE_LDT'], 'STFCSLDT', ['FKCASE_LDT']],
];

/** The columns that hold a SYS_ID; zero is none. */
const CODE_COLUMNS: Partial<Record<TableName, readonly string[]>> = {
  CLIENT_T: ['NAME_TPC', 'P_ETHNCTYC', 'P_LANG_TPC', 'CLNT_SOC', 'CLNT_GIC', 'CLNT_GEC'], OCL_NM_T: ['NAME_TPC'],
  CLN_RELT: ['CLNTRELC'], NCWSNO_T: ['OTH_ID_C'],
  ADDRS_T: ['ST_SFX_C', 'UNT_DSGC', 'STATE_C', 'GVR_ENTC'], CL_ADDRT: ['ADDR_TPC'], CSECHIST: ['CSEC_TPC'], SPC_PRJT: ['GVR_ENTC'],
  PLC_HM_T: ['PLC_FCLC', 'F_STATE_C', 'GVR_ENTC'], REFERL_T: ['RFR_RSPC', 'CMM_MTHC', 'APV_STC', 'GVR_ENTC', 'L_GVR_ENTC'],
  REFR_CLT: ['DSP_RSNC'], ALLGTN_T: ['ALG_TPC', 'ALG_DSPC'], IJHM_DET: ['INJR_HMC'], CASE_T: ['CLS_RSNC', 'SRV_CMPC', 'GVR_ENTC'],
  PLC_EPST: ['RMV_RSNC', 'TERM_TY_C', 'AGY_RSPC', 'GVR_ENTC'], O_HM_PLT: ['PLCG_RNC', 'SCP_RLTC', 'APV_STC'],
  DL_SVC_T: ['SVC_CNTC', 'CMM_MTHC', 'CNT_LOC'], IDV_SVCT: ['SVC_CNTC'], ASGNM_T: ['ASSG_RLC'],
};

const keyOf = (row: FileRow, columns: readonly string[]): string => columns.map((column) => cell(row, column)).join(':');

describe('A clean synthetic extract', () => {
  it.each(REFERENCES)('finds the row that each %s.%s refers to', (table, columns, parent, parentColumns) => {
    const known = new Set(clean.rows[parent].map((row) => keyOf(row, parentColumns)));
    const referring = clean.rows[table].filter((row) => cell(row, columns.at(-1)!) !== '');
    expect(referring.length).toBeGreaterThan(0);
    expect(referring.filter((row) => !known.has(keyOf(row, columns)))).toEqual([]);
  });

  it('assigns cases and referrals that exist, and gives services to people who exist', () => {
    const of = (table: TableName) => new Set(clean.rows[table].map((row) => cell(row, 'IDENTIFIER')));
    const [cases, referrals, clients, staff] = [of('CASE_T'), of('REFERL_T'), of('CLIENT_T'), of('STFPERST')];
    const targets: Record<string, ReadonlySet<string>> = { C: cases, R: referrals };
    expect(clean.rows.ASGNM_T.filter((row) => !targets[row['ESTBLSH_CD']!]!.has(cell(row, 'ESTBLSH_ID')))).toEqual([]);
    const recipients: Record<string, ReadonlySet<string>> = { C: clients, T: staff };
    expect(clean.rows.IDV_SVCT.filter((row) => !recipients[row['DEL_IDV_CD']!]!.has(cell(row, 'DEL_IDV_ID')))).toEqual([]);
    expect(clean.rows.DL_SVC_T.filter((row) => row['PROVD_BYCD'] === 'S' && !staff.has(cell(row, 'PROVD_BYID')))).toEqual([]);
  });

  it('names every code in its own SYS_CD_C, which lists each once', () => {
    const codes = clean.rows.SYS_CD_C.map((row) => row['SYS_ID']!);
    expect(new Set(codes).size).toBe(codes.length);
    const known = new Set([...codes, '0']);
    for (const [table, columns] of Object.entries(CODE_COLUMNS) as [TableName, readonly string[]][]) {
      for (const column of columns) {
        const unknown = new Set(clean.rows[table].map((row) => row[column]!).filter((code) => !known.has(code)));
        expect([table, column, [...unknown]]).toEqual([table, column, []]);
      }
    }
  });

  it('gives no two rows one key, and only keys that convert to the 19-digit id and back', () => {
    const keys = TABLE_NAMES.flatMap((table) => clean.rows[table].map((row) => cell(row, 'IDENTIFIER') || cell(row, 'THIRD_ID')))
      .filter((key) => key.length === 10);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) {
      const shown = uiIdOfRecordKey(key);
      expect([key, shown, recordKeyOfUiId(shown!)]).toEqual([key, expect.stringMatching(/^\d{19}$/), key]);
    }
  });

  it('creates a grid row at the moment that its key tells', () => {
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    const two = (value: bigint): string => value.toString().padStart(2, '0');
    for (const row of clean.rows.CSECHIST) {
      const time = Array.from(cell(row, 'THIRD_ID').slice(0, 7), (letter) => BigInt(alphabet.indexOf(letter))).reduce((sum, digit) => sum * 62n + digit, 0n);
      const field = (shift: bigint, bits: bigint): bigint => (time >> shift) & ((1n << bits) - 1n);
      const day = `${field(0n, 8n) + 1900n}-${two(field(8n, 4n) + 1n)}-${two(field(12n, 5n))}`;
      const clock = [field(17n, 5n), field(22n, 6n), field(28n, 6n)].map(two).join(':');
      expect(cell(row, 'CREATN_TS').replaceAll(/[.: ]/g, '-').slice(0, 22)).toBe(`${day} ${clock}.${two(field(34n, 8n))}`.replaceAll(/[.: ]/g, '-'));
    }
  });

  it('keeps the keys of two counties apart, also those of the same seed', async () => {
    const other = await writeExtract({ youths: 50, county: '36', dirtyRate: 0 });
    const clients = new Set(clean.rows.CLIENT_T.map((row) => cell(row, 'IDENTIFIER')));
    expect(other.rows.CLIENT_T.filter((row) => clients.has(cell(row, 'IDENTIFIER')))).toEqual([]);
    const staff = new Map(clean.rows.STFPERST.map((row) => [cell(row, 'IDENTIFIER'), cell(row, 'LAST_NM')]));
    const shared = other.rows.STFPERST.filter((row) => staff.has(cell(row, 'IDENTIFIER')));
    // County 36 is the neighbour of 19, so three of its workers stand in both extracts: as the same people.
    expect(shared.map((row) => [row['CNTY_SPFCD'], staff.get(cell(row, 'IDENTIFIER')) === cell(row, 'LAST_NM')]))
      .toEqual([['36', true], ['36', true], ['36', true]]);
  });
});
