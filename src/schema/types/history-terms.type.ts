import { ID, ObjectType } from 'type-graphql';
import { globalId } from '../../kernel/ids.js';
import type { Category } from '../../law/category.js';
import { CALLER } from '../../law/classification.js';
import type { Regime } from '../../law/regime.js';
import type { Provenance } from '../../model/provenance.js';
import type { HistoryAgreement } from '../../model/received-service.js';
import { Classified } from '../classified.js';
import { COUNTY_REGISTERS } from '../laws.js';
import { CategoryEnum, RegimeEnum } from './enums.js';
import { UserErrorType } from './payload.type.js';
import { ConsentedByEnum } from './special-enums.js';

@ObjectType('HistoryCell', { description: 'A category of service records, and the law that they come under.' })
export class HistoryCellType {
  @Classified(CALLER, () => CategoryEnum, { description: 'The category.' })
  category!: Category;

  @Classified(CALLER, () => RegimeEnum, { description: 'The law.' })
  regime!: Regime;
}

@ObjectType('HistoryTerms', { description: 'Under what terms an agency\'s service records come.' })
export class HistoryTermsType {
  @Classified(COUNTY_REGISTERS, () => ID, { nullable: true, description: 'The agency.' })
  agencyId!: string | null;

  @Classified(COUNTY_REGISTERS, () => ID, { nullable: true, description: 'Its agreement.' })
  agreementId!: string | null;

  @Classified(COUNTY_REGISTERS, () => [HistoryCellType], { nullable: true, description: 'What its records can be of, the standard one first.' })
  cells!: readonly HistoryCellType[] | null;

  @Classified(COUNTY_REGISTERS, () => ConsentedByEnum, { nullable: true, description: 'Who consented where a record does not say.' })
  consentedBy!: Provenance['consentedBy'] | null;

  @Classified(COUNTY_REGISTERS, () => Boolean, { nullable: true, description: 'Whether care to which minors consented themselves is among them.' })
  minorsOwnCare!: boolean | null;

  @Classified(COUNTY_REGISTERS, () => Boolean, { nullable: true, description: 'Whether records may be pushed, and are kept.' })
  stores!: boolean | null;

  @Classified(COUNTY_REGISTERS, () => String, { nullable: true, description: 'The FHIR endpoint that is asked live; null where none is.' })
  endpoint!: string | null;

  @Classified(COUNTY_REGISTERS, () => [String], { nullable: true, description: 'Systems of identifiers that the agency gives out itself, as the county knows it.' })
  identifierSystems!: readonly string[] | null;
}

/** Terms as the registers show them. */
export function termsFields({ agencyId, agreementId, cells, consentedBy, minorsOwnCare, stores, endpoint }: HistoryAgreement, identifierSystems: readonly string[]): HistoryTermsType {
  return {
    agencyId: globalId('Agency', agencyId), agreementId: globalId('Agreement', agreementId), cells: cells.map(({ category, regime }) => ({ category, regime })),
    consentedBy, minorsOwnCare, stores, endpoint, identifierSystems,
  };
}

@ObjectType('HistoryTermsPayload', { description: 'The terms as recorded.' })
export class HistoryTermsPayloadType {
  @Classified(CALLER, () => HistoryTermsType, { nullable: true, description: 'The terms.' })
  terms!: HistoryTermsType | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
