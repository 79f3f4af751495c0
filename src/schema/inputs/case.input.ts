import { InputType, Int } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import type { CaseFilter, CaseIdentifier } from '../../release/admission-source.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import { RevealingField } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { CountyCodeScalar, DateScalar } from '../scalars.js';
import { CaseStatusEnum, CsecStatusEnum } from '../types/enums.js';

/** A filter of cases. Each field reads its category on every row, so it is for callers who may (rule G3). */
@InputType('CaseFilter', { description: 'A filter of cases. Whoever filters by a field reads it on every row; a caller who may not is refused with FILTER_NOT_PERMITTED, whatever the rows hold.' })
export class CaseFilterInput {
  @RevealingField('CASE_FACTS', () => CaseStatusEnum, { nullable: true, description: 'Open or closed.' })
  status?: 'OPEN' | 'CLOSED' | null;

  @RevealingField('CSEC_STATUS', () => CsecStatusEnum, { nullable: true, description: 'At risk or victim.' })
  csecStatus?: 'AT_RISK' | 'VICTIM_CURRENT' | 'VICTIM_PAST' | null;

  @RevealingField('CSEC_STATUS', () => Int, { nullable: true, description: 'A grid type by SYS_ID, 6867 to 6872.' })
  gridType?: number | null;

  @RevealingField('CASE_FACTS', () => CountyCodeScalar, { nullable: true, description: 'County that carries the youth.' })
  county?: string | null;

  @RevealingField('CASE_FACTS', () => DateScalar, { nullable: true, description: 'Opened on or after this day.' })
  openedFrom?: LocalDate | null;

  @RevealingField('CASE_FACTS', () => DateScalar, { nullable: true, description: 'Opened before this day.' })
  openedTo?: LocalDate | null;
}

/** The filter as admission takes it: only what was asked. */
export function caseFilterOf(input: CaseFilterInput | null | undefined): CaseFilter {
  return {
    ...(input?.status ? { open: input.status === 'OPEN' } : {}),
    ...(input?.csecStatus ? { csecStatus: input.csecStatus } : {}),
    ...(input?.gridType ? { gridType: input.gridType } : {}),
    ...(input?.county ? { county: input.county } : {}),
    ...(input?.openedFrom ? { openedFrom: input.openedFrom } : {}),
    ...(input?.openedTo ? { openedTo: input.openedTo } : {}),
  };
}

/** An id of another system. Source: NCWSNO_T. */
@InputType('OtherSystemIdentifierInput', { description: 'An id of another system, as CWS/CMS cross-references it (NCWSNO_T).' })
export class OtherSystemIdentifierInput {
  @RevealingField('admission', () => Int, { description: 'The other system: 1334 probation case, 1332 Medi-Cal, 6139 mental health, 6274 pupil. Found only by a caller who is released what the system tells of.' })
  system!: number;

  @RevealingField('admission', () => String, { description: 'The id.' })
  value!: string;
}

/** An identifier to find a case by: exactly one of the two systems. */
@InputType('CaseIdentifierInput', { description: 'An identifier to find a case by.' })
export class CaseIdentifierInput {
  @RevealingField('admission', () => String, { nullable: true, description: 'The CWS/CMS client id as its screens show it: 19 digits, dashes allowed.' })
  cwsCms?: string | null;

  @RevealingField('admission', () => OtherSystemIdentifierInput, { nullable: true, description: 'An id of another system.' })
  other?: OtherSystemIdentifierInput | null;
}

/** The identifier as admission takes it. Errors: BAD_INPUT naming the field. */
export function caseIdentifierOf(context: GatewayContext, { cwsCms, other }: CaseIdentifierInput, field: string): CaseIdentifier {
  if (Boolean(cwsCms) === Boolean(other)) {
    throw new GatewayError('BAD_INPUT', 'Give exactly one identifier.', { fields: [`${field}.cwsCms`, `${field}.other`] });
  }
  if (other) return { system: other.system, value: other.value };
  const value = context.clientKeyOf(cwsCms!);
  if (value === null) throw new GatewayError('BAD_INPUT', 'Not a CWS/CMS id of 19 digits.', { field: `${field}.cwsCms` });
  return { system: 'CWS_CMS', value };
}
