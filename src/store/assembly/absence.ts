import type { LocalDate } from '../../kernel/dates.js';
import { COUNTY_TIME_ZONE } from '../../kernel/dates.js';
import type { Absence } from '../../model/absence.js';
import type { SyncSession } from '../landing/sync-session.js';
import { batchOf, clearedOf } from './assembly-step.js';
import { ofKey, rowsBy } from './landed-rows.js';
import { PART } from './parts.js';

/** CSEC_TPC 6871, victim while absent from placement. */
const ABSENCE_TYPE = 6871;

/** Everything landed of one youth that tells of being away from placement. */
export interface AbsenceTraces {
  readonly episodes: readonly { readonly key: string; readonly removedOn: LocalDate | null; readonly endedOn: LocalDate | null }[];
  readonly placements: readonly {
    readonly episodeKey: string; readonly startedOn: LocalDate | null; readonly endedOn: LocalDate | null; readonly endReasonCode: number | null;
  }[];
  /** CHLD_CLT.AWOL_AB_CD and the county's day on which its row was last updated. */
  readonly indicator: { readonly kind: 'RAN_AWAY' | 'ABDUCTED'; readonly updatedOn: LocalDate | null } | null;
  /** Grid rows of type 6871. */
  readonly gridRows: readonly { readonly startedOn: LocalDate | null; readonly endedOn: LocalDate | null }[];
}

/** Derives the absences of one youth; given from outside, because this room holds SQL and no rules. */
export type DeriveAbsences = (traces: AbsenceTraces) => readonly Omit<Absence, 'subjectId'>[];

const TRACES = `
  select b.subject_id as "subjectId", jsonb_build_object(
    'episodes', coalesce((select jsonb_agg(jsonb_build_object('key', e.record->>'episodeKey', 'removedOn', e.record->'removedOn',
        'endedOn', e.record->'endedOn') order by e.source_key)
      from ${rowsBy('client_key', 'b.client_key', { table: 'PLC_EPST', alias: 'e' })}), '[]'),
    'placements', coalesce((select jsonb_agg(jsonb_build_object('episodeKey', p.record->>'episodeKey', 'startedOn', p.record->'startedOn',
        'endedOn', p.record->'endedOn', 'endReasonCode', p.record->'endReason'->'code') order by p.source_key)
      from ${rowsBy('client_key', 'b.client_key', { table: 'O_HM_PLT', alias: 'p' })}), '[]'),
    'gridRows', coalesce((select jsonb_agg(
        jsonb_build_object('startedOn', g.record->'startedOn', 'endedOn', g.record->'endedOn') order by g.source_key)
      from ${rowsBy('client_key', 'b.client_key', { table: 'CSECHIST', alias: 'g' })}
      where (g.record->'type'->>'code')::integer = ${ABSENCE_TYPE}), '[]'),
    'indicator', case when h.record->>'away' is not null then jsonb_build_object('kind', h.record->>'away',
      'updatedOn', to_char(h.updated_at at time zone '${COUNTY_TIME_ZONE}', 'YYYY-MM-DD')) end) as traces
  from ${batchOf(PART.ABSENCE)} b
  left join ${ofKey('CHLD_CLT', 'h', 'b.client_key')}
  order by b.subject_id`;

const WRITE = `
  insert into csec.absence (subject_id, record_key, kind, started_on, ended_on, derived_from)
  select subject_id, record_key, kind, started_on, ended_on, derived_from
  from jsonb_to_recordset($1::jsonb) as row (subject_id uuid, record_key text, kind text, started_on date, ended_on date, derived_from text)`;

/** Replaces the absences of the batch by what its traces derive. Shape: `record_key` is the place in order of start. */
export async function assembleAbsences(session: SyncSession, derive: DeriveAbsences): Promise<void> {
  await session.query(`delete from csec.absence t using ${clearedOf(PART.ABSENCE)} b where t.subject_id = b.subject_id`);
  const youths = await session.query<{ subjectId: string; traces: AbsenceTraces }>(TRACES);
  const rows = youths.flatMap(({ subjectId, traces }) => derive(traces).map((absence, index) => ({
    subject_id: subjectId, record_key: String(index + 1), kind: absence.kind, started_on: absence.startedOn,
    ended_on: absence.endedOn, derived_from: absence.derivedFrom,
  })));
  if (rows.length > 0) await session.query(WRITE, [JSON.stringify(rows)]);
}
