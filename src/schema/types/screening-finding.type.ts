import { ID, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import { globalId } from '../../kernel/ids.js';
import { CALLER } from '../../law/classification.js';
import { FINDING_KINDS, FINDING_STATES, SCREENING_TOOLS, TOOL_OF, type ScreeningFinding } from '../../model/screening-finding.js';
import { Classified } from '../classified.js';
import { CSEC, SCREENED_BY } from '../laws.js';
import { DateScalar } from '../scalars.js';
import { closedEnum } from './closed-enum.js';
import { UserErrorType } from './payload.type.js';

export const FindingKindEnum = closedEnum('ScreeningFindingKind', FINDING_KINDS, 'Of what a youth\'s own answers tell.');
export const FindingStateEnum = closedEnum('ScreeningFindingState', FINDING_STATES, 'What the worker of the case said of a finding.', {
  AWAITING_REVIEW: 'Nothing yet.',
});
export const FindingOutcomeEnum = closedEnum('ScreeningFindingOutcome', ['CONFIRMED', 'DISMISSED'], 'What the worker of the case says of a finding.');
export const ScreeningToolEnum = closedEnum('ScreeningTool', SCREENING_TOOLS, 'With what she was asked.', {
  HMIS_R15: 'Element R15 of HMIS, commercial sexual exploitation, at exit.', HMIS_R16: 'Element R16 of HMIS, labor exploitation, at exit.',
});

/** One finding of a screening. */
@ObjectType('ScreeningFinding', {
  description: 'What the youth\'s own answers told a partner at exit, for the worker of the case to review. It is no status of the case, and none follows from it. Source: HMIS Exit.csv.',
})
export class ScreeningFindingType {
  @Classified(CSEC, () => ID, { nullable: true, description: 'The finding, for `reviewScreeningFinding`. Another once its source changes it.' })
  findingId!: string | null;

  @Classified(CSEC, () => FindingKindEnum, { nullable: true, description: 'Of what it is.' })
  kind!: string | null;

  @Classified(CSEC, () => ScreeningToolEnum, { nullable: true, description: 'With what she was asked.' })
  tool!: string | null;

  @Classified(CSEC, () => DateScalar, { nullable: true, description: 'Day of her answers. Source: Exit.csv ExitDate.' })
  answeredOn!: LocalDate | null;

  @Classified(SCREENED_BY, () => ID, { nullable: true, description: 'The agency that asked. It tells of a service of hers, so it needs the case facts too.' })
  agencyId!: string | null;

  @Classified(CSEC, () => Boolean, { nullable: true, description: 'Whether an answer contradicts what it depends on, so that she is to be asked. Source: Exit.csv, R15.A to R15.D, R16.A and R16.B.' })
  doubtful!: boolean | null;

  @Classified(CSEC, () => FindingStateEnum, { nullable: true, description: 'What the worker of the case said of it.' })
  state!: string | null;
}

export function findingFields({ id, kind, answeredOn, agencyId, doubtful, state }: ScreeningFinding): ScreeningFindingType {
  return { findingId: globalId('ScreeningFinding', id), kind, tool: TOOL_OF[kind], answeredOn, agencyId: globalId('Agency', agencyId), doubtful, state };
}

@ObjectType('ReviewScreeningFindingPayload', { description: 'A finding, reviewed.' })
export class ReviewScreeningFindingPayloadType {
  @Classified(CALLER, () => Boolean, { description: 'Whether it was done.' })
  done!: boolean;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
