import { CATEGORY_REGIMES } from '../law/category-regimes.js';
import { CATEGORIES, type Category } from '../law/category.js';
import type { AgencyKind } from '../law/agreement.js';
import type { Regime } from '../law/regime.js';
import type { CaseDocument } from '../model/case-document.js';
import type { Decision } from './decision.js';

/**
 * Of these no document is kept here. What privilege holds, criminal-history records and live investigations stay at
 * their source (rule R-35); what is sealed never occurred; a reporter stands on his referral alone, and
 * what is de-identified is of no youth. Authority: EVID_1038, PC_11105, EVID_1040, WIC_781, PC_11167.
 */
export const NEVER_FILED: readonly Category[] = [
  'REPORTER_IDENTITY', 'SEALED', 'PRIVILEGED', 'CRIMINAL_RECORD', 'LIVE_INVESTIGATION', 'DEIDENTIFIED',
];

/** The categories that a document can carry. */
export const FILED_CATEGORIES: readonly Category[] = CATEGORIES.filter((category) => !NEVER_FILED.includes(category));

/** The law that comes with an agency's own documents, by preference; none files none. */
const REGIMES_OF_KIND: Readonly<Record<AgencyKind, readonly Regime[]>> = {
  CHILD_WELFARE: ['CHILD_WELFARE'], PROBATION: ['COURT', 'LAW_ENFORCEMENT'], MENTAL_HEALTH: ['LPS', 'CMIA'], SUBSTANCE_USE_PROGRAM: ['PART2'],
  PUBLIC_HEALTH: ['CMIA'], LAW_ENFORCEMENT: ['LAW_ENFORCEMENT'], COMMUNITY_PROVIDER: ['CHILD_WELFARE'], TRAFFICKING_SERVICES: [],
  CHILD_ADVOCACY_CENTER: ['CHILD_WELFARE'], EDUCATION: ['FERPA'], COURT: ['COURT'], STATE: [], FEDERAL: [], HOSPITAL: ['CMIA', 'LPS'],
  PROSECUTOR: ['LAW_ENFORCEMENT'], MINORS_COUNSEL: ['COURT'], MISSING_CHILDREN_CLEARINGHOUSE: [], PERSON_PORTAL: [],
};

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

/**
 * Says whether title and text of a document that this decision shows may be read: by whoever is released narratives of its
 * category; in full, by the youth, by order of a court, and by the county's worker; the talk of a team by its members.
 * An abuse report may name its reporter, so its text needs a release of narratives (rule G6).
 */
export function opensText(decision: Decision, { category, filedOn, teamId, provenance }: CaseDocument): boolean {
  const { regime, sourceAgencyId } = provenance;
  const row = { on: filedOn, sourceAgencyId };
  if (decision.permitsRow(category, 'NARRATIVE', regime, row)) return true;
  const cell = decision.cells.find((one) => one.category === category && one.regime === regime);
  if (cell?.extent !== 'FULL' || category === 'ABUSE_REPORT' || !decision.permitsRow(category, 'FULL', regime, row)) return false;
  if (teamId !== null) return cell.basis === 'TEAM';
  return cell.basis === 'SELF' || cell.basis === 'COURT_ORDER' || (cell.basis === 'AGENCY' && decision.role === 'COUNTY_WORKER');
}
