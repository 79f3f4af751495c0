import { Ctx, ID, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { idOfType } from '../../kernel/ids.js';
import { CALLER } from '../../law/classification.js';
import type { Role } from '../../law/role.js';
import { ROLE_AGENCY_KINDS } from '../../law/role-purposes.js';
import type { AccessContext } from '../../policy/access-context.js';
import { mayAdminister } from '../../policy/administration.js';
import { ClassifiedQuery, RevealingArg } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { ExplainAccessInput, type HypotheticalCallerInput } from '../inputs/explain-access.input.js';
import { CaseDisclosureType } from '../types/case-disclosure.type.js';
import { MessageFormatEnum } from '../types/enums.js';
import type { MessageFormat } from '../message-port.js';
import { PartnerMessageType } from '../types/partner-message.type.js';

/** The simulator for counsel, and the messages of partner adapters. */
@Resolver()
export class ExplainResolver {
  @ClassifiedQuery(CALLER, () => CaseDisclosureType, { nullable: true, description: 'What a caller would see of a case for a purpose, and why. A worker who carries the case may ask for another caller, and is told of that caller nothing of what is not released to himself; everybody may ask for himself, for the purposes he may state. Releases nothing.' })
  async explainAccess(
    @RevealingArg('input', 'admission', () => ExplainAccessInput, { description: 'Whose access, to which case, for what purpose.' }) input: ExplainAccessInput,
    @Ctx() context: GatewayContext,
  ): Promise<CaseDisclosureType | null> {
    const asker = await context.gate.admit(idOfType('Case', input.caseId, 'input.caseId'));
    if (!asker) return null;
    const other = input.caller || (input.purpose && input.purpose !== context.access.purpose);
    if (!other) return context.simulation.explain(context.access, asker, 'CALLER');
    if (input.caller && !mayAdminister(asker)) {
      throw new GatewayError('FORBIDDEN', 'Only a worker of the youth\'s county who carries the case may ask for another caller.', { field: 'input.caller' });
    }
    if (!input.caller && input.purpose && !context.access.allowedPurposes.includes(input.purpose)) {
      throw new GatewayError('AUTH_PURPOSE_NOT_ALLOWED', 'The caller may not state this purpose.', { field: 'input.purpose' });
    }
    const hypothetical = await hypotheticalContext(context, input);
    const facts = await context.administration.factsAs(hypothetical, asker.subjectId);
    if (!facts) return null;
    context.draft.noteSimulation();
    const approvals = await context.approvals.of(hypothetical, asker.subjectId);
    const decision = context.simulation.decide(hypothetical, { ...facts, approvals });
    return context.simulation.explain(hypothetical, decision, input.caller ? { asker } : 'CALLER');
  }

  @ClassifiedQuery(CALLER, () => PartnerMessageType, { nullable: true, description: 'A message for the caller\'s system of one case, holding exactly what the caller is released; null when there is no such case for this caller.' })
  async partnerMessage(
    @RevealingArg('caseId', 'admission', () => ID, { description: 'Global id of the case.' }) caseId: string,
    @RevealingArg('format', 'nothing', () => MessageFormatEnum, { description: 'The format; offered by class of agency. Those of a missing child, while the report that she is missing is live to the caller\'s agency.' }) format: MessageFormat,
    @Ctx() context: GatewayContext,
  ): Promise<PartnerMessageType | null> {
    const decision = await context.gate.admit(idOfType('Case', caseId, 'caseId'));
    if (!decision) return null;
    const message = await context.messages.compose(context, decision, format);
    return { decisionId: decision.decisionId, format, ...message };
  }
}

/** Roles that a relation to the youth gives: whoever takes them asks in these. */
const ROLE_BEFORE_RELATION: Readonly<Partial<Record<Role, Role>>> = { OTHER_COUNTY_WORKER: 'COUNTY_WORKER', FORMER_YOUTH: 'YOUTH' };

async function hypotheticalContext(context: GatewayContext, input: ExplainAccessInput): Promise<AccessContext> {
  const purpose = input.purpose ?? context.access.purpose;
  const { caller } = input;
  if (!caller) return Object.freeze({ ...context.access, purpose, channel: 'SIMULATION' });
  return otherCaller(context, caller, purpose);
}

async function otherCaller(
  context: GatewayContext, input: HypotheticalCallerInput, purpose: AccessContext['purpose'],
): Promise<AccessContext> {
  const found = await context.administration.agency(idOfType('Agency', input.agencyId, 'input.caller.agencyId'));
  if (!found) throw new GatewayError('BAD_INPUT', 'No such agency.', { field: 'input.caller.agencyId' });
  const role = ROLE_BEFORE_RELATION[input.role] ?? input.role;
  if (!ROLE_AGENCY_KINDS[role].includes(found.agency.kind)) {
    throw new GatewayError('BAD_INPUT', 'Nobody of an agency of this class takes this role.', { field: 'input.caller.role' });
  }
  const personId = input.personId ? idOfType('Person', input.personId, 'input.caller.personId') : '00000000-0000-0000-0000-000000000000';
  return Object.freeze({
    ...context.access, purpose, allowedPurposes: [purpose], channel: 'SIMULATION', agreements: found.agreements,
    caller: Object.freeze({
      personId, agency: found.agency, role, county: found.agency.county, credential: 'VERIFIED', privileges: [],
      staffKey: role === 'COUNTY_WORKER' ? await context.legal.staffKeyOf(personId, found.agency.id) : null,
    }),
  });
}
