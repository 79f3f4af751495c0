import { ID, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import { globalId } from '../../kernel/ids.js';
import { CALLER } from '../../law/classification.js';
import type { Involvement } from '../../model/agency.js';
import { Classified } from '../classified.js';
import { COUNTY_ADMINISTRATION } from '../laws.js';
import { DateScalar } from '../scalars.js';
import { UserErrorType } from './payload.type.js';
import { InvolvementConditionEnum, InvolvementKindEnum } from './special-enums.js';

@ObjectType('Involvement', { description: 'How an agency, or one person of it, stands to the youth, for the worker who carries the case.' })
export class InvolvementType {
  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'The agency.' })
  agencyId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'The one person whose it is; null: everybody of the agency.' })
  personId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => InvolvementKindEnum, { nullable: true, description: 'How it stands.' })
  kind!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => [InvolvementConditionEnum], { nullable: true, description: 'What widens or narrows it.' })
  conditions!: readonly string[] | null;

  @Classified(COUNTY_ADMINISTRATION, () => Boolean, { nullable: true, description: 'Whether it is of one referral, whose reporter it can open (R-20).' })
  ofOneReferral!: boolean | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateScalar, { nullable: true, description: 'First day.' })
  startedOn!: LocalDate | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateScalar, { nullable: true, description: 'The day on which it is live no more.' })
  endedOn!: LocalDate | null;
}

export function involvementFields(row: Involvement): InvolvementType {
  return {
    agencyId: globalId('Agency', row.agencyId), personId: row.personId ? globalId('Person', row.personId) : null, kind: row.kind,
    conditions: row.conditions ?? [], ofOneReferral: row.referralKey !== null, startedOn: row.startedOn, endedOn: row.endedOn,
  };
}

@ObjectType('InvolvementPayload', { description: 'An involvement recorded or ended.' })
export class InvolvementPayloadType {
  @Classified(CALLER, () => Boolean, { description: 'Whether it was done.' })
  done!: boolean;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
