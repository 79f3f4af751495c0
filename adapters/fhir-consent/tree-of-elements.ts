import { countyDayEnd } from '../../src/kernel/dates.js';
import { ACT_REASON, CSEC_AGENCY_KIND, CSEC_CATEGORY, CSEC_PURPOSE, PARTICIPATION_TYPE } from '../../src/law/code-systems.js';
import { PURPOSES, purposeOf } from '../../src/law/purpose.js';
import type { ConsentProvision, ProvisionCode } from '../../src/model/consent-provision.js';
import type { ConsentDraft } from './elements.js';
import { CSEC_PURPOSE_WORDS } from './systems.js';

/** Treatment, payment and operations: what one word says in a form and three codes in FHIR. */
export const TPO: readonly ProvisionCode[] = ['TREAT', 'HPAYMT', 'HOPERAT'].map((code) => ({ system: ACT_REASON, code }));

const EVERYTHING: ConsentProvision = {
  effect: null, period: null, dataPeriod: null, actors: [], actions: [], purposes: [], securityLabels: [], classes: [], codes: [], records: [], provisions: [],
};

function purposeCodes(word: string): readonly ProvisionCode[] {
  if (word === 'TPO') return TPO;
  const purpose = purposeOf(word);
  if (purpose === undefined) {
    const bar = word.indexOf('|');
    return [bar < 0 ? { system: CSEC_PURPOSE_WORDS, code: word } : { system: word.slice(0, bar), code: word.slice(bar + 1) }];
  }
  const { code } = PURPOSES[purpose];
  return [{ system: code.startsWith('csec:') ? CSEC_PURPOSE : ACT_REASON, code }];
}

function distinct(codes: readonly ProvisionCode[]): readonly ProvisionCode[] {
  return codes.filter((code, at) => codes.findIndex((other) => other.system === code.system && other.code === code.code) === at);
}

const categoryLabel = (code: string): ProvisionCode => ({ system: CSEC_CATEGORY, code });

function recipients(consent: ConsentDraft): readonly string[] {
  return [
    ...consent.recipientAgencyIds.map((id) => `Organization/${id}`), ...consent.recipientPersonIds.map((id) => `Practitioner/${id}`),
    ...consent.recipientClasses.map((kind) => `${CSEC_AGENCY_KIND}|${kind}`),
    ...(consent.recipientTeam === null ? [] : [`CareTeam/${consent.recipientTeam.teamId}`]),
    ...(consent.intermediary?.participants ?? []).map((id) => `Organization/${id}`),
  ];
}

/** The provisions that say what the elements of a consent say, so that a partner who reads FHIR alone reads the same. */
export function treeOfElements(consent: ConsentDraft): ConsentProvision {
  const { expiry, dataFrom, dataTo } = consent;
  const role: ProvisionCode = { system: PARTICIPATION_TYPE, code: 'IRCP' };
  return {
    ...EVERYTHING,
    effect: consent.effect === 'PERMIT' ? 'PERMIT' : 'DENY',
    period: { from: consent.effectiveFrom, to: expiry.kind === 'DATE' ? countyDayEnd(expiry.on) : null },
    dataPeriod: dataFrom === null && dataTo === null ? null : { from: dataFrom, to: dataTo },
    actors: [...new Set(recipients(consent))].map((reference) => ({ role, reference })),
    purposes: distinct(consent.purposes.flatMap(purposeCodes)),
    securityLabels: consent.categories.map(categoryLabel),
    records: consent.sourceAgencyIds.map((id) => ({ meaning: 'authoredby' as const, reference: `Organization/${id}` })),
    provisions: consent.excludedCategories.length === 0 ? []
      : [{ ...EVERYTHING, effect: consent.effect === 'PERMIT' ? 'DENY' : 'PERMIT', securityLabels: consent.excludedCategories.map(categoryLabel) }],
  };
}
