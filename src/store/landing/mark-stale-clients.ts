import type { SourceTable } from '../../model/records/index.js';
import type { SyncSession } from './sync-session.js';

const OWN = 'select client_key from pg_temp.touched where client_key is not null';

/** Clients of the rows of `link` whose parent is one of these keys. */
const linked = (link: SourceTable, keys: string): string => `select l.client_key from csec.county_record l
  where l.source_table = '${link}' and l.client_key is not null and l.parent_key in (${keys})`;

const rows = (table: SourceTable, condition: string, column: string): string =>
  `select ${column} from csec.county_record r where r.source_table = '${table}' and ${condition}`;

const KEYS = 'select source_key from pg_temp.touched';
const PARENTS = 'select parent_key from pg_temp.touched where parent_key is not null';

const ofCases = (keys: string): string => rows('CASE_T', `r.source_key in (${keys})`, 'r.client_key');
const ofAssigned = (keys: string): string => `${ofCases(keys)} union ${linked('REFR_CLT', keys)}`;
const projectLinks = (table: SourceTable): string => rows(table, `r.record->>'projectKey' in (${KEYS})`, 'r.parent_key');

/**
 * For each source table, SQL for the clients whose assembled record a touched row of it can change: its own client, or
 * those behind the shared row. A link that lands later names its client itself, so looking at what has landed suffices.
 */
const CLIENTS_BEHIND: Readonly<Record<SourceTable, string | null>> = {
  // Codes are resolved inside the records: rows whose wording changed land as changed.
  SYS_CD_C: null,
  CLIENT_T: OWN, CHLD_CLT: OWN, OCL_NM_T: OWN, NCWSNO_T: OWN, CL_ADDRT: OWN, CSECHIST: OWN, REFR_CLT: OWN, ALLGTN_T: OWN,
  CASE_T: OWN, PLC_EPST: OWN, O_HM_PLT: OWN, IDV_SVCT: OWN,
  ADDRS_T: linked('CL_ADDRT', KEYS),
  PLC_HM_T: linked('O_HM_PLT', KEYS),
  REFERL_T: linked('REFR_CLT', KEYS),
  REPTR_T: linked('REFR_CLT', PARENTS),
  SPRJ_RFT: linked('REFR_CLT', PARENTS),
  SPRJ_CST: ofCases(PARENTS),
  SPC_PRJT: `${linked('REFR_CLT', projectLinks('SPRJ_RFT'))} union ${ofCases(projectLinks('SPRJ_CST'))}`,
  IJHM_DET: rows('ALLGTN_T', `r.source_key in (${PARENTS})`, 'r.client_key'),
  DL_SVC_T: linked('IDV_SVCT', KEYS),
  ASGNM_T: ofAssigned(PARENTS),
  STFCSLDT: ofAssigned(rows('ASGNM_T',
    `r.record->>'caseloadKey' in (${rows('STFCSLDT', `r.source_key in (${KEYS})`, "r.record->>'caseloadKey'")})`, 'r.parent_key')),
  STFPERST: `select y.client_key from csec.youth y join csec.assignment a using (subject_id) where a.staff_key in (${KEYS})
    union ${linked('IDV_SVCT', rows('DL_SVC_T', `r.record->>'providerKey' in (${KEYS})`, 'r.source_key'))}`,
};

/** Notes, in the transaction that changed the rows, whose records must be assembled anew. */
export async function markStaleClients(session: SyncSession, table: SourceTable): Promise<void> {
  const clients = CLIENTS_BEHIND[table];
  if (clients === null) return;
  await session.query('analyze pg_temp.touched');
  await session.query(`insert into csec.stale_client (client_key)
    select client_key from (${clients}) as behind where client_key is not null on conflict do nothing`);
}
