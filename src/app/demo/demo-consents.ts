import { createHash } from 'node:crypto';
import { ageOn, countyDay, plusDays, plusSeconds, type Instant } from '../../kernel/dates.js';
import type { Consent, ConsentRegime } from '../../model/consent.js';
import type { YouthOutline } from '../../store/queries/youth-outlines.js';

/** The states in which the demo shows a consent. */
export const DEMO_CONSENT_STATES = ['LIVE', 'PARTIAL', 'EXPIRED', 'REVOKED', 'SUSPENDED', 'INVALID', 'REFUSED'] as const;
export type DemoConsentState = (typeof DEMO_CONSENT_STATES)[number];

/** What one demo consent is about. */
export interface DemoConsentPlan {
  readonly id: string;
  readonly youth: YouthOutline;
  readonly recipientAgencyId: string;
  readonly discloserAgencyId: string;
  readonly recordedByAgencyId: string;
  readonly regimes: readonly ConsentRegime[];
  readonly categories: readonly string[];
  readonly purposes: readonly string[];
  readonly fields?: readonly string[];
  /** The minor-consent statute, where one gives the capacity. */
  readonly statute?: string;
  readonly state: DemoConsentState;
  readonly now: Instant;
}

const DAY = 86_400;

/** A synthetic consent in the state asked for; everything it needs to stand is on it unless the state says otherwise. */
export function demoConsent(plan: DemoConsentPlan): Consent {
  const signedAt = plusSeconds(plan.now, -(plan.state === 'EXPIRED' ? 400 : 40) * DAY);
  const lastDay = plusDays(countyDay(signedAt), plan.state === 'EXPIRED' ? 180 : 330);
  const adult = plan.youth.bornOn !== null && ageOn(plan.youth.bornOn, countyDay(signedAt)) >= 18;
  return {
    id: plan.id, version: 1, subjectId: plan.youth.subjectId, effect: plan.state === 'REFUSED' ? 'REFUSE' : 'PERMIT',
    subjectNameAsWritten: `${plan.youth.firstName ?? ''} ${plan.youth.lastName ?? ''}`.trim(), subjectBornOnAsWritten: plan.youth.bornOn,
    regimes: plan.regimes, discloserAgencyIds: [plan.discloserAgencyId], discloserClasses: [], recipientPersonIds: [],
    recipientAgencyIds: [plan.recipientAgencyId], recipientClasses: [], intermediary: null, recipientTeam: null,
    categories: plan.state === 'INVALID' ? ['*'] : plan.categories, excludedCategories: [], fields: plan.fields ?? [], dataFrom: null, dataTo: null,
    sourceAgencyIds: [], explicitMentions: plan.categories.includes('SUBSTANCE_USE_PART2') ? ['SUD'] : [], purposes: plan.purposes,
    redisclosure: 'PROHIBITED', effectiveFrom: signedAt, expiry: { kind: 'DATE', on: lastDay }, longerThanYearRequestedBySigner: false,
    maxUses: null, usesSoFar: 0,
    signature: {
      signedAt, method: 'ELECTRONIC', typefacePt: 14, handwritten: false, standalone: true, role: adult ? 'NMD' : 'MINOR',
      signerId: null, authorityDocument: null,
    },
    coSignatures: [],
    capacity: {
      basis: adult ? 'AGE_18' : 'MINOR_STATUTE', statute: adult ? null : plan.statute ?? null,
      ageAtSigning: plan.youth.bornOn === null ? null : ageOn(plan.youth.bornOn, countyDay(signedAt)), maturityAttestedBy: 'Demo Clinician (synthetic)',
    },
    statements: {
      revocationHow: true, redisclosureRisk: true, conditioning: true, part2TpoRedisclosure: true, refusalConsequences: true,
      copyGiven: true, copyInstructions: true,
    },
    psychotherapyRequests: [{
      requesterId: plan.recipientAgencyId, use: 'Plan of services (synthetic)', keepUntil: lastDay, noOtherUse: true, destroyPledge: true, patientCopiedAt: signedAt,
    }],
    documentHash: createHash('sha256').update(`synthetic form ${plan.id}`, 'utf8').digest('hex'),
    ...statusOf(plan, signedAt), recordedByAgencyId: plan.recordedByAgencyId, recordedAt: signedAt,
  };
}

function statusOf(plan: DemoConsentPlan, signedAt: Instant): Pick<Consent, 'status' | 'failedChecks' | 'revocation'> {
  const by = 'the youth';
  switch (plan.state) {
    case 'INVALID':
      return { status: 'INVALID', failedChecks: ['K21'], revocation: null };
    case 'REVOKED':
      return { status: 'REVOKED', failedChecks: [], revocation: { writtenReceivedAt: plusSeconds(signedAt, 10 * DAY), oralStatedAt: null, by, categories: [] } };
    case 'SUSPENDED':
      return { status: 'SUSPENDED', failedChecks: [], revocation: { writtenReceivedAt: null, oralStatedAt: plusSeconds(signedAt, 20 * DAY), by, categories: [] } };
    case 'EXPIRED':
    case 'LIVE':
    case 'PARTIAL':
    case 'REFUSED':
      return { status: 'ACTIVE', failedChecks: [], revocation: null };
  }
}
