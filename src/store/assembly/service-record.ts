import { coded, landed, recordOf, type AssemblyStep } from './assembly-step.js';

/**
 * Contacts, visits and services the youth received. Source: DL_SVC_T through IDV_SVCT with DEL_IDV_CD C; staff who gave
 * them by name from STFPERST. Records of partners stand in the same table under their own system and are left alone.
 */
export const SERVICE_RECORD: AssemblyStep = {
  table: 'service_record',
  replaces: "t.system = 'CWS/CMS'",
  insert: `insert into csec.service_record (subject_id, record_key, category, kind, service_code, service_display, service_text,
      status, method_code, method_display, started_on, ended_on, provider_name, system, regime, source_agency_id, consented_by,
      source_updated_at)
    select distinct on (b.subject_id, s.source_key) b.subject_id, 'DL_SVC_T:' || s.source_key, r.category, r.kind,
      ${coded('r.service')}, null, r.status, ${coded('r.method')}, r."startedOn", r."endedOn",
      nullif(concat_ws(' ', w.record->>'firstName', w.record->>'lastName'), ''), 'CWS/CMS', r.regime, null::uuid, 'NOT_APPLICABLE',
      s.updated_at
    from pg_temp.assembly_batch b
    join ${landed('IDV_SVCT', 'l', "l.client_key = b.client_key and l.record->>'role' = 'CLIENT'")}
    join ${landed('DL_SVC_T', 's', 's.source_key = l.parent_key')}
    ${recordOf('s', 'r', `category text, kind text, service jsonb, status text, method jsonb, "startedOn" date, "endedOn" date,
      "providedBy" text, "providerKey" text, regime text`)}
    left join ${landed('STFPERST', 'w', `w.source_key = r."providerKey" and r."providedBy" = 'STAFF'`)}
    order by b.subject_id, s.source_key`,
};
