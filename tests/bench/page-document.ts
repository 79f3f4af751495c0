/** Cases in one page of the measures. */
export const PAGE_SIZE = 20;

/** Services shown of each case. */
export const SERVICES_SHOWN = 10;

/** The page that is measured: cases with names, status, grid rows, special projects and services. */
export const PAGE_DOCUMENT = `query CasePage($first: Int!, $after: String) {
  cases(first: $first, after: $after) {
    edges { node {
      id county status csecStatus
      youth { firstName lastName bornOn }
      gridEntries { type { code display } isVictim startedOn endedOn flags }
      specialProjects { projectName programme through startedOn endedOn }
      services(first: ${SERVICES_SHOWN}) {
        edges { node { category kind service { code display } status startedOn endedOn providerName } }
        pageInfo { hasNextPage }
      }
    } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** The part of an answer that the measures look at; the rest is only compared. */
export interface CasePage {
  readonly cases: {
    readonly edges: readonly unknown[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
