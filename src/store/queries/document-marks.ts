import type { LocalDate } from '../../kernel/dates.js';
import type { Cell } from '../../law/category-regimes.js';
import type { Category } from '../../law/category.js';
import type { Regime } from '../../law/regime.js';
import type { DocumentKind } from '../../model/case-document.js';
import type { Provenance } from '../../model/provenance.js';
import type { DocumentMarks } from '../../policy/filing.js';
import type { Queryable, Statement } from '../request-session.js';

const MARKS: Statement = {
  name: 'case-document-marks',
  text: `select category, regime, also, filed_on, source_agency_id, team_id, kind, consented_by from csec.case_document
  where subject_id = $1 and id = $2`,
};

interface MarksRow {
  readonly category: Category; readonly regime: Regime; readonly also: readonly Cell[]; readonly filed_on: LocalDate; readonly source_agency_id: string | null;
  readonly team_id: string | null; readonly consented_by: Provenance['consentedBy'];
  readonly kind: DocumentKind;
}

/** The marks of one document of an open subject; null when there is none, or it was taken back. */
export async function documentMarks(session: Queryable, subjectId: string, documentId: string): Promise<DocumentMarks | null> {
  const [row] = await session.query<MarksRow>(MARKS, [subjectId, documentId]);
  if (!row) return null;
  return {
    category: row.category, regime: row.regime, also: row.also, filedOn: row.filed_on, sourceAgencyId: row.source_agency_id, teamId: row.team_id,
    kind: row.kind, consentedBy: row.consented_by,
  };
}
