import type { Disclosure } from '../../audit/disclosure.js';
import type { Instant } from '../../kernel/dates.js';
import type { Queryable, Statement } from '../request-session.js';

/** Where a page of the accounting begins: the moment and id of the last disclosure before it. */
export interface DisclosureStart {
  readonly at: Instant;
  readonly id: string;
}

const DISCLOSURES: Statement = {
  name: 'disclosures-by-subject',
  text: `select record from csec.disclosure
  where subject_id = $1 and ($2::timestamptz is null or (at, record->>'id') < ($2, $3))
  order by at desc, record->>'id' desc limit $4`,
};

/** The accounting of one open subject, newest first. */
export async function disclosuresBySubject(
  session: Queryable, subjectId: string, page: { readonly first: number; readonly after: DisclosureStart | null },
): Promise<readonly Disclosure[]> {
  const values = [subjectId, page.after?.at ?? null, page.after?.id ?? null, page.first];
  const rows = await session.query<{ readonly record: Disclosure }>(DISCLOSURES, values);
  return rows.map(({ record }) => record);
}
