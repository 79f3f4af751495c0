import type { Category } from '../law/category.js';
import type { CodedValue } from './coded-value.js';

/** An id of the youth in another system. Source: NCWSNO_T (1334 probation case, 1332 Medi-Cal, 6139 mental health, 6274 pupil). Each obeys the category that its system tells of. */
export interface Identifier {
  readonly subjectId: string;
  readonly system: CodedValue;
  readonly value: string;
  /** What having an id in that system tells of (rule G7); null for a system that is not known. */
  readonly category: Category | null;
}
