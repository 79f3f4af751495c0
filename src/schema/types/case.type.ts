import { ID, ObjectType } from 'type-graphql';
import { globalId } from '../../kernel/ids.js';
import { ADMITTED, CALLER } from '../../law/classification.js';
import type { LocalDate } from '../../kernel/dates.js';
import type { Youth } from '../../model/youth.js';
import { Classified } from '../classified.js';
import { CASE, CASE_MINIMUM, CSEC_MINIMUM, ELIGIBILITY } from '../laws.js';
import { CountyCodeScalar, DateScalar } from '../scalars.js';
import { CaseStatusEnum, CsecStatusEnum } from './enums.js';
import { NodeType } from './node.type.js';
import { PageInfoType } from './page-info.type.js';

/** The unified CSEC case of one youth. */
@ObjectType('Case', { implements: NodeType, description: 'The unified CSEC case of one youth: what this caller may learn for the stated purpose. `disclosure` says what is withheld and why.' })
export class CaseType extends NodeType {
  @Classified(ADMITTED, () => ID, { description: 'Pseudonym of the youth for the caller\'s agency. Another agency\'s differs.' })
  pseudonym!: string;

  @Classified(CASE_MINIMUM, () => CountyCodeScalar, { nullable: true, description: 'County that carries the youth. Derived from the newest open case or referral.' })
  county!: string | null;

  @Classified(CASE_MINIMUM, () => CaseStatusEnum, { nullable: true, description: 'Whether a CWS/CMS case is open.' })
  status!: string | null;

  @Classified(CASE, () => DateScalar, { nullable: true, description: 'Day the newest CWS/CMS case or referral opened.' })
  openedOn!: LocalDate | null;

  @Classified(CSEC_MINIMUM, () => CsecStatusEnum, { nullable: true, description: 'At risk or victim, from the grid rows.' })
  csecStatus!: string | null;

  @Classified(ELIGIBILITY, () => Boolean, { nullable: true, description: 'Exploited and inadequately protected (WIC 300(b)(2)); null when neither is alleged. It tells of allegations, so it needs the case facts too.' })
  sb855Eligible!: boolean | null;

  @Classified(CASE, () => Boolean, { nullable: true, description: 'Whether a removal episode is open.' })
  inCare!: boolean | null;
}

/** The leaf fields of a case before release; eligibility under SB 855 follows from allegations and stands under their law too (rule G7). */
export function caseFields(
  youth: Youth, pseudonym: () => string,
): Omit<CaseType, 'pseudonym'> & { readonly __typename: 'Case'; readonly pseudonym: () => string } {
  return {
    __typename: 'Case', id: globalId('Case', youth.subjectId), pseudonym, county: youth.county,
    status: youth.hasOpenCase ? 'OPEN' : 'CLOSED', openedOn: youth.openedOn, csecStatus: youth.csecStatus,
    sb855Eligible: youth.sb855Eligible, inCare: youth.inCare,
  };
}

@ObjectType('CaseEdge', { description: 'A case in a list.' })
export class CaseEdgeType {
  @Classified(ADMITTED, () => String, { description: 'Where the list goes on after this case.' })
  cursor!: string;

  @Classified(ADMITTED, () => CaseType, { description: 'The case.' })
  node!: CaseType;
}

@ObjectType('CaseConnection', { description: 'Admitted cases. There is no total: a total tells of what is not admitted.' })
export class CaseConnectionType {
  @Classified(ADMITTED, () => [CaseEdgeType], { description: 'The page.' })
  edges!: readonly CaseEdgeType[];

  @Classified(CALLER, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}
