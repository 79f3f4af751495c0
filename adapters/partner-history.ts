import { z } from 'zod';
import { invariant } from '../src/kernel/invariant.js';
import type { Category } from '../src/law/category.js';
import { CATEGORIES } from '../src/law/category.js';
import { RELEASED, SELECTED } from './partner-adapter.js';

const { coded, county, date, text } = RELEASED;

/** Shapes of what happened to a youth, beside status and rows; a document asks of each only what its partner has a place for. */
export const HISTORY = {
  absences: z.array(z.strictObject({
    kind: z.enum(['RAN_AWAY', 'ABDUCTED', 'UNEXPLAINED']).nullable(), startedOn: date, endedOn: date,
  })).nullable(),
  /** Type, time and county: never the name, street or telephone of a place. */
  placements: z.array(z.strictObject({ facilityType: coded, facilityCounty: county, startedOn: date, endedOn: date })).nullable(),
  /** Duty lines, not names. */
  workers: z.array(z.strictObject({
    kind: z.enum(['PRIMARY', 'SECONDARY', 'READ_ONLY']).nullable(), workerPhone: text, startedOn: date, endedOn: date,
  })).nullable(),
};

/** Of a service: what kind of thing it was, and the category under whose law its row stands. */
export const SERVICE_KIND = z.enum(['CONTACT', 'VISIT', 'SERVICE']).nullable();
export const SERVICE_CATEGORY = z.enum(CATEGORIES).nullable();

/** How urgent a request is, as released, and as HL7 FHIR and the plain profile write it. */
export const REQUEST_PRIORITY = z.enum(['ROUTINE', 'URGENT', 'ASAP', 'STAT']).nullable();
export const PRIORITY_CODES = { ROUTINE: 'routine', URGENT: 'urgent', ASAP: 'asap', STAT: 'stat' } as const;

/** The selection of each of those lists. */
export const SELECTED_HISTORY = {
  absences: 'absences { kind startedOn endedOn }',
  placements: `placements { facilityType ${SELECTED.coded} facilityCounty startedOn endedOn }`,
  workers: 'workers { kind workerPhone startedOn endedOn }',
} as const;

export type ReleasedAbsence = NonNullable<z.infer<typeof HISTORY.absences>>[number];
export type ReleasedPlacement = NonNullable<z.infer<typeof HISTORY.placements>>[number];
export type ReleasedWorker = NonNullable<z.infer<typeof HISTORY.workers>>[number];

/** The page of a connection, or null; a row that was withheld is not in it. */
export function pageOf<Node>(node: z.ZodType<Node>): z.ZodType<readonly Node[] | null> {
  const page = z.strictObject({ edges: z.array(z.strictObject({ node: z.nullable(node) })).nullable() }).nullable();
  return page.transform((read) => (read?.edges as readonly { readonly node: Node | null }[] | null | undefined)
    ?.flatMap((edge) => (edge.node === null ? [] : [edge.node])) ?? null);
}

/** A page of services with those fields of each row, the longest that the schema gives, and where it goes on: after the newest, or after `$after`. */
export const pageOfServices = (row: string, after: '' | '$after' = ''): string =>
  `services(first: 100${after && `, after: ${after}`}) { edges { node { ${row} } } pageInfo { hasNextPage endCursor } }`;

/** The document that asks for a further page of them. */
export const furtherServices = (name: string, row: string): string =>
  `query ${name}Services($id: ID!, $after: String!) { case(id: $id) { ${pageOfServices(row, '$after')} } }`;

interface PagedCase {
  readonly case: {
    readonly services?: { readonly edges: readonly unknown[] | null; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } } | null;
  } | null;
}

/** A result with its services to their end, page by page, and no more word of pages. Errors: those of `further`. */
export async function withEveryService(result: unknown, further: (after: string) => Promise<unknown>): Promise<unknown> {
  const first = result as PagedCase;
  if (!first.case?.services) return result;
  let page = first.case.services;
  const edges = [...page.edges ?? []];
  while (page.pageInfo.hasNextPage) {
    const next = (await further(page.pageInfo.endCursor!) as PagedCase).case?.services;
    invariant(next, 'A list of services broke off within one decision.');
    edges.push(...next.edges ?? []);
    page = next;
  }
  return { ...first, case: { ...first.case, services: { edges } } };
}

/** The categories that lists of a release bring into a message: one for each list that is not empty. */
export function categoriesOfLists(lists: readonly (readonly [Category, readonly unknown[] | null])[]): readonly Category[] {
  return lists.flatMap(([category, list]) => ((list ?? []).length > 0 ? [category] : []));
}

/** True where the release says that an absence goes on: its start is known and it has no end. */
export function isOngoing({ startedOn, endedOn }: { readonly startedOn: string | null; readonly endedOn: string | null }): boolean {
  return startedOn !== null && endedOn === null;
}
