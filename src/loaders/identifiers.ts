import DataLoader from 'dataloader';
import type { Category } from '../law/category.js';
import type { Identifier } from '../model/identifier.js';
import { identifiersBySubject } from '../store/queries/identifiers.js';
import type { Queryable } from '../store/request-session.js';

/** The identifiers of one youth, of the categories that the decision on him releases. */
export interface IdentifierKey {
  readonly subjectId: string;
  readonly allowed: readonly Category[];
}

/** Loads identifiers of the categories named and of no others, in one statement for a page of youths. */
export function identifierLoader(session: Queryable): DataLoader<IdentifierKey, readonly Identifier[], string> {
  return new DataLoader<IdentifierKey, readonly Identifier[], string>(
    (keys) => identifiersBySubject(session, keys),
    { cacheKeyFn: ({ subjectId, allowed }) => `${subjectId} ${allowed.join(' ')}` },
  );
}
