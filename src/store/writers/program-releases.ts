import type { Instant } from '../../kernel/dates.js';
import type { ReportScope, Signature } from '../../model/program-report.js';
import type { Queryable, Statement } from '../request-session.js';

const KEEP: Statement = { name: 'keep-program-release', text: 'select csec.keep_program_release($1::jsonb, $2, $3::bigint)' };
const SIGN: Statement = { name: 'sign-program-release', text: 'select csec.sign_program_release($1::jsonb)' };

/** A table to freeze under its analyst's signature. */
export interface FreshRelease {
  readonly scope: ReportScope;
  readonly hash: string;
  readonly published: string;
  readonly frozenAt: Instant;
  readonly agencyId: string;
  readonly personId: string;
  /** How many tables it was protected against. */
  readonly known: number;
}

/** Freezes a table. Errors: CONFLICT when it is frozen already, or when another one was frozen since it was protected. */
export async function keepProgramRelease(session: Queryable, { scope, hash, published, known, ...fresh }: FreshRelease): Promise<void> {
  const { table, county, period } = scope;
  await session.query(KEEP, [JSON.stringify({
    hash, program_table: table, county, ...period, frozen_at: fresh.frozenAt, agency_id: fresh.agencyId, person_id: fresh.personId,
  }), published, known]);
}

/** Adds a signature. Errors: CONFLICT when it is not the next of that chain, or the person has signed in it already. */
export async function signProgramRelease(session: Queryable, hash: string, { agencyId, personId, ...signature }: Signature): Promise<void> {
  await session.query(SIGN, [JSON.stringify({ hash, ...signature, agency_id: agencyId, person_id: personId })]);
}
