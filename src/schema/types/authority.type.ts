import { ID, ObjectType } from 'type-graphql';
import { OPEN } from '../../law/classification.js';
import { Classified } from '../classified.js';
import { PageInfoType } from './page-info.type.js';

/** A statute, regulation or letter that a rule cites or that governs the programme. */
@ObjectType('Authority', { description: 'A statute, regulation, guideline or letter, so that a citation in an answer can be followed.' })
export class AuthorityType {
  @Classified(OPEN, () => ID, { description: 'Stable id, as cited: `WIC_10850`, `ACL 16-74`.' })
  id!: string;

  @Classified(OPEN, () => String, { description: 'STATUTE, REGULATION, BILL, GUIDELINE, ACL, ACIN, CFL or RESOURCE.' })
  kind!: string;

  @Classified(OPEN, () => String, { description: 'Citation in full.' })
  citation!: string;

  @Classified(OPEN, () => String, { description: 'Title.' })
  title!: string;

  @Classified(OPEN, () => String, { nullable: true, description: 'What it says, in a plain sentence.' })
  summary!: string | null;

  @Classified(OPEN, () => String, { nullable: true, description: 'Fiscal year of a letter.' })
  fiscalYear!: string | null;

  @Classified(OPEN, () => String, { nullable: true, description: 'Topic of a letter in the compendium.' })
  topic!: string | null;

  @Classified(OPEN, () => [ID], { description: 'What it replaced.' })
  replaces!: readonly string[];

  @Classified(OPEN, () => [ID], { description: 'What replaced it.' })
  replacedBy!: readonly string[];

  @Classified(OPEN, () => String, { description: 'How surely its text was seen: VERIFIED, SECOND_HAND, RECALLED or COUNSEL.' })
  verification!: string;

  @Classified(OPEN, () => [String], { description: 'Rules that cite it, by the ids of the rules.' })
  rules!: readonly string[];
}

@ObjectType('AuthorityEdge', { description: 'An authority in a list.' })
export class AuthorityEdgeType {
  @Classified(OPEN, () => String, { description: 'Where the list goes on.' })
  cursor!: string;

  @Classified(OPEN, () => AuthorityType, { description: 'The authority.' })
  node!: AuthorityType;
}

@ObjectType('AuthorityConnection', { description: 'Authorities, by id.' })
export class AuthorityConnectionType {
  @Classified(OPEN, () => [AuthorityEdgeType], { description: 'The page.' })
  edges!: readonly AuthorityEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}
