import { ID, ObjectType } from 'type-graphql';
import { globalId } from '../../kernel/ids.js';
import { CALLER } from '../../law/classification.js';
import type { AccessContext } from '../../policy/access-context.js';
import { Classified } from '../classified.js';
import { AgencyType, AgreementType, agencyFields, agreementFields } from './agency.type.js';
import { PurposeEnum, RoleEnum } from './enums.js';

/** Who the gateway takes the caller to be. */
@ObjectType('Caller', { description: 'Who the gateway takes the caller to be, from the token and the register of agencies.' })
export class CallerType {
  @Classified(CALLER, () => ID, { description: 'The person or system, as the token\'s subject.' })
  personId!: string;

  @Classified(CALLER, () => AgencyType, { description: 'The agency.' })
  agency!: AgencyType;

  @Classified(CALLER, () => RoleEnum, { description: 'The role; a relation to one youth can change it.' })
  role!: string;

  @Classified(CALLER, () => String, { nullable: true, description: 'County number; 99 is the State of California.' })
  county!: string | null;

  @Classified(CALLER, () => PurposeEnum, { description: 'The purpose stated for this request.' })
  purpose!: string;

  @Classified(CALLER, () => [String], { description: 'CWS/CMS privileges.' })
  privileges!: readonly string[];

  @Classified(CALLER, () => String, { description: 'Strength of the credential: PASSWORD or VERIFIED.' })
  credential!: string;

  @Classified(CALLER, () => [AgreementType], { description: 'The agency\'s agreements, past and present.' })
  agreements!: readonly AgreementType[];
}

export function callerFields({ caller, purpose, agreements }: AccessContext): CallerType {
  return {
    personId: globalId('Person', caller.personId), agency: agencyFields(caller.agency), role: caller.role, county: caller.county, purpose,
    privileges: caller.privileges, credential: caller.credential, agreements: agreements.map(agreementFields),
  };
}
