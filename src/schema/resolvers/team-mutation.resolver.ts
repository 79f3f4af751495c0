import { Ctx, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { idOfType } from '../../kernel/ids.js';
import { mayAdminister, mayDesignate, mayKeepRegisters, maySeat } from '../../policy/administration.js';
import { ClassifiedMutation, RevealingArg } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import {
  AssignTeamInput, CloseTeamInput, DesignateForIndexInput, EndTeamMembershipInput, RecordAgreementInput, RecordTeamInput, RecordTeamMembershipInput,
  SetTeamWindowInput, UnassignTeamInput, type TeamWindowInput,
} from '../inputs/team.input.js';
import { pastMoment, textOf } from '../input-texts.js';
import { COUNTY_ADMINISTRATION, COUNTY_REGISTERS } from '../laws.js';
import { agreementFields, teamFields } from '../types/agency.type.js';
import { AgreementPayloadType, DesignationPayloadType, TeamPayloadType, type UserErrorType } from '../types/payload.type.js';
import { carriedCase } from '../user-error.js';

const missing = (field: string): UserErrorType => ({ code: 'NOT_FOUND', field, message: 'There is no such thing for this caller.' });
const otherCounty: UserErrorType = { code: 'FORBIDDEN', field: 'input.county', message: 'Only the caller\'s own county.' };

const NOT_CARRIED: UserErrorType = {
  code: 'FORBIDDEN', field: 'input.caseId', message: 'Only a worker of the youth\'s county who carries the case gives it to a team.',
};
const SEATS_OF_WORKERS: UserErrorType = {
  code: 'FORBIDDEN', field: 'input.teamId', message: 'The team carries cases; only a county worker gives its seats.',
};
const DESIGNATED_BY_WORKERS: UserErrorType = {
  code: 'FORBIDDEN', field: 'input.agencyId', message: 'Designation opens the index; only a county worker records it.',
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
      agencyId, county: input.county, purposes: input.purposes, protocolVersion: textOf(input.protocolVersion, 'input.protocolVersion'), signedAt: input.signedAt,
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
      name: textOf(input.name, 'input.name'), county: input.county, statute: input.statute,
      // It stands in the record of every disclosure that rests on the team.
      protocolVersion: input.protocolVersion ? textOf(input.protocolVersion, 'input.protocolVersion') : null,
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
      teamId, agencyId, personId: idOfType('Person', input.personId, 'input.personId'), discipline: textOf(input.discipline, 'input.discipline'),
      personName: input.personName ? textOf(input.personName, 'input.personName') : null,
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
    const window = input.window ? windowOf(context, input.window, 'input.window') : null;
    const assigned = await changeAssignment(context, input, 'assign');
    if (window === null || assigned.userErrors.length > 0) return assigned;
    await context.legal.setAssignmentWindow({ ...window, ...teamAndSubject(input) });
    return assigned;
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => TeamPayloadType, { description: 'Sets the window of a child abuse team on a case that it has (WIC 18961.7): thirty days, or longer for documented good cause.' })
  async setTeamWindow(
    @RevealingArg('input', 'nothing', () => SetTeamWindowInput, { description: 'Team, case and window.' }) input: SetTeamWindowInput,
    @Ctx() context: GatewayContext,
  ): Promise<TeamPayloadType> {
    const window = windowOf(context, input.window, 'input.window');
    const { teamId, subjectId } = teamAndSubject(input);
    const own = await carriedCase(context, input.caseId);
    if ('error' in own) return { team: null, userErrors: [own.error] };
    if (!(await ownTeam(context, teamId))) return { team: null, userErrors: [missing('input.teamId')] };
    await context.legal.setAssignmentWindow({ ...window, teamId, subjectId });
    return shown(context, teamId);
  }

  @ClassifiedMutation(COUNTY_REGISTERS, () => TeamPayloadType, { description: 'Ends a team\'s work. Access through it ends at once, and so do the consents that name it.' })
  async closeTeam(
    @RevealingArg('input', 'nothing', () => CloseTeamInput, { description: 'Which team, and when.' }) input: CloseTeamInput,
    @Ctx() context: GatewayContext,
  ): Promise<TeamPayloadType> {
    const teamId = idOfType('Team', input.teamId, 'input.teamId');
    const refusal = await seatRefusal(context, teamId);
    if (refusal) return refusal;
    await context.legal.closeTeam({ teamId, closedAt: pastMoment(input.closedAt, context.access.asOf, 'input.closedAt') });
    return shown(context, teamId);
  }

  @ClassifiedMutation(COUNTY_REGISTERS, () => DesignationPayloadType, { description: 'Records that the director of an agency of the county designated a person for the index, or that this ended (WIC 18961.5).' })
  async designateForIndex(
    @RevealingArg('input', 'nothing', () => DesignateForIndexInput, { description: 'Who, and since when.' }) input: DesignateForIndexInput,
    @Ctx() context: GatewayContext,
  ): Promise<DesignationPayloadType> {
    const agencyId = idOfType('Agency', input.agencyId, 'input.agencyId');
    const personId = idOfType('Person', input.personId, 'input.personId');
    const found = await context.administration.agency(agencyId);
    if (!found?.agency.county || !mayKeepRegisters(context.access.caller, found.agency.county)) return { done: false, userErrors: [missing('input.agencyId')] };
    if (!mayDesignate(context.access.caller, found.agency.county)) return { done: false, userErrors: [DESIGNATED_BY_WORKERS] };
    await context.legal.designateForIndex({ personId, agencyId, on: input.designatedOn ?? null });
    return { done: true, userErrors: [] };
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => TeamPayloadType, { description: 'Takes a case from a team. Access through it ends at once.' })
  async unassignTeam(
    @RevealingArg('input', 'nothing', () => UnassignTeamInput, { description: 'Team and case.' }) input: UnassignTeamInput,
    @Ctx() context: GatewayContext,
  ): Promise<TeamPayloadType> {
    return changeAssignment(context, input, 'unassign');
  }
}

const teamAndSubject = ({ teamId, caseId }: UnassignTeamInput) => (
  { teamId: idOfType('Team', teamId, 'input.teamId'), subjectId: idOfType('Case', caseId, 'input.caseId') });

/** The window as the input says it. Errors: BAD_INPUT naming the field. */
function windowOf({ access }: GatewayContext, input: TeamWindowInput, field: string) {
  const goodCause = input.goodCause ? textOf(input.goodCause, `${field}.goodCause`, 2_000) : null;
  if (input.extendedTo && goodCause === null) {
    throw new GatewayError('BAD_INPUT', 'A window is lengthened for documented good cause only.', { field: `${field}.goodCause` });
  }
  return { windowOpenedAt: pastMoment(input.openedAt, access.asOf, `${field}.openedAt`), windowExtendedTo: input.extendedTo ?? null, goodCause };
}

async function changeAssignment(context: GatewayContext, input: UnassignTeamInput, word: 'assign' | 'unassign'): Promise<TeamPayloadType> {
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
