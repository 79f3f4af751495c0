import type { Basis } from '../../law/basis.js';
import type { Cell } from '../../law/category-regimes.js';
import type { BoundRule } from './compile.js';
import type { Coverage } from '../consents/consent-review.js';
import { approvalsCovering } from '../relations/approvals.js';
import { ordersCovering } from '../relations/court-orders.js';
import { emergenciesOpen } from '../relations/emergencies.js';
import { reportsLive } from '../relations/mandates.js';
import type { PredicateName } from './predicate-names.js';
import type { Situation } from '../situation.js';
import type { Conditions, Rule } from '../rule.js';

/** The documents by which a release can be looked up: ids, sorted, each list empty unless what it names was relied on. */
export interface Grounds {
  /** With version, `id@3`. */
  readonly consents: readonly string[];
  /** Of those, the ones without which the primary basis would not stand: a release uses each of them once. */
  readonly consentsUsed: readonly string[];
  readonly orders: readonly string[];
  readonly reports: readonly string[];
  readonly emergencies: readonly string[];
  readonly approvals: readonly string[];
}

/** One basis that opens the cell, and the rules that say so. */
export interface Ground {
  readonly basis: Basis;
  readonly spoke: readonly BoundRule[];
}

/** What a release rests on, beside its bases. */
export interface Opening {
  readonly cell: Cell;
  readonly situation: Situation;
  readonly coverages: readonly Coverage[];
  /** The rules of the category's own law that spoke. */
  readonly law: readonly BoundRule[];
  readonly candidates: readonly Ground[];
  readonly primary: Ground;
}

const NOTHING: readonly never[] = Object.freeze([]);
const NO_DOCUMENT: Grounds = Object.freeze({ consents: NOTHING, consentsUsed: NOTHING, orders: NOTHING, reports: NOTHING, emergencies: NOTHING, approvals: NOTHING });

/** Bases that no consent is needed beside, whatever else the category's law asks for. */
const COMPELLED: readonly Basis[] = ['MANDATE', 'COURT_ORDER', 'SELF', 'EMERGENCY'];

const asks = (conditions: Conditions | undefined, name: PredicateName): boolean => conditions?.some((set) => set.includes(name)) ?? false;
const required = (law: readonly BoundRule[], name: PredicateName): boolean => law.some(({ rule }) => rule.effect === 'REQUIRE' && asks(rule.requires, name));

/** A team's rule that holds only with the youth's consent, which so becomes part of the basis. */
const onConsent = ({ when: { facts } }: Rule): boolean => facts !== undefined && facts.every((set) => set.includes('TRAFFICKING_CONSENT_COVERS'));

/** Says whether a team's basis would fall with the consent: no rule of it opens the cell without. */
function teamNeedsConsent({ basis, spoke }: Ground): boolean {
  const permits = basis === 'TEAM' ? spoke.filter(({ rule }) => rule.effect === 'PERMIT') : [];
  return permits.length > 0 && permits.every(({ rule }) => onConsent(rule));
}

const named = (coverages: readonly Coverage[]): readonly string[] =>
  coverages.map(({ consent }) => `${consent.id}@${consent.version}`).sort();

function consentsOf({ coverages, law, candidates, primary }: Opening, orders: readonly string[]): Pick<Grounds, 'consents' | 'consentsUsed'> {
  const covering = coverages.every(({ covers }) => covers) ? coverages : coverages.filter(({ covers }) => covers);
  if (covering.length === 0) return NO_DOCUMENT;
  if (candidates.length === 1 && primary.basis === 'CONSENT') {
    const all = named(covering);
    return { consents: all, consentsUsed: all };
  }
  const byLaw = required(law, 'CONSENT_COVERS');
  const reliedOn = (ground: Ground): readonly Coverage[] => {
    if (ground.basis === 'CONSENT' || (byLaw && !COMPELLED.includes(ground.basis))) return covering;
    return teamNeedsConsent(ground) ? covering.filter(({ consent }) => consent.regimes.includes('HT_MDT_13753')) : NOTHING;
  };
  const consents = named([...new Set(candidates.flatMap(reliedOn))]);
  if (consents.length === 0) return NO_DOCUMENT;
  // What an order opens by itself uses no consent up.
  const used = byLaw && primary.basis !== 'CONSENT' && orders.length > 0 ? NOTHING : reliedOn(primary);
  return { consents, consentsUsed: used.length === covering.length && used.length === consents.length ? consents : named(used) };
}

/** The names of the predicates that the rules of one basis ask. */
function askedBy(candidates: readonly Ground[], basis: Basis): (name: PredicateName) => boolean {
  const spoke = candidates.find((one) => one.basis === basis)?.spoke ?? NOTHING;
  return (name) => spoke.some(({ rule }) => asks(rule.when.facts, name));
}

/** The approvals that the county's policy asked for, of any basis that rests on one. */
function approvalsOf({ cell, situation, candidates }: Opening): readonly string[] {
  if ((situation.facts.approvals?.length ?? 0) === 0) return NOTHING;
  return candidates.some(({ spoke }) => required(spoke, 'APPROVED')) ? approvalsCovering(situation, cell) : NOTHING;
}

/**
 * The consents, court orders, compelled reports, emergency accesses and approvals on which the release of a cell rests.
 * Shape: nothing is looked up that no basis of the cell and no law of its category relied on.
 * Authority: CFR_42_2_25, CFR_45_164_528, WIC_5328_6.
 */
export function groundsOf(opening: Opening): Grounds {
  const { cell, situation, coverages, law, candidates } = opening;
  const { facts } = situation;
  const on = (basis: Basis): boolean => candidates.some((one) => one.basis === basis);
  const ordered = (facts.orders?.length ?? 0) > 0 && (on('COURT_ORDER') || required(law, 'ORDER_COVERS'));
  const [mandated, broken] = [on('MANDATE'), on('EMERGENCY')];
  const approvals = approvalsOf(opening);
  if (!ordered && !mandated && !broken && approvals.length === 0 && coverages.length === 0) return NO_DOCUMENT;
  const orders = ordered ? ordersCovering(situation, cell) : NOTHING;
  const { consents, consentsUsed } = consentsOf(opening, orders);
  return {
    consents, consentsUsed, orders, approvals,
    reports: mandated ? reportsLive(situation, askedBy(candidates, 'MANDATE')) : NOTHING,
    emergencies: broken ? emergenciesOpen(situation, askedBy(candidates, 'EMERGENCY')) : NOTHING,
  };
}
