import type { MessageEnvelope } from '../partner-adapter.js';
import type { LawEnforcementYouth } from './document.js';
import { day, type NiemContent, type NiemElement } from './niem.js';

/** The youth as a `nc:PersonType`: birth date before name, name before identification, sex last. */
export function personOf(youth: LawEnforcementYouth | null, envelope: MessageEnvelope): NiemElement {
  return {
    'nc:PersonBirthDate': day(youth?.bornOn ?? null),
    'nc:PersonName': nameOf(youth),
    'nc:PersonOtherIdentification': identificationOf(envelope),
    ...sexOf(youth?.sex ?? null),
  };
}

type Name = Pick<LawEnforcementYouth, 'firstName' | 'middleName' | 'lastName' | 'nameSuffix'>;

/** The name of the record, or null where none was released. */
export function nameOf(youth: Name | null): NiemElement | null {
  return youth === null ? null : {
    'nc:PersonGivenName': youth.firstName, 'nc:PersonMiddleName': youth.middleName,
    'nc:PersonSurName': youth.lastName, 'nc:PersonNameSuffixText': youth.nameSuffix,
  };
}

/** The youth's pseudonym for this recipient. */
export const identificationOf = (envelope: MessageEnvelope): NiemElement => ({
  'nc:IdentificationID': envelope.pseudonym, 'nc:IdentificationCategoryDescriptionText': envelope.pseudonymSystem,
});

/** The sex of the record. NIEM's list of codes has none for intersex, so that is sent as text. */
export function sexOf(sex: LawEnforcementYouth['sex']): Record<string, NiemContent> {
  if (sex === null) return {};
  return sex === 'I' ? { 'nc:PersonSexText': 'Intersex' } : { 'j:PersonSexCode': sex };
}
