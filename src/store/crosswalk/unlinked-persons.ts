import type { Instant } from '../../kernel/dates.js';
import type { UnlinkedPerson } from '../../model/partner-link.js';
import { matchKeys } from '../../policy/crosswalk/match-keys.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from '../writers/columns.js';

const AWAIT: Statement = { name: 'await-person', text: 'select csec.await_person($1::jsonb) as id' };

const FORGET: Statement = { name: 'forget-waiting', text: 'select csec.forget_waiting($1::timestamptz, $2::integer) as forgotten' };

/** By what a partner named a person that may be a youth's name here too, and who did. It is looked for by `placeServices`, beside the request. */
export interface NamedBy {
  /** The youth whom a pseudonym of ours means; where the partner used none, an id that is nobody's. */
  readonly namedId: string;
  /** A number that the county keeps too, as NCWSNO_T has its kind; null where the partner used none. */
  readonly sharedCode: number | null;
  readonly sharedValue: string | null;
  readonly namedBy: string;
  readonly namedAt: Instant;
}

/**
 * Keeps a person whom a partner named, until it is known who she is: by what she was called, or by what a worker says.
 * Answers the id under which she waits, the same whenever the partner names her so. It looks for no youth.
 */
export async function awaitPerson(session: Queryable, person: Omit<UnlinkedPerson, 'id'>, named?: NamedBy): Promise<string> {
  const keys = matchKeys({ names: [person], bornOn: person.bornOn, sex: person.sex });
  const [row] = await session.query<{ readonly id: string }>(AWAIT, [JSON.stringify(columnsOf({ ...person, ...named, keys }))]);
  return row!.id;
}

/** Persons who are forgotten by one statement. */
const AT_ONCE = 1_000;

/**
 * Forgets persons whom partners named last before a moment and whom no link names, with what was pushed of them. For the
 * delivering role. Answers how many.
 */
export async function forgetWaiting(store: Queryable, before: Instant): Promise<number> {
  for (let forgotten = 0; ;) {
    const [row] = await store.query<{ readonly forgotten: number }>(FORGET, [before, AT_ONCE]);
    forgotten += Number(row?.forgotten ?? 0);
    if (Number(row?.forgotten ?? 0) < AT_ONCE) return forgotten;
  }
}
