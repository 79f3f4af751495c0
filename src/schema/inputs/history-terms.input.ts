import { ID, InputType } from 'type-graphql';
import type { Category } from '../../law/category.js';
import type { Regime } from '../../law/regime.js';
import type { Provenance } from '../../model/provenance.js';
import { RevealingField } from '../classified.js';
import { CategoryEnum, RegimeEnum } from '../types/enums.js';
import { ConsentedByEnum } from '../types/special-enums.js';

@InputType('HistoryCellInput', { description: 'A category of service records, and the law that they come under.' })
export class HistoryCellInput {
  @RevealingField('write', () => CategoryEnum, { description: 'The category.' })
  category!: Category;

  @RevealingField('write', () => RegimeEnum, { description: 'The law; one of the agency\'s own.' })
  regime!: Regime;
}

@InputType('RecordHistoryTermsInput', { description: 'Under what terms an agency\'s service records come; recorded again, these stand for those before.' })
export class RecordHistoryTermsInput {
  @RevealingField('write', () => ID, { description: 'The agency.' })
  agencyId!: string;

  @RevealingField('write', () => ID, { nullable: true, description: 'Its agreement, one in force with the caller\'s county; the newest unless told.' })
  agreementId?: string | null;

  @RevealingField('write', () => [HistoryCellInput], { description: 'What its records can be of; a record that does not say is of the first.' })
  cells!: HistoryCellInput[];

  @RevealingField('write', () => ConsentedByEnum, { description: 'Who consented to the care where a record does not say.' })
  consentedBy!: Provenance['consentedBy'];

  @RevealingField('write', () => Boolean, { description: 'Whether care to which minors consented themselves is among them; where not, such a record is refused.' })
  minorsOwnCare!: boolean;

  @RevealingField('write', () => Boolean, { description: 'Whether the agency may push records, which are kept. Where not, nothing of it is ever kept.' })
  stores!: boolean;

  @RevealingField('write', () => [String], { nullable: true, description: 'Systems of identifiers (FHIR `Identifier.system`) that the agency gives out itself, twenty at most: of a service that several tell by such an identifier, its own record stands first. They stand for those before; unless told, those before stay.' })
  identifierSystems?: string[] | null;

  @RevealingField('write', () => String, { nullable: true, description: 'The base of the FHIR endpoint that is asked live, with https, without name, password or fragment; none unless told.' })
  endpoint?: string | null;
}
