import type { LocalDate } from '../kernel/dates.js';
import type { AgencyKind } from '../law/agreement.js';
import { CATEGORY_REGIMES, type Cell } from '../law/category-regimes.js';
import { CATEGORIES, type Category } from '../law/category.js';
import type { Regime } from '../law/regime.js';
import type { Role } from '../law/role.js';
import type { CaseDocument, DocumentKind } from '../model/case-document.js';
import type { Provenance } from '../model/provenance.js';
import { mayAdminister } from './administration.js';
import type { Decision } from './decision.js';
import { reachesRow, type RowLimits } from './evaluation/row-limit.js';

/**
 * Of these no document is kept here. What privilege holds, criminal-history records and live investigations stay at
 * their source (rule R-35); what is sealed never occurred; a reporter stands on his referral alone, and
 * what is de-identified is of no youth. Authority: EVID_1038, PC_11105, EVID_1040, WIC_781, PC_11167.
 */
export const NEVER_FILED: readonly Category[] = [
  'REPORTER_IDENTITY', 'SEALED', 'PRIVILEGED', 'CRIMINAL_RECORD', 'LIVE_INVESTIGATION', 'DEIDENTIFIED',
];

/** What decides who may know of a document, and nothing that it says. */
export interface DocumentMarks {
  readonly category: Category;
  readonly regime: Regime;
  /** What it tells of beside its category. */
  readonly also: readonly Cell[];
  readonly filedOn: LocalDate;
  readonly sourceAgencyId: string | null;
  readonly teamId: string | null;
  readonly kind: DocumentKind;
  readonly consentedBy: Provenance['consentedBy'];
}

/** The categories that a document can carry. */
export const FILED_CATEGORIES: readonly Category[] = CATEGORIES.filter((category) => !NEVER_FILED.includes(category));

/** The law that comes with an agency's own documents, by preference; none files none. */
const REGIMES_OF_KIND: Readonly<Record<AgencyKind, readonly Regime[]>> = {
  CHILD_WELFARE: ['CHILD_WELFARE'], PROBATION: ['COURT', 'LAW_ENFORCEMENT'], MENTAL_HEALTH: ['LPS', 'CMIA'], SUBSTANCE_USE_PROGRAM: ['PART2'],
  PUBLIC_HEALTH: ['CMIA'], LAW_ENFORCEMENT: ['LAW_ENFORCEMENT'], COMMUNITY_PROVIDER: ['CHILD_WELFARE'], TRAFFICKING_SERVICES: [],
  CHILD_ADVOCACY_CENTER: ['CHILD_WELFARE'], EDUCATION: ['FERPA'], COURT: ['COURT'], STATE: [], FEDERAL: [], HOSPITAL: ['CMIA', 'LPS'],
  PROSECUTOR: ['LAW_ENFORCEMENT'], MINORS_COUNSEL: ['COURT'], MISSING_CHILDREN_CLEARINGHOUSE: [], PERSON_PORTAL: [],
};

/** The laws under which an agency of that kind keeps records of its own. */
export function regimesOfKind(kind: AgencyKind): readonly Regime[] {
  return REGIMES_OF_KIND[kind];
}

/** Agencies whose talk with the youth is privileged: of their work only the dates of services are kept (rule R-35). */
export function keepsPrivilege(kind: AgencyKind): boolean {
  return kind === 'TRAFFICKING_SERVICES';
}

/** The law under which an agency of that kind files its own document of a category; null when it files none of it. */
export function filingRegime(kind: AgencyKind, category: Category): Regime | null {
  return REGIMES_OF_KIND[kind].find((regime) => CATEGORY_REGIMES[category].includes(regime)) ?? null;
}

/** Says whether a document of that category and law tells of care, whose release depends on who consented to it (rule R-46). */
export function tellsOfCare(regime: Regime): boolean {
  return regime === 'LPS' || regime === 'CMIA' || regime === 'PART2';
}

/**
 * The teams whose talk this decision opens: live teams of the caller, and never to investigators and prosecutors as such.
 * A county worker outside the team has none. Authority: WIC_830, WIC_18961_7.
 */
export function teamsHeard(decision: Decision): readonly string[] {
  if (decision.role === 'LAW_ENFORCEMENT' || decision.role === 'DISTRICT_ATTORNEY') return [];
  return [...new Set(decision.cells.filter(({ basis }) => basis === 'TEAM').flatMap(({ teams }) => teams))].sort();
}

/** Says whether the category and law of a document are open to the caller as a member of a team. */
export function openedByTeam(decision: Decision, category: Category, regime: Regime): boolean {
  return decision.cells.some((cell) => cell.category === category && cell.regime === regime && cell.basis === 'TEAM');
}

/** What decides who may know of a document that was read. */
export function marksOf({ category, also, filedOn, teamId, kind, provenance }: CaseDocument): DocumentMarks {
  const { regime, sourceAgencyId, consentedBy } = provenance;
  return { category, regime, also, filedOn, sourceAgencyId, teamId, kind, consentedBy };
}

/**
 * Says whether title and text of a document that this decision shows may be read: by whoever is released narratives of its
 * category; in full, by the youth, by order of a court, and by the county's worker; the talk of a team by its members.
 * What it tells of beside its category must be open to him in the same way, but for talk, which its members hear whole.
 * An abuse report may name its reporter, so its text needs a release of narratives (rule G6).
 */
export function opensText(decision: Decision, document: CaseDocument): boolean {
  const marks = marksOf(document);
  const { teamId, category, regime, also } = marks;
  const opens = (cell: Cell): boolean => opensWordsOf(decision, cell, marks);
  return teamId === null ? [{ category, regime }, ...also].every(opens) : hearsTalk(decision, { teamId, category, regime }) && opens({ category, regime });
}

function opensWordsOf(decision: Decision, { category, regime }: Cell, { filedOn, sourceAgencyId, teamId }: DocumentMarks): boolean {
  const row = { on: filedOn, sourceAgencyId };
  if (decision.permitsRow(category, 'NARRATIVE', regime, row)) return true;
  const cell = decision.cells.find((one) => one.category === category && one.regime === regime);
  if (cell?.extent !== 'FULL' || category === 'ABUSE_REPORT' || !decision.permitsRow(category, 'FULL', regime, row)) return false;
  if (teamId !== null) return cell.basis === 'TEAM';
  return cell.basis === 'SELF' || cell.basis === 'COURT_ORDER' || (cell.basis === 'AGENCY' && decision.role === 'COUNTY_WORKER');
}

/** Who asks of a document, and of whom: his agency, and whether the youth's address is kept confidential. */
export interface DocumentAsker {
  readonly agencyId: string;
  readonly addressConfidential: boolean;
}

/**
 * The categories of documents that can be shown at all. What tells where a participant in Safe at Home lives is there
 * only for who is released the address behind the substitute (rule R-30).
 */
export function showableCategories(decision: Decision, addressConfidential: boolean): readonly Category[] {
  const substituted = addressConfidential && !decision.permits('SAFE_AT_HOME_ADDRESS', 'FULL', 'CHILD_WELFARE');
  return substituted ? FILED_CATEGORIES.filter((category) => category !== 'LOCATION') : FILED_CATEGORIES;
}

/**
 * Says whether the decision shows a document to the caller: what is not shown is not there for him. Who consented to the
 * care of which it tells beside its category is not known, so it is the minor's unless the document says otherwise.
 */
export function showsDocument(decision: Decision, marks: DocumentMarks, addressConfidential: boolean): boolean {
  const { category, regime, also, teamId, kind, consentedBy } = marks;
  const row = { on: marks.filedOn, sourceAgencyId: marks.sourceAgencyId };
  if (kind === 'COURT_EVALUATION' && !reachesRow(evaluationsOpened(decision, { category, regime }), row)) return false;
  const showable = showableCategories(decision, addressConfidential);
  const shows = (cell: Cell, byMinor: boolean): boolean => showable.includes(cell.category) && releasesRow(decision, cell, marks, byMinor);
  if (!shows({ category, regime }, consentedBy === 'MINOR')) return false;
  if (!also.every((cell) => shows(cell, consentedBy !== 'PARENT' && consentedBy !== 'COURT'))) return false;
  return teamId === null || hearsTalk(decision, { teamId, category, regime });
}

/**
 * The evaluations that a court ordered (Evid. Code 730) which are opened among the documents of that category and law that
 * are shown: to whom an order of a court opens these, those that it reaches; to the court that hears the case and the county
 * whose file it is, all; to nobody by team, consent, care, or because he may inspect the file.
 * Shape: null is every one, none at all is none. Authority: EVID_730 (rule R-56).
 */
export function evaluationsOpened(decision: Pick<Decision, 'cells' | 'role'>, { category, regime }: Cell): RowLimits {
  const cell = decision.cells.find((one) => one.category === category && one.regime === regime);
  if (cell === undefined) return [];
  const agencys = cell.basis === 'AGENCY' && (decision.role === 'COURT' || decision.role === 'COUNTY_WORKER');
  return agencys ? null : cell.orderedRows;
}

/**
 * The categories under which an evaluation of a court is filed: those that the court and the county's worker read as such.
 * Under any other it would be kept where neither finds it; what else it tells stands beside its category.
 */
export const EVALUATION_CATEGORIES: readonly Category[] = ['CASE_FACTS', 'JUVENILE_JUSTICE'];

function releasesRow(decision: Decision, { category, regime }: Cell, { filedOn, sourceAgencyId }: DocumentMarks, byMinor: boolean): boolean {
  return decision.permitsRow(category, 'FULL', regime, { on: filedOn, sourceAgencyId })
    && (!byMinor || decision.releasesMinorConsented(category, regime));
}

/** Says whether the talk of that team is open to the caller, to read and to file: to its live members alone. */
export function hearsTalk(
  decision: Decision, { teamId, category, regime }: { readonly teamId: string; readonly category: Category; readonly regime: Regime },
): boolean {
  return teamsHeard(decision).includes(teamId) && openedByTeam(decision, category, regime);
}

const WORKERS: readonly Role[] = ['COUNTY_WORKER', 'OTHER_COUNTY_WORKER'];

/**
 * Says whether the caller may file documents under the youth's case, and take any back: a worker only who carries the case,
 * an agency that may know of the youth for its own.
 */
export function mayFile(decision: Decision): boolean {
  return !WORKERS.includes(decision.role) || mayAdminister(decision);
}

/**
 * Says whether the caller, who may file, may take this document back: his agency's own; or one that is shown to him, as the
 * worker who carries the case, and the talk of a team as a member of the agency that filed it.
 */
export function mayWithdraw(decision: Decision, marks: DocumentMarks, { agencyId, addressConfidential }: DocumentAsker): boolean {
  if (!mayFile(decision)) return false;
  const own = marks.sourceAgencyId === agencyId;
  return (own && marks.teamId === null) || ((own || mayAdminister(decision)) && showsDocument(decision, marks, addressConfidential));
}

/** Roles of those who give services, and may file when they served a youth, whatever they may tell beside. */
export const SERVING: readonly Role[] = ['PROVIDER', 'TRAFFICKING_CASEWORKER', 'CHILD_ADVOCACY_CENTER'];

/** Says whether the caller may record when his agency served the youth, of whom he may know. */
export function mayRecordServiceDates(decision: Decision): boolean {
  return SERVING.includes(decision.role);
}
