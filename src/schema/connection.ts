import type { Page } from '../loaders/page.js';
import type { PageInfoType } from './types/page-info.type.js';

/** A connection of the schema from a page of rows already shown as nodes. */
export function connectionOf<T, N>(page: Page<T>, after: string | null | undefined, show: (row: T) => N): {
  readonly edges: readonly { readonly cursor: string; readonly node: N }[];
  readonly pageInfo: PageInfoType;
} {
  const edges = page.rows.map(({ row, cursor }) => ({ cursor, node: show(row) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage, hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
