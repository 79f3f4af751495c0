import { ObjectType } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import type { Address } from '../../model/address.js';
import { Classified } from '../classified.js';
import { ACTUAL_ADDRESS, LOCATION, LOCATION_MINIMUM } from '../laws.js';
import { CountyCodeScalar, DateScalar } from '../scalars.js';
import { CodedValueType, codedValue } from './coded-value.type.js';

/** An address of the youth. */
@ObjectType('Address', {
  description: 'An address of the youth. For a participant of an address-confidentiality programme it is the substitute address (Gov. Code 6205 et seq.). Source: CL_ADDRT, ADDRS_T.',
})
export class AddressType {
  @Classified(LOCATION, () => CodedValueType, { nullable: true, description: 'Residence, homeless, penal, … Source: CL_ADDRT.ADDR_TPC.' })
  kind!: CodedValueType | null;

  @Classified(LOCATION, () => DateScalar, { nullable: true, description: 'First day.' })
  startedOn!: LocalDate | null;

  @Classified(LOCATION, () => DateScalar, { nullable: true, description: 'Last day; null when current.' })
  endedOn!: LocalDate | null;

  @Classified(LOCATION, () => String, { nullable: true, description: 'Street number and name.' })
  street!: string | null;

  @Classified(LOCATION, () => String, { nullable: true, description: 'Unit.' })
  unit!: string | null;

  @Classified(LOCATION, () => String, { nullable: true, description: 'City.' })
  city!: string | null;

  @Classified(LOCATION, () => String, { nullable: true, description: 'State.' })
  state!: string | null;

  @Classified(LOCATION, () => String, { nullable: true, description: 'ZIP code, five digits.' })
  zip!: string | null;

  @Classified(LOCATION_MINIMUM, () => CountyCodeScalar, { nullable: true, description: 'County of the address.' })
  county!: string | null;

  @Classified(LOCATION, () => String, { nullable: true, description: 'Telephone, ten digits.' })
  phone!: string | null;

  @Classified(LOCATION, () => Boolean, { nullable: true, description: 'Whether the youth is homeless. Source: CL_ADDRT.HOMLES_IND.' })
  homeless!: boolean | null;
}

/** The actual address behind a substitute. */
@ObjectType('ActualAddress', {
  description: 'The actual address of a participant of an address-confidentiality programme. Law enforcement obtains it from the Secretary of State, not from here.',
})
export class ActualAddressType {
  @Classified(ACTUAL_ADDRESS, () => DateScalar, { nullable: true, description: 'First day.' })
  startedOn!: LocalDate | null;

  @Classified(ACTUAL_ADDRESS, () => DateScalar, { nullable: true, description: 'Last day; null when current.' })
  endedOn!: LocalDate | null;

  @Classified(ACTUAL_ADDRESS, () => String, { nullable: true, description: 'Street number and name.' })
  street!: string | null;

  @Classified(ACTUAL_ADDRESS, () => String, { nullable: true, description: 'Unit.' })
  unit!: string | null;

  @Classified(ACTUAL_ADDRESS, () => String, { nullable: true, description: 'City.' })
  city!: string | null;

  @Classified(ACTUAL_ADDRESS, () => String, { nullable: true, description: 'ZIP code, five digits.' })
  zip!: string | null;

  @Classified(ACTUAL_ADDRESS, () => String, { nullable: true, description: 'Telephone, ten digits.' })
  phone!: string | null;
}

const SUBSTITUTE: AddressType = Object.freeze({
  kind: null, startedOn: null, endedOn: null, street: 'Substitute address, Safe at Home, California Secretary of State', unit: null,
  city: 'Sacramento', state: 'CA', zip: null, county: null, phone: null, homeless: null,
});

/** The addresses before release: a confidential youth has one, the substitute, whatever the county holds. */
export function addressFields(addresses: readonly Address[], confidential: boolean): readonly AddressType[] {
  return confidential ? [{ ...SUBSTITUTE }] : addresses.map(plainAddress);
}

/** The addresses behind the substitute; none for a youth whose address is not confidential. */
export function actualAddressFields(addresses: readonly Address[], confidential: boolean): readonly ActualAddressType[] {
  if (!confidential) return [];
  return addresses.map(({ startedOn, endedOn, street, unit, city, zip, phone }) => ({ startedOn, endedOn, street, unit, city, zip, phone }));
}

function plainAddress(address: Address): AddressType {
  return {
    kind: codedValue(address.kind, 'ADDR_TPC'), startedOn: address.startedOn, endedOn: address.endedOn, street: address.street,
    unit: address.unit, city: address.city, state: address.state, zip: address.zip, county: address.county, phone: address.phone,
    homeless: address.homeless,
  };
}
