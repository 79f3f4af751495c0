import type { Disclosure } from './disclosure.js';

/** Where disclosures are recorded. */
export interface AuditLog {
  /**
   * Records all of them, in the transaction that reads what they disclose, so that neither stands without the other.
   * Errors: AUDIT_UNAVAILABLE; then nothing may be released.
   */
  append(disclosures: readonly Disclosure[]): Promise<void>;
  /**
   * Records all of them and makes the transaction durable, on one trip: when it returns, both are; when it throws,
   * neither is. Errors: AUDIT_UNAVAILABLE; STORE_UNAVAILABLE where only the commit failed.
   */
  appendAndCommit(disclosures: readonly Disclosure[]): Promise<void>;
}
