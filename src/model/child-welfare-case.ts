import type { LocalDate } from '../kernel/dates.js';
import type { CodedValue } from './coded-value.js';

/** A CWS/CMS case whose focus child is the youth. Source: CASE_T. Open while it has no end. */
export interface ChildWelfareCase {
  readonly subjectId: string;
  /** The CWS/CMS case id: identifying, joins the workers who carry the case; never leaves the gateway. */
  readonly caseKey: string;
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
  readonly closeReason: CodedValue | null;
  readonly serviceComponent: CodedValue | null;
  readonly county: string | null;
  /** CASE_T.RSP_AGY_CD: C county welfare, P probation, and others. */
  readonly responsibleAgency: string | null;
  readonly limitedAccess: 'N' | 'S' | 'R';
}
