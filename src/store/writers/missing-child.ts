import type { Instant } from '../../kernel/dates.js';
import type { EndangermentKind } from '../../law/endangerment.js';
import type { Endangerment, MissingChildDescription } from '../../model/missing-child.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from './columns.js';

const DESCRIBE: Statement = { name: 'describe-missing-child', text: 'select csec.describe_missing_child($1::jsonb)' };
const NOTE: Statement = { name: 'note-endangerment', text: 'select csec.note_endangerment($1::jsonb)' };
const WITHDRAW: Statement = { name: 'withdraw-endangerment', text: 'select csec.withdraw_endangerment($1::uuid, $2, $3, $4::timestamptz)' };

/** Keeps what an open subject is known by; the newest description stands for all before it, which are kept beside. */
export async function describeMissingChild(session: Queryable, description: MissingChildDescription): Promise<void> {
  await session.query(DESCRIBE, [JSON.stringify(columnsOf(description))]);
}

/** Keeps one fact that endangers an open subject. */
export async function noteEndangerment(session: Queryable, { provenance, ...fact }: Endangerment): Promise<void> {
  const { updatedAt, ...from } = provenance;
  await session.query(NOTE, [JSON.stringify({ ...columnsOf({ ...fact, ...from }), source_updated_at: updatedAt, withdrawn_at: null })]);
}

/** Takes back the facts of a kind, or only those in those words. Answers the same when there are none. */
export async function withdrawEndangerment(
  session: Queryable, change: { readonly subjectId: string; readonly kind: EndangermentKind; readonly words: string | null; readonly at: Instant },
): Promise<void> {
  await session.query(WITHDRAW, [change.subjectId, change.kind, change.words, change.at]);
}
