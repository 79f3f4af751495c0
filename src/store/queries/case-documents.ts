import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { Cell } from '../../law/category-regimes.js';
import type { Category } from '../../law/category.js';
import type { Regime } from '../../law/regime.js';
import type { CaseDocument, DocumentKind } from '../../model/case-document.js';
import type { Provenance } from '../../model/provenance.js';
import type { Queryable, Statement } from '../request-session.js';
import { allowedJson, evaluationsJson, withinAllowed, withinBeside, type AllowedRows } from './allowed-rows.js';
import { bySubject } from './by-subject.js';

/**
 * One subject, the kinds of documents to read of him, all that is released of him, within which lies what a document tells
 * of beside its kind, and the teams whose talk the caller may read.
 */
export interface DocumentsWanted {
  readonly subjectId: string;
  readonly allowed: readonly AllowedRows[];
  readonly released: readonly AllowedRows[];
  readonly teamIds: readonly string[];
}

/** The last document of the page before it: its day and its id. */
export interface DocumentStart {
  readonly filedOn: LocalDate;
  readonly id: string;
}

/** Which part of each subject's documents. */
export interface DocumentPage {
  /** Documents for each subject; ask for one more than is shown to learn whether there are more. */
  readonly first: number;
  readonly after?: DocumentStart | null;
}

const DOCUMENTS: Statement = {
  name: 'case-documents-by-subject',
  text: `select wanted.subject_id, d.id, d.category, d.also, d.kind, d.title, d.filed_on, d.matter, d.team_id, d.text, d.system, d.regime,
    d.source_agency_id, d.consented_by, d.source_updated_at
  from unnest($1::uuid[], $2::text[], $3::text[], $7::text[], $8::text[])
    with ordinality as wanted (subject_id, allowed, teams, released, evaluations, place)
  cross join lateral (
    select c.* from csec.case_document c
    where c.subject_id = wanted.subject_id
      and (c.team_id is null or c.team_id::text = any (string_to_array(wanted.teams, ' ')))
      and ${withinAllowed('wanted.allowed', 'c', 'filed_on')}
      and ${withinBeside('wanted.released', 'c', 'filed_on')}
      and (c.kind <> 'COURT_EVALUATION' or ${withinAllowed('wanted.evaluations', 'c', 'filed_on')})
      and ($5::uuid is null or c.filed_on < $4::date or (c.filed_on = $4::date and c.id > $5::uuid))
    order by c.filed_on desc, c.id limit $6) as d
  order by wanted.place, d.filed_on desc, d.id`,
};

interface DocumentRow {
  readonly subject_id: string; readonly id: string; readonly category: Category; readonly also: readonly Cell[];
  readonly kind: DocumentKind; readonly title: string;
  readonly filed_on: LocalDate; readonly matter: string | null; readonly team_id: string | null; readonly text: string | null;
  readonly system: string; readonly regime: Regime; readonly source_agency_id: string | null;
  readonly consented_by: Provenance['consentedBy']; readonly source_updated_at: Instant | null;
}

/**
 * Documents of each subject, newest first, of the allowed kinds only, within the limits of each, and the talk of no team
 * but those named: any other is not fetched, so it can be neither counted nor paged past. In the order of the subjects
 * asked.
 */
export async function caseDocumentsBySubject(
  session: Queryable, wanted: readonly DocumentsWanted[], page: DocumentPage,
): Promise<readonly (readonly CaseDocument[])[]> {
  const subjectIds = wanted.map(({ subjectId }) => subjectId);
  const asked = wanted.filter(({ allowed }) => allowed.length > 0);
  if (asked.length === 0) return subjectIds.map(() => []);
  const rows = await session.query<DocumentRow>(DOCUMENTS, [
    asked.map(({ subjectId }) => subjectId), asked.map(({ allowed }) => allowedJson(allowed)), asked.map(({ teamIds }) => teamIds.join(' ')),
    page.after?.filedOn ?? null, page.after?.id ?? null, page.first, asked.map(({ released }) => allowedJson(released)),
    asked.map(({ allowed }) => evaluationsJson(allowed)),
  ]);
  return bySubject(subjectIds, rows, toDocument);
}

function toDocument(row: DocumentRow): CaseDocument {
  return {
    subjectId: row.subject_id, id: row.id, category: row.category, also: row.also, kind: row.kind, title: row.title, filedOn: row.filed_on,
    matter: row.matter, teamId: row.team_id, text: row.text,
    provenance: {
      system: row.system, regime: row.regime, sourceAgencyId: row.source_agency_id, consentedBy: row.consented_by,
      updatedAt: row.source_updated_at,
    },
  };
}
