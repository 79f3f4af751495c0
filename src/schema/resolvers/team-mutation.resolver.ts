import { Ctx, Resolver } from 'type-graphql';
import { idOfType } from '../../kernel/ids.js';
import { mayAdminister, mayKeepRegisters, maySeat } from '../../policy/administration.js';
import { ClassifiedMutation, RevealingArg } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import {
  AssignTeamInput, EndTeamMembershipInput, RecordAgreementInput, RecordTeamInput, RecordTeamMembershipInput,
} from '../inputs/team.input.js';
import { COUNTY_ADMINISTRATION, COUNTY_REGISTERS } from '../laws.js';
import { agreementFields, teamFields } from '../types/agency.type.js';
import { AgreementPayloadType, TeamPayloadType, type UserErrorType } from '../types/payload.type.js';

const missing = (field: string): UserErrorType => ({ code: 'NOT_FOUND', field, message: 'There is no such thing for this caller.' });
const otherCounty: UserErrorType = { code: 'FORBIDDEN', field: 'input.county', message: 'Only the caller\'s own county.' };

const NOT_CARRIED: UserErrorType = {
  code: 'FORBIDDEN', field: 'input.caseId', message: 'Only a worker of the youth\'s county who carries the case gives it to a team.',
};
const SEATS_OF_WORKERS: UserErrorType = {
  code: 'FORBIDDEN', field: 'input.teamId', message: 'The team carries cases; only a county worker gives its seats.',
};

/** Agreements, teams, seats in them and the cases they carry, for the county. */
@Resolver()
export class TeamMutationResolver {
  @ClassifiedMutation(COUNTY_REGISTERS, () => AgreementPayloadType, { description: 'Records a memorandum of understanding between an agency and the caller\'s county (R-13).' })
  async recordAgreement(
    @RevealingArg('input', 'nothing', () => RecordAgreementInput, { description: 'The agreement.' }) input: RecordAgreementInput,
    @Ctx() context: GatewayContext,
  ): Promise<AgreementPayloadType> {
    if (!mayKeepRegisters(context.access.caller, input.county)) return { agreement: null, userErrors: [otherCounty] };
    if (input.expiresOn && input.expiresOn < input.effectiveOn) {
      const error = { code: 'BAD_INPUT', field: 'input.expiresOn', message: 'The last day is before the first.' };
      return { agreement: null, userErrors: [error] };
    }
    const agencyId = idOfType('Agency', input.agencyId, 'input.agencyId');
    if (!(await context.administration.agency(agencyId))) return { agreement: null, userErrors: [missing('input.agencyId')] };
    const agreement = await context.administration.recordAgreement({
      agencyId, county: input.county, purposes: input.purposes, protocolVersion: input.protocolVersion, signedAt: input.signedAt,
      effectiveOn: input.effectiveOn, expiresOn: input.expiresOn ?? null,
    });
    return { agreement: agreementFields(agreement), userErrors: [] };
  }

  @ClassifiedMutation(COUNTY_REGISTERS, () => TeamPayloadType, { description: 'Records a multidisciplinary team of the caller\'s county.' })
  async recordTeam(
    @RevealingArg('input', 'nothing', () => RecordTeamInput, { description: 'The team.' }) input: RecordTeamInput,
    @Ctx() context: GatewayContext,
  ): Promise<TeamPayloadType> {
    if (!mayKeepRegisters(context.access.caller, input.county)) return { team: null, userErrors: [otherCounty] };
    const team = await context.administration.recordTeam({
      name: input.name, county: input.county, statute: input.statute, protocolVersion: input.protocolVersion ?? null,
      protocolExpiresOn: input.protocolExpiresOn ?? null,
    });
    return { team: teamFields(team, []), userErrors: [] };
  }

  @ClassifiedMutation(COUNTY_REGISTERS, () => TeamPayloadType, { description: 'Records a person\'s seat in a team. Without attested training the seat opens nothing.' })
  async recordTeamMembership(
    @RevealingArg('input', 'nothing', () => RecordTeamMembershipInput, { description: 'The seat.' }) input: RecordTeamMembershipInput,
    @Ctx() context: GatewayContext,
  ): Promise<TeamPayloadType> {
    const teamId = idOfType('Team', input.teamId, 'input.teamId');
    const agencyId = idOfType('Agency', input.agencyId, 'input.agencyId');
    const refusal = await seatRefusal(context, teamId);
    if (refusal) return refusal;
    if (!(await context.administration.agency(agencyId))) return { team: null, userErrors: [missing('input.agencyId')] };
    await context.administration.recordMember({
      teamId, agencyId, personId: idOfType('Person', input.personId, 'input.personId'), discipline: input.discipline,
      personName: input.personName ?? null,
      trainingAttestedOn: input.trainingAttestedOn ?? null, joinedAt: input.joinedAt ?? context.access.asOf,
    });
    return shown(context, teamId);
  }

  @ClassifiedMutation(COUNTY_REGISTERS, () => TeamPayloadType, { description: 'Ends a person\'s seat. Access through it ends at once (R-62).' })
  async endTeamMembership(
    @RevealingArg('input', 'nothing', () => EndTeamMembershipInput, { description: 'The seat.' }) input: EndTeamMembershipInput,
    @Ctx() context: GatewayContext,
  ): Promise<TeamPayloadType> {
    const teamId = idOfType('Team', input.teamId, 'input.teamId');
    const refusal = await seatRefusal(context, teamId);
    if (refusal) return refusal;
    await context.administration.endMember({
      teamId, personId: idOfType('Person', input.personId, 'input.personId'), leftAt: input.leftAt ?? context.access.asOf,
    });
    return shown(context, teamId);
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => TeamPayloadType, { description: 'Gives a case to a team; its members with live seats can then be admitted.' })
  async assignTeam(
    @RevealingArg('input', 'nothing', () => AssignTeamInput, { description: 'Team and case.' }) input: AssignTeamInput,
    @Ctx() context: GatewayContext,
  ): Promise<TeamPayloadType> {
    return changeAssignment(context, input, 'assign');
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => TeamPayloadType, { description: 'Takes a case from a team. Access through it ends at once.' })
  async unassignTeam(
    @RevealingArg('input', 'nothing', () => AssignTeamInput, { description: 'Team and case.' }) input: AssignTeamInput,
    @Ctx() context: GatewayContext,
  ): Promise<TeamPayloadType> {
    return changeAssignment(context, input, 'unassign');
  }
}

async function changeAssignment(context: GatewayContext, input: AssignTeamInput, word: 'assign' | 'unassign'): Promise<TeamPayloadType> {
  const teamId = idOfType('Team', input.teamId, 'input.teamId');
  const decision = await context.gate.admit(idOfType('Case', input.caseId, 'input.caseId'));
  if (decision?.role !== 'COUNTY_WORKER') return { team: null, userErrors: [missing('input.caseId')] };
  if (!(await ownTeam(context, teamId))) return { team: null, userErrors: [missing('input.teamId')] };
  if (!mayAdminister(decision)) return { team: null, userErrors: [NOT_CARRIED] };
  const change = { teamId, subjectId: decision.subjectId, at: context.access.asOf };
  await (word === 'assign' ? context.administration.assignTeam(change) : context.administration.unassignTeam(change));
  return shown(context, teamId);
}

async function ownTeam(context: GatewayContext, teamId: string): Promise<boolean> {
  const found = await context.administration.team(teamId);
  return found !== null && mayKeepRegisters(context.access.caller, found.team.county);
}

/** Why the caller gives no seat in the team; null when he may. */
async function seatRefusal(context: GatewayContext, teamId: string): Promise<TeamPayloadType | null> {
  const { caller, asOf } = context.access;
  if (!(await ownTeam(context, teamId))) return { team: null, userErrors: [missing('input.teamId')] };
  const carriesCases = await context.administration.teamCarriesCases(teamId, asOf);
  return maySeat(caller, { county: caller.county ?? '', carriesCases }) ? null : { team: null, userErrors: [SEATS_OF_WORKERS] };
}

async function shown(context: GatewayContext, teamId: string): Promise<TeamPayloadType> {
  const found = await context.administration.team(teamId);
  return { team: found && teamFields(found.team, found.members), userErrors: [] };
}
