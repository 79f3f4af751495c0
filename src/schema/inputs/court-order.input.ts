import { ID, InputType } from 'type-graphql';
import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { Category } from '../../law/category.js';
import type { Purpose } from '../../law/purpose.js';
import type { CourtOrderKind } from '../../model/court-order.js';
import type { SealStatute } from '../../model/seal-order.js';
import { RevealingField } from '../classified.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import { CategoryEnum, PurposeEnum } from '../types/enums.js';
import { CourtOrderKindEnum, SealStatuteEnum } from '../types/special-enums.js';

@InputType('RecordCourtOrderInput', { description: 'An order of a court, exactly as it reads: what it does not name it does not open.' })
export class RecordCourtOrderInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => CourtOrderKindEnum, { description: 'What it does.' })
  kind!: CourtOrderKind;

  @RevealingField('write', () => String, { description: 'The court.' })
  court!: string;

  @RevealingField('write', () => String, { description: 'Number of the case.' })
  caseNumber!: string;

  @RevealingField('write', () => [CategoryEnum], { description: 'Categories that it names, each.' })
  categories!: Category[];

  @RevealingField('write', () => [ID], { defaultValue: [], description: 'Agencies that it names as recipients.' })
  recipientAgencyIds!: string[];

  @RevealingField('write', () => [ID], { defaultValue: [], description: 'Persons that it names as recipients.' })
  recipientPersonIds!: string[];

  @RevealingField('write', () => [PurposeEnum], { defaultValue: [], description: 'Purposes that it names; none means any.' })
  purposes!: Purpose[];

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'First day of the records that it reaches.' })
  dataFrom?: LocalDate | null;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'Last day of the records that it reaches.' })
  dataTo?: LocalDate | null;

  @RevealingField('write', () => Boolean, { defaultValue: false, description: 'Whether a subpoena was served: an order authorizes, only a subpoena compels (42 CFR 2.61).' })
  subpoenaServed!: boolean;

  @RevealingField('write', () => Boolean, { defaultValue: false, description: 'Whether it states the findings that its statute demands.' })
  findingsMade!: boolean;

  @RevealingField('write', () => DateTimeScalar, { description: 'From when it stands.' })
  effectiveFrom!: Instant;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'Last day in force; open-ended unless told.' })
  expiresOn?: LocalDate | null;

  @RevealingField('write', () => String, { nullable: true, description: 'SHA-256 of the order, hexadecimal.' })
  documentHash?: string | null;
}

@InputType('VacateCourtOrderInput', { description: 'An order that was vacated: it opens nothing from that moment.' })
export class VacateCourtOrderInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => ID, { description: 'The order.' })
  courtOrderId!: string;

  @RevealingField('write', () => DateTimeScalar, { nullable: true, description: 'When; default now.' })
  vacatedAt?: Instant | null;
}

@InputType('RecordSealOrderInput', { description: 'An order that seals or vacates matters of one youth (WIC 781, 786; PC 236.14). It is carried out at once and cannot be taken back.' })
export class RecordSealOrderInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => SealStatuteEnum, { description: 'The statute.' })
  statute!: SealStatute;

  @RevealingField('write', () => String, { description: 'The court.' })
  court!: string;

  @RevealingField('write', () => String, { description: 'Number of the case.' })
  caseNumber!: string;

  @RevealingField('write', () => [String], { defaultValue: [], description: 'Petition, arrest and matter numbers that it reaches; none means every juvenile-justice record of the youth.' })
  matters!: string[];

  @RevealingField('write', () => DateTimeScalar, { nullable: true, description: 'When it took effect; default now.' })
  effectiveAt?: Instant | null;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'The day by which recipients destroy what they have.' })
  destroyBy?: LocalDate | null;
}

@InputType('AcknowledgeSealNoticeInput', { description: 'An agency has destroyed what a notice to it named.' })
export class AcknowledgeSealNoticeInput {
  @RevealingField('write', () => ID, { description: 'The notice.' })
  noticeId!: string;
}
