import type { FindingReview } from '../../model/screening-finding.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from './columns.js';

const REVIEW: Statement = { name: 'review-screening-finding', text: 'select csec.review_screening_finding($1::jsonb) as found' };

/** Keeps what a worker said of a finding of an open subject; answers whether the subject has it. */
export async function reviewScreeningFinding(session: Queryable, review: FindingReview): Promise<boolean> {
  const [row] = await session.query<{ readonly found: boolean }>(REVIEW, [JSON.stringify(columnsOf(review))]);
  return row?.found === true;
}
