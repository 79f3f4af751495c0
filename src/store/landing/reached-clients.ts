import type { SourceTable } from '../../model/records/index.js';

/** What of the rows of `touch` is asked for, as pairs of the row's own key and a client whose record it can change. */
const OWN = 'select t.source_key, t.client_key from touch t';
const SELF = 'select t.source_key, t.source_key as client_key from touch t';
const KEY = 't.source_key';
const PARENT = 't.parent_key';

/** A row at a time: where statistics lag behind, a planner that may choose would walk the landed rows and look for each in `touch`. */
const each = (column: string, table: SourceTable, where: string): string =>
  `cross join lateral (select l.${column} from csec.county_record l where l.source_table = '${table}' and ${where} offset 0) l`;

/** Clients of the rows of `link` that hang off such a key. */
const linked = (link: SourceTable, key: string): string =>
  `select t.source_key, l.client_key from touch t ${each('client_key', link, `l.parent_key = ${key}`)}`;

/** Clients of the rows of `table` that have such a key. */
const clientOf = (table: SourceTable, key: string): string =>
  `select t.source_key, l.client_key from touch t ${each('client_key', table, `l.source_key = ${key}`)}`;

const assigned = (key: string): string => `${clientOf('CASE_T', key)} union all ${linked('REFR_CLT', key)}`;

/** Clients of a project's participations, through their case or referral. */
const ofProject = `select t.source_key, l.client_key from touch t
    join csec.county_record p on p.source_table = 'SPRJ_RFT' and p.record->>'projectKey' = t.source_key
    join csec.county_record l on l.source_table = 'REFR_CLT' and l.parent_key = p.parent_key
  union all select t.source_key, k.client_key from touch t
    join csec.county_record p on p.source_table = 'SPRJ_CST' and p.record->>'projectKey' = t.source_key
    join csec.county_record k on k.source_table = 'CASE_T' and k.source_key = p.parent_key`;

const ofCaseload = `select t.source_key, coalesce(k.client_key, l.client_key) from touch t
    join csec.county_record a on a.source_table = 'ASGNM_T' and a.record->>'caseloadKey' = t.record->>'caseloadKey'
    left join csec.county_record k on k.source_table = 'CASE_T' and k.source_key = a.parent_key
    left join csec.county_record l on l.source_table = 'REFR_CLT' and l.parent_key = a.parent_key`;

const ofStaff = `select t.source_key, y.client_key from touch t
    join csec.assignment a on a.staff_key = t.source_key join csec.youth y on y.subject_id = a.subject_id
  union all select t.source_key, l.client_key from touch t
    join csec.county_record s on s.source_table = 'DL_SVC_T' and s.record->>'providerKey' = t.source_key
    join csec.county_record l on l.source_table = 'IDV_SVCT' and l.parent_key = s.source_key`;

/** Says that a case or referral tells the county of the client `of` itself, and openly, so that no relative's case does. */
const tellsCounty = (of: string): string => `(exists (select from csec.county_record k where k.source_table = 'CASE_T' and k.client_key = ${of}
    and k.record->>'county' between '01' and '58' and k.record->>'limitedAccess' = 'N')
  or exists (select from csec.county_record c join csec.county_record f on f.source_table = 'REFERL_T' and f.source_key = c.parent_key
    where c.source_table = 'REFR_CLT' and c.client_key = ${of} and f.record->>'county' between '01' and '58' and f.record->>'limitedAccess' = 'N'))`;

/** Relatives whom a case of theirs, related as they are, can give its county. */
const relatives = ['client', 'parent'].map((side) => {
  const other = side === 'client' ? 'parent' : 'client';
  return `select t.source_key, l.${other}_key from touch t ${each(`${other}_key`, 'CLN_RELT', `l.${side}_key = t.client_key`)}
    where not ${tellsCounty(`l.${other}_key`)}`;
}).join(' union all ');

/**
 * For each source table SQL over the rows of `touch` (source_key, client_key, parent_key, record: as they will be and as
 * they were), which answers each row's key with every client whose record or county it can change. It goes the ways by
 * which a landed row marks clients for assembly.
 */
export const REACHED: Readonly<Record<SourceTable, string>> = {
  SYS_CD_C: `${OWN} where false`,
  CLIENT_T: SELF,
  CHLD_CLT: SELF,
  OCL_NM_T: OWN,
  NCWSNO_T: OWN,
  CL_ADDRT: OWN,
  ADDRS_T: linked('CL_ADDRT', KEY),
  CSECHIST: OWN,
  REFERL_T: linked('REFR_CLT', KEY),
  REFR_CLT: OWN,
  REPTR_T: linked('REFR_CLT', PARENT),
  ALLGTN_T: OWN,
  IJHM_DET: clientOf('ALLGTN_T', PARENT),
  CASE_T: `${OWN} union all ${relatives}`,
  CLN_RELT: `${OWN} union all select t.source_key, t.parent_key from touch t`,
  SPRJ_RFT: linked('REFR_CLT', PARENT),
  SPRJ_CST: clientOf('CASE_T', PARENT),
  SPC_PRJT: ofProject,
  PLC_EPST: OWN,
  PLC_HM_T: linked('O_HM_PLT', KEY),
  O_HM_PLT: OWN,
  IDV_SVCT: OWN,
  DL_SVC_T: linked('IDV_SVCT', KEY),
  ASGNM_T: assigned(PARENT),
  STFCSLDT: ofCaseload,
  STFPERST: ofStaff,
};

/** Tables whose rows are looked for by what no index holds: a plan that looks up one row at a time is wrong for them. */
export const REACHED_BY_READING: ReadonlySet<SourceTable> = new Set<SourceTable>(['SPC_PRJT', 'STFCSLDT', 'STFPERST']);
