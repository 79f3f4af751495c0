import { OBLIGATIONS } from '../../src/law/obligation.js';
import type { MessageEnvelope } from '../partner-adapter.js';
import type { LawEnforcementYouth } from './document.js';

const GIVEN: Readonly<Partial<Record<string, string>>> = { F: 'Jane', M: 'John' };

/** A youth as she is sent, and the envelope that says so. */
export interface Sent {
  readonly youth: LawEnforcementYouth | null;
  readonly envelope: MessageEnvelope;
}

/**
 * The youth under the name of a Doe where the envelope asks for it, because a message is kept with papers that become public.
 * The envelope says that the name was substituted exactly where it was. Absent: a name that was not released stays absent.
 * Authority: PC_293 (rule R-25).
 */
export function underElectedName(youth: LawEnforcementYouth | null, envelope: MessageEnvelope): Sent {
  const named = youth !== null && [youth.firstName, youth.middleName, youth.lastName, youth.nameSuffix].some((part) => part !== null);
  if (!named || !envelope.namesDoe) return { youth, envelope };
  return {
    youth: { ...youth, firstName: GIVEN[youth.sex ?? ''] ?? 'J.', middleName: null, lastName: 'Doe', nameSuffix: null },
    envelope: {
      ...envelope, obligations: [...envelope.obligations, 'NAME_SUBSTITUTED' as const].sort(),
      labels: [...envelope.labels, ...OBLIGATIONS.NAME_SUBSTITUTED.labels].sort(),
    },
  };
}
