import type { Instant } from '../../kernel/dates.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import type { CaseDocument } from '../../model/case-document.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from './columns.js';

const FILE: Statement = { name: 'file-case-document', text: 'select csec.file_case_document($1::jsonb)' };
const WITHDRAW: Statement = {
  name: 'withdraw-case-document', text: 'select csec.withdraw_case_document($1::uuid, $2::uuid, $3, $4::timestamptz)',
};

/** A document as the row that holds it. */
export function documentColumns({ provenance, ...document }: CaseDocument): Readonly<Record<string, unknown>> {
  return {
    ...columnsOf(document), system: provenance.system, regime: provenance.regime, source_agency_id: provenance.sourceAgencyId,
    consented_by: provenance.consentedBy, source_updated_at: provenance.updatedAt,
  };
}

/**
 * Files a document under the case of an open subject; the same document again changes nothing. What a seal order reached
 * is taken and kept nowhere: to say so would tell of the order.
 * Errors: CATEGORY_NOT_ACCEPTED for what is never kept here; CONFLICT when the id is another document's, or when the
 * team whose talk it is has no live assignment to the youth.
 */
export async function fileCaseDocument(session: Queryable, document: CaseDocument): Promise<void> {
  try {
    await session.query(FILE, [JSON.stringify(documentColumns(document))]);
  } catch (fault) {
    if (fault instanceof GatewayError && fault.details['constraint'] === 'category_accepted') {
      throw new GatewayError('CATEGORY_NOT_ACCEPTED', 'Documents of this category are not kept here.', { field: 'input.category' });
    }
    throw fault;
  }
}

/** Takes a document back: it is there for nobody any more. Errors: CONFLICT when there is no such document. */
export async function withdrawCaseDocument(
  session: Queryable,
  change: { readonly subjectId: string; readonly documentId: string; readonly by: string; readonly withdrawnAt: Instant },
): Promise<void> {
  await session.query(WITHDRAW, [change.subjectId, change.documentId, change.by, change.withdrawnAt]);
}
