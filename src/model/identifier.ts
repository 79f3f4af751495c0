import type { CodedValue } from './coded-value.js';

/** An id of the youth in another system. Source: NCWSNO_T (1334 probation case, 1332 Medi-Cal, 6139 mental health, 6274 pupil). */
export interface Identifier {
  readonly subjectId: string;
  readonly system: CodedValue;
  readonly value: string;
}
