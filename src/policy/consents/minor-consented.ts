import type { Basis } from '../../law/basis.js';
import { EXTENTS, type Extent } from '../../law/extent.js';
import type { Role } from '../../law/role.js';
import type { Consent } from '../../model/consent.js';
import type { Coverage } from './consent-review.js';
import { NO, anyOf, yesUntil, type Finding } from '../evaluation/finding.js';

/** Those who have no right to inspect care to which the minor consented, whatever else they may (rules ). */
const NOT_INSPECTING: readonly Role[] = ['PARENT', 'CAREGIVER'];

const byYouth = ({ signature }: Consent): boolean => signature !== null && ['MINOR', 'NMD', 'ADULT_SUBJECT', 'PERSONAL_REP_DECEASED'].includes(signature.role);

interface Opening {
  readonly basis: Basis;
  readonly extent: Extent;
  readonly until: Finding['until'];
}

/**
 * Says whether what is released includes rows of care to which the minor consented, and until when. Such care is
 * released by consent on the youth's own signature only, after death on that of who signs in the youth's place; the
 * agency's own record, the team and the coordination of care with the county include it, for no parent and no caregiver.
 * Shape: a basis of narrower extent than the release adds nothing to it. Authority: HSC_123110, HSC_123115, CIV_56_11.
 */
export function minorConsentedRows(
  openings: readonly Opening[], primary: Opening, { role, coverages }: { readonly role: Role; readonly coverages: readonly Coverage[] },
): Finding {
  const asWide = openings.filter((one) => EXTENTS.indexOf(one.extent) >= EXTENTS.indexOf(primary.extent));
  return anyOf(asWide.map((one) => {
    if (one.basis !== 'CONSENT') return NOT_INSPECTING.includes(role) ? NO : yesUntil(one.until);
    const covering = coverages.filter(({ covers }) => covers);
    // The youth's own document for some rows lends the rows of another's document nothing.
    const alone = covering.every(({ consent }) => byYouth(consent));
    return anyOf(covering.filter(({ consent, rows }) => byYouth(consent) && (alone || rows === null)).map(({ until }) => yesUntil(until)));
  }));
}
