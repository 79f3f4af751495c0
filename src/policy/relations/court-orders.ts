import type { Cell } from '../../law/category-regimes.js';
import type { Category } from '../../law/category.js';
import type { Role } from '../../law/role.js';
import { plusDays } from '../../kernel/dates.js';
import type { CourtOrder, CourtOrderKind } from '../../model/court-order.js';
import { dayEnds } from './county-calendar.js';
import { NO, anyOf, earlier, yesUntil, type Finding } from '../evaluation/finding.js';
import type { RowLimits } from '../evaluation/row-limit.js';
import type { Situation } from '../situation.js';

/** What the statute of one kind of order lets it open, and what must stand in it. */
interface Standard {
  readonly categories: readonly Category[];
  /** Only to these; absent: to whomever the order names. */
  readonly roles?: readonly Role[];
  /** Categories that the order opens only with findings of its own. */
  readonly findingsFor: readonly Category[];
  /** An order authorizes, a subpoena compels (42 CFR 2.61). */
  readonly subpoena: boolean;
}

/** What an order of the juvenile court opens by itself; whatever has a statute of its own needs an order under that one. */
const JUVENILE_COURT_FILE: readonly Category[] = [
  'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'ABUSE_REPORT', 'MENTAL_HEALTH', 'PSYCHOTHERAPY_NOTES',
  'SUBSTANCE_USE_OTHER', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'ASSAULT_MEDICAL', 'GENERAL_MEDICAL', 'EDUCATION',
  'DEVELOPMENTAL_DISABILITY', 'SOGIE', 'IMMIGRATION', 'JUVENILE_JUSTICE',
];

const part2 = (...roles: Role[]): Standard =>
  ({ categories: ['SUBSTANCE_USE_PART2'], roles, findingsFor: ['SUBSTANCE_USE_PART2'], subpoena: true });
const opensNothing: Standard = { categories: [], findingsFor: [], subpoena: false };

/**
 * The standard of each kind. A general order never opens what has a statute of its own: Part 2 (2.63 for the court, 2.64
 * for a proceeding that is not criminal, 2.65 for a criminal one), HIV, a Safe at Home address; psychotherapy notes need
 * findings. What a court sees in camera, and federal officials' orders, do not pass through the gateway (R-10, R-35).
 */
const STANDARDS: Readonly<Record<CourtOrderKind, Standard>> = {
  DISCLOSURE_827: { categories: JUVENILE_COURT_FILE, findingsFor: ['PSYCHOTHERAPY_NOTES'], subpoena: false },
  PART2_2_63: part2('COURT'),
  PART2_2_64: part2('COURT', 'DISTRICT_ATTORNEY'),
  PART2_2_65: part2('COURT', 'DISTRICT_ATTORNEY', 'LAW_ENFORCEMENT'),
  HIV_120975: { categories: ['HIV'], roles: ['COURT'], findingsFor: ['HIV'], subpoena: false },
  SAFE_AT_HOME: { categories: ['SAFE_AT_HOME_ADDRESS'], findingsFor: [], subpoena: false },
  FEDERAL_831: opensNothing,
  IN_CAMERA: opensNothing,
  PARENT_MAY_SIGN: opensNothing,
};

function meetsStandard(order: CourtOrder, category: Category, role: Role): boolean {
  const standard = STANDARDS[order.kind];
  return standard.categories.includes(category) && (standard.roles?.includes(role) ?? true)
    && (order.findingsMade || !standard.findingsFor.includes(category)) && (order.subpoenaServed || !standard.subpoena);
}

/**
 * Says whether an order asks for what a Part 2 programme holds without being one under 42 CFR 2.61 to 2.65: of another kind, such as a
 * search warrant, or without its findings or its subpoena. It opens nothing; the county's counsel answers it.
 * Authority: CFR_42_2_61 (rule R-45).
 */
export function fallsShortOfPart2(order: Pick<CourtOrder, 'kind' | 'categories' | 'findingsMade' | 'subpoenaServed'>): boolean {
  const { categories, subpoena } = STANDARDS[order.kind];
  const standing = categories.includes('SUBSTANCE_USE_PART2') && order.findingsMade && (order.subpoenaServed || !subpoena);
  return order.categories.includes('SUBSTANCE_USE_PART2') && !standing;
}

function namesCaller(order: CourtOrder, { caller }: Situation['context']): boolean {
  return order.recipientAgencyIds.includes(caller.agency.id) || order.recipientPersonIds.includes(caller.personId);
}

function inForce(order: CourtOrder, { context }: Situation): Finding {
  const { asOf } = context;
  if (order.effectiveFrom > asOf) return NO;
  const ends = earlier(order.expiresOn === null ? null : dayEnds(order.expiresOn), order.vacatedAt);
  return ends !== null && ends <= asOf ? NO : yesUntil(ends);
}

const identified = ({ court, caseNumber }: CourtOrder): boolean => court.trim() !== '' && caseNumber.trim() !== '';

/** The orders that open this category to this caller for this purpose, each by itself, with the end of each. */
function covering(situation: Situation, { category }: Cell): readonly { readonly order: CourtOrder; readonly finding: Finding }[] {
  const { facts, context, role } = situation;
  return (facts.orders ?? [])
    .filter((order) => order.subjectId === facts.subject.subjectId && identified(order) && namesCaller(order, context))
    .filter((order) => order.categories.includes(category) && meetsStandard(order, category, role))
    .filter((order) => order.purposes.length === 0 || order.purposes.includes(context.purpose))
    .map((order) => ({ order, finding: inForce(order, situation) }))
    .filter(({ finding }) => finding.truth === 'TRUE');
}

/**
 * Says whether one order in force names the caller, the category and the purpose, and meets the standard that the
 * category's own law sets. Which rows orders for some days reach, `rowLimitsOfOrders` says.
 * Authority: WIC_827, CFR_42_2_61, HSC_120975, GOV_6205 (rules ).
 */
export function orderCovers(situation: Situation, cell: Cell): Finding {
  return anyOf(covering(situation, cell).map(({ finding }) => finding));
}

const everyDay = ({ dataFrom, dataTo }: CourtOrder): boolean => dataFrom === null && dataTo === null;

/**
 * The rows of the cell that the covering orders reach, whatever days they name: none where no order covers.
 * Shape: the last day that an order names is within it.
 */
export function rowLimitsOfOrders(situation: Situation, cell: Cell): RowLimits {
  const orders = covering(situation, cell).map(({ order }) => order);
  if (orders.some(everyDay)) return null;
  return orders.map(({ dataFrom, dataTo }) => ({ from: dataFrom, to: dataTo === null ? null : plusDays(dataTo, 1), sources: null }));
}

/** The ids of the orders on which a release of the cell rests, sorted. */
export function ordersCovering(situation: Situation, cell: Cell): readonly string[] {
  return covering(situation, cell).map(({ order }) => order.id).sort();
}
