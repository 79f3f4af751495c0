import { ageOn, type Instant } from '../../../kernel/dates.js';
import type { Category } from '../../../law/category.js';
import { SIGNATORY_ROLES, type Consent, type Signature, type SignatoryRole } from '../../../model/consent.js';
import { dayEnds, dayOf } from '../../relations/county-calendar.js';
import type { SubjectFacts } from '../../facts.js';
import { NOT_KNOWN, anyOf, earlier, NO, YES, yesUntil, type Finding } from '../../evaluation/finding.js';
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

const paperOf = (signature: Signature): string => (signature.authorityDocument ?? '').trim();

/** Says whether the youth was removed from the parent after that signature; what is not known was before it. */
export function removedAfter(signature: Signature, subject: SubjectFacts): boolean {
  const removedOn = subject.removedOn ?? null;
  return removedOn !== null && dayOf(signature.signedAt) < removedOn;
}

/**
 * Says whether the signer presents the court's order that a removed youth's parent needs, and until when it is in force.
 * Absent: a paper that is not on file here is the one presented; one that is on file holds while it is in force.
 */
export function ordered(signature: Signature, { orders, subject, asOf }: ConsentMoment): Finding {
  const paper = paperOf(signature);
  if (paper === '') return NO;
  const onFile = orders.filter((order) => order.kind === 'PARENT_MAY_SIGN' && order.subjectId === subject?.subjectId
    && (order.id === paper || order.caseNumber === paper));
  if (onFile.length === 0) return YES;
  return anyOf(onFile.map(({ effectiveFrom, vacatedAt, expiresOn }) => {
    const ends = expiresOn === null ? null : dayEnds(expiresOn);
    const inForce = effectiveFrom <= asOf && (vacatedAt === null || vacatedAt > asOf) && (ends === null || ends > asOf);
    return inForce ? yesUntil(earlier(vacatedAt, ends)) : NO;
  }));
}

interface Signing {
  readonly signature: Signature;
  readonly subject: SubjectFacts;
  readonly moment: ConsentMoment;
}

function controls(controller: Controller, { signature, subject, moment }: Signing): Finding {
  if (controller.withDocument && paperOf(signature) === '') return NO;
  const removed = subject.removedFromParent && !(controller.laterRemovalSuspends && removedAfter(signature, subject));
  const bySigner = controller.orderAfterRemoval && removed ? ordered(signature, moment) : YES;
  if (bySigner.truth !== 'TRUE' || (controller.fromAge === undefined && controller.belowAge === undefined)) return bySigner;
  const age = ageAtSigning(signature, subject, moment.asOf);
  if (age === null) return NOT_KNOWN;
  return age >= (controller.fromAge ?? 0) && age < (controller.belowAge ?? Number.POSITIVE_INFINITY) ? bySigner : NO;
}

/** Says whether that signature is of a person who controls records of the category. */
export function signerControls(signature: Signature, category: Category, moment: ConsentMoment): Finding {
  const { subject, settings } = moment;
  if (subject === null) return NOT_KNOWN;
  const findings: Finding[] = [];
  for (const one of BY_ROLE.get(signature.role) ?? []) {
    if (!one.categories.includes(category) || (one.counsel !== undefined && !settings[one.counsel])) continue;
    findings.push(controls(one, { signature, subject, moment }));
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
