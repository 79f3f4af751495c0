import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { Category } from '../../law/category.js';
import type { Regime } from '../../law/regime.js';
import type { Provenance } from '../../model/provenance.js';
import type { ServiceRecord } from '../../model/service-record.js';
import type { Queryable, Statement } from '../request-session.js';
import { allowedJson, withinAllowed, type AllowedRows } from './allowed-rows.js';
import { bySubject, coded } from './by-subject.js';

export type { AllowedRows } from './allowed-rows.js';

/** One subject and the kinds of rows to read of him. */
export interface ServiceRecordsWanted {
  readonly subjectId: string;
  readonly allowed: readonly AllowedRows[];
}

/** The last row of the page before: its day and its random id, which says nothing. */
export interface ServiceRecordStart {
  readonly startedOn: LocalDate | null;
  readonly publicId: string;
}

/** Which part of each subject's history. */
export interface ServiceRecordPage {
  /** Rows for each subject; ask for one more than is shown to learn whether there are more. */
  readonly first: number;
  readonly after?: ServiceRecordStart | null;
  /** Days on which the service began: from that day, up to but not on that day. */
  readonly from?: LocalDate | null;
  readonly to?: LocalDate | null;
  /** Rows that are left out, by their keys: what was asked for anew stands in their place. */
  readonly without?: readonly string[];
  /** Services that are left out whoever tells them, by the names that they bear in every system. */
  readonly withoutSame?: readonly string[];
}

/** A service with the place it has in the paged list. */
export interface PlacedServiceRecord {
  readonly record: ServiceRecord;
  readonly start: ServiceRecordStart;
}

const allowed = (row: string): string => `(${row}.category || ':' || ${row}.regime || case ${row}.consented_by when 'MINOR' then ':MINOR' else '' end
          = any (wanted.allowed)
        or (wanted.limited is not null and ${withinAllowed('wanted.limited', row, 'started_on')}))`;

/** Of a service that several sources tell, the first that is allowed: one that is not allowed hides nothing. */
const TOLD_BEFORE = `(r.same_as is not null and exists (select from csec.service_record o where o.subject_id = wanted.subject_id and o.same_as = r.same_as
          and o.record_key < r.record_key and o.record_key <> all ($9::text[]) and ${allowed('o')}))`;

const SERVICE_RECORDS: Statement = {
  name: 'service-records-by-subject',
  text: `select wanted.subject_id, s.category, s.kind, s.service_code, s.service_display, s.service_text, s.status,
    s.method_code, s.method_display, s.started_on, s.ended_on, s.provider_name, s.system, s.regime, s.source_agency_id,
    s.consented_by, s.source_updated_at, s.public_id
  from (select w.subject_id, string_to_array(w.allowed, ' ') as allowed, w.limited, w.place
    from unnest($1::uuid[], $2::text[], $8::text[]) with ordinality as w (subject_id, allowed, limited, place) offset 0) as wanted
  cross join lateral (
    select r.* from csec.service_record r
    where r.subject_id = wanted.subject_id
      and ${allowed('r')}
      and r.record_key <> all ($9::text[]) and (r.same_as is null or r.same_as <> all ($10::text[])) and not ${TOLD_BEFORE}
      and ($3::date is null or r.started_on >= $3) and ($4::date is null or r.started_on < $4)
      and ($6::uuid is null
        or ($5::date is not null and (r.started_on < $5 or r.started_on is null or (r.started_on = $5 and r.public_id > $6)))
        or ($5::date is null and r.started_on is null and r.public_id > $6))
    order by r.started_on desc nulls last, r.public_id limit $7) as s
  order by wanted.place, s.started_on desc nulls last, s.public_id`,
};

interface ServiceRow {
  readonly subject_id: string; readonly category: Category; readonly kind: ServiceRecord['kind'];
  readonly service_code: number | null; readonly service_display: string | null; readonly service_text: string | null;
  readonly status: ServiceRecord['status']; readonly method_code: number | null; readonly method_display: string | null;
  readonly started_on: LocalDate | null; readonly ended_on: LocalDate | null; readonly provider_name: string | null;
  readonly system: string; readonly regime: Regime; readonly source_agency_id: string | null;
  readonly consented_by: Provenance['consentedBy']; readonly source_updated_at: Instant | null; readonly public_id: string;
}

/**
 * Services of each subject, newest first, of the allowed kinds only: a row of another category or regime is not
 * fetched, so it can be neither counted nor paged past. In the order of the subjects asked.
 */
export async function serviceRecordsBySubject(
  session: Queryable, wanted: readonly ServiceRecordsWanted[], page: ServiceRecordPage,
): Promise<readonly (readonly PlacedServiceRecord[])[]> {
  const subjectIds = wanted.map(({ subjectId }) => subjectId);
  const asked = wanted.filter(({ allowed }) => allowed.length > 0);
  if (asked.length === 0) return subjectIds.map(() => []);
  const rows = await session.query<ServiceRow>(SERVICE_RECORDS, [
    asked.map(({ subjectId }) => subjectId),
    asked.map(({ allowed }) => allowed.filter((kind) => !isLimited(kind)).flatMap(wordsOf).join(' ')),
    page.from ?? null, page.to ?? null, page.after?.startedOn ?? null, page.after?.publicId ?? null, page.first,
    asked.map(({ allowed }) => limitedOf(allowed)), page.without ?? [], page.withoutSame ?? [],
  ]);
  return bySubject(subjectIds, rows, toPlaced);
}

/** Most decisions limit no rows: what is whole is compared as one word, and only what is limited as a document. */
const isLimited = ({ limits }: AllowedRows): boolean => limits !== null && limits !== undefined;

function limitedOf(allowed: readonly AllowedRows[]): string | null {
  const limited = allowed.filter(isLimited);
  return limited.length === 0 ? null : allowedJson(limited);
}

/** As the statement compares them: `MENTAL_HEALTH:LPS`, and `MENTAL_HEALTH:LPS:MINOR` for the minor's own care. */
function wordsOf({ category, regime, minorConsented }: AllowedRows): readonly string[] {
  const word = `${category}:${regime}`;
  return minorConsented ? [word, `${word}:MINOR`] : [word];
}

function toPlaced(row: ServiceRow): PlacedServiceRecord {
  return {
    start: { startedOn: row.started_on, publicId: row.public_id },
    record: {
      subjectId: row.subject_id, category: row.category, kind: row.kind,
      service: coded(row.service_code, row.service_display), serviceText: row.service_text, status: row.status,
      method: coded(row.method_code, row.method_display), startedOn: row.started_on, endedOn: row.ended_on,
      providerName: row.provider_name,
      provenance: {
        system: row.system, regime: row.regime, sourceAgencyId: row.source_agency_id, consentedBy: row.consented_by,
        updatedAt: row.source_updated_at,
      },
    },
  };
}
