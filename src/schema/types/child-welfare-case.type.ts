import { ObjectType } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import type { ChildWelfareCase } from '../../model/child-welfare-case.js';
import type { Decision } from '../../policy/decision.js';
import { agencyUnlessImplying, unlessImplying } from '../../release/implied.js';
import { Classified } from '../classified.js';
import { CASE, CASE_MINIMUM } from '../laws.js';
import { CountyCodeScalar, DateScalar } from '../scalars.js';
import { CodedValueType, codedValue } from './coded-value.type.js';

/** A CWS/CMS case whose focus child is the youth. Source: CASE_T. */
@ObjectType('ChildWelfareCase', { description: 'A CWS/CMS case whose focus child is the youth. Source: CASE_T.' })
export class ChildWelfareCaseType {
  @Classified(CASE_MINIMUM, () => DateScalar, { nullable: true, description: 'Day opened. Source: CASE_T.START_DT.' })
  startedOn!: LocalDate | null;

  @Classified(CASE_MINIMUM, () => DateScalar, { nullable: true, description: 'Day closed; null while open. Source: CASE_T.END_DT.' })
  endedOn!: LocalDate | null;

  @Classified(CASE, () => CodedValueType, { nullable: true, description: 'Why it was closed; null where the reason implies a category that is not released (rule G7). Source: CASE_T.CLS_RSNC.' })
  closeReason!: CodedValueType | null;

  @Classified(CASE, () => CodedValueType, { nullable: true, description: 'Service component. Source: CASE_T.SRV_CMPC.' })
  serviceComponent!: CodedValueType | null;

  @Classified(CASE_MINIMUM, () => CountyCodeScalar, { nullable: true, description: 'County of the case. Source: CASE_T.GVR_ENTC.' })
  county!: string | null;

  @Classified(CASE, () => String, { nullable: true, description: 'Responsible agency; null where it implies a category that is not released, as probation does (rule G7). Source: CASE_T.RSP_AGY_CD.' })
  responsibleAgency!: string | null;
}

/** The fields of a case before release; a code that tells of a withheld category is not there. */
export function childWelfareCaseFields(row: ChildWelfareCase, decision: Decision): ChildWelfareCaseType {
  return {
    startedOn: row.startedOn, endedOn: row.endedOn, closeReason: codedValue(unlessImplying(decision, row.closeReason), 'CLS_RSNC'),
    serviceComponent: codedValue(row.serviceComponent, 'SRV_CMPC'), county: row.county,
    responsibleAgency: agencyUnlessImplying(decision, row.responsibleAgency),
  };
}
