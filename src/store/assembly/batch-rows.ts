import type { SyncSession } from '../landing/sync-session.js';
import { columnOf } from './assembly-step.js';
import { coded, ofClient, ofKey, ofParent, recordOf } from './landed-rows.js';
import { PART, type Part } from './parts.js';

/** CSEC sub-types of allegations: commercial sexual exploitation, and failure to protect from it. */
const EXPLOITATION = 6873;
const FAILURE_TO_PROTECT = 6874;

/** Rows of the youths of a batch that several parts rest on: looked up once a batch and kept in a table of the session. */
interface BatchRows {
  readonly table: string;
  /** The parts that rest on them. */
  readonly parts: readonly Part[];
  /** SQL for the columns of the table, beside `client_key` and `subject_id`. */
  readonly columns: string;
  /** SQL for `client_key`, `subject_id` and the columns, for the youths `b`. */
  readonly rows: (youths: string) => string;
}

/** The referrals in which the youths take part; of one that has not come yet only the key is told. Source: REFR_CLT with REFERL_T. */
const REFERRALS: BatchRows = {
  table: 'batch_referral', parts: [PART.YOUTH, PART.PROJECT, PART.REFERRAL, PART.REPORTER, PART.ASSIGNMENT],
  columns: `referral_key text collate "C", known boolean, disposition text, received_on date, closed_on date, response_code integer,
    response_display text, county text, limited_access text, responsible_agency text, staff_key text`,
  rows: (youths) => `
    select b.client_key, b.subject_id, l.parent_key, f.source_key is not null, l.record->>'disposition', r."receivedOn", r."closedOn",
      ${coded('r.response')}, r.county, r."limitedAccess", r."responsibleAgency", r."staffKey"
    from ${youths} b
    join ${ofClient('REFR_CLT', 'l', 'b.client_key')}
    left join ${ofKey('REFERL_T', 'f', 'l.parent_key')}
    ${recordOf('f', 'r', `"receivedOn" date, "closedOn" date, response jsonb, county text, "limitedAccess" text,
      "responsibleAgency" text, "staffKey" text`)}`,
};

/** The cases whose focus child is the youth. Source: CASE_T. */
const CASES: BatchRows = {
  table: 'batch_case', parts: [PART.YOUTH, PART.PROJECT, PART.CASE, PART.ASSIGNMENT],
  columns: `case_key text collate "C", started_on date, ended_on date, close_reason_code integer, close_reason_display text,
    service_component_code integer, service_component_display text, county text, responsible_agency text, limited_access text, staff_key text`,
  rows: (youths) => `
    select b.client_key, b.subject_id, k.source_key, r."startedOn", r."endedOn", ${coded('r."closeReason"')}, ${coded('r."serviceComponent"')},
      r.county, r."responsibleAgency", r."limitedAccess", r."staffKey"
    from ${youths} b
    join ${ofClient('CASE_T', 'k', 'b.client_key')}
    ${recordOf('k', 'r', `"startedOn" date, "endedOn" date, "closeReason" jsonb, "serviceComponent" jsonb, county text,
      "responsibleAgency" text, "limitedAccess" text, "staffKey" text`)}`,
};

/** The allegations whose victim is the youth, with what their sub-types say. Source: ALLGTN_T with IJHM_DET. */
const ALLEGATIONS: BatchRows = {
  table: 'batch_allegation', parts: [PART.YOUTH, PART.ALLEGATION],
  columns: `allegation_key text collate "C", parent_key text collate "C", referral_key text, type_code integer, type_display text, subtypes jsonb,
    exploitation boolean, unprotected boolean, disposition_code integer, disposition_display text, disposition_on date,
    abuse_started_on date, abuse_ended_on date, location_narrative text, disposition_narrative text`,
  rows: (youths) => `
    with alleged as materialized (
      select b.client_key, b.subject_id, a.source_key, a.parent_key, a.record from ${youths} b
      join ${ofClient('ALLGTN_T', 'a', 'b.client_key')}),
    detail as (
      select a.source_key, jsonb_agg(d.subtype order by d.code, d.source_key) as subtypes,
        bool_or(d.code = ${EXPLOITATION}) as exploitation, bool_or(d.code = ${FAILURE_TO_PROTECT}) as unprotected
      from alleged a
      join ${ofParent('IJHM_DET', 'i', 'a.source_key')}
      cross join lateral (select i.source_key, i.record->'subtype' as subtype, (i.record->'subtype'->>'code')::integer as code) d
      group by a.source_key)
    select a.client_key, a.subject_id, a.source_key, a.parent_key, r."referralKey", ${coded('r.type')}, coalesce(d.subtypes, '[]'),
      coalesce(d.exploitation, false), coalesce(d.unprotected, false), ${coded('r.disposition')}, r."dispositionOn", r."abuseStartedOn",
      r."abuseEndedOn", r."locationNarrative", r."dispositionNarrative"
    from alleged a
    left join detail d on d.source_key = a.source_key
    ${recordOf('a', 'r', `"referralKey" text, type jsonb, disposition jsonb, "dispositionOn" date, "abuseStartedOn" date,
      "abuseEndedOn" date, "locationNarrative" text, "dispositionNarrative" text`)}`,
};

const youthsWith = (parts: readonly Part[]): string =>
  `(select client_key, subject_id from pg_temp.assembly_batch where (${parts.map(columnOf).join(' or ')}) and not removed)`;

/**
 * Looks up, for the youths of `pg_temp.assembly_batch`, the rows on which these parts of them rest, into tables of the
 * session, which are made when first needed and are empty again after each transaction.
 */
export async function fillBatchRows(session: SyncSession, parts: number): Promise<void> {
  for (const { table, parts: of, columns, rows } of [REFERRALS, CASES, ALLEGATIONS]) {
    if (of.every((part) => (parts & part) === 0)) continue;
    await session.query(`create temporary table if not exists ${table} (client_key text collate "C", subject_id uuid, ${columns}) on commit delete rows`);
    await session.query(`insert into pg_temp.${table} ${rows(youthsWith(of))}`);
  }
}

const rowsOf = (table: string, part: Part): string =>
  `(select r.* from pg_temp.${table} r join pg_temp.assembly_batch b on b.client_key = r.client_key where b.${columnOf(part)})`;

/** SQL for the referrals of the youths whose part is to be rebuilt; those that are not `known` have not come yet. */
export function referralsOf(part: Part): string {
  return rowsOf(REFERRALS.table, part);
}

/** SQL for the cases of the youths whose part is to be rebuilt. */
export function casesOf(part: Part): string {
  return rowsOf(CASES.table, part);
}

/** SQL for the allegations of the youths whose part is to be rebuilt. */
export function allegationsOf(part: Part): string {
  return rowsOf(ALLEGATIONS.table, part);
}
