import { CATEGORY_REGIMES } from '../../law/category-regimes.js';
import type { Category } from '../../law/category.js';
import { ENDANGERMENT, type EndangermentKind } from '../../law/endangerment.js';
import { mayBeStated } from '../../law/missing-child-words.js';
import type { Regime } from '../../law/regime.js';
import { categoriesToldBy } from '../../law/telling-words.js';
import type { MandatedReportStatute } from '../../model/mandated-report.js';
import type { Endangerment } from '../../model/missing-child.js';
import type { AccessContext } from '../access-context.js';
import type { Decision } from '../decision.js';
import type { Facts } from '../facts.js';
import { reportLive } from './mandates.js';
import { situationOf } from '../situation.js';
import type { Settings } from '../settings.js';

const OF_MISSING: MandatedReportStatute = 'USC_42_671_A_35';

/**
 * Says whether a decision tells the caller that the child is missing: whoever is released who she is on the live report of
 * just that. The report of her exploitation opens who she is too, and says nothing of where she is.
 * Authority: USC_42_671_A_35 (rules ).
 */
export function tellsOfMissing({ cells }: Pick<Decision, 'cells'>, { mandates = [] }: Pick<Facts, 'mandates'>): boolean {
  const ofMissing = new Set(mandates.filter(({ statute }) => statute === OF_MISSING).map(({ id }) => id));
  return cells.some(({ category, outcome, reports }) => category === 'IDENTITY_CORE' && outcome === 'P' && reports.some((id) => ofMissing.has(id)));
}

/** What of the report of a missing child one decision tells. */
export interface MissingChildRelease {
  /** Whether the report is compelled to the caller's agency, and live. */
  readonly compelled: boolean;
  /** Says whether what is of that category and source is told: because its report is compelled, or in full on another basis. */
  tells(category: Category, regime?: Regime): boolean;
  /** Says whether one fact that endangers the child is told. */
  tellsOf(fact: Endangerment): boolean;
}

interface Asked {
  readonly context: AccessContext;
  readonly facts: Facts;
  readonly settings: Settings;
}

/**
 * What a decision tells of the statutory set. To whom the report is compelled it is told while that report is live, to
 * the extent of the mandate; to everybody else only what his basis releases in full: a minimum projection of another
 * basis is not that of the report. A report of exploitation is no report of a missing child.
 * Shape: where both a mandate and another basis release a category, the mandate is what is asked.
 * Authority: USC_42_671_A_35, PC_11166_J, WIC_16501_35 (rule R-24).
 */
export function missingChildRelease(decision: Decision, { context, facts, settings }: Asked): MissingChildRelease {
  const compelled = reportLive(situationOf(context, facts, settings), OF_MISSING).truth === 'TRUE';
  const tells = (category: Category, regime: Regime = 'CHILD_WELFARE'): boolean => {
    const cell = decision.cells.find((one) => one.category === category && one.regime === regime);
    if (cell?.basis === 'MANDATE') return compelled && decision.permits(category, 'MINIMUM', regime);
    return decision.permits(category, 'FULL', regime);
  };
  return {
    compelled, tells,
    tellsOf: ({ kind, words, provenance: { regime, consentedBy } }) => {
      const { category } = ENDANGERMENT[kind];
      if (!mayEndanger(kind, regime) || (words !== null && !mayBeStated(kind, words))) return false;
      return tells(category, regime) && (consentedBy !== 'MINOR' || decision.releasesMinorConsented(category, regime));
    },
  };
}

/**
 * Says whether a fact of that kind and source can be part of the report at all. What is known from a Part 2 programme
 * alone is not, whichever fact it is: Part 2 has no exception for missing children. Authority: CFR_42_2 (rules ).
 */
export function mayEndanger(kind: EndangermentKind, regime: Regime): boolean {
  return CATEGORY_REGIMES[ENDANGERMENT[kind].category].includes(regime);
}

/**
 * Words of the description, which are of features and of a place: null where they tell of more, since the report never does
 * (rules G7, R-24). A table of words finds what it knows.
 */
export function plainly(words: string | null): string | null {
  return words !== null && categoriesToldBy(words).length > 0 ? null : words;
}
