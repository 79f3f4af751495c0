import { coded, landed, recordOf, type AssemblyStep } from './assembly-step.js';

const COLUMNS = ['category', 'kind', 'service_code', 'service_display', 'service_text', 'status', 'method_code', 'method_display',
  'started_on', 'ended_on', 'provider_name', 'regime', 'source_agency_id', 'consented_by', 'source_updated_at'];

const RECEIVED = `
  select distinct on (b.subject_id, s.source_key) b.subject_id, 'DL_SVC_T:' || s.source_key as record_key, r.category, r.kind,
    ${coded('r.service')}, null::text, r.status, ${coded('r.method')}, r."startedOn", r."endedOn",
    nullif(concat_ws(' ', w.record->>'firstName', w.record->>'lastName'), ''), r.regime, null::uuid, 'NOT_APPLICABLE', s.updated_at
  from pg_temp.assembly_batch b
  join ${landed('IDV_SVCT', 'l', "l.client_key = b.client_key and l.record->>'role' = 'CLIENT'")}
  join ${landed('DL_SVC_T', 's', 's.source_key = l.parent_key')}
  ${recordOf('s', 'r', `category text, kind text, service jsonb, status text, method jsonb, "startedOn" date, "endedOn" date,
    "providedBy" text, "providerKey" text, regime text`)}
  left join ${landed('STFPERST', 'w', `w.source_key = r."providerKey" and r."providedBy" = 'STAFF'`)}
  order by b.subject_id, s.source_key`;

/**
 * Contacts, visits and services the youth received. Source: DL_SVC_T through IDV_SVCT with DEL_IDV_CD C; staff who gave
 * them by name from STFPERST. Records of partners stand in the same table under their own system and are left alone; a
 * record that stays keeps its `public_id`, which cursors hold.
 */
export const SERVICE_RECORD: AssemblyStep = {
  table: 'service_record',
  statements: [`
    with received (subject_id, record_key, ${COLUMNS.join(', ')}) as (${RECEIVED}),
    gone as (
      delete from csec.service_record t using pg_temp.assembly_batch b
      where t.subject_id = b.subject_id and t.system = 'CWS/CMS'
        and not exists (select from received r where r.subject_id = t.subject_id and r.record_key = t.record_key))
    insert into csec.service_record (subject_id, record_key, system, ${COLUMNS.join(', ')})
    select subject_id, record_key, 'CWS/CMS', ${COLUMNS.join(', ')} from received
    on conflict (subject_id, record_key) do update set ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`],
};
