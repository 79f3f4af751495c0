import { isDeepStrictEqual } from 'node:util';
import { countyDay, plusSeconds, type Instant } from '../../src/kernel/dates.js';
import { ACT_CODE, ACT_REASON, CSEC_CATEGORY, CSEC_PURPOSE } from '../../src/law/code-systems.js';
import { purposeOf } from '../../src/law/purpose.js';
import type { ConsentStatus } from '../../src/model/consent.js';
import type { ConsentProvision, ProvisionCode } from '../../src/model/consent-provision.js';
import { momentOf } from './dates.js';
import { readElements, type ConsentDraft } from './elements.js';
import { badElement, shapeFault } from './fault.js';
import { caseNamed } from './patient.js';
import { readProvision } from './provisions.js';
import { classesOf, idsOf, referenceOf } from './references.js';
import { fhirConsent, type FhirConsent } from './shape.js';
import { CONSENT_SCOPE } from './systems.js';
import { TPO, treeOfElements } from './tree-of-elements.js';

/** Whose consent is recorded, by which agency and when. */
export interface FhirRecording {
  readonly subjectId: string;
  readonly agencyId: string;
  readonly at: Instant;
}

const LONGEST = 256 * 1024;

const STATUS: Readonly<Record<FhirConsent['status'], ConsentStatus>> = {
  active: 'ACTIVE', draft: 'DRAFT', proposed: 'DRAFT', inactive: 'EXPIRED', rejected: 'INVALID', 'entered-in-error': 'INVALID',
};

/**
 * A FHIR R4 Consent as a consent of this gateway, before its checks.
 *
 * Shape: its provisions are kept, and only narrow the rest; they are left away where they say no more than the elements.
 * What the law demands and the document does not say stays missing, so that the checks find it: nothing is assumed.
 * A patient who is not told to be the youth of the case is not assumed to be: the document is void and releases
 * nothing. What it denies is withheld all the same until a worker settles whose it is, for he recorded it on her case (K01).
 * Errors: BAD_INPUT and BAD_INSTANT naming the element, never its value; BAD_INPUT where it names another case.
 * Source: FHIR 4.0.1; IHE PCF 1.1, Basic, Intermediate and Advanced.
 */
export function readFhirConsent(text: string, recording: FhirRecording): ConsentDraft {
  const consent = parse(text);
  if (!consent.scope.coding.some(({ system, code }) => system === CONSENT_SCOPE && code === 'patient-privacy')) {
    throw badElement('consent.scope', 'is not that of a privacy consent');
  }
  if (consent.policy.length === 0 && consent.policyRule === undefined) throw badElement('consent.policy', 'and policyRule are both missing');
  const provision = treeOf(consent);
  const standing = caseNamed(consent.patient, recording.subjectId) ? { status: STATUS[consent.status], failedChecks: [] } : ofNobodyKnown(provision);
  const draft = { ...fromTree(consent, provision), ...readElements(consent.extension), ...recorded(provision, recording), ...standing };
  return { ...draft, provision: isDeepStrictEqual(treeOfElements(draft), provision) ? null : provision };
}

/** Whose the document is cannot be told: the name of the youth is missing, and no later reading finds it. */
const OF_NOBODY_KNOWN = { status: 'INVALID', failedChecks: ['K01'], patientUnknown: true } as const;

/** It permits nothing, so where it denies anything it is a refusal of that, and is looked at as one whomever it names. */
const ofNobodyKnown = (provision: ConsentProvision) =>
  ({ ...OF_NOBODY_KNOWN, ...(levelsOf(provision).some(({ effect }) => effect === 'DENY') && { effect: 'REFUSE' as const }) });

function parse(text: string): FhirConsent {
  if (text.length > LONGEST) throw badElement('consent', 'is too long');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw badElement('consent', 'is not JSON');
  }
  const modified = modifierIn(json, 'consent');
  if (modified !== null) throw badElement(modified, 'changes the meaning of the document in a way not known here');
  const read = fhirConsent.safeParse(json);
  if (!read.success) throw shapeFault('consent', read.error);
  return read.data;
}

/** Where a document holds what may turn its meaning around: FHIR forbids to read over it. */
function modifierIn(value: unknown, path: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    if (key === 'modifierExtension' || key === 'implicitRules') return at;
    const below = modifierIn(member, at);
    if (below !== null) return below;
  }
  return null;
}

/** The base effect is the root's own, else that of the policy rule, else it is not known. */
function treeOf({ provision, policyRule }: FhirConsent): ConsentProvision {
  const rules = (policyRule?.coding ?? []).filter(({ system }) => system === ACT_CODE).map(({ code }) => code);
  const ruled = rules.includes('OPTOUT') ? 'DENY' : rules.includes('OPTIN') ? 'PERMIT' : null;
  const tree = readProvision(provision ?? NO_PROVISION, 'consent.provision');
  return tree.effect === null ? { ...tree, effect: ruled } : tree;
}

const NO_PROVISION = { actor: [], action: [], purpose: [], securityLabel: [], class: [], code: [], data: [], provision: [] };

function recorded(provision: ConsentProvision, { subjectId, agencyId, at }: FhirRecording) {
  return {
    subjectId, effect: provision.effect === 'DENY' ? 'REFUSE' as const : 'PERMIT' as const, recordedByAgencyId: agencyId, recordedAt: at,
  };
}

type Derived = Omit<ConsentDraft, 'subjectId' | 'effect' | 'status' | 'failedChecks' | 'patientUnknown' | 'provision' | 'recordedByAgencyId' | 'recordedAt'>;

/** What FHIR's own elements say of a consent's; everything else is missing. */
function fromTree(consent: FhirConsent, provision: ConsentProvision): Derived {
  const levels = levelsOf(provision);
  const receivers = levels.flatMap(({ actors }) => actors.map(({ reference }) => reference));
  const begins = consent.dateTime === undefined ? null : momentOf(consent.dateTime, 'consent.dateTime');
  const ends = provision.period?.to ?? null;
  return {
    subjectNameAsWritten: null, subjectBornOnAsWritten: null, regimes: [],
    discloserAgencyIds: idsOf('Organization', consent.organization.map(referenceOf)), discloserClasses: [],
    recipientPersonIds: idsOf('Practitioner', receivers), recipientAgencyIds: idsOf('Organization', receivers), recipientClasses: classesOf(receivers),
    intermediary: null, recipientTeam: null,
    categories: [...new Set(levels.filter(({ effect }) => effect === 'PERMIT').flatMap(({ securityLabels }) => categoriesOf(securityLabels)))],
    excludedCategories: [], fields: [], dataFrom: null, dataTo: null, sourceAgencyIds: [], explicitMentions: [],
    purposes: purposesOf(levels.flatMap(({ purposes }) => purposes)), redisclosure: 'PROHIBITED',
    effectiveFrom: provision.period?.from ?? begins ?? LAST_MOMENT,
    // An end that is not stated is an event without a name, which the checks find missing.
    expiry: ends === null ? { kind: 'EVENT', event: '', occurredAt: null } : { kind: 'DATE', on: countyDay(plusSeconds(ends, -0.001)) },
    longerThanYearRequestedBySigner: false, maxUses: null, signature: null, coSignatures: [], capacity: null,
    statements: {
      revocationHow: false, redisclosureRisk: false, conditioning: false, part2TpoRedisclosure: false,
      refusalConsequences: false, copyGiven: false, copyInstructions: false,
    },
    documentHash: null, imageHash: null, concerns: [], psychotherapyRequests: [], supersedes: null,
  };
}

/** A consent of no date begins never. */
const LAST_MOMENT = '9999-12-31T23:59:59.000Z' as Instant;

const levelsOf = (provision: ConsentProvision): readonly ConsentProvision[] => [provision, ...provision.provisions.flatMap(levelsOf)];
const categoriesOf = (labels: readonly ProvisionCode[]): readonly string[] => labels.filter(({ system }) => system === CSEC_CATEGORY).map(({ code }) => code);

function purposesOf(codes: readonly ProvisionCode[]): readonly string[] {
  const words = codes.map(({ system, code }) => ([ACT_REASON, CSEC_PURPOSE].includes(system) ? purposeOf(code) : undefined) ?? `${system}|${code}`);
  const tpo = TPO.every(({ system, code }) => codes.some((one) => one.system === system && one.code === code));
  return [...new Set([...words, ...(tpo ? ['TPO'] : [])])];
}
