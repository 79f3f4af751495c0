import { createHmac } from 'node:crypto';
import { execute, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { canonicalText, type Json } from '../audit/canonical.js';
import { globalId } from '../kernel/ids.js';
import type { Decision } from '../policy/decision.js';
import type { OpenedRequest } from './opened-request.js';
import type { ViewDocuments } from './view-document.js';

/** All that a partner is released of a youth now: its digest, and the decision on it. Absent: null where nothing is. */
export interface ReleasedDigest {
  readonly decision: Decision;
  readonly digest: string;
}

/** Makes the digest of what one request is released of a case. */
export class ReleasedViews {
  constructor(private readonly schema: GraphQLSchema, private readonly documents: ViewDocuments, private readonly key: string) {}

  /**
   * A function of what is released and of nothing else, so that what is withheld can change without a trace. Reads under the
   * request's decision, and releases nothing: what it read is forgotten but for the digest, which nobody can undo without the key.
   * What is null counts as what is not asked for: a schema that gains a field tells partners of those youths alone of whom it says something.
   * Errors: those of the schema's resolvers.
   */
  async digestOf(request: OpenedRequest, subjectId: string, county: string | null): Promise<ReleasedDigest | null> {
    request.gate.asksForOne();
    const decision = await request.gate.admit(subjectId);
    if (decision === null) return null;
    // What a county has told is told of its own youths; null: of whom, is for the caller to ask.
    if (county !== null && request.gate.factsOn(subjectId).subject.county !== county) return null;
    const id = globalId('Case', subjectId);
    const hash = createHmac('sha256', this.key).update('partner-view\n', 'utf8');
    const add = (released: unknown): void => void hash.update(`${canonicalText(released as Json)}\n`, 'utf8');
    add(await this.#ask(request, this.documents.whole, { id }));
    for (const { field, document } of this.documents.paged) {
      for (let after: string | null = null, more = true; more;) {
        const answer = await this.#ask(request, document, { id, after }) as Paged;
        const page = answer.case?.[field] ?? null;
        add(page && page.edges);
        more = page?.pageInfo.hasNextPage === true;
        after = page?.pageInfo.endCursor ?? null;
      }
    }
    return { decision, digest: hash.digest('base64url') };
  }

  async #ask(request: OpenedRequest, document: DocumentNode, variableValues: Readonly<Record<string, unknown>>): Promise<unknown> {
    const { data, errors }: ExecutionResult = await execute({ schema: this.schema, document, contextValue: request, variableValues: { ...variableValues } });
    if (errors?.[0]) throw errors[0].originalError ?? errors[0];
    return JSON.parse(JSON.stringify(data, (_, value: unknown) => value ?? undefined));
  }
}

interface Paged {
  readonly case?: Readonly<Record<string, { readonly edges: unknown; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string } }>>;
}
