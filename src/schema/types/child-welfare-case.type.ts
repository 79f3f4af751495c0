import { ObjectType } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import type { ChildWelfareCase } from '../../model/child-welfare-case.js';
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

  @Classified(CASE, () => CodedValueType, { nullable: true, description: 'Why it was closed. Source: CASE_T.CLS_RSNC.' })
  closeReason!: CodedValueType | null;

  @Classified(CASE, () => CodedValueType, { nullable: true, description: 'Service component. Source: CASE_T.SRV_CMPC.' })
  serviceComponent!: CodedValueType | null;

  @Classified(CASE_MINIMUM, () => CountyCodeScalar, { nullable: true, description: 'County of the case. Source: CASE_T.GVR_ENTC.' })
  county!: string | null;

  @Classified(CASE, () => String, { nullable: true, description: 'Responsible agency. Source: CASE_T.RSP_AGY_CD.' })
  responsibleAgency!: string | null;
}

export function childWelfareCaseFields(row: ChildWelfareCase): ChildWelfareCaseType {
  return {
    startedOn: row.startedOn, endedOn: row.endedOn, closeReason: codedValue(row.closeReason, 'CLS_RSNC'),
    serviceComponent: codedValue(row.serviceComponent, 'SRV_CMPC'), county: row.county, responsibleAgency: row.responsibleAgency,
  };
}
