import type { MessageEnvelope } from '../partner-adapter.js';
import type { LawEnforcementYouth } from './document.js';

const GIVEN: Readonly<Partial<Record<string, string>>> = { F: 'Jane', M: 'John' };

/**
 * The youth under the name of a Doe where she elected that hers becomes no public record: a message is kept with papers
 * that do. Absent: a name that was not released stays absent. Authority: PC_293 (rule R-25).
 */
export function underElectedName(youth: LawEnforcementYouth | null, { obligations }: MessageEnvelope): LawEnforcementYouth | null {
  if (youth === null || !obligations.includes('NAME_SUBSTITUTED')) return youth;
  const named = [youth.firstName, youth.middleName, youth.lastName, youth.nameSuffix].some((part) => part !== null);
  if (!named) return youth;
  return { ...youth, firstName: GIVEN[youth.sex ?? ''] ?? 'J.', middleName: null, lastName: 'Doe', nameSuffix: null };
}
