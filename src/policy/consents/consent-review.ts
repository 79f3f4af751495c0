import type { Instant } from '../../kernel/dates.js';
import type { Cell } from '../../law/category-regimes.js';
import { CATEGORIES, type Category } from '../../law/category.js';
import type { Consent, ConsentRegime } from '../../model/consent.js';
import { CONSENT_CHECKS } from './checks/checks.js';
import type { CheckId, ConsentMoment } from './checks/check.js';
import { momentOf } from './consent-moment.js';
import { recipientOf } from './consent-recipient.js';
import { NO, earlier, yesUntil, later, type Finding } from '../evaluation/finding.js';
import { provisionReach } from './provisions/reach.js';
import { maySpeakOf, restricts, rowsRefused } from './refusals.js';
import { bothOf, eitherOf, limitOf, type RowLimit, type RowLimits } from '../evaluation/row-limit.js';
import type { Situation } from '../situation.js';

/** Whether one consent covers one cell for one caller, by itself. */
export interface Coverage {
  readonly consent: Consent;
  readonly covers: boolean;
  /** The checks it fails, by number; empty when it covers. */
  readonly failed: readonly CheckId[];
  readonly until: Instant | null;
  /** The rows it covers when it does; null is every row. */
  readonly rows: RowLimits;
}

/** What the consents and refusals on file say, asked cell by cell. */
export interface ConsentReview {
  covers(cell: Cell): Finding;
  prohibitsRedisclosure(cell: Cell): boolean;
  refused(cell: Cell): boolean;
  /** The categories that a consent or refusal on file speaks of, or may. */
  readonly spokenOf: ReadonlySet<Category>;
  /** Whether any document may reach some rows only. */
  readonly limiting: boolean;
  /** The rows that refusals close where they do not close the cell. */
  rowsRefused(cell: Cell): readonly RowLimit[];
  /** The rows that consents cover, each document alone; of documents that claim that law, where one is named. */
  rows(cell: Cell, claiming?: ConsentRegime): RowLimits;
  /** Every consent that names the caller and the category, with what it fails. */
  coverages(cell: Cell): readonly Coverage[];
}

const OF_CONSENT = CONSENT_CHECKS.filter((check) => check.of === 'RECORD' || check.of === 'CALLER');
const OF_CELL = CONSENT_CHECKS.filter((check) => check.of === 'CATEGORY' || check.of === 'CELL');
const NONE: readonly never[] = Object.freeze([]);

/** Whether a document may reach some rows only. */
function limitsRows({ dataFrom, dataTo, sourceAgencyIds, provision }: Consent): boolean {
  return dataFrom !== null || dataTo !== null || sourceAgencyIds.length > 0 || Boolean(provision);
}

interface Standing {
  readonly failed: readonly CheckId[];
  readonly until: Instant | null;
}

/** The checks that ask neither category nor regime: run once a consent and decision. */
function standingOf(consent: Consent, situation: Situation, moment: ConsentMoment): Standing {
  const failed: CheckId[] = [];
  let until: Instant | null = null;
  for (const check of OF_CONSENT) {
    const finding = check.of === 'RECORD' ? check.find(consent, moment) : check.find(consent, situation);
    if (finding.truth !== 'TRUE') failed.push(check.id);
    until = earlier(until, finding.until);
  }
  return { failed, until };
}

function coverageOf(consent: Consent, standing: Standing, situation: Situation, cell: Cell, moment: ConsentMoment): Coverage {
  const failed: CheckId[] = [...standing.failed];
  let until = standing.until;
  for (const check of OF_CELL) {
    const finding = check.of === 'CATEGORY' ? check.find(consent, moment, cell.category) : check.find(consent, situation, cell);
    if (finding.truth !== 'TRUE') failed.push(check.id);
    until = earlier(until, finding.until);
  }
  const different = failed.length < 2 ? failed : [...new Set(failed)].sort();
  return { consent, covers: failed.length === 0, failed: different, until, rows: rowsCovered(consent, situation, cell) };
}

/** The rows within both the limits that the document states and its own provisions. */
export function rowsCovered(consent: Consent, situation: Situation, cell: Cell): RowLimits {
  const stated = limitOf({ from: consent.dataFrom, to: consent.dataTo }, consent.sourceAgencyIds);
  return consent.provision ? bothOf(stated, provisionReach(consent.provision, situation, cell).permits) : stated;
}

/**
 * Says whether one consent, alone, covers the cell for the caller at that moment, and which checks it fails.
 * Shape: null when the consent permits nothing, is another subject's, or names neither the caller nor the category.
 */
export function consentCovers(consent: Consent, cell: Cell, situation: Situation): Coverage | null {
  const recipient = consent.effect === 'PERMIT' && consent.subjectId === situation.facts.subject.subjectId
    ? recipientOf(consent, situation) : null;
  if (recipient === null || !consent.categories.includes(cell.category)) return null;
  const moment = momentOf(situation);
  const standing = standingOf(consent, situation, moment);
  return coverageOf(consent, { ...standing, until: earlier(standing.until, recipient.until) }, situation, cell, moment);
}

/** The categories that documents name; a refusal, an exclusion or a provision may speak of others too. */
function categoriesSpokenOf(own: readonly Consent[]): ReadonlySet<Category> {
  const found = new Set<Category>();
  for (const consent of own) {
    const narrows = consent.effect === 'REFUSE' || consent.excludedCategories.length > 0 || Boolean(consent.provision);
    for (const category of CATEGORIES) {
      if (consent.categories.includes(category) || (narrows && maySpeakOf(consent, category))) found.add(category);
    }
  }
  return found;
}

/** What is said where no consent or refusal is on file. */
const NOTHING_ON_FILE: ConsentReview = Object.freeze({
  coverages: () => NONE, spokenOf: new Set<Category>(), limiting: false, covers: () => NO,
  prohibitsRedisclosure: () => false, refused: () => false, rowsRefused: () => NONE, rows: () => null,
});

/** What is found of each cell by the consents that name it and the caller, once a cell. */
function coveragesOf(own: readonly Consent[], spokenOf: ReadonlySet<Category>, situation: Situation, moment: ConsentMoment): ConsentReview['coverages'] {
  const standings = new Map<Consent, Standing | null>();
  const byCell = new Map<Cell, readonly Coverage[]>();

  const standing = (consent: Consent): Standing | null => {
    const known = standings.get(consent);
    if (known !== undefined) return known;
    const recipient = consent.effect === 'PERMIT' ? recipientOf(consent, situation) : null;
    const found = recipient === null ? null : standingOf(consent, situation, moment);
    const bounded = found === null || recipient === null ? null : { ...found, until: earlier(found.until, recipient.until) };
    standings.set(consent, bounded);
    return bounded;
  };
  return (cell: Cell): readonly Coverage[] => {
    if (!spokenOf.has(cell.category)) return NONE;
    const known = byCell.get(cell);
    if (known !== undefined) return known;
    const found: Coverage[] = [];
    for (const consent of own) {
      const stands = consent.categories.includes(cell.category) ? standing(consent) : null;
      if (stands !== null) found.push(coverageOf(consent, stands, situation, cell, moment));
    }
    byCell.set(cell, found);
    return found;
  };
}

/** Reviews the consents of a situation; work is done for the cells asked about, once each. */
export function reviewConsents(situation: Situation): ConsentReview {
  const own = situation.facts.consents.filter((consent) => consent.subjectId === situation.facts.subject.subjectId);
  if (own.length === 0) return NOTHING_ON_FILE;
  const moment = momentOf(situation);
  const limiting = own.some(limitsRows);
  const spokenOf = categoriesSpokenOf(own);
  const coverages = coveragesOf(own, spokenOf, situation, moment);
  const covering = (cell: Cell): readonly Coverage[] => {
    const found = coverages(cell);
    return found.every((one) => one.covers) ? found : found.filter((one) => one.covers);
  };
  return {
    coverages, limiting, spokenOf,
    covers: (cell) => {
      const found = covering(cell);
      return found.length === 0 ? NO : yesUntil(found.map((one) => one.until).reduce(later));
    },
    prohibitsRedisclosure: (cell) => covering(cell).some((one) => one.consent.redisclosure === 'PROHIBITED'),
    refused: (cell) => own.some((consent) => restricts(consent, cell, situation, moment)),
    rowsRefused: (cell) => (limiting ? own.flatMap((consent) => rowsRefused(consent, cell, situation, moment) ?? []) : NONE),
    rows: (cell, claiming) => {
      if (!limiting) return null;
      const found = covering(cell).filter(({ consent }) => claiming === undefined || consent.regimes.includes(claiming));
      return found.map(({ rows }) => rows).reduce(eitherOf, []);
    },
  };
}
