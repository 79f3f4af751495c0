import { ObjectType } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import type { Assignment } from '../../model/assignment.js';
import type { Identifier } from '../../model/identifier.js';
import { Classified } from '../classified.js';
import { IDENTIFIER_ROW, WORKER } from '../laws.js';
import { CountyCodeScalar, DateScalar } from '../scalars.js';
import { CodedValueType, codedValue } from './coded-value.type.js';
import { AssignmentKindEnum, ThroughEnum } from './enums.js';

/** An id of the youth in another system. */
@ObjectType('Identifier', { description: 'An id of the youth in another system. Identifying in itself, and each row obeys the category that its system tells of. Source: NCWSNO_T, CLIENT_T.IDENTIFIER.' })
export class IdentifierType {
  @Classified(IDENTIFIER_ROW, () => CodedValueType, { nullable: true, description: 'The other system. Null code system for the CWS/CMS id itself. Source: NCWSNO_T.OTH_ID_C.' })
  system!: CodedValueType | null;

  @Classified(IDENTIFIER_ROW, () => String, { nullable: true, description: 'The id.' })
  value!: string | null;
}

export function identifierFields(row: Identifier): IdentifierType {
  return { system: codedValue(row.system, 'OTH_ID_C'), value: row.value };
}

/** A county worker who carries a case or referral of the youth. */
@ObjectType('WorkerAssignment', { description: 'A county worker who carries a case or referral of the youth. Source: ASGNM_T, STFPERST.' })
export class WorkerAssignmentType {
  @Classified(WORKER, () => AssignmentKindEnum, { nullable: true, description: 'Primary, secondary or read-only.' })
  kind!: string | null;

  @Classified(WORKER, () => ThroughEnum, { nullable: true, description: 'Whether a case or a referral is carried.' })
  through!: string | null;

  @Classified(WORKER, () => String, { nullable: true, description: 'The worker\'s name.' })
  workerName!: string | null;

  @Classified(WORKER, () => String, { nullable: true, description: 'The worker\'s duty telephone.' })
  workerPhone!: string | null;

  @Classified(WORKER, () => String, { nullable: true, description: 'The worker\'s duty e-mail.' })
  workerEmail!: string | null;

  @Classified(WORKER, () => CountyCodeScalar, { nullable: true, description: 'The worker\'s county.' })
  county!: string | null;

  @Classified(WORKER, () => DateScalar, { nullable: true, description: 'First day.' })
  startedOn!: LocalDate | null;

  @Classified(WORKER, () => DateScalar, { nullable: true, description: 'Last day; null while it goes on.' })
  endedOn!: LocalDate | null;
}

export function assignmentFields(row: Assignment): WorkerAssignmentType {
  return {
    kind: row.kind, through: row.through, workerName: row.workerName, workerPhone: row.workerPhone, workerEmail: row.workerEmail,
    county: row.county, startedOn: row.startedOn, endedOn: row.endedOn,
  };
}
