import type { Instant } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { idOfType } from '../kernel/ids.js';
import type { ConsentConcern, ConsentRegime, ExplicitMention, PsychotherapyRequest, Signature, SignatoryRole } from '../model/consent.js';
import type { NewConsent } from '../loaders/administration.js';
import type { ConsentExpiryInput, PsychotherapyRequestInput, RecordConsentInput, SignatureInput } from './inputs/consent.input.js';

/** What a consent is recorded with beside its own words. */
export interface ConsentRecording {
  readonly subjectId: string;
  readonly agencyId: string;
  readonly at: Instant;
}

/**
 * The consent that an input says, before its checks: status DRAFT, nothing left out, nothing added.
 * Errors: BAD_ID and BAD_INPUT naming the field.
 */
export function consentFromInput(input: RecordConsentInput, recording: ConsentRecording): NewConsent {
  const agencies = (ids: readonly string[], field: string): string[] => ids.map((id) => idOfType('Agency', id, field));
  return {
    subjectId: recording.subjectId, effect: input.effect, subjectNameAsWritten: input.subjectNameAsWritten ?? null,
    subjectBornOnAsWritten: input.subjectBornOnAsWritten ?? null, regimes: input.regimes as ConsentRegime[],
    discloserAgencyIds: agencies(input.discloserAgencyIds, 'input.discloserAgencyIds'), discloserClasses: input.discloserClasses,
    recipientPersonIds: input.recipientPersonIds.map((id) => idOfType('Person', id, 'input.recipientPersonIds')),
    recipientAgencyIds: agencies(input.recipientAgencyIds, 'input.recipientAgencyIds'), recipientClasses: input.recipientClasses,
    intermediary: input.intermediary
      ? {
          agencyId: idOfType('Agency', input.intermediary.agencyId, 'input.intermediary.agencyId'),
          participants: agencies(input.intermediary.participants, 'input.intermediary.participants'),
          treatingOnly: input.intermediary.treatingOnly,
        }
      : null,
    recipientTeam: input.recipientTeam
      ? {
          teamId: idOfType('Team', input.recipientTeam.teamId, 'input.recipientTeam.teamId'),
          members: input.recipientTeam.members.map((id) => idOfType('Person', id, 'input.recipientTeam.members')),
        }
      : null,
    categories: input.categories, excludedCategories: input.excludedCategories, fields: input.fields,
    dataFrom: input.dataFrom ?? null, dataTo: input.dataTo ?? null, sourceAgencyIds: agencies(input.sourceAgencyIds, 'input.sourceAgencyIds'),
    explicitMentions: input.explicitMentions as ExplicitMention[], purposes: input.purposes, redisclosure: input.redisclosure,
    effectiveFrom: input.effectiveFrom, expiry: expiryOf(input.expiry),
    longerThanYearRequestedBySigner: input.expiry.longerThanYearRequestedBySigner ?? false, maxUses: input.maxUses ?? null,
    signature: input.signature ? signatureOf(input.signature) : null, coSignatures: input.coSignatures.map(signatureOf),
    capacity: input.capacity
      ? {
          basis: input.capacity.basis, statute: input.capacity.statute ?? null, ageAtSigning: input.capacity.ageAtSigning ?? null,
          maturityAttestedBy: input.capacity.maturityAttestedBy ?? null,
        }
      : null,
    statements: { ...input.statements }, documentHash: input.documentHash ?? null, imageHash: input.imageHash ?? null,
    psychotherapyRequests: input.psychotherapyRequests.map(requestOf),
    concerns: input.concerns as ConsentConcern[],
    supersedes: input.supersedesConsentId ? idOfType('Consent', input.supersedesConsentId, 'input.supersedesConsentId') : null, status: 'DRAFT', failedChecks: [],
    recordedByAgencyId: recording.agencyId, recordedAt: recording.at,
  };
}

function expiryOf(input: ConsentExpiryInput): NewConsent['expiry'] {
  if (input.kind === 'NONE_TPO') return { kind: 'NONE_TPO' };
  if (input.kind === 'DATE' && input.on) return { kind: 'DATE', on: input.on };
  if (input.kind === 'EVENT' && input.event) return { kind: 'EVENT', event: input.event, occurredAt: null };
  throw new GatewayError('BAD_INPUT', 'An expiry by DATE needs `on`, one by EVENT needs `event`.', { field: 'input.expiry' });
}

function signatureOf(input: SignatureInput): Signature {
  return {
    signedAt: input.signedAt, method: input.method, typefacePt: input.typefacePt ?? null, handwritten: input.handwritten ?? false,
    standalone: input.standalone ?? false, role: input.role as SignatoryRole, signerId: input.signerId ?? null,
    authorityDocument: input.authorityDocument ?? null, witness: input.witness ?? null,
  };
}

/** Errors: BAD_ID naming the field, and BAD_INPUT unless one requester is named. */
function requestOf(input: PsychotherapyRequestInput): PsychotherapyRequest {
  const { agencyId, personId } = input;
  const field = 'input.psychotherapyRequests';
  if (Boolean(agencyId) === Boolean(personId)) throw new GatewayError('BAD_INPUT', `${field} names an agency or a person that asks.`, { field });
  return {
    requesterId: agencyId ? idOfType('Agency', agencyId, `${field}.agencyId`) : idOfType('Person', personId ?? '', `${field}.personId`),
    use: input.use, keepUntil: input.keepUntil, noOtherUse: input.noOtherUse, destroyPledge: input.destroyPledge,
    patientCopiedAt: input.patientCopiedAt ?? null,
  };
}
