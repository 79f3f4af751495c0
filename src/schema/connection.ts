import type { Page } from '../loaders/page.js';
import type { PageInfoType } from './types/page-info.type.js';

/** A node in a list, and where the list goes on after it. */
interface Edge<N> {
  readonly cursor: string;
  readonly node: N;
}

/** A connection of the schema from a page of rows already shown as nodes; a cursor is made when it is asked for. */
export function connectionOf<T, N>(page: Page<T>, after: string | null | undefined, show: (row: T) => N): {
  readonly edges: readonly Edge<N>[];
  readonly pageInfo: PageInfoType;
} {
  const { rows, hasNextPage } = page;
  const edges = rows.map((entry): Edge<N> => ({
    get cursor() {
      return entry.cursor;
    },
    node: show(entry.row),
  }));
  return { edges, pageInfo: pageInfoOf(edges, { hasNextPage, after }) };
}

/** What is told of a page beside its edges. */
export function pageInfoOf(
  edges: readonly Pick<Edge<unknown>, 'cursor'>[], { hasNextPage, after }: { readonly hasNextPage: boolean; readonly after: string | null | undefined },
): PageInfoType {
  return {
    hasNextPage, hasPreviousPage: Boolean(after),
    get startCursor() {
      return edges[0]?.cursor ?? null;
    },
    get endCursor() {
      return edges.at(-1)?.cursor ?? null;
    },
  };
}
