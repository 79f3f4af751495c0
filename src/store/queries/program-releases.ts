import type { Instant } from '../../kernel/dates.js';
import type { ReportScope, Signature } from '../../model/program-report.js';
import type { Queryable, Statement } from '../request-session.js';

/** A frozen table as it is kept: the text that was hashed, and the signatures under its hash, in their order. */
export interface KeptRelease {
  readonly hash: string;
  readonly published: string;
  readonly frozenAt: Instant;
  readonly signatures: readonly Signature[];
}

/** Which releases: those signed by all three, those that wait for a signature, or every one that there ever was. */
export type ReleaseWish = 'RELEASED' | 'AWAITING' | 'EVER';

const SIGNED = `(select coalesce(json_agg(json_build_object('step', s.step, 'approved', s.approved, 'agencyId', s.agency_id,
    'personId', s.person_id, 'at', csec.instant(s.at)) order by s.step), '[]') from csec.program_signature s where s.hash = r.hash) as signatures`;
const WISHED = `($1 = 'EVER' or (not exists (select from csec.program_signature s where s.hash = r.hash and not s.approved)
    and ($1 = 'RELEASED') = exists (select from csec.program_signature s where s.hash = r.hash and s.step = 'LEGAL')))`;

const OF_TABLE: Statement = {
  name: 'program-release-of-table',
  text: `select r.hash, r.published, r.frozen_at, ${SIGNED}
  from csec.program_release r
  where ${WISHED} and r.program_table = $2 and r.county is not distinct from $3 and r.year = $4::integer
    and r.quarter is not distinct from $5::integer and r.years = $6::integer`,
};
const BY_HASH: Statement = {
  name: 'program-release-by-hash', text: `select r.hash, r.published, r.frozen_at, ${SIGNED} from csec.program_release r where r.hash = $1`,
};
const PAGE: Statement = {
  name: 'program-releases',
  text: `select r.hash, r.published, r.frozen_at, ${SIGNED}
  from csec.program_release r
  where ${WISHED} and ($2::timestamptz is null or (r.frozen_at, r.hash) < ($2, $3))
  order by r.frozen_at desc, r.hash desc limit $4`,
};
const LEDGER: Statement = { name: 'program-ledger', text: 'select releases from csec.program_ledger' };
const EVERY: Statement = { name: 'program-tables', text: 'select r.published from csec.program_release r order by r.frozen_at, r.hash' };

interface ReleaseRow {
  readonly hash: string; readonly published: string; readonly frozen_at: Instant; readonly signatures: readonly Signature[] | string;
}

const toRelease = ({ hash, published, frozen_at, signatures }: ReleaseRow): KeptRelease => ({
  hash, published, frozenAt: frozen_at, signatures: typeof signatures === 'string' ? JSON.parse(signatures) as Signature[] : signatures,
});

/** The release of that table, place and period; null when there is none of that standing. */
export async function releaseOf(session: Queryable, wish: ReleaseWish, { table, county, period }: ReportScope): Promise<KeptRelease | null> {
  const [row] = await session.query<ReleaseRow>(OF_TABLE, [wish, table, county, period.year, period.quarter, period.years]);
  return row ? toRelease(row) : null;
}

/** The release of that hash, whatever its standing; null when there is none. */
export async function releaseByHash(session: Queryable, hash: string): Promise<KeptRelease | null> {
  const [row] = await session.query<ReleaseRow>(BY_HASH, [hash]);
  return row ? toRelease(row) : null;
}

/** Releases of a standing, the newest first. */
export async function programReleases(
  session: Queryable, wish: ReleaseWish, page: { readonly first: number; readonly after: { readonly at: Instant; readonly hash: string } | null },
): Promise<readonly KeptRelease[]> {
  const rows = await session.query<ReleaseRow>(PAGE, [wish, page.after?.at ?? null, page.after?.hash ?? null, page.first]);
  return rows.map(toRelease);
}

/** Every table that was ever frozen, the earliest first, also those that were refused: whoever refused one has seen it. */
export async function everyFrozenTable(session: Queryable): Promise<{ readonly published: readonly string[]; readonly known: number }> {
  const [ledger] = await session.query<{ readonly releases: number | string }>(LEDGER);
  const rows = await session.query<{ readonly published: string }>(EVERY);
  return { published: rows.map(({ published }) => published), known: Number(ledger?.releases ?? 0) };
}
