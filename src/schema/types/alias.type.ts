import { ObjectType } from 'type-graphql';
import type { Alias } from '../../model/alias.js';
import { Classified } from '../classified.js';
import { IDENTITY } from '../laws.js';
import { CodedValueType, codedValue } from './coded-value.type.js';

/** Another name of the youth. Source: OCL_NM_T. */
@ObjectType('Alias', { description: 'Another name of the youth. Source: OCL_NM_T.' })
export class AliasType {
  @Classified(IDENTITY, () => String, { nullable: true, description: 'First name.' })
  firstName!: string | null;

  @Classified(IDENTITY, () => String, { nullable: true, description: 'Middle name.' })
  middleName!: string | null;

  @Classified(IDENTITY, () => String, { nullable: true, description: 'Last name.' })
  lastName!: string | null;

  @Classified(IDENTITY, () => CodedValueType, { nullable: true, description: 'Kind of name: legal, also known as. Source: OCL_NM_T.NAME_TPC.' })
  kind!: CodedValueType | null;
}

export function aliasFields(alias: Alias): AliasType {
  return { firstName: alias.firstName, middleName: alias.middleName, lastName: alias.lastName, kind: codedValue(alias.kind, 'NAME_TPC') };
}
