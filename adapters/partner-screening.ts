import { z } from 'zod';
import { GatewayError } from '../src/kernel/gateway-error.js';
import { idOfType } from '../src/kernel/ids.js';
import type { Category } from '../src/law/category.js';
import { RELEASED } from './partner-adapter.js';

/** An agency by the id that every message has of it. */
const agency = z.string().transform((id, context) => {
  try {
    return idOfType('Agency', id);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    context.addIssue({ code: 'custom', message: 'is no id of an agency' });
    return z.NEVER;
  }
}).nullable();

const found = {
  tool: z.enum(['HMIS_R15', 'HMIS_R16']).nullable(), answeredOn: RELEASED.date, doubtful: z.boolean().nullable(),
  state: z.enum(['AWAITING_REVIEW', 'CONFIRMED', 'DISMISSED']).nullable(),
};

/**
 * A finding of a screening as released: with what she was asked and when, whether her answers contradict each other, and what
 * the worker of the case says of it. No answer is in it, and no score or band: none is kept.
 */
export const SCREENING = {
  /** With the agency that asked. */
  asked: z.array(z.strictObject({ ...found, agencyId: agency })).nullable(),
  /** Without it, for whom nothing is told of who serves her. */
  unnamed: z.array(z.strictObject(found)).nullable(),
} as const;

export type ReleasedScreening = NonNullable<z.infer<typeof SCREENING.asked>>[number];
export type UnnamedScreening = NonNullable<z.infer<typeof SCREENING.unnamed>>[number];

/** The selection of each. */
export const SELECTED_SCREENING = {
  asked: 'screeningFindings { tool answeredOn agencyId doubtful state }',
  unnamed: 'screeningFindings { tool answeredOn doubtful state }',
} as const;

/** The tools in words. */
export const TOOL_WORDS = {
  HMIS_R15: 'HMIS element R15, commercial sexual exploitation, asked at exit', HMIS_R16: 'HMIS element R16, labor exploitation, asked at exit',
} as const;

const REVIEWED = {
  AWAITING_REVIEW: 'Awaits review by the worker of the case.', CONFIRMED: 'Confirmed by the worker of the case.',
  DISMISSED: 'Dismissed by the worker of the case.',
} as const;

/** What stands beside a finding, so that none is taken for certain: whether it is doubtful, and how it was reviewed. */
export const remarksOn = ({ doubtful, state }: Pick<UnnamedScreening, 'doubtful' | 'state'>): readonly string[] => [
  ...(doubtful === true ? ['Doubtful: an answer contradicts what it depends on.'] : []), ...(state === null ? [] : [REVIEWED[state]]),
];

/** The categories of a finding: who screened her served her, which is a fact of the case. */
export const categoriesOfScreenings = (findings: readonly (UnnamedScreening & { readonly agencyId?: string | null })[] | null): readonly Category[] =>
  (findings ?? []).flatMap(({ agencyId = null }) => ['CSEC_STATUS' as const, ...(agencyId === null ? [] : ['CASE_FACTS' as const])]);
