import type { Consent } from '../../model/consent.js';
import { certain } from '../finding.js';
import type { ConsentCheck } from './check.js';

const SMALLEST_TYPE_POINTS = 14;

function wellFormed(consent: Consent): boolean {
  if (!consent.regimes.includes('HIPAA_CMIA')) return true;
  const { signature } = consent;
  if (signature === null) return false;
  const legible = signature.handwritten || (signature.typefacePt !== null && signature.typefacePt >= SMALLEST_TYPE_POINTS);
  return legible && signature.standalone;
}

export const K04: ConsentCheck = {
  id: 'K04', of: 'RECORD', whenRecorded: true, authorities: ['CIV_56_11'],
  plain: 'A CMIA authorization is handwritten or in 14-point type, with a signature that serves nothing else.',
  find: (consent) => certain(wellFormed(consent)),
};

export const K27: ConsentCheck = {
  id: 'K27', of: 'RECORD', whenRecorded: false, authorities: ['CIV_56_11', 'CFR_42_2_31'],
  plain: 'The signed document is on file and its hash is recorded.',
  find: (consent, { settings }) =>
    certain(settings.consentWithoutDocumentHash || (consent.documentHash ?? '').trim() !== ''),
};
