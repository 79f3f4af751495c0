import { describe, expect, it } from 'vitest';
import { readFhirConsent } from '../../../adapters/fhir-consent/read-consent.js';
import { instant, localDate, type LocalDate } from '../../../src/kernel/dates.js';
import type { Confidentiality } from '../../../src/law/category.js';
import { ACT_CODE, ACT_REASON, CONFIDENTIALITY_SYSTEM, CONSENT_ACTION } from '../../../src/law/code-systems.js';
import { walkProvision } from '../../../src/policy/consents/provisions/walk.js';
import type { ProvisionQuestion } from '../../../src/policy/consents/provisions/question.js';
import { treeOfElements } from '../../../adapters/fhir-consent/tree-of-elements.js';
import { publishedConsents, type PublishedConsent, type Residual } from './pcf.js';

const PUBLISHED = publishedConsents();
const SUMMER = instant('2022-07-01T19:00:00Z');
const YOUTH = '00000000-0000-4000-8000-000000000001';

/** A record as the published examples have them. */
interface Sample {
  readonly on: LocalDate;
  readonly conf: Confidentiality;
  readonly sens: readonly string[];
  readonly self: string;
  readonly encounter: string;
  readonly author: string;
}

const NORMAL: Sample = {
  on: localDate('2022-05-05'), conf: 'N', sens: [], self: 'Observation/ex-weight', encounter: 'Encounter/ex-encounter', author: 'Practitioner/ex-practitioner',
};
const OTHERS: readonly Sample[] = [
  NORMAL, { ...NORMAL, on: localDate('2021-05-05') }, { ...NORMAL, author: 'Practitioner/another' }, { ...NORMAL, encounter: 'Encounter/another' },
  { ...NORMAL, self: 'Observation/ex-alcoholUse' }, { ...NORMAL, self: 'Observation/another' }, { ...NORMAL, conf: 'R' },
  { ...NORMAL, conf: 'R', sens: ['PSY'] }, { ...NORMAL, conf: 'R', sens: ['SDV'] }, { ...NORMAL, conf: 'R', sens: ['HIV'] }, { ...NORMAL, conf: 'V' },
];

const reason = (code: string) => ({ system: ACT_REASON, code });
interface Asking {
  readonly purpose: { readonly system: string; readonly code: string } | null;
  readonly recipient: readonly string[];
}
const TREATING: Asking = { purpose: reason('TREAT'), recipient: ['Practitioner/ex-practitioner'] };
const ANOTHER: Asking = { purpose: reason('TREAT'), recipient: ['Practitioner/another'] };
const RESEARCHER: Asking = { purpose: reason('HRESCH'), recipient: ['Organization/ex-org-researcher'] };
const GLASS: Asking = { purpose: reason('BTG'), recipient: ['Group/ex-privilegedUsers', 'Practitioner/ex-practitioner'] };
const UNPRIVILEGED: Asking = { purpose: reason('BTG'), recipient: ['Practitioner/ex-practitioner'] };
const FOOBAR: Asking = { purpose: { system: 'http://example.org/policies/purposeOfUse', code: 'FooBar' }, recipient: ['Organization/ex-org-researcher'] };

function question({ purpose, recipient }: Asking, sample: Sample, asOf = SUMMER): ProvisionQuestion {
  return {
    asOf, purpose, recipient, action: { system: CONSENT_ACTION, code: 'disclose' }, mayName: () => false,
    record: {
      on: sample.on, confidentiality: sample.conf, sensitivities: sample.sens.map((code) => ({ system: ACT_CODE, code })), categories: [], classes: [], codes: [],
      records: { instance: [sample.self], related: [sample.self, sample.encounter], dependents: [sample.self], authoredby: [sample.author] },
    },
  };
}

function decides({ consent }: PublishedConsent, asking: Asking, sample: Sample, asOf = SUMMER): boolean {
  const draft = readFhirConsent(JSON.stringify({ ...consent, patient: { reference: `Case/${YOUTH}` } }), { subjectId: YOUTH, agencyId: YOUTH, at: SUMMER });
  return walkProvision(draft.provision ?? treeOfElements(draft), question(asking, sample, asOf)) === 'PERMIT';
}

/** The residual rules as their profile reads them: in order, the last that selects the record decides. */
function allowedBy(rules: readonly Residual[], sample: Sample): boolean {
  const order: readonly string[] = ['U', 'L', 'M', 'N', 'R', 'V'];
  const selects = ({ type, dataPeriod, data, securityLabel }: Residual): boolean =>
    (dataPeriod === undefined || (dataPeriod.start <= sample.on && sample.on <= dataPeriod.end))
    && (data === undefined || data.some(({ meaning, reference: { reference } }) => {
      const last = reference.split('/').slice(-2).join('/');
      return { instance: [sample.self], related: [sample.encounter, sample.self], authoredby: [sample.author] }[meaning]?.includes(last) === true;
    }))
    && (securityLabel === undefined || securityLabel.some(({ system, code }) => (system === CONFIDENTIALITY_SYSTEM
      ? (type === 'permit' ? order.indexOf(sample.conf) <= order.indexOf(code) : order.indexOf(sample.conf) >= order.indexOf(code))
      : sample.sens.includes(code))));
  return rules.reduce((allowed, rule) => (selects(rule) ? rule.type === 'permit' : allowed), true);
}

/** Who asks where the published text says of whom the rules are. */
const ASKING: Readonly<Record<string, Asking>> = {
  'ex-consent-intermediate-purpose': FOOBAR, 'ex-dissent-intermediate-break-glass': GLASS,
};

const [N, OLD, , , , , R, PSY, SDV, HIV] = OTHERS as readonly [Sample, Sample, Sample, Sample, Sample, Sample, Sample, Sample, Sample, Sample];
const WINTER = instant('2023-01-01T08:00:00Z');

/** What the published titles and notes say, and what they leave out: id, who, what, when, whether. */
const TOLD: readonly (readonly [string, Asking, Sample, boolean, typeof SUMMER?])[] = [
  ...['ex-consent-basic-treat', 'ex-consent-basic-treat-infant', 'ex-consent-basic-ink', 'ex-consent-expired-treat']
    .flatMap((id) => [[id, TREATING, R, true], [id, RESEARCHER, N, false], [id, { ...TREATING, purpose: null }, N, false]] as const),
  ['ex-consent-basic-treat', TREATING, N, true, WINTER],
  ['ex-consent-expired-treat', TREATING, N, true, instant('2023-01-01T07:59:59.999Z')],
  ['ex-consent-expired-treat', TREATING, N, false, WINTER],
  ['ex-consent-basic-reject', TREATING, N, false],
  ['ex-consent-basic-reject', RESEARCHER, N, false],
  ['ex-consent-basic-research', RESEARCHER, N, true],
  ['ex-consent-basic-research', TREATING, N, false],
  ['ex-consent-intermediate-timeframe', TREATING, OLD, false],
  ['ex-consent-intermediate-not-timeframe', TREATING, OLD, true],
  ['ex-consent-intermediate-purpose', { ...FOOBAR, recipient: ['Organization/another'] }, N, false],
  ['ex-consent-intermediate-purpose', { ...FOOBAR, purpose: reason('TREAT') }, N, false],
  ['ex-dissent-intermediate-break-glass', UNPRIVILEGED, N, false],
  ['ex-dissent-intermediate-break-glass', { ...GLASS, purpose: reason('TREAT') }, N, false],
  ['ex-consent-advanced-normal-focused-restricted', TREATING, R, true],
  ['ex-consent-advanced-normal-focused-restricted', ANOTHER, R, false],
  ['ex-consent-advanced-normal-focused-restricted', ANOTHER, N, true],
  ['ex-consent-advanced-normal-focused-psy', ANOTHER, PSY, false],
  ['ex-consent-advanced-normal-focused-psy-or-sdv', ANOTHER, SDV, false],
  ['ex-consent-advanced-normal-focused-psy-or-sdv', TREATING, HIV, false],
  ['ex-consent-advanced-normal-break-glass-restricted', TREATING, N, true],
  ['ex-consent-advanced-normal-break-glass-restricted', TREATING, R, false],
  ['ex-consent-advanced-normal-break-glass-restricted', GLASS, R, true],
  ['ex-consent-advanced-normal-break-glass-restricted', UNPRIVILEGED, R, false],
];

describe.runIf(PUBLISHED.length > 0)('the consents that IHE published', () => {
  it('are all asked about', () => {
    const asked = new Set([...TOLD.map(([id]) => id), ...PUBLISHED.filter(({ publishedResidual }) => publishedResidual !== null).map(({ id }) => id)]);
    expect([...asked].sort()).toEqual(PUBLISHED.map(({ id }) => id).sort());
    expect(PUBLISHED).toHaveLength(23);
  });

  it.each(PUBLISHED.filter(({ publishedResidual }) => publishedResidual !== null))('$id leaves to enforce what was published', (one) => {
    const asking = ASKING[one.id] ?? TREATING;
    expect(OTHERS.map((sample) => decides(one, asking, sample))).toEqual(OTHERS.map((sample) => allowedBy(one.publishedResidual!, sample)));
  });

  it.each(TOLD.map((told, at) => [told[0], at, told] as const))('%s decides as it says (%i)', (_, __, [id, asking, sample, allowed, asOf]) => {
    expect(decides(PUBLISHED.find((one) => one.id === id)!, asking, sample, asOf ?? SUMMER)).toBe(allowed);
  });
});
