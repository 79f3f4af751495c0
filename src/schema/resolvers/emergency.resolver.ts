import { Ctx, Int, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { idOfType } from '../../kernel/ids.js';
import { CALLER } from '../../law/classification.js';
import { pageSize } from '../../loaders/page.js';
import type { EmergencyAccess } from '../../model/emergency-access.js';
import { clientsListed, mayReviewEmergencies } from '../../policy/administration.js';
import type { Decision } from '../../policy/decision.js';
import { mayBreakGlass } from '../../policy/relations/emergencies.js';
import type { CaseIdentifier } from '../../release/admission-source.js';
import { mayFindInEmergency } from '../../release/identifiers.js';
import { ClassifiedMutation, ClassifiedQuery, RevealingArg } from '../classified.js';
import { connectionOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import { textOf } from '../input-texts.js';
import { caseIdentifierOf } from '../inputs/case.input.js';
import { BreakGlassInput, CloseEmergencyAccessInput, ReviewEmergencyAccessInput } from '../inputs/emergency.input.js';
import { COUNTY_ADMINISTRATION } from '../laws.js';
import {
  EmergencyPayloadType, EmergencyReviewConnectionType, EmergencyReviewPayloadType, emergencyFields, emergencyReviewFields,
} from '../types/emergency.type.js';
import { noSuch, userError } from '../user-error.js';

/** Who discloses in an emergency: no person stands between the record and who asks. */
const DISCLOSER = 'The county\'s gateway';
const NOT_ELIGIBLE = userError('NOT_ELIGIBLE', 'input.reason', 'Breaking the glass is for the roles, reasons and purposes of an emergency, and for callers identified by more than a password (R-60).');

/** Breaking the glass (rule R-60), and the review of it. */
@Resolver()
export class EmergencyResolver {
  @ClassifiedMutation(CALLER, () => EmergencyPayloadType, { description: 'Opens one youth\'s record to the caller for four hours, under the purpose BREAK_GLASS or EMERGENCY_TREATMENT. Whoever is not eligible is told so without a look at any record; a youth whom nothing is opened of is no youth. One operation opens one youth: a second time it is an error, and nothing is opened (R-60).' })
  async breakGlass(
    @RevealingArg('input', 'nothing', () => BreakGlassInput, { description: 'The emergency.' }) input: BreakGlassInput,
    @Ctx() context: GatewayContext,
  ): Promise<EmergencyPayloadType> {
    if (!mayBreakGlass(context.access, input.reason, context.settings)) return { access: null, userErrors: [NOT_ELIGIBLE] };
    const youth = namedYouth(context, input);
    context.gate.breakGlass();
    const { caller, asOf } = context.access;
    const opened = await context.legal.openEmergency({
      agencyId: caller.agency.id, personId: caller.personId, reason: input.reason, openedAt: asOf, reasonWords: wordsOf(input),
      callback: textOf(input.callback, 'input.callback'), recipientName: textOf(input.recipientName, 'input.recipientName'),
      recipientAffiliation: caller.agency.name, disclosedBy: DISCLOSER,
    }, youth);
    const decision = await decisionOpened(context, opened, 'identifier' in youth ? youth.identifier : null);
    if (decision === null) {
      await context.legal.endVoidEmergency({ accessId: opened?.id ?? null, personId: caller.personId, closedAt: asOf });
      return { access: null, userErrors: [noSuch('input')] };
    }
    await context.legal.alertEmergency({ subjectId: decision.subjectId, accessId: opened!.id, opened: cellsOpen(decision), at: asOf });
    context.alerts.note({ event: 'EMERGENCY_ACCESS_OPENED', accessId: opened!.id, agencyId: caller.agency.id, reason: opened!.reason });
    return { access: emergencyFields(opened!), userErrors: [] };
  }

  @ClassifiedMutation(CALLER, () => EmergencyPayloadType, { description: 'Ends the caller\'s own access before its four hours are over.' })
  async closeEmergencyAccess(
    @RevealingArg('input', 'nothing', () => CloseEmergencyAccessInput, { description: 'Which access.' }) input: CloseEmergencyAccessInput,
    @Ctx() context: GatewayContext,
  ): Promise<EmergencyPayloadType> {
    const accessId = idOfType('EmergencyAccess', input.accessId, 'input.accessId');
    await context.legal.closeEmergency({ accessId, personId: context.access.caller.personId, closedAt: context.access.asOf });
    return { access: null, userErrors: [] };
  }

  @ClassifiedQuery(COUNTY_ADMINISTRATION, () => EmergencyReviewConnectionType, { description: 'Accesses to youths of the caller\'s county that nobody has reviewed, the longest waiting first. For workers whose privilege reaches the whole county; clients whom their privileges do not reach are not among them.' })
  async emergencyReviews(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Accesses in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const page = await context.legal.emergenciesToReview(reviewerCounty(context), {
      first: pageSize(first), after: after ?? null, sensitivities: clientsListed(context.access.caller),
    });
    return connectionOf(page, after, emergencyReviewFields);
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => EmergencyReviewPayloadType, { description: 'Records what a reviewer found of an access; nobody reviews his own.' })
  async reviewEmergencyAccess(
    @RevealingArg('input', 'nothing', () => ReviewEmergencyAccessInput, { description: 'Which access, and the finding.' }) input: ReviewEmergencyAccessInput,
    @Ctx() context: GatewayContext,
  ): Promise<EmergencyReviewPayloadType> {
    const { caller, asOf } = context.access;
    const accessId = idOfType('EmergencyAccess', input.accessId, 'input.accessId');
    const words = input.words ? textOf(input.words, 'input.words', 2_000) : null;
    await context.legal.reviewEmergency({
      county: reviewerCounty(context), accessId, sensitivities: clientsListed(caller), review: { at: asOf, by: caller.personId, finding: input.finding, words },
    });
    return { accessId: input.accessId, userErrors: [] };
  }
}

/**
 * The decision, where the access opens anything of a youth to this caller. A name that fits nobody is asked in the same statements,
 * so that it costs the same as a youth of whom nothing is opened.
 */
async function decisionOpened(context: GatewayContext, opened: EmergencyAccess | null, identifier: CaseIdentifier | null): Promise<Decision | null> {
  const decision = await context.gate.admit(opened?.subjectId ?? context.legal.nobody());
  return decision !== null && (identifier === null || mayFindInEmergency(decision, identifier)) ? decision : null;
}

/** What is open by the emergency: the sources of these records are told. */
function cellsOpen({ cells }: Decision): readonly string[] {
  return cells.filter(({ basis }) => basis === 'EMERGENCY').map(({ category, regime }) => `${category} ${regime}`);
}

function namedYouth(context: GatewayContext, { caseId, identifier }: BreakGlassInput): { subjectId: string } | { identifier: CaseIdentifier } {
  if (Boolean(caseId) === Boolean(identifier)) {
    throw new GatewayError('BAD_INPUT', 'Name the youth by exactly one of the two.', { fields: ['input.caseId', 'input.identifier'] });
  }
  if (identifier) return { identifier: caseIdentifierOf(context, identifier, 'input.identifier') };
  return { subjectId: idOfType('Case', caseId!, 'input.caseId') };
}

function wordsOf({ words }: BreakGlassInput): string {
  const kept = textOf(words, 'input.words', 2_000);
  if (kept.length >= 10) return kept;
  throw new GatewayError('BAD_INPUT', 'input.words says in 10 characters or more why.', { field: 'input.words' });
}

function reviewerCounty({ access: { caller } }: GatewayContext): string {
  if (mayReviewEmergencies(caller) && caller.county !== null) return caller.county;
  throw new GatewayError('FORBIDDEN', 'Only a worker whose privilege reaches the whole county reviews emergency accesses.', { claims: ['privileges'] });
}
