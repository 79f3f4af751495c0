import type { LocalDate } from '../kernel/dates.js';
import type { Cell } from '../law/category-regimes.js';
import type { Category } from '../law/category.js';
import type { Provenance } from './provenance.js';

/** What a document filed under a case is. */
export const DOCUMENT_KINDS = [
  'COURT_REPORT', 'PETITION', 'ORDER', 'ABUSE_REPORT', 'INVESTIGATION_REPORT', 'MEDICAL_REPORT', 'PSYCHOTHERAPY_NOTE',
  'EDUCATION_PLAN', 'ASSESSMENT', 'IMMIGRATION_FILE', 'RELATIONSHIP', 'ADOPTION_FILE', 'TEAM_DISCUSSION', 'LETTER', 'COURT_EVALUATION',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/**
 * A document filed under the case of a youth (WIC 827(e)), with its category and the law of its source.
 * Shape: `teamId` is set on the talk of a team, which no one outside that team ever reads (WIC 830, 18961.7).
 */
export interface CaseDocument {
  readonly subjectId: string;
  readonly id: string;
  readonly category: Category;
  /** What it tells of beside its category (rule G7): who is not released all of these finds no such document. */
  readonly also: readonly Cell[];
  readonly kind: DocumentKind;
  /** Free text as the text is, and read by nobody who may not read the text. */
  readonly title: string;
  readonly filedOn: LocalDate;
  /** The petition, arrest or matter number that it belongs to, by which a seal order reaches it. */
  readonly matter: string | null;
  readonly teamId: string | null;
  /**
   * Free text: may hold anything, so a release of the row is not enough. Who is released narratives of the category reads
   * it; and, of what is released in full, the youth, whom an order of a court names, and the county's worker; the talk of a team its members.
   */
  readonly text: string | null;
  readonly provenance: Provenance;
}
