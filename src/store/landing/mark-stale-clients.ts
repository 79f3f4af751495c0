import type { SourceTable } from '../../model/records/index.js';
import { ALL_PARTS, PART } from '../assembly/parts.js';
import type { SyncSession } from './sync-session.js';

const OWN = 'select client_key from pg_temp.touched where client_key is not null';
/** A removed row names no client any more; a CLIENT_T or CHLD_CLT row is named by the client itself. */
const SELF = 'select source_key as client_key from pg_temp.touched';

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

/** Whoever is related to one of these clients, from either side. */
const relatives = (clients: string): string => `${rows('CLN_RELT', `r.client_key in (${clients})`, 'r.parent_key as client_key')}
  union ${rows('CLN_RELT', `r.parent_key in (${clients})`, 'r.client_key')}`;

/** What a touched row of a source table can change. */
interface Reach {
  /** SQL for the clients: the row's own, or those behind the shared row. A link that lands later names its client itself. */
  readonly clients: string;
  /** The parts of those clients' records. */
  readonly parts: number;
}

const own = (parts: number): Reach => ({ clients: OWN, parts });

const REACH: Readonly<Record<SourceTable, Reach | readonly Reach[] | null>> = {
  // Codes are resolved inside the records: rows whose wording changed land as changed.
  SYS_CD_C: null,
  // It may remove the client or bring him back, and with him everything.
  CLIENT_T: { clients: SELF, parts: ALL_PARTS },
  CHLD_CLT: { clients: SELF, parts: PART.YOUTH | PART.ABSENCE },
  OCL_NM_T: own(PART.ALIAS),
  NCWSNO_T: own(PART.IDENTIFIER),
  CL_ADDRT: own(PART.ADDRESS),
  ADDRS_T: { clients: linked('CL_ADDRT', KEYS), parts: PART.ADDRESS },
  CSECHIST: own(PART.GRID | PART.YOUTH | PART.ABSENCE),
  REFERL_T: { clients: linked('REFR_CLT', KEYS), parts: PART.REFERRAL | PART.YOUTH | PART.PROJECT | PART.ASSIGNMENT },
  REFR_CLT: own(PART.REFERRAL | PART.REPORTER | PART.YOUTH | PART.PROJECT | PART.ASSIGNMENT),
  REPTR_T: { clients: linked('REFR_CLT', PARENTS), parts: PART.REPORTER },
  ALLGTN_T: own(PART.ALLEGATION | PART.YOUTH),
  IJHM_DET: { clients: rows('ALLGTN_T', `r.source_key in (${PARENTS})`, 'r.client_key'), parts: PART.ALLEGATION | PART.YOUTH },
  // A case may also decide the county of its child's relatives.
  CASE_T: [own(PART.CASE | PART.YOUTH | PART.PROJECT | PART.ASSIGNMENT), { clients: relatives(OWN), parts: PART.YOUTH }],
  CLN_RELT: { clients: `${OWN} union ${PARENTS.replace('select parent_key', 'select parent_key as client_key')}`, parts: PART.YOUTH },
  SPRJ_RFT: { clients: linked('REFR_CLT', PARENTS), parts: PART.PROJECT },
  SPRJ_CST: { clients: ofCases(PARENTS), parts: PART.PROJECT },
  SPC_PRJT: { clients: `${linked('REFR_CLT', projectLinks('SPRJ_RFT'))} union ${ofCases(projectLinks('SPRJ_CST'))}`, parts: PART.PROJECT },
  PLC_EPST: own(PART.PLACEMENT | PART.YOUTH | PART.ABSENCE),
  PLC_HM_T: { clients: linked('O_HM_PLT', KEYS), parts: PART.PLACEMENT },
  O_HM_PLT: own(PART.PLACEMENT | PART.ABSENCE),
  IDV_SVCT: own(PART.SERVICE),
  DL_SVC_T: { clients: linked('IDV_SVCT', KEYS), parts: PART.SERVICE },
  ASGNM_T: { clients: ofAssigned(PARENTS), parts: PART.ASSIGNMENT },
  STFCSLDT: {
    clients: ofAssigned(rows('ASGNM_T',
      `r.record->>'caseloadKey' in (${rows('STFCSLDT', `r.source_key in (${KEYS})`, "r.record->>'caseloadKey'")})`, 'r.parent_key')),
    parts: PART.ASSIGNMENT,
  },
  STFPERST: {
    clients: `select y.client_key from csec.youth y join csec.assignment a using (subject_id) where a.staff_key in (${KEYS})
      union ${linked('IDV_SVCT', rows('DL_SVC_T', `r.record->>'providerKey' in (${KEYS})`, 'r.source_key'))}`,
    parts: PART.ASSIGNMENT | PART.SERVICE,
  },
};

/** Notes, in the transaction that changed the rows, whose records must be assembled anew, and which parts of them. */
export async function markStaleClients(session: SyncSession, table: SourceTable, county: string): Promise<void> {
  const reaches = REACH[table];
  if (reaches === null) return;
  await session.query('analyze pg_temp.touched');
  for (const { clients, parts } of [reaches].flat()) {
    await session.query(`insert into csec.stale_client as c (county, client_key, parts)
      select distinct $1, client_key, ${parts} from (${clients}) as behind where client_key is not null
      on conflict (county, client_key) do update set parts = c.parts | excluded.parts where c.parts | excluded.parts <> c.parts`, [county]);
  }
}

/**
 * Notes every youth-to-be at once: of a first load, whose every row is new, this is what marking each row would have come
 * to. Of one that was cut off and goes on after another county's run, it also notes whom that run already assembled: the rows
 * of both may hang off the same child.
 */
export async function markEveryChild(session: SyncSession, county: string): Promise<void> {
  await session.query(`insert into csec.stale_client (county, client_key, parts)
    select $1, c.source_key, ${ALL_PARTS} from csec.county_record c
    where c.source_table = 'CLIENT_T' and c.record <> '{}' and ((c.record->>'isChild')::boolean
      or exists (select from csec.county_record h where h.source_table = 'CHLD_CLT' and h.source_key = c.source_key and h.record <> '{}'))
    on conflict (county, client_key) do update set parts = excluded.parts`, [county]);
}
