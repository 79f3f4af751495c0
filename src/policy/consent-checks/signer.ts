import { ageOn, type Instant } from '../../kernel/dates.js';
import type { Category } from '../../law/category.js';
import { SIGNATORY_ROLES, type Consent, type Signature, type SignatoryRole } from '../../model/consent.js';
import { dayOf } from '../county-calendar.js';
import type { SubjectFacts } from '../facts.js';
import { NOT_KNOWN, anyOf, certain, NO, YES, type Finding } from '../finding.js';
import type { ConsentCheck, ConsentMoment } from './check.js';
import { CONTROLLERS, type Controller } from './controllers.js';

const BY_ROLE: ReadonlyMap<SignatoryRole, readonly Controller[]> =
  new Map(SIGNATORY_ROLES.map((role) => [role, CONTROLLERS.filter((one) => one.role === role)]));

/**
 * The youth's age on the day of the signature, or null when the birth date is not known. A date of signing that has not
 * come makes nobody older than he is.
 */
export function ageAtSigning(signature: Signature, subject: SubjectFacts, asOf: Instant): number | null {
  const at = signature.signedAt < asOf ? signature.signedAt : asOf;
  return subject.bornOn === null ? null : ageOn(subject.bornOn, dayOf(at));
}

const documented = (signature: Signature): boolean => (signature.authorityDocument ?? '').trim() !== '';

interface Signing {
  readonly signature: Signature;
  readonly subject: SubjectFacts;
  readonly asOf: Instant;
}

function controls(controller: Controller, { signature, subject, asOf }: Signing): Finding {
  if (controller.withDocument && !documented(signature)) return NO;
  if (controller.orderAfterRemoval && subject.removedFromParent && !documented(signature)) return NO;
  if (controller.fromAge === undefined && controller.belowAge === undefined) return YES;
  const age = ageAtSigning(signature, subject, asOf);
  if (age === null) return NOT_KNOWN;
  return certain(age >= (controller.fromAge ?? 0) && age < (controller.belowAge ?? Number.POSITIVE_INFINITY));
}

/** Says whether that signature is of a person who controls records of the category. */
export function signerControls(signature: Signature, category: Category, moment: ConsentMoment): Finding {
  const { subject, settings, asOf } = moment;
  if (subject === null) return NOT_KNOWN;
  const findings: Finding[] = [];
  for (const one of BY_ROLE.get(signature.role) ?? []) {
    if (!one.categories.includes(category) || (one.counsel !== undefined && !settings[one.counsel])) continue;
    findings.push(controls(one, { signature, subject, asOf }));
  }
  return anyOf(findings);
}

/** Part 2 has a check of its own for signers other than the youth (K11). */
function mayControl(consent: Consent, moment: ConsentMoment, category: Category): Finding {
  const { signature } = consent;
  if (signature === null) return NO;
  const byAnother = !['MINOR', 'NMD', 'ADULT_SUBJECT'].includes(signature.role);
  if (category === 'SUBSTANCE_USE_PART2' && byAnother) return YES;
  return signerControls(signature, category, moment);
}

export const K08: ConsentCheck = {
  id: 'K08', of: 'CATEGORY', whenRecorded: true, authorities: ['CIV_56_106', 'WIC_5328_03', 'FAM_6924', 'FAM_6925', 'HSC_123110', 'HSC_123115'],
  plain: 'The signer controls records of this kind: the youth for care that minors consent to, no parent after removal without an order.',
  find: mayControl,
};

export const K11: ConsentCheck = {
  id: 'K11', of: 'CATEGORY', whenRecorded: true, authorities: ['CFR_42_2_14', 'FAM_6929'],
  plain: 'A Part 2 consent is signed by the youth where the youth could consent to the treatment alone.',
  find: (consent, moment, category) => {
    if (category !== 'SUBSTANCE_USE_PART2') return YES;
    if (consent.signature === null) return NO;
    if (['MINOR', 'NMD', 'ADULT_SUBJECT'].includes(consent.signature.role)) return YES;
    return signerControls(consent.signature, category, moment);
  },
};
