import pg from 'pg';
import type { Disclosure } from '../audit/disclosure.js';
import type { Instant } from '../kernel/dates.js';
import type { AgencyKind, RegimeStatus } from '../law/agreement.js';
import { APPLICATION_NAME } from './data-source.js';
import { TEXTUAL_TYPES } from './pg-types.js';
import { storeError } from './store-error.js';

const BATCH = 2_000;

/** Which part of the accounting: each that is not null narrows it. */
export interface WantedDisclosures {
  /** Of youths of this county; disclosures that reached no youth are of no county. */
  readonly county: string | null;
  readonly subjectId: string | null;
  readonly recipientAgencyId: string | null;
  /** From this moment, up to but not at that one. */
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/** One disclosure with who received it; null for an agency that is not known here. */
export interface AccountedRecord {
  readonly disclosure: Disclosure;
  /** The county of the youth, now; null when he has none, or when no youth was reached. */
  readonly county: string | null;
  readonly recipient: { readonly name: string; readonly kind: AgencyKind; readonly regimeStatus: RegimeStatus; readonly county: string | null } | null;
}

const ACCOUNTING = `declare accounting no scroll cursor for
  select d.record, y.county, a.name, a.kind, a.regime_status, a.county as agency_county
  from csec.disclosure d
  left join csec.youth y on y.subject_id = d.subject_id
  left join csec.agency a on a.id = (d.record->>'agencyId')::uuid
  where ($1::text is null or y.county = $1) and ($2::uuid is null or d.subject_id = $2)
    and ($3::text is null or d.record->>'agencyId' = $3)
    and ($4::timestamptz is null or d.at >= $4) and ($5::timestamptz is null or d.at < $5)
  order by d.at, d.chain, d.seq`;

interface AccountedRow {
  readonly record: Disclosure & { readonly chain?: number; readonly seq?: number };
  readonly county: string | null; readonly name: string | null; readonly kind: AgencyKind;
  readonly regime_status: RegimeStatus; readonly agency_county: string | null;
}

/**
 * The accounting of disclosures, oldest first, on one snapshot and read in batches, however long it is. Under the sync
 * role, for the command line: nobody who serves a request reads across youths. The connection ends with the loop, also
 * when it is left early. Errors: STORE_UNAVAILABLE.
 */
export async function* readDisclosures(url: string, wanted: WantedDisclosures): AsyncGenerator<AccountedRecord> {
  const client = new pg.Client({
    connectionString: url, application_name: `${APPLICATION_NAME} accounting`, types: TEXTUAL_TYPES,
    options: '-c role=csec_sync -c timezone=UTC -c datestyle=ISO',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('begin isolation level repeatable read read only');
    await client.query(ACCOUNTING, [wanted.county, wanted.subjectId, wanted.recipientAgencyId, wanted.from, wanted.to]);
    for (;;) {
      const { rows } = await client.query<AccountedRow>(`fetch ${BATCH} from accounting`);
      for (const row of rows) yield toAccounted(row);
      if (rows.length < BATCH) return;
    }
  } catch (fault) {
    throw storeError(fault, 'accounting');
  } finally {
    await client.end().catch(() => undefined);
  }
}

function toAccounted({ record: { chain: _, seq: __, ...disclosure }, ...row }: AccountedRow): AccountedRecord {
  return {
    disclosure, county: row.county,
    recipient: row.name === null ? null : { name: row.name, kind: row.kind, regimeStatus: row.regime_status, county: row.agency_county },
  };
}
