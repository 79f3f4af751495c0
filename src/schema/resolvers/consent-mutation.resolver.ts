import { Ctx, Resolver } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import { idOfType } from '../../kernel/ids.js';
import type { NewConsent } from '../../loaders/administration.js';
import type { ConsentConcern } from '../../model/consent.js';
import { mayAdminister } from '../../policy/administration.js';
import type { Decision } from '../../policy/decision.js';
import { usesTold } from '../../policy/spoken-of.js';
import { ClassifiedMutation, RevealingArg } from '../classified.js';
import { consentFromInput, type ConsentRecording } from '../consent-from-input.js';
import type { GatewayContext } from '../gateway-context.js';
import { NoteConsentConcernInput, RecordConsentInput, RecordFhirConsentInput, RevokeConsentInput, SuspendConsentInput } from '../inputs/consent.input.js';
import { COUNTY_ADMINISTRATION } from '../laws.js';
import { consentFields } from '../types/consent.type.js';
import { ConsentPayloadType } from '../types/payload.type.js';

const NO_CASE: ConsentPayloadType = {
  consent: null, userErrors: [{ code: 'NOT_FOUND', field: 'input.caseId', message: 'There is no such case for this caller.' }],
};

const NOT_CARRIED: ConsentPayloadType = {
  consent: null, userErrors: [{ code: 'FORBIDDEN', field: 'input.caseId', message: 'Only a worker of the youth\'s county who carries the case records and ends its consents.' }],
};

/** Recording, suspending and revoking consents, for workers of the youth's county who carry the case. */
@Resolver()
export class ConsentMutationResolver {
  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => ConsentPayloadType, { description: 'Records a release of information or a refusal as signed. One that fails a check is stored INVALID with every failing check, and releases nothing.' })
  async recordConsent(
    @RevealingArg('input', 'nothing', () => RecordConsentInput, { description: 'What was signed.' }) input: RecordConsentInput,
    @Ctx() context: GatewayContext,
  ): Promise<ConsentPayloadType> {
    const own = await ownCase(context, input.caseId);
    if ('refusal' in own) return own.refusal;
    return recorded(context, { ...consentFromInput(input, recordingOf(context, own.decision.subjectId)), status: 'ACTIVE' });
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => ConsentPayloadType, { description: 'Records a consent that comes as FHIR R4, with its provisions at any depth. One that fails a check is stored INVALID with every failing check, and releases nothing; one that is not active there is not active here.' })
  async recordFhirConsent(
    @RevealingArg('input', 'nothing', () => RecordFhirConsentInput, { description: 'The document.' }) input: RecordFhirConsentInput,
    @Ctx() context: GatewayContext,
  ): Promise<ConsentPayloadType> {
    const own = await ownCase(context, input.caseId);
    if ('refusal' in own) return own.refusal;
    return recorded(context, context.consentDocuments.read(input.consent, recordingOf(context, own.decision.subjectId)));
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => ConsentPayloadType, { description: 'Notes a false statement, duress, or that an exploiter signed or witnessed (K26). It voids the consent at once and for good.' })
  async noteConsentConcern(
    @RevealingArg('input', 'nothing', () => NoteConsentConcernInput, { description: 'Which consent, and what was found.' }) input: NoteConsentConcernInput,
    @Ctx() context: GatewayContext,
  ): Promise<ConsentPayloadType> {
    const own = await ownCase(context, input.caseId);
    if ('refusal' in own) return own.refusal;
    if (input.concerns.length === 0) throw new GatewayError('BAD_INPUT', 'input.concerns names nothing.', { field: 'input.concerns' });
    const consent = await context.administration.noteConcerns({
      subjectId: own.decision.subjectId, consentId: idOfType('Consent', input.consentId, 'input.consentId'), by: context.access.caller.personId,
      concerns: input.concerns as ConsentConcern[],
    });
    return { consent: consentFields(consent, context.consentDocuments, usesTold(consent, own.decision)), userErrors: [] };
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => ConsentPayloadType, { description: 'Suspends a consent that was withdrawn orally (K07). New disclosures end at once, and whoever received under it is told (`withdrawalNotices`).' })
  async suspendConsent(
    @RevealingArg('input', 'nothing', () => SuspendConsentInput, { description: 'Which consent, and when it was said.' }) input: SuspendConsentInput,
    @Ctx() context: GatewayContext,
  ): Promise<ConsentPayloadType> {
    const own = await ownCase(context, input.caseId);
    if ('refusal' in own) return own.refusal;
    const consent = await context.administration.suspendConsent({
      subjectId: own.decision.subjectId, consentId: idOfType('Consent', input.consentId, 'input.consentId'),
      oralStatedAt: notInFuture(input.oralStatedAt, context, 'input.oralStatedAt'), by: context.access.caller.personId, recordedAt: context.access.asOf,
    });
    return { consent: consentFields(consent, context.consentDocuments, usesTold(consent, own.decision)), userErrors: [] };
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => ConsentPayloadType, { description: 'Revokes a consent on a written revocation (K06). New disclosures end at once; earlier ones stand, and whoever received under it is told (`withdrawalNotices`).' })
  async revokeConsent(
    @RevealingArg('input', 'nothing', () => RevokeConsentInput, { description: 'Which consent, and when the writing was received.' }) input: RevokeConsentInput,
    @Ctx() context: GatewayContext,
  ): Promise<ConsentPayloadType> {
    const own = await ownCase(context, input.caseId);
    if ('refusal' in own) return own.refusal;
    const consent = await context.administration.revokeConsent({
      subjectId: own.decision.subjectId, consentId: idOfType('Consent', input.consentId, 'input.consentId'),
      writtenReceivedAt: notInFuture(input.writtenReceivedAt, context, 'input.writtenReceivedAt'), by: context.access.caller.personId,
      categories: input.categories, recordedAt: context.access.asOf,
    });
    return { consent: consentFields(consent, context.consentDocuments, usesTold(consent, own.decision)), userErrors: [] };
  }
}

function recordingOf({ access }: GatewayContext, subjectId: string): ConsentRecording {
  return { subjectId, agencyId: access.caller.agency.id, at: access.asOf };
}

/** Keeps a document as it came, INVALID with every check that it fails. */
async function recorded(context: GatewayContext, draft: NewConsent): Promise<ConsentPayloadType> {
  const faults = context.simulation.faultsOf(draft, context.access, context.gate.factsOn(draft.subjectId).subject);
  const consent = await context.administration.recordConsent({
    ...draft, status: faults.length > 0 ? 'INVALID' : draft.status, failedChecks: faults.map(({ check }) => check),
  });
  return {
    consent: consentFields(consent, context.consentDocuments, true),
    userErrors: faults.map(({ check, plain }) => ({ code: check, field: 'input', message: plain })),
  };
}

/** The youth, for a worker who may write for him; else why not. To everybody but a worker of the county there is no case. */
async function ownCase(context: GatewayContext, caseId: string): Promise<{ readonly decision: Decision } | { readonly refusal: ConsentPayloadType }> {
  const decision = await context.gate.admit(idOfType('Case', caseId, 'input.caseId'));
  if (decision?.role !== 'COUNTY_WORKER') return { refusal: NO_CASE };
  return mayAdminister(decision) ? { decision } : { refusal: NOT_CARRIED };
}

/** What has not happened yet withdraws nothing. Errors: BAD_INPUT naming the field. */
function notInFuture(at: Instant | null | undefined, context: GatewayContext, field: string): Instant {
  if (!at || at <= context.access.asOf) return at ?? context.access.asOf;
  throw new GatewayError('BAD_INPUT', `${field} lies in the future.`, { field });
}
