import DataLoader from 'dataloader';
import { isLocalDate } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { isUuid } from '../kernel/ids.js';
import type { CaseDocument } from '../model/case-document.js';
import type { AllowedRows } from '../store/queries/allowed-rows.js';
import { caseDocumentsBySubject, type DocumentStart } from '../store/queries/case-documents.js';
import type { Queryable } from '../store/request-session.js';
import { cursorOf, keysOf, type Page } from './page.js';

/** One page of one youth's documents, of the kinds that the decision on him releases. */
export interface CaseDocumentKey {
  readonly subjectId: string;
  readonly allowed: readonly AllowedRows[];
  /** All that is released of him: what a document tells of beside its kind lies within it, or it is not read. */
  readonly released: readonly AllowedRows[];
  /** The kinds that are open to the caller as a member of these teams: of them, and of no other kind, the talk is read too. */
  readonly heard: { readonly teamIds: readonly string[]; readonly allowed: readonly AllowedRows[] };
  readonly first: number;
  readonly after: string | null;
}

export type CaseDocumentPage = Page<CaseDocument>;

const LIST = 'documents';

/** Loads pages of documents; youths who ask for the same page share a statement. */
export function caseDocumentLoader(session: Queryable): DataLoader<CaseDocumentKey, CaseDocumentPage, string> {
  return new DataLoader<CaseDocumentKey, CaseDocumentPage, string>(async (keys) => {
    const pages = new Map<CaseDocumentKey, CaseDocumentPage>();
    for (const asked of new Set(keys.map(pageKey))) {
      const same = keys.filter((key) => pageKey(key) === asked);
      for (const [index, documents] of (await documentsFor(session, same)).entries()) pages.set(same[index]!, pageOf(documents, same[index]!.first));
    }
    return keys.map((key) => pages.get(key)!);
  }, { cacheKeyFn: (key) => JSON.stringify(key) });
}

const pageKey = ({ first, after }: CaseDocumentKey): string => JSON.stringify([first, after]);

/** Documents of no team, and of the kinds heard also the talk; each statement reads only what it may. */
async function documentsFor(session: Queryable, keys: readonly CaseDocumentKey[]): Promise<readonly (readonly CaseDocument[])[]> {
  const { first, after } = keys[0]!;
  const page = { first: first + 1, after: startOf(after) };
  const plain = await caseDocumentsBySubject(session, keys.map(({ subjectId, allowed, released }) => ({ subjectId, allowed, released, teamIds: [] })), page);
  const heard = await caseDocumentsBySubject(session, keys.map(({ subjectId, released, heard: { allowed, teamIds } }) => ({
    subjectId, released, teamIds, allowed: teamIds.length === 0 ? [] : allowed,
  })), page);
  return plain.map((documents, index) => inOrder([...documents, ...heard[index]!.filter(({ teamId }) => teamId !== null)]));
}

function inOrder(documents: readonly CaseDocument[]): readonly CaseDocument[] {
  return documents.toSorted((a, b) => (a.filedOn === b.filedOn ? (a.id < b.id ? -1 : 1) : a.filedOn > b.filedOn ? -1 : 1));
}

function pageOf(documents: readonly CaseDocument[], first: number): CaseDocumentPage {
  const rows = documents.slice(0, first).map((row) => ({ row, cursor: cursorOf(LIST, [row.filedOn, row.id]) }));
  return { rows, hasNextPage: documents.length > first };
}

function startOf(after: string | null): DocumentStart | null {
  if (!after) return null;
  const [filedOn, id] = keysOf(LIST, after, 2);
  if (filedOn && id && isLocalDate(filedOn) && isUuid(id)) return { filedOn, id };
  throw new GatewayError('BAD_CURSOR', 'after is not a cursor of this list.', { field: 'after' });
}
