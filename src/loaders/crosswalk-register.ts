import DataLoader from 'dataloader';
import type { Alias } from '../model/alias.js';
import type { Sensitivity, Youth } from '../model/youth.js';
import { identityMatch, type Described, type IdentityMatch } from '../policy/crosswalk/identity-match.js';
import { matchKeys } from '../policy/crosswalk/match-keys.js';
import type { AgenciesShown } from '../policy/crosswalk/who-links.js';
import { confirmIdentity, rejectIdentity, undoLink, type IdentityReview } from '../store/crosswalk/identity-reviews.js';
import { linksBySubject, undoneLinks, type KeptLink, type UndoneLink } from '../store/crosswalk/kept-links.js';
import { waitingLike, type WaitingPerson } from '../store/crosswalk/waiting-persons.js';
import type { PageOf } from './administration.js';
import { cursorOf, keysOf, momentOf, type Page } from './page.js';
import type { RequestStore } from './request-store.js';

/** A person who waits, and how likely she is the youth. */
export interface Suggestion {
  readonly person: WaitingPerson;
  readonly match: IdentityMatch;
}

/** A youth as a partner's person is compared with her. */
export interface KnownYouth {
  readonly youth: Youth;
  readonly aliases: readonly Alias[];
}

/** A youth, and of which agencies the caller may be told that they named her. */
export interface Beside {
  readonly known: KnownYouth;
  readonly shown: AgenciesShown;
}

export type NewReview = Omit<IdentityReview, 'id'>;

/** So many persons are compared with one youth, the longest waiting. */
const MOST_COMPARED = 500;
const LIST = 'identitySuggestions';
const UNDONE = 'undoneIdentityLinks';

/**
 * The crosswalk within one request's transaction: whom partners mean by their own identifiers. What concerns a youth works
 * only for a subject that the transaction has opened, but for the list of a county's privacy officer.
 * Errors: BAD_CURSOR; CONFLICT when a person waits no more or a link stands no more.
 */
export class CrosswalkRegister {
  readonly #links = new DataLoader<string, readonly KeptLink[]>((ids) => linksBySubject(this.store, ids));

  constructor(private readonly store: RequestStore, private readonly newId: () => string) {}

  /** Persons of these agencies who may be the youth, the likeliest first; `decided`: those alone whom a worker said she is not. */
  async suggestions(beside: Beside & { readonly decided: boolean }, { first, after }: PageOf): Promise<Page<Suggestion>> {
    const start = after ? keysOf(LIST, after, 1)[0] ?? null : null;
    const [all = []] = await this.#likely([beside], beside.decided);
    const from = start === null ? 0 : all.findIndex(({ person }) => person.id === start) + 1;
    // What is no longer suggested leaves no place to go on from.
    const rest = start !== null && from === 0 ? [] : all.slice(from);
    return { rows: rest.slice(0, first).map((row) => ({ row, cursor: cursorOf(LIST, [row.person.id]) })), hasNextPage: rest.length > first };
  }

  /** Persons whom nobody decided on who may be each youth, the likeliest first. In the order asked. */
  candidates(beside: readonly Beside[]): Promise<readonly (readonly Suggestion[])[]> {
    return this.#likely(beside, false);
  }

  /** The suggestion of that person for the youth, made or decided on before. Absent: null when there is none, whatever the reason. */
  async suggested(beside: Beside, personId: string): Promise<Suggestion | null> {
    const found = await Promise.all([false, true].map((decided) => this.#likely([beside], decided)));
    return found.flat(2).find(({ person }) => person.id === personId) ?? null;
  }

  async #likely(beside: readonly Beside[], decided: boolean): Promise<readonly (readonly Suggestion[])[]> {
    if (beside.length === 0) return [];
    const described = beside.map(({ known }) => describedOf(known));
    const waiting = await waitingLike(this.store, beside.map(({ known, shown }, at) => (
      { subjectId: known.youth.subjectId, keys: matchKeys(described[at]!), shown })), { decided, most: MOST_COMPARED });
    return waiting.map((persons, at) => suggestionsAmong(persons, described[at]!));
  }

  /** Links the person to the youth, and answers the link's id. */
  async confirm(review: NewReview): Promise<string> {
    const linkId = this.newId();
    await confirmIdentity(this.store, { ...review, id: this.newId() }, linkId);
    return linkId;
  }

  reject(review: NewReview): Promise<void> {
    return rejectIdentity(this.store, { ...review, id: this.newId() });
  }

  undo(linkId: string, review: Omit<NewReview, 'personId' | 'weight'>): Promise<void> {
    return undoLink(this.store, linkId, { ...review, id: this.newId() });
  }

  linksOf(subjectId: string): Promise<readonly KeptLink[]> {
    return this.#links.load(subjectId);
  }

  async undone(county: string, { first, after, sensitivities }: PageOf & { readonly sensitivities: readonly Sensitivity[] }): Promise<Page<UndoneLink>> {
    const found = await undoneLinks(this.store, { county, sensitivities, first: first + 1, before: after ? momentOf(UNDONE, after) : null });
    return {
      rows: found.slice(0, first).map((row) => ({ row, cursor: cursorOf(UNDONE, [row.undone.at, row.id]) })), hasNextPage: found.length > first,
    };
  }
}

/** Those who are likely, or shown for another reason, the likeliest first. */
function suggestionsAmong(persons: readonly WaitingPerson[], described: Described): readonly Suggestion[] {
  const compared = persons.map((person) => ({ person, match: identityMatch(described, { names: [person], bornOn: person.bornOn, sex: person.sex }) }));
  return compared.filter(({ person, match }) => match.grade !== null || person.meant || person.decided !== null)
    .sort((one, other) => Number(other.person.meant) - Number(one.person.meant) || other.match.weight - one.match.weight || (one.person.id < other.person.id ? -1 : 1));
}

function describedOf({ youth, aliases }: KnownYouth): Described {
  return { names: [youth, ...aliases], bornOn: youth.bornOn, sex: youth.sex };
}
