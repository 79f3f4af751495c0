import { ID, ObjectType } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import { globalId } from '../../kernel/ids.js';
import { CALLER } from '../../law/classification.js';
import type { VictimElection } from '../../model/victim-election.js';
import { Classified } from '../classified.js';
import { COUNTY_ADMINISTRATION } from '../laws.js';
import { DateTimeScalar } from '../scalars.js';
import { UserErrorType } from './payload.type.js';
import { ElectionSourceEnum } from './special-enums.js';

/** One election as the county keeps it. */
@ObjectType('VictimElection', { description: 'What a victim elected of her name, for the worker who carries the case. The newest stands.' })
export class VictimElectionType {
  @Classified(COUNTY_ADMINISTRATION, () => Boolean, { nullable: true, description: 'Whether her name becomes no public record; false takes an election back.' })
  elected!: boolean | null;

  @Classified(COUNTY_ADMINISTRATION, () => ElectionSourceEnum, { nullable: true, description: 'From whom it came.' })
  source!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'Global id of the agency that recorded it.' })
  recordedByAgencyId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'Global id of the person who recorded it.' })
  recordedByPersonId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When it was recorded, from which moment it stands.' })
  recordedAt!: Instant | null;
}

/** An election as it is shown to who keeps it. */
export function victimElectionFields(election: VictimElection): VictimElectionType {
  const { elected, source, recordedByAgencyId, recordedByPersonId, recordedAt } = election;
  return {
    elected, source, recordedAt, recordedByAgencyId: globalId('Agency', recordedByAgencyId), recordedByPersonId: globalId('Person', recordedByPersonId),
  };
}

@ObjectType('VictimElectionPayload', { description: 'What the victim elected, recorded.' })
export class VictimElectionPayloadType {
  @Classified(CALLER, () => Boolean, { description: 'Whether it was done.' })
  done!: boolean;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
