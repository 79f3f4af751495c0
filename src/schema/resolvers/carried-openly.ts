import type { Assignment } from '../../model/assignment.js';
import { limitedAccessOpen } from '../../policy/relations/limited-access.js';
import type { GatewayContext } from '../gateway-context.js';
import { referralsByAccess } from './referral.resolver.js';

/**
 * The workers of a youth whom the caller may know of: who carries a case or referral of limited access tells that there
 * is one, so he is absent with it; so is who carries one that is not known, whose access may be limited.
 */
export async function workersCarryingOpenly(context: GatewayContext, subjectId: string): Promise<readonly Assignment[]> {
  const [rows, { keys }, cases] = await Promise.all([
    context.loaders.assignments.load(subjectId), referralsByAccess(context, subjectId), context.loaders.childWelfareCases.load(subjectId),
  ]);
  const openCases = new Set(cases.filter((row) => limitedAccessOpen(context.access, row, context.settings)).map(({ caseKey }) => caseKey));
  return rows.filter(({ through, throughKey }) => (through === 'CASE' ? openCases : keys).has(throughKey));
}
