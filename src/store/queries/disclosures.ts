import type { Disclosure } from '../../audit/disclosure.js';
import { wholeDisclosure } from '../../audit/grounds.js';
import type { Instant } from '../../kernel/dates.js';
import type { Queryable, Statement } from '../request-session.js';

/** Where a page of the accounting begins: the moment and id of the last disclosure before it. */
export interface DisclosureStart {
  readonly at: Instant;
  readonly id: string;
}

const DISCLOSURES: Statement = {
  name: 'disclosures-by-subject',
  text: `select d.record, g.grounds, (d.record->>'id') = any ((select csec.sealed_disclosures($1))::text[]) as sealed
  from csec.disclosure d left join csec.disclosure_grounds g on g.hash = d.grounds
  where d.subject_id = $1 and ($2::timestamptz is null or (d.at, d.record->>'id') < ($2, $3))
    and ($5 or not exists (select from csec.agency a where a.id = (d.record->>'agencyId')::uuid
      and (a.kind = 'SUBSTANCE_USE_PROGRAM' or a.regime_status = 'PART2_PROGRAM')))
  order by d.at desc, d.record->>'id' desc limit $4`,
};

/** A record, and whether a seal order reached what it released. */
export interface SubjectDisclosure {
  readonly record: Disclosure;
  readonly sealed: boolean;
}

interface StoredRow {
  readonly record: object;
  readonly grounds: object | null;
  readonly sealed: boolean;
}

/** A page of the accounting, and whether it may name Part 2 programmes as recipients. */
export interface DisclosurePage {
  readonly first: number;
  readonly after: DisclosureStart | null;
  readonly part2Recipients: boolean;
}

/**
 * The accounting of one open subject, newest first. A Part 2 programme among the recipients says that the youth is its
 * patient (42 CFR 2.13(c), rule G7): for whoever may not learn that, its entries are not fetched, so that neither a
 * blank row nor a page's length tells of them.
 */
export async function disclosuresBySubject(session: Queryable, subjectId: string, page: DisclosurePage): Promise<readonly SubjectDisclosure[]> {
  const values = [subjectId, page.after?.at ?? null, page.after?.id ?? null, page.first, page.part2Recipients];
  const rows = await session.query<StoredRow>(DISCLOSURES, values);
  return rows.map(({ record, grounds, sealed }) => ({ record: wholeDisclosure<Disclosure>(record, grounds), sealed }));
}
