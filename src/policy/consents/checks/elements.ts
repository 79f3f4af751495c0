import type { ConsentProvision } from '../../../model/consent-provision.js';
import type { Consent, ConsentRegime } from '../../../model/consent.js';
import { recipientOf } from '../consent-recipient.js';
import { NO, YES, certain, yesUntil } from '../../evaluation/finding.js';
import type { ConsentCheck } from './check.js';

/** The elements that a law can demand of a document, and how each is seen in the record. */
const ELEMENTS = {
  SUBJECT_NAME: (consent: Consent) => (consent.subjectNameAsWritten ?? '').trim() !== '',
  DISCLOSER: (consent: Consent) => consent.discloserAgencyIds.length > 0 || consent.discloserClasses.length > 0,
  RECIPIENT: (consent: Consent) => namesRecipient(consent) || consent.recipientClasses.length > 0,
  NAMED_RECIPIENT: namesRecipient,
  TEAM_MEMBERS: (consent: Consent) => (consent.recipientTeam?.members.length ?? 0) > 0,
  INFORMATION: (consent: Consent) => consent.categories.length > 0,
  PURPOSE: (consent: Consent) => consent.purposes.length > 0,
  EXPIRY: (consent: Consent) => consent.expiry.kind !== 'EVENT' || consent.expiry.event.trim() !== '',
  SIGNATURE: (consent: Consent) => consent.signature !== null,
  REVOCATION_RIGHT: (consent: Consent) => consent.statements.revocationHow,
  REDISCLOSURE_RISK: (consent: Consent) => consent.statements.redisclosureRisk,
  CONDITIONING: (consent: Consent) => consent.statements.conditioning,
  COPY_GIVEN: (consent: Consent) => consent.statements.copyGiven,
  COPY_INSTRUCTIONS: (consent: Consent) => consent.statements.copyInstructions,
  TPO_REDISCLOSURE: (consent: Consent) => consent.statements.part2TpoRedisclosure,
  REFUSAL_CONSEQUENCES: (consent: Consent) => consent.statements.refusalConsequences,
} as const;
export type ElementId = keyof typeof ELEMENTS;

function namesRecipient(consent: Consent): boolean {
  return consent.recipientAgencyIds.length > 0 || consent.recipientPersonIds.length > 0
    || (consent.recipientTeam?.members.length ?? 0) > 0 || consent.intermediary !== null;
}

const DOCUMENT: readonly ElementId[] = ['SUBJECT_NAME', 'DISCLOSER', 'RECIPIENT', 'INFORMATION', 'SIGNATURE'];

/** The elements that each claimed law demands. Source: confidentiality rules, section 6.1. */
export const REQUIRED_ELEMENTS: Readonly<Record<ConsentRegime, readonly ElementId[]>> = {
  HIPAA_CMIA: [...DOCUMENT, 'PURPOSE', 'EXPIRY', 'REVOCATION_RIGHT', 'REDISCLOSURE_RISK', 'CONDITIONING', 'COPY_INSTRUCTIONS'],
  LPS: [...DOCUMENT, 'PURPOSE', 'NAMED_RECIPIENT', 'COPY_GIVEN'],
  PART2_TPO: [...DOCUMENT, 'PURPOSE', 'EXPIRY', 'REVOCATION_RIGHT', 'TPO_REDISCLOSURE', 'REFUSAL_CONSEQUENCES'],
  PART2_SPECIFIC: [...DOCUMENT, 'PURPOSE', 'EXPIRY', 'REVOCATION_RIGHT'],
  PART2_COUNSELING_NOTES: [...DOCUMENT, 'PURPOSE', 'EXPIRY', 'REVOCATION_RIGHT'],
  PART2_PROCEEDINGS: [...DOCUMENT, 'PURPOSE', 'EXPIRY', 'REVOCATION_RIGHT'],
  PSYCHOTHERAPY_NOTES: [...DOCUMENT, 'PURPOSE', 'EXPIRY', 'REVOCATION_RIGHT', 'REDISCLOSURE_RISK', 'CONDITIONING'],
  HIV: [...DOCUMENT, 'NAMED_RECIPIENT'],
  FERPA: [...DOCUMENT, 'PURPOSE'],
  CFT_832: [...DOCUMENT, 'PURPOSE', 'EXPIRY', 'TEAM_MEMBERS'],
  HT_MDT_13753: [...DOCUMENT, 'PURPOSE', 'EXPIRY', 'REVOCATION_RIGHT', 'CONDITIONING'],
  INTEGRATED_18986_46: [...DOCUMENT, 'PURPOSE', 'REVOCATION_RIGHT'],
  GENERAL_CWS: [...DOCUMENT, 'PURPOSE'],
};

/** Says whether the document holds every element that the law demands. */
export function holdsElements(consent: Consent, law: ConsentRegime): boolean {
  return REQUIRED_ELEMENTS[law].every((element) => ELEMENTS[element](consent));
}

export const K01: ConsentCheck = {
  id: 'K01', of: 'RECORD', whenRecorded: true, authorities: ['CFR_45_164_508', 'CFR_42_2_31', 'CIV_56_11'],
  plain: 'The document holds every element that each law it claims demands.',
  find: (consent) => certain(consent.regimes.length > 0 && consent.regimes.every((law) => holdsElements(consent, law))),
};

const stated = ({ effect, provisions }: ConsentProvision): boolean => effect !== null && provisions.every(stated);

/** FHIR leaves the root of an R4 consent without an effect; such a document says neither yes nor no. */
export const K01_PROVISIONS: ConsentCheck = {
  id: 'K01', of: 'RECORD', whenRecorded: true, authorities: ['CFR_45_164_508', 'CFR_42_2_31', 'CIV_56_11'],
  plain: 'Each provision of the document says whether it permits or denies.',
  find: ({ provision }) => certain(provision === undefined || provision === null || stated(provision)),
};

/** Named otherwise than by its class: by agency, person, or a list of members written into the document. */
export const K01_NAMED: ConsentCheck = {
  id: 'K01', of: 'CELL', authorities: ['WIC_5328_7'],
  plain: 'A consent to public mental-health records names its recipient; a class of recipients receives none of them.',
  find: (consent, situation, cell) => {
    if (cell.regime !== 'LPS') return YES;
    const recipient = recipientOf({ ...consent, recipientClasses: [] }, situation);
    return recipient === null || recipient.by === 'NO_PARTICIPANT' ? NO : yesUntil(recipient.until);
  },
};
