import type { Consent } from '../../model/consent.js';
import type { Queryable, Statement } from '../request-session.js';

const PUT_CONSENT: Statement = { name: 'put-consent', text: 'select csec.put_consent($1::jsonb, $2::integer)' };

/**
 * Keeps a new consent as it was signed, whether it stands (`ACTIVE`) or not (`INVALID` with the checks that failed).
 * The subject must be open in this transaction. Errors: CONFLICT when the id is taken.
 */
export async function recordConsent(session: Queryable, consent: Consent): Promise<void> {
  await session.query(PUT_CONSENT, [JSON.stringify(consent), null]);
}

/**
 * Puts the next version of a consent in place of the one read; the former is kept. Suspension and revocation are next
 * versions. Errors: CONFLICT when another version came between, or when the consent has ended.
 */
export async function replaceConsent(session: Queryable, next: Consent): Promise<void> {
  await session.query(PUT_CONSENT, [JSON.stringify(next), next.version - 1]);
}
