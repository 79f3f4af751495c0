import { ID, ObjectType } from 'type-graphql';
import { globalId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/dates.js';
import { ADMITTED, CALLER } from '../../law/classification.js';
import { noticeOnObject } from '../../law/notices.js';
import type { CaseDocument } from '../../model/case-document.js';
import type { Decision } from '../../policy/decision.js';
import { opensText } from '../../policy/filing.js';
import { Classified } from '../classified.js';
import { DOCUMENT_ROW } from '../laws.js';
import { DateScalar } from '../scalars.js';
import { CategoryEnum, RegimeEnum } from './enums.js';
import { PageInfoType } from './page-info.type.js';
import { UserErrorType } from './payload.type.js';
import { DocumentKindEnum } from './special-enums.js';

/** A document filed under the case of a youth. */
@ObjectType('CaseDocument', {
  description: 'A document filed under the case of a youth (WIC 827(e)). Each obeys its own category and the law of its source; those that are not released are absent. The talk of a team is there for its live members alone (WIC 830).',
})
export class CaseDocumentType {
  @Classified(DOCUMENT_ROW, () => ID, { description: 'Id, for taking it back.' })
  id!: string;

  @Classified(DOCUMENT_ROW, () => CategoryEnum, { description: 'The category of the document.' })
  category!: string;

  @Classified(DOCUMENT_ROW, () => [CategoryEnum], { description: 'What it tells of beside its category: it is there only for who is released all of these too.' })
  also!: readonly string[];

  @Classified(DOCUMENT_ROW, () => DocumentKindEnum, { description: 'What it is.' })
  kind!: string;

  @Classified(DOCUMENT_ROW, () => String, { nullable: true, description: 'Title: free text as the text is, and for who may read the text.' })
  title!: string | null;

  @Classified(DOCUMENT_ROW, () => DateScalar, { description: 'Day of filing.' })
  filedOn!: LocalDate;

  @Classified(DOCUMENT_ROW, () => String, { nullable: true, description: 'Petition, arrest or matter number; only for who is released juvenile-justice matters.' })
  matter!: string | null;

  @Classified(DOCUMENT_ROW, () => ID, { nullable: true, description: 'The team whose talk it is.' })
  teamId!: string | null;

  @Classified(DOCUMENT_ROW, () => String, { nullable: true, description: 'The text, which may hold anything: for who is released narratives of the category, and in full for the youth, by order of a court and for the county\'s worker.' })
  text!: string | null;

  @Classified(DOCUMENT_ROW, () => String, { description: 'The system that it came from.' })
  sourceSystem!: string;

  @Classified(DOCUMENT_ROW, () => RegimeEnum, { description: 'The law that came with it.' })
  regime!: string;

  @Classified(DOCUMENT_ROW, () => String, { nullable: true, description: 'The notice that goes with each record of a Part 2 programme (42 CFR 2.32(a)(2)); null on every other.' })
  notice!: string | null;
}

/** What a decision that shows a document shows of it. */
export function caseDocumentFields(row: CaseDocument, decision: Decision): CaseDocumentType {
  const justice = row.category === 'JUVENILE_JUSTICE' || decision.permits('JUVENILE_JUSTICE', 'FULL', 'CHILD_WELFARE');
  const words = opensText(decision, row);
  return {
    id: globalId('CaseDocument', row.id), category: row.category, also: row.also.map(({ category }) => category), kind: row.kind, title: words ? row.title : null, filedOn: row.filedOn,
    matter: justice ? row.matter : null, teamId: row.teamId === null ? null : globalId('Team', row.teamId),
    text: words ? row.text : null, sourceSystem: row.provenance.system, regime: row.provenance.regime, notice: noticeOnObject(row.provenance.regime),
  };
}

@ObjectType('CaseDocumentEdge', { description: 'A document in a list.' })
export class CaseDocumentEdgeType {
  @Classified(ADMITTED, () => String, { description: 'Where the list goes on after this document.' })
  cursor!: string;

  @Classified(ADMITTED, () => CaseDocumentType, { description: 'The document.' })
  node!: CaseDocumentType;
}

@ObjectType('CaseDocumentConnection', { description: 'Released documents, newest first.' })
export class CaseDocumentConnectionType {
  @Classified(ADMITTED, () => [CaseDocumentEdgeType], { description: 'The page.' })
  edges!: readonly CaseDocumentEdgeType[];

  @Classified(ADMITTED, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}

@ObjectType('ServiceDatesPayload', { description: 'Dates of a service recorded.' })
export class ServiceDatesPayloadType {
  @Classified(CALLER, () => Boolean, { description: 'Whether it was done.' })
  done!: boolean;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}

@ObjectType('DocumentPayload', { description: 'A document filed or taken back.' })
export class DocumentPayloadType {
  @Classified(CALLER, () => ID, { nullable: true, description: 'Id of the document; null when nothing was done.' })
  documentId!: string | null;

  @Classified(CALLER, () => [CategoryEnum], { description: 'What the document filed carries: its category, and what its words or its filer say that it tells of beside. It is there only for who is released all of them.' })
  carries!: readonly string[];

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
