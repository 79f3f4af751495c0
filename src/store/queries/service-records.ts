import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { Category } from '../../law/category.js';
import type { Regime } from '../../law/regime.js';
import type { Provenance } from '../../model/provenance.js';
import type { ServiceRecord, ToldService } from '../../model/service-record.js';
import type { Queryable, Statement } from '../request-session.js';
import { allowedJson, withinAllowed, type AllowedRows } from './allowed-rows.js';
import { bySubject, coded } from './by-subject.js';
import { pairsAmong, toldRows } from './same-services.js';

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
}

/** A service with the place it has in the paged list. */
export interface PlacedServiceRecord extends ToldService {
  readonly start: ServiceRecordStart;
}

const allowed = (row: string): string => `(${row}.category || ':' || ${row}.regime || case ${row}.consented_by when 'MINOR' then ':MINOR' else '' end
          = any (wanted.allowed)
        or (wanted.limited is not null and ${withinAllowed('wanted.limited', row, 'started_on')}))`;

const READ_COLUMNS = (row: string): string => `${row}.category, ${row}.kind, ${row}.service_code, ${row}.service_display, ${row}.service_text, ${row}.status,
    ${row}.method_code, ${row}.method_display, ${row}.started_on, ${row}.ended_on, ${row}.requested_on, ${row}.priority,
    ${row}.stands_by_request, ${row}.provider_name, ${row}.system, ${row}.regime, ${row}.source_agency_id, ${row}.consented_by, ${row}.source_updated_at, ${row}.public_id`;

/** The subjects asked for, each with what is released of him. */
const WANTED = `(select w.subject_id, string_to_array(w.allowed, ' ') as allowed, w.limited, w.place
    from unnest($1::uuid[], $2::text[], $3::text[]) with ordinality as w (subject_id, allowed, limited, place) offset 0) as wanted`;

/** The rows that are released and not left out. */
const released = (row: string): string => `${allowed(row)} and ${row}.record_key <> all ($4::text[])`;

/**
 * Of a service that several sources tell, one row stands for all. That is decided among the rows that are released, by all of
 * them and whichever page is asked for: a row that is not released neither takes another's place nor leaves a trace. Of most
 * youths no row bears a name, and nothing is compared.
 */
const SERVICE_RECORDS: Statement = {
  name: 'service-records-by-subject',
  text: `select wanted.subject_id, ${READ_COLUMNS('s')},
    case when same.pairs is not null then array(select p.gives_way from jsonb_to_recordset(same.pairs) as p (kept text, gives_way text)
      where p.kept = s.record_key order by p.gives_way collate "C") end as also
  from ${WANTED}
  cross join lateral (
    select case when exists (select from csec.service_record n where n.subject_id = wanted.subject_id and n.same_as is not null)
      then (select jsonb_agg(p) from (${pairsAmong(toldRows('wanted.subject_id', released), 'wanted.subject_id')}) as p) end as pairs offset 0) as same
  cross join lateral (
    select r.* from csec.service_record r
    where r.subject_id = wanted.subject_id and ${released('r')}
      and (same.pairs is null or r.record_key <> all (array(select p.gives_way from jsonb_to_recordset(same.pairs) as p (gives_way text))))
      and ($5::date is null or r.started_on >= $5) and ($6::date is null or r.started_on < $6)
      and ($8::uuid is null
        or ($7::date is not null and (r.started_on < $7 or r.started_on is null or (r.started_on = $7 and r.public_id > $8)))
        or ($7::date is null and r.started_on is null and r.public_id > $8))
    order by r.started_on desc nulls last, r.public_id limit $9) as s
  order by wanted.place, s.started_on desc nulls last, s.public_id`,
};

/** What was asked for anew, as rows that were told last of all. */
const FRESH = `select 'live:' || l.n, l.agency_id, l.category, l.kind, l.started_on, 'infinity'::timestamptz, l.names, array[]::text[]
        from jsonb_to_recordset($5::jsonb) as l (n text, agency_id uuid, category text, kind text, started_on date, names text[]) where l.started_on is not null`;

const FRESH_SERVICES: Statement = {
  name: 'services-told-already',
  text: `select substr(p.gives_way, 6)::integer as n, k.public_id, case when p.kept like 'live:%' then substr(p.kept, 6)::integer end as instead
  from ${WANTED}
  cross join lateral (${pairsAmong(`${toldRows('wanted.subject_id', released)} union all ${FRESH}`, 'wanted.subject_id')}) as p
  left join csec.service_record k on k.subject_id = wanted.subject_id and k.record_key = p.kept
  where p.gives_way like 'live:%' order by n, k.public_id, instead`,
};

/** Rows of a youth by their keys, which a statement before named as released. */
const BY_KEYS: Statement = {
  name: 'service-records-by-keys',
  text: `select s.subject_id, s.record_key, ${READ_COLUMNS('s')} from unnest($1::uuid[], $2::text[]) as w (subject_id, record_key)
    join csec.service_record s on s.subject_id = w.subject_id and s.record_key = w.record_key`,
};

interface ServiceRow {
  readonly subject_id: string; readonly category: Category; readonly kind: ServiceRecord['kind'];
  readonly service_code: number | null; readonly service_display: string | null; readonly service_text: string | null;
  readonly status: ServiceRecord['status']; readonly method_code: number | null; readonly method_display: string | null;
  readonly started_on: LocalDate | null; readonly ended_on: LocalDate | null; readonly provider_name: string | null;
  readonly requested_on: LocalDate | null; readonly priority: ServiceRecord['priority']; readonly stands_by_request: boolean;
  readonly system: string; readonly regime: Regime; readonly source_agency_id: string | null;
  readonly consented_by: Provenance['consentedBy']; readonly source_updated_at: Instant | null; readonly public_id: string;
}

interface PageRow extends ServiceRow {
  /** Keys of the rows that gave way to this one; null where no row of the youth bears a name. */
  readonly also: readonly string[] | null;
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
  const rows = await session.query<PageRow>(SERVICE_RECORDS, [
    ...parametersOf(asked, page.without), page.from ?? null, page.to ?? null, page.after?.startedOn ?? null, page.after?.publicId ?? null, page.first,
  ]);
  const others = await recordsByKeys(session, rows.flatMap(({ subject_id, also }) => (also ?? []).map((key) => ({ subjectId: subject_id, key }))));
  return bySubject(subjectIds, rows, (row) => ({
    start: { startedOn: row.started_on, publicId: row.public_id }, record: toRecord(row), keptAs: row.public_id,
    also: (row.also ?? []).map((key) => others.get(`${row.subject_id} ${key}`)!),
  }));
}

/** A service that was asked for anew, and is kept nowhere. */
export interface FreshService {
  readonly record: ServiceRecord;
  readonly names: readonly string[];
}

/** A fresh service that gives way: its place among them, and the row or the fresh service that stands for it. */
export interface ToldAlready {
  readonly at: number;
  readonly by: { readonly publicId: string } | { readonly at: number };
}

/** Which fresh services of a subject are told already by a row that is released, or by one of them before. */
export async function toldAlready(
  session: Queryable, wanted: ServiceRecordsWanted, { fresh, without }: { readonly fresh: readonly FreshService[]; readonly without: readonly string[] },
): Promise<readonly ToldAlready[]> {
  if (fresh.every(({ names }) => names.length === 0)) return [];
  const told = fresh.map(({ record, names }, n) => ({
    n: String(n).padStart(6, '0'), agency_id: record.provenance.sourceAgencyId, category: record.category, kind: record.kind, started_on: record.startedOn, names,
  }));
  const rows = await session.query<{ readonly n: number; readonly public_id: string | null; readonly instead: number | null }>(
    FRESH_SERVICES, [...parametersOf([wanted], without), JSON.stringify(told)]);
  return rows.map(({ n, public_id, instead }) => ({ at: n, by: public_id === null ? { at: instead! } : { publicId: public_id } }));
}

async function recordsByKeys(
  session: Queryable, keys: readonly { readonly subjectId: string; readonly key: string }[],
): Promise<ReadonlyMap<string, ServiceRecord>> {
  if (keys.length === 0) return new Map();
  const rows = await session.query<ServiceRow & { readonly record_key: string }>(BY_KEYS, [keys.map(({ subjectId }) => subjectId), keys.map(({ key }) => key)]);
  return new Map(rows.map((row) => [`${row.subject_id} ${row.record_key}`, toRecord(row)]));
}

/** The first parameters of a statement over `WANTED` and `released`. */
function parametersOf(asked: readonly ServiceRecordsWanted[], without: readonly string[] = []): readonly unknown[] {
  return [
    asked.map(({ subjectId }) => subjectId), asked.map(({ allowed }) => allowed.filter((kind) => !isLimited(kind)).flatMap(wordsOf).join(' ')),
    asked.map(({ allowed }) => limitedOf(allowed)), without,
  ];
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

function toRecord(row: ServiceRow): ServiceRecord {
  return {
    subjectId: row.subject_id, category: row.category, kind: row.kind,
    service: coded(row.service_code, row.service_display), serviceText: row.service_text, status: row.status,
    method: coded(row.method_code, row.method_display), startedOn: row.started_on, endedOn: row.ended_on,
    requestedOn: row.requested_on, priority: row.priority, standsByRequest: row.stands_by_request, providerName: row.provider_name,
    provenance: {
      system: row.system, regime: row.regime, sourceAgencyId: row.source_agency_id, consentedBy: row.consented_by,
      updatedAt: row.source_updated_at,
    },
  };
}
