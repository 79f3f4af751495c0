import { ID, InputType } from 'type-graphql';
import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { Purpose } from '../../law/purpose.js';
import type { TeamStatute } from '../../law/agreement.js';
import { RevealingField } from '../classified.js';
import { CountyCodeScalar, DateScalar, DateTimeScalar } from '../scalars.js';
import { PurposeEnum, TeamStatuteEnum } from '../types/enums.js';

@InputType('RecordAgreementInput', { description: 'A memorandum of understanding between an agency and the caller\'s county.' })
export class RecordAgreementInput {
  @RevealingField('write', () => ID, { description: 'The agency.' })
  agencyId!: string;

  @RevealingField('write', () => CountyCodeScalar, { description: 'The county; the caller\'s own.' })
  county!: string;

  @RevealingField('write', () => [PurposeEnum], { description: 'The purposes it covers.' })
  purposes!: Purpose[];

  @RevealingField('write', () => String, { description: 'Version of the county\'s protocol.' })
  protocolVersion!: string;

  @RevealingField('write', () => DateTimeScalar, { description: 'When it was signed.' })
  signedAt!: Instant;

  @RevealingField('write', () => DateScalar, { description: 'First day in force.' })
  effectiveOn!: LocalDate;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'Last day in force.' })
  expiresOn?: LocalDate | null;
}

@InputType('RecordTeamInput', { description: 'A team of the caller\'s county.' })
export class RecordTeamInput {
  @RevealingField('write', () => String, { description: 'Name.' })
  name!: string;

  @RevealingField('write', () => CountyCodeScalar, { description: 'The county; the caller\'s own.' })
  county!: string;

  @RevealingField('write', () => TeamStatuteEnum, { description: 'Statute.' })
  statute!: TeamStatute;

  @RevealingField('write', () => String, { nullable: true, description: 'Version of the county\'s written protocol.' })
  protocolVersion?: string | null;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'Last day of the protocol.' })
  protocolExpiresOn?: LocalDate | null;
}

@InputType('RecordTeamMembershipInput', { description: 'A person\'s seat in a team.' })
export class RecordTeamMembershipInput {
  @RevealingField('write', () => ID, { description: 'The team.' })
  teamId!: string;

  @RevealingField('write', () => ID, { description: 'The person, as the token\'s subject.' })
  personId!: string;

  @RevealingField('write', () => String, { nullable: true, description: 'The person\'s name, for a person who is new here.' })
  personName?: string | null;

  @RevealingField('write', () => ID, { description: 'The person\'s agency.' })
  agencyId!: string;

  @RevealingField('write', () => String, { description: 'Discipline.' })
  discipline!: string;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'Day the training was attested.' })
  trainingAttestedOn?: LocalDate | null;

  @RevealingField('write', () => DateTimeScalar, { nullable: true, description: 'When the person joined; default now.' })
  joinedAt?: Instant | null;
}

@InputType('EndTeamMembershipInput', { description: 'The end of a person\'s seat; access ends at once.' })
export class EndTeamMembershipInput {
  @RevealingField('write', () => ID, { description: 'The team.' })
  teamId!: string;

  @RevealingField('write', () => ID, { description: 'The person.' })
  personId!: string;

  @RevealingField('write', () => DateTimeScalar, { nullable: true, description: 'When; default now.' })
  leftAt?: Instant | null;
}

@InputType('CloseTeamInput', { description: 'A team that ends its work: it opens nothing from that moment, and its consents end with it.' })
export class CloseTeamInput {
  @RevealingField('write', () => ID, { description: 'The team.' })
  teamId!: string;

  @RevealingField('write', () => DateTimeScalar, { nullable: true, description: 'When; default now.' })
  closedAt?: Instant | null;
}

@InputType('DesignateForIndexInput', { description: 'A person whom the director of his agency designated for the county\'s index (WIC 18961.5), or the end of that.' })
export class DesignateForIndexInput {
  @RevealingField('write', () => ID, { description: 'The agency, of the caller\'s county.' })
  agencyId!: string;

  @RevealingField('write', () => ID, { description: 'The person.' })
  personId!: string;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'The day of the designation; none ends it.' })
  designatedOn?: LocalDate | null;
}

@InputType('TeamWindowInput', { description: 'The window of a child abuse team (WIC 18961.7): thirty days from the report, or longer for documented good cause.' })
export class TeamWindowInput {
  @RevealingField('write', () => DateTimeScalar, { description: 'When the suspected abuse was reported.' })
  openedAt!: Instant;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'The last day, where good cause lengthens the window.' })
  extendedTo?: LocalDate | null;

  @RevealingField('write', () => String, { nullable: true, description: 'The good cause, as documented; needed to lengthen the window.' })
  goodCause?: string | null;
}

@InputType('SetTeamWindowInput', { description: 'The window of a team on a case that it has.' })
export class SetTeamWindowInput {
  @RevealingField('write', () => ID, { description: 'The team.' })
  teamId!: string;

  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => TeamWindowInput, { description: 'The window.' })
  window!: TeamWindowInput;
}

@InputType('UnassignTeamInput', { description: 'A case taken from a team.' })
export class UnassignTeamInput {
  @RevealingField('write', () => ID, { description: 'The team.' })
  teamId!: string;

  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;
}

@InputType('AssignTeamInput', { description: 'A case given to a team.' })
export class AssignTeamInput {
  @RevealingField('write', () => ID, { description: 'The team.' })
  teamId!: string;

  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => TeamWindowInput, { nullable: true, description: 'For a child abuse team: its window, without which it opens nothing.' })
  window?: TeamWindowInput | null;
}
