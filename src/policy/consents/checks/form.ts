import type { Consent } from '../../../model/consent.js';
import { certain } from '../../evaluation/finding.js';
import type { ConsentCheck } from './check.js';

const SMALLEST_TYPE_POINTS = 14;

/** Says whether it is handwritten or in type large enough, with a signature that serves nothing else. */
export function wellFormed({ signature }: Consent): boolean {
  if (signature === null) return false;
  const legible = signature.handwritten || (signature.typefacePt !== null && signature.typefacePt >= SMALLEST_TYPE_POINTS);
  return legible && signature.standalone;
}

export const K04: ConsentCheck = {
  id: 'K04', of: 'RECORD', whenRecorded: true, authorities: ['CIV_56_11'],
  plain: 'A CMIA authorization is handwritten or in 14-point type, with a signature that serves nothing else.',
  find: (consent) => certain(!consent.regimes.includes('HIPAA_CMIA') || wellFormed(consent)),
};

export const K26: ConsentCheck = {
  id: 'K26', of: 'RECORD', whenRecorded: true, authorities: ['CFR_42_2_31'],
  plain: 'Nobody has found a false statement or duress, and no exploiter of the youth signed or witnessed.',
  find: (consent) => certain((consent.concerns ?? []).length === 0),
};

const digits = (hash: string | null | undefined): string => (hash ?? '').trim().toLowerCase().replace(/^sha-?256:/, '');

/** The image recorded, and the image on file where it was looked at since. */
function onFile(consent: Consent, withoutHash: boolean): boolean {
  const [recorded, found] = [digits(consent.documentHash), digits(consent.imageHash)];
  if (recorded === '') return withoutHash && found === '';
  return found === '' || found === recorded;
}

export const K27: ConsentCheck = {
  id: 'K27', of: 'RECORD', whenRecorded: false, authorities: ['CIV_56_11', 'CFR_42_2_31'],
  plain: 'The signed document is on file, its hash is recorded, and the image on file still has that hash.',
  find: (consent, { settings }) => certain(onFile(consent, settings.consentWithoutDocumentHash)),
};
