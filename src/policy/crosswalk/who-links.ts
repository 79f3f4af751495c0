import { AGENCY_KINDS, type AgencyKind } from '../../law/agreement.js';
import type { Cell } from '../../law/category-regimes.js';
import { CATEGORY_FACTS } from '../../law/category.js';
import type { Agency } from '../../model/agency.js';
import { mayAdminister, mayReviewEmergencies } from '../administration.js';
import type { Caller } from '../access-context.js';
import type { Decision } from '../decision.js';
import { maySpeakOf } from '../spoken-of.js';

/**
 * What it tells of a person that an agency of that kind named her (rule G7): who has a number at a clinic is its patient.
 * Null: of nobody whom it names may anything be told to a county, or there is nothing that it would name one for.
 * Authority: EVID_1038, WIC_5328, CFR_42_2.
 */
const NAMED_BY: Readonly<Record<AgencyKind, Cell | null>> = {
  CHILD_WELFARE: { category: 'CASE_FACTS', regime: 'CHILD_WELFARE' }, PROBATION: { category: 'JUVENILE_JUSTICE', regime: 'COURT' },
  MENTAL_HEALTH: { category: 'MENTAL_HEALTH', regime: 'LPS' }, SUBSTANCE_USE_PROGRAM: { category: 'SUBSTANCE_USE_PART2', regime: 'PART2' },
  PUBLIC_HEALTH: { category: 'GENERAL_MEDICAL', regime: 'CMIA' }, LAW_ENFORCEMENT: { category: 'JUVENILE_JUSTICE', regime: 'LAW_ENFORCEMENT' },
  COMMUNITY_PROVIDER: { category: 'CASE_FACTS', regime: 'CHILD_WELFARE' }, TRAFFICKING_SERVICES: null,
  CHILD_ADVOCACY_CENTER: { category: 'CSEC_STATUS', regime: 'CHILD_WELFARE' }, EDUCATION: { category: 'EDUCATION', regime: 'FERPA' },
  COURT: { category: 'JUVENILE_JUSTICE', regime: 'COURT' }, STATE: null, FEDERAL: null, HOSPITAL: { category: 'GENERAL_MEDICAL', regime: 'CMIA' },
  PROSECUTOR: { category: 'JUVENILE_JUSTICE', regime: 'LAW_ENFORCEMENT' }, MINORS_COUNSEL: null, MISSING_CHILDREN_CLEARINGHOUSE: null, PERSON_PORTAL: null,
};

const PATIENT_OF_PROGRAM: Cell = { category: 'SUBSTANCE_USE_PART2', regime: 'PART2' };

/** What of an agency says which law guards that it knows somebody. */
export type NamingAgency = Pick<Agency, 'kind' | 'regimeStatus'>;

/** Whoever is a patient of a Part 2 programme is one of the programme, whatever kind of agency runs it. Authority: CFR_42_2 (42 CFR 2.11, 2.13(c)). */
function cellNamedBy({ kind, regimeStatus }: NamingAgency): Cell | null {
  const cell = NAMED_BY[kind];
  return cell !== null && regimeStatus === 'PART2_PROGRAM' ? PATIENT_OF_PROGRAM : cell;
}

/** Of which agencies persons may be shown beside a youth: of these kinds, and of these where they are Part 2 programmes. */
export interface AgenciesShown {
  readonly kinds: readonly AgencyKind[];
  readonly programmeKinds: readonly AgencyKind[];
}

/** Identifiers of CWS/CMS (NCWSNO_T) that an agency of a kind gives out itself, and so may name a youth by without a worker. */
const GIVEN_OUT_BY: Readonly<Partial<Record<AgencyKind, readonly number[]>>> = {
  PROBATION: [1334], MENTAL_HEALTH: [6139], HOSPITAL: [1331], EDUCATION: [6274],
};

/** Says whether the caller may say whom a partner means by this youth, and take it back: the worker who carries the case. Authority: WIC_10850. */
export function mayLink(decision: Decision): boolean {
  return mayAdminister(decision);
}

/**
 * The agencies whose persons may be shown beside this youth: those of which the caller is released what it would tell of
 * her to be named by one. A person of any other is never read.
 */
export function agenciesShownBeside(decision: Decision): AgenciesShown {
  const shown = (regimeStatus: Agency['regimeStatus']): readonly AgencyKind[] => AGENCY_KINDS.filter((kind) => {
    const cell = cellNamedBy({ kind, regimeStatus });
    return cell !== null && decision.permits(cell.category, 'MINIMUM', cell.regime);
  });
  return { kinds: shown('NONE'), programmeKinds: shown('PART2_PROGRAM') };
}

/** Says whether it may be told to the caller that this agency names this youth: of a link that stands or stood. */
export function mayTellLink(decision: Decision, agency: NamingAgency): boolean {
  const cell = cellNamedBy(agency);
  return cell !== null && maySpeakOf(cell.category, decision);
}

/** Says whether an agency of that kind may name a youth by an identifier that the county keeps too: by its own numbers alone. */
export function mayNameBy(kind: AgencyKind, systemCode: number): boolean {
  return GIVEN_OUT_BY[kind]?.includes(systemCode) ?? false;
}

/** Says whether the caller reads which links of his county were undone, and what their agencies had been told meanwhile: its privacy officer. */
export function mayReadUndoneLinks(caller: Caller): boolean {
  return mayReviewEmergencies(caller);
}

/** Says whether this agency's name may stand beside a youth whom nobody decided on: where law conceals nothing. */
export function isNamedOpenly(agency: NamingAgency): boolean {
  const cell = cellNamedBy(agency);
  return cell !== null && CATEGORY_FACTS[cell.category].whenWithheld === 'state';
}
