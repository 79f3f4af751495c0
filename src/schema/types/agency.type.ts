import { ID, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../kernel/ids.js';
import type { Instant, LocalDate } from '../../kernel/dates.js';
import { OPEN } from '../../law/classification.js';
import { TEAM_STATUTES } from '../../law/agreement.js';
import type { Agency, Agreement, Team, TeamMember } from '../../model/agency.js';
import { Classified } from '../classified.js';
import { COUNTY_REGISTERS } from '../laws.js';
import { CountyCodeScalar, DateScalar, DateTimeScalar } from '../scalars.js';
import { NodeType } from './node.type.js';
import { AgencyKindEnum, PurposeEnum, RegimeStatusEnum, TeamStatuteEnum } from './enums.js';

/** A county department or partner organisation. */
@ObjectType('Agency', { implements: NodeType, description: 'A county department or partner organisation.' })
export class AgencyType extends NodeType {
  @Classified(OPEN, () => String, { description: 'Name.' })
  name!: string;

  @Classified(OPEN, () => AgencyKindEnum, { description: 'Class of agency.' })
  kind!: string;

  @Classified(OPEN, () => String, { nullable: true, description: 'County number; null for statewide bodies.' })
  county!: string | null;

  @Classified(OPEN, () => RegimeStatusEnum, { description: 'HIPAA and Part 2 standing.' })
  regimeStatus!: string;
}

export function agencyFields(agency: Agency): AgencyType {
  return { id: globalId('Agency', agency.id), name: agency.name, kind: agency.kind, county: agency.county, regimeStatus: agency.regimeStatus };
}

/** A memorandum of understanding of an agency with a county. */
@ObjectType('Agreement', { description: 'A memorandum of understanding of an agency with a county; without a live one an agency may state no purpose.' })
export class AgreementType {
  @Classified(OPEN, () => ID, { description: 'Global id.' })
  id!: string;

  @Classified(OPEN, () => CountyCodeScalar, { description: 'The county it is with.' })
  county!: string;

  @Classified(OPEN, () => [PurposeEnum], { description: 'The purposes it covers.' })
  purposes!: readonly string[];

  @Classified(OPEN, () => String, { description: 'Version of the county\'s written protocol that it adopts.' })
  protocolVersion!: string;

  @Classified(OPEN, () => DateScalar, { description: 'First day in force.' })
  effectiveOn!: LocalDate;

  @Classified(OPEN, () => DateScalar, { nullable: true, description: 'Last day in force; null open-ended.' })
  expiresOn!: LocalDate | null;

  @Classified(OPEN, () => DateTimeScalar, { nullable: true, description: 'When it was ended early.' })
  terminatedAt!: Instant | null;
}

export function agreementFields(row: Agreement): AgreementType {
  return {
    id: globalId('Agreement', row.id), county: row.county, purposes: row.purposes, protocolVersion: row.protocolVersion,
    effectiveOn: row.effectiveOn, expiresOn: row.expiresOn, terminatedAt: row.terminatedAt,
  };
}

/** A member of a team over a span of time. */
@ObjectType('TeamMember', { description: 'A member of a team over a span of time; leaving ends access at once.' })
export class TeamMemberType {
  @Classified(COUNTY_REGISTERS, () => ID, { nullable: true, description: 'The person, as the token\'s subject.' })
  personId!: string | null;

  @Classified(COUNTY_REGISTERS, () => ID, { nullable: true, description: 'The person\'s agency.' })
  agencyId!: string | null;

  @Classified(COUNTY_REGISTERS, () => String, { nullable: true, description: 'Discipline.' })
  discipline!: string | null;

  @Classified(COUNTY_REGISTERS, () => DateScalar, { nullable: true, description: 'Day the training was attested; without it the seat opens nothing.' })
  trainingAttestedOn!: LocalDate | null;

  @Classified(COUNTY_REGISTERS, () => DateTimeScalar, { nullable: true, description: 'When the person joined.' })
  joinedAt!: Instant | null;

  @Classified(COUNTY_REGISTERS, () => DateTimeScalar, { nullable: true, description: 'When the person left.' })
  leftAt!: Instant | null;
}

/** A multidisciplinary team. */
@ObjectType('Team', { description: 'A multidisciplinary team (WIC 830, 18951, 18961.7, 832; PC 13753).' })
export class TeamType {
  @Classified(COUNTY_REGISTERS, () => ID, { nullable: true, description: 'Global id.' })
  id!: string | null;

  @Classified(COUNTY_REGISTERS, () => String, { nullable: true, description: 'Name.' })
  name!: string | null;

  @Classified(COUNTY_REGISTERS, () => CountyCodeScalar, { nullable: true, description: 'County; a team opens cases of its county only.' })
  county!: string | null;

  @Classified(COUNTY_REGISTERS, () => TeamStatuteEnum, { nullable: true, description: 'Statute.' })
  statute!: string | null;

  @Classified(COUNTY_REGISTERS, () => Int, { nullable: true, description: 'Trained members that the statute demands.' })
  quorum!: number | null;

  @Classified(COUNTY_REGISTERS, () => String, { nullable: true, description: 'Version of the county\'s written protocol; none, no basis.' })
  protocolVersion!: string | null;

  @Classified(COUNTY_REGISTERS, () => DateScalar, { nullable: true, description: 'Last day of the protocol.' })
  protocolExpiresOn!: LocalDate | null;

  @Classified(COUNTY_REGISTERS, () => DateTimeScalar, { nullable: true, description: 'When the team ended its work; null while it goes on.' })
  closedAt!: Instant | null;

  @Classified(COUNTY_REGISTERS, () => [TeamMemberType], { nullable: true, description: 'Members, past and present.' })
  members!: readonly TeamMemberType[] | null;
}

export function teamFields(team: Team, members: readonly TeamMember[]): TeamType {
  return {
    id: globalId('Team', team.id), name: team.name, county: team.county, statute: team.statute, quorum: TEAM_STATUTES[team.statute].quorum,
    protocolVersion: team.protocolVersion, protocolExpiresOn: team.protocolExpiresOn, closedAt: team.closedAt ?? null,
    members: members.map((member) => ({
      personId: globalId('Person', member.personId), agencyId: globalId('Agency', member.agencyId), discipline: member.discipline,
      trainingAttestedOn: member.trainingAttestedOn, joinedAt: member.joinedAt, leftAt: member.leftAt,
    })),
  };
}
