import { ObjectType } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import { CALLER } from '../../law/classification.js';
import type { ResidualStep } from '../../policy/residual.js';
import { Classified } from '../classified.js';
import { DateScalar } from '../scalars.js';

@ObjectType('SecurityLabel', { description: 'A label of FHIR `meta.security`.' })
export class SecurityLabelType {
  @Classified(CALLER, () => String, { description: 'Its code system.' })
  system!: string;

  @Classified(CALLER, () => String, { description: 'Its code.' })
  code!: string;
}

@ObjectType('DataPeriod', { description: 'Days of the data, both included.' })
export class DataPeriodType {
  @Classified(CALLER, () => DateScalar, { nullable: true, description: 'The first day; null is open.' })
  start!: LocalDate | null;

  @Classified(CALLER, () => DateScalar, { nullable: true, description: 'The last day; null is open.' })
  end!: LocalDate | null;
}

@ObjectType('ResidualStep', { description: 'A step of the residual of IHE PCF; a later one stands before an earlier.' })
export class ResidualStepType {
  @Classified(CALLER, () => String, { description: '`forbid` or `permit`.' })
  type!: 'forbid' | 'permit';

  @Classified(CALLER, () => [SecurityLabelType], { nullable: true, description: 'Of what bears any of these; null: of everything.' })
  securityLabel!: readonly SecurityLabelType[] | null;

  @Classified(CALLER, () => DataPeriodType, { nullable: true, description: 'Of these days; null: of every day.' })
  dataPeriod!: DataPeriodType | null;
}

export function residualFields(steps: readonly ResidualStep[]): readonly ResidualStepType[] {
  return steps.map(({ type, securityLabel = null, dataPeriod }) => ({
    type, securityLabel, dataPeriod: dataPeriod === undefined ? null : { start: dataPeriod.start ?? null, end: dataPeriod.end ?? null },
  }));
}
