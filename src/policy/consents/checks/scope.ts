import type { AgencyKind } from '../../../law/agreement.js';
import type { Cell } from '../../../law/category-regimes.js';
import type { Category } from '../../../law/category.js';
import { PURPOSES, type Purpose } from '../../../law/purpose.js';
import type { Regime } from '../../../law/regime.js';
import type { Consent, ConsentRegime } from '../../../model/consent.js';
import { certain } from '../../evaluation/finding.js';
import { provisionReach } from '../provisions/reach.js';
import type { Settings } from '../../settings.js';
import type { Situation } from '../../situation.js';
import type { ConsentCheck } from './check.js';
import { TPO_PURPOSES } from './part2.js';

const WELFARE_FORMS: readonly ConsentRegime[] = ['GENERAL_CWS', 'CFT_832', 'HT_MDT_13753', 'INTEGRATED_18986_46', 'HIPAA_CMIA', 'LPS'];

/** The laws that a document must claim, one of them, to reach records under each regime; some count only of their own. */
export const REGIMES_CLAIMED: Readonly<Record<Regime, readonly ConsentRegime[]>> = {
  CHILD_WELFARE: WELFARE_FORMS,
  COURT: WELFARE_FORMS,
  LAW_ENFORCEMENT: WELFARE_FORMS,
  LPS: ['LPS', 'INTEGRATED_18986_46'],
  CMIA: ['HIPAA_CMIA', 'INTEGRATED_18986_46', 'HIV', 'PSYCHOTHERAPY_NOTES'],
  PART2: ['PART2_TPO', 'PART2_SPECIFIC'],
  FERPA: ['FERPA'],
  UNLABELLED: [],
};

/** The agencies that hold records under each regime, and so can be told to disclose them. */
export const DISCLOSERS: Readonly<Record<Regime, readonly AgencyKind[]>> = {
  CHILD_WELFARE: ['CHILD_WELFARE'],
  COURT: ['COURT', 'CHILD_WELFARE'],
  LAW_ENFORCEMENT: ['LAW_ENFORCEMENT', 'CHILD_WELFARE'],
  LPS: ['MENTAL_HEALTH', 'CHILD_WELFARE'],
  CMIA: ['MENTAL_HEALTH', 'PUBLIC_HEALTH', 'COMMUNITY_PROVIDER', 'CHILD_ADVOCACY_CENTER', 'HOSPITAL', 'CHILD_WELFARE'],
  PART2: ['SUBSTANCE_USE_PROGRAM', 'CHILD_WELFARE'],
  FERPA: ['EDUCATION', 'CHILD_WELFARE'],
  UNLABELLED: [],
};

/** A law that speaks of one category opens no other; of an integrated programme counsel says whether there is one. */
function counts(claim: ConsentRegime, category: Category, settings: Settings): boolean {
  switch (claim) {
    case 'HIV': return category === 'HIV';
    case 'PSYCHOTHERAPY_NOTES': return category === 'PSYCHOTHERAPY_NOTES';
    case 'INTEGRATED_18986_46': return settings.integratedProgrammeEstablished;
    default: return true;
  }
}

/** Says whether the document claims a law that opens records of that category and regime. */
export function claimsLawOf(consent: Consent, { category, regime }: Cell, settings: Settings): boolean {
  return REGIMES_CLAIMED[regime].some((claim) => consent.regimes.includes(claim) && counts(claim, category, settings));
}

/** Says whether the document names the purpose: by its word or code, or as TPO where that covers it. */
export function namesPurpose(consent: Consent, purpose: Purpose): boolean {
  if (consent.purposes.includes(purpose) || consent.purposes.includes(PURPOSES[purpose].code)) return true;
  return consent.purposes.includes('TPO') && TPO_PURPOSES.includes(purpose);
}

function namesDiscloser(consent: Consent, regime: Regime, { facts }: Situation): boolean {
  const holders: readonly string[] = DISCLOSERS[regime];
  if (consent.discloserClasses.some((kind) => holders.includes(kind))) return true;
  return consent.discloserAgencyIds.some((id) => {
    const kind = facts.discloserKinds?.[id];
    return kind !== undefined && holders.includes(kind);
  });
}

/** Says whether everything that this release needs stands inside this one document. */
export function insideOneConsent(consent: Consent, situation: Situation, cell: Cell): boolean {
  return consent.categories.includes(cell.category) && !consent.excludedCategories.includes(cell.category)
    && namesPurpose(consent, situation.context.purpose)
    && claimsLawOf(consent, cell, situation.settings)
    && namesDiscloser(consent, cell.regime, situation);
}

/** Days turned around reach no row: a fault of the document, and not a limit. */
export const K22_ROWS: ConsentCheck = {
  id: 'K22', of: 'RECORD', whenRecorded: true, authorities: ['CFR_42_2_31', 'CIV_56_11'],
  plain: 'Where the document is for a span of days, the span has a day in it.',
  find: ({ dataFrom, dataTo }) => certain(dataFrom === null || dataTo === null || dataFrom < dataTo),
};

export const K22_PROVISIONS: ConsentCheck = {
  id: 'K22', of: 'CELL', authorities: ['CFR_42_2_31', 'CIV_56_11'],
  plain: 'Where the document has provisions of its own, they permit this release at every level.',
  find: ({ provision }, situation, cell) =>
    certain(provision === undefined || provision === null || provisionReach(provision, situation, cell).permits?.length !== 0),
};

export const K22: ConsentCheck = {
  id: 'K22', of: 'CELL', authorities: ['CFR_42_2_31', 'CIV_56_11'],
  plain: 'One document names the discloser, the category under its law, and the purpose; two halves are never joined.',
  find: (consent, situation, cell) => certain(insideOneConsent(consent, situation, cell)),
};
