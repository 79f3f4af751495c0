import { GatewayError } from '../../kernel/gateway-error.js';
import { isUuid } from '../../kernel/ids.js';
import type { PageOf } from '../../loaders/administration.js';
import type { KnownYouth, Suggestion } from '../../loaders/crosswalk-register.js';
import { cursorOf, keysOf, type Page } from '../../loaders/page.js';
import { agenciesShownBeside, mayLink } from '../../policy/crosswalk/who-links.js';
import type { PageStart } from '../../release/admission-source.js';
import type { GatewayContext } from '../gateway-context.js';

const CANDIDATES = 'identityCandidates';
/** Persons who are told of one case in the list of cases. */
const MOST_SHOWN = 10;
/** Cases that are looked through at a time, until the page is full. */
const AT_ONCE = 50;

/** A case and who may be its youth. */
interface CaseWithCandidates {
  readonly subjectId: string;
  readonly persons: readonly Suggestion[];
}

/**
 * The cases that the caller carries and for which somebody waits, in the order of their random ids. A case without anybody takes no
 * place in a page, so that neither its length nor where it goes on tells of one. Errors: BAD_CURSOR.
 */
export async function candidatesOfOwnCases(context: GatewayContext, { first, after }: PageOf): Promise<Page<CaseWithCandidates>> {
  const found: CaseWithCandidates[] = [];
  for (let start = startOf(after); ;) {
    const page = await context.gate.admitPage({ first: AT_ONCE, after: start, order: 'ANY', filter: {}, assigned: true });
    const beside = await Promise.all(page.decisions.filter(({ decision }) => mayLink(decision)).map(async ({ decision }) => {
      const known = await knownYouth(context, decision.subjectId);
      return known === null ? [] : [{ known, shown: agenciesShownBeside(decision) }];
    }));
    const asked = beside.flat();
    const persons = await context.crosswalk.candidates(asked);
    found.push(...asked.map(({ known: { youth } }, at) => ({ subjectId: youth.subjectId, persons: persons[at]!.slice(0, MOST_SHOWN) })).filter((one) => one.persons.length > 0));
    start = page.decisions.at(-1)?.start ?? null;
    if (found.length > first || !page.hasNextPage || start === null) break;
  }
  return { rows: found.slice(0, first).map((row) => ({ row, cursor: cursorOf(CANDIDATES, [row.subjectId]) })), hasNextPage: found.length > first };
}

function startOf(after: string | null): PageStart | null {
  if (!after) return null;
  const [subjectId] = keysOf(CANDIDATES, after, 1);
  if (subjectId && isUuid(subjectId)) return { key: null, subjectId };
  throw new GatewayError('BAD_CURSOR', 'after is not a cursor of this list.', { field: 'after' });
}

/** A youth as persons are compared with her; null where there is no record of her. */
export async function knownYouth(context: GatewayContext, subjectId: string): Promise<KnownYouth | null> {
  const [youth, aliases] = await Promise.all([context.loaders.youth.load(subjectId), context.loaders.aliases.load(subjectId)]);
  return youth && { youth, aliases };
}
