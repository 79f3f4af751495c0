import { ID, InputType } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import type { Category } from '../../law/category.js';
import type { Regime } from '../../law/regime.js';
import type { DocumentKind } from '../../model/case-document.js';
import type { Provenance } from '../../model/provenance.js';
import { RevealingField } from '../classified.js';
import { DateScalar } from '../scalars.js';
import { CategoryEnum, RegimeEnum } from '../types/enums.js';
import { ConsentedByEnum, DocumentKindEnum } from '../types/special-enums.js';

@InputType('FileDocumentInput', { description: 'A document to file under a case. Privileged talk, criminal-history records, live investigations and what is sealed are not kept here.' })
export class FileDocumentInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => CategoryEnum, { description: 'The category of what it says.' })
  category!: Category;

  @RevealingField('write', () => [CategoryEnum], { defaultValue: [], description: 'What it tells of beside; what it is, and the names of medicines and clinics in its words, add to these.' })
  also!: readonly Category[];

  @RevealingField('write', () => DocumentKindEnum, { description: 'What it is.' })
  kind!: DocumentKind;

  @RevealingField('write', () => String, { description: 'Title, 1 to 200 characters.' })
  title!: string;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'Day of filing; default today.' })
  filedOn?: LocalDate | null;

  @RevealingField('write', () => String, { nullable: true, description: 'Petition, arrest or matter number, by which a seal order reaches it.' })
  matter?: string | null;

  @RevealingField('write', () => ID, { nullable: true, description: 'The team whose talk it is; only a live member of that team files it.' })
  teamId?: string | null;

  @RevealingField('write', () => String, { nullable: true, description: 'The text, at most 100,000 characters.' })
  text?: string | null;

  @RevealingField('write', () => RegimeEnum, { nullable: true, description: 'The law that came with it; default that of the filing agency\'s own records.' })
  regime?: Regime | null;

  @RevealingField('write', () => ConsentedByEnum, { nullable: true, description: 'Who consented to the care that it tells of; a record of care that does not say is kept as the minor\'s.' })
  consentedBy?: Provenance['consentedBy'] | null;
}

@InputType('RecordServiceDatesInput', { description: 'When an agency served a youth, and nothing of what was talked of.' })
export class RecordServiceDatesInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => DateScalar, { description: 'First day of the service; the same day again changes the last.' })
  startedOn!: LocalDate;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'Last day; none while it goes on.' })
  endedOn?: LocalDate | null;
}

@InputType('WithdrawDocumentInput', { description: 'A document that is taken back: it is there for nobody any more.' })
export class WithdrawDocumentInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => ID, { description: 'The document.' })
  documentId!: string;
}
