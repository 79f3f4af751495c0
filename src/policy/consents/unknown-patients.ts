import type { Consent } from '../../model/consent.js';

/**
 * The documents that do not say whose they are and deny something, the oldest first, until they are ended: what they deny is
 * withheld of the youth on whose case they were recorded, so somebody has to find out whose they are (check K01).
 */
export function consentsToSettle(consents: readonly Consent[]): readonly Consent[] {
  return consents
    .filter(({ patientUnknown, status, effect }) => patientUnknown === true && status === 'INVALID' && effect === 'REFUSE')
    .sort((one, other) => (one.recordedAt < other.recordedAt ? -1 : 1));
}
