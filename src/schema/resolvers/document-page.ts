import { CATEGORY_REGIMES } from '../../law/category-regimes.js';
import type { Category } from '../../law/category.js';
import { invariant } from '../../kernel/invariant.js';
import type { Decision } from '../../policy/decision.js';
import { evaluationsOpened, marksOf, openedByTeam, showableCategories, showsDocument, teamsHeard } from '../../policy/filing.js';
import type { AllowedRows } from '../../store/queries/allowed-rows.js';
import { connectionOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import { caseDocumentFields } from '../types/case-document.type.js';
import { viewOf } from '../view.js';

/** Which page of a youth's documents. */
export interface DocumentPageRequest {
  readonly first: number;
  readonly after: string | null;
  readonly category: Category | null;
}

/** A page of the documents whose category and source this decision releases; the others are never fetched. */
export async function documentPage(context: GatewayContext, decision: Decision, request: DocumentPageRequest): Promise<unknown> {
  const youth = await context.loaders.youth.load(decision.subjectId);
  const addressConfidential = youth?.addressConfidential ?? true;
  const released = releasedDocuments(decision, addressConfidential);
  const allowed = released.filter(({ category }) => request.category === null || category === request.category);
  const heard = allowed.filter(({ category, regime }) => openedByTeam(decision, category, regime));
  const page = await context.loaders.documents.load({
    subjectId: decision.subjectId, allowed, released, heard: { teamIds: teamsHeard(decision), allowed: heard }, first: request.first, after: request.after,
  });
  return connectionOf(page, request.after, (row) => {
    // The store was asked for these documents only; one beyond its limit is a fault, and nothing of the answer leaves.
    invariant(showsDocument(decision, marksOf(row), addressConfidential), 'A document was read beyond the rows that the decision releases.');
    return viewOf(context, 'CaseDocument', caseDocumentFields(row, decision), decision);
  });
}

/** The pairs of category and regime that the decision releases in full, in their limits. */
function releasedDocuments(decision: Decision, addressConfidential: boolean): readonly AllowedRows[] {
  return showableCategories(decision, addressConfidential).flatMap((category) =>
    CATEGORY_REGIMES[category].flatMap((regime): readonly AllowedRows[] => {
      const limits = decision.rowsReleased(category, 'FULL', regime);
      if (limits?.length === 0) return [];
      const minorConsented = decision.releasesMinorConsented(category, regime);
      return [{ category, regime, minorConsented, evaluations: evaluationsOpened(decision, { category, regime }), ...(limits === null ? {} : { limits }) }];
    }));
}
