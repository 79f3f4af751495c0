import { CATEGORIES } from '../../../law/category.js';
import type { Consent, SignatoryRole } from '../../../model/consent.js';
import { NO, NOT_KNOWN, YES, certain, yesUntil, type Finding } from '../../evaluation/finding.js';
import { recipientOf } from '../consent-recipient.js';
import type { Situation } from '../../situation.js';
import type { ConsentCheck, ConsentMoment } from './check.js';
import { ageAtSigning } from './signer.js';

export const K18: ConsentCheck = {
  id: 'K18', of: 'CELL', authorities: ['CIV_56_110', 'CIV_56_108'],
  plain: 'Reproductive health goes to another state only where the consent names abortion information in so many words.',
  find: (consent, { context }, cell) => certain(cell.category !== 'REPRODUCTIVE_HEALTH'
    || context.caller.agency.state === 'CA' || consent.explicitMentions.includes('ABORTION')),
};

/** Until the team closes; of a team that is not told to have closed, on. */
function whileTeamLasts(consent: Consent, { facts, context }: Situation): Finding {
  const closings = facts.seats.filter((seat) => seat.teamId === consent.recipientTeam?.teamId).flatMap((seat) => seat.closedAt ?? []);
  const closes = closings.sort()[0] ?? null;
  return closes !== null && closes <= context.asOf ? NO : yesUntil(closes);
}

function toItsMembers(consent: Consent, situation: Situation): Finding {
  const byTeam = recipientOf(consent, situation)?.by === 'TEAM';
  const family = consent.regimes.includes('CFT_832');
  // One person may have other sessions, as caregiver or clinician: the release is to the member, and to nobody else he is.
  if (family && (!byTeam || situation.role !== 'CFT_MEMBER' || consent.categories.includes('ADOPTION'))) return NO;
  return byTeam ? whileTeamLasts(consent, situation) : YES;
}

export const K19: ConsentCheck = {
  id: 'K19', of: 'CALLER', authorities: ['WIC_832'],
  plain: 'A child-and-family-team release reaches its identified members only, as members, never adoption records, and ends with the team.',
  find: toItsMembers,
};

/** Every category but the one whose authorization stands alone by law: all information, in many words. */
function namesAll({ categories }: Consent): boolean {
  return CATEGORIES.every((category) => category === 'PSYCHOTHERAPY_NOTES' || categories.includes(category));
}

/** The team receives, in its members' sessions as members; no other session of theirs does (rules R-31, R-59). */
export const K20_MEMBERS: ConsentCheck = {
  id: 'K20', of: 'CALLER', authorities: ['PC_13753'],
  plain: 'A human-trafficking-team consent reaches the members that it names, as members of the team.',
  find: (consent, situation) => certain(!consent.regimes.includes('HT_MDT_13753')
    || (situation.role === 'MDT_MEMBER' && recipientOf(consent, situation)?.by === 'TEAM')),
};

/** Who may hold the caseworker's privilege for a minor, and so signs beside him (Evid. 1038.1). */
const BESIDE_THE_MINOR: readonly SignatoryRole[] = ['MINORS_COUNSEL', 'LEGAL_GUARDIAN', 'CONSERVATOR'];
const LEAST_AGE = 12;

/** Whether a minor alone can give this consent is contested: unless counsel says so, somebody signs beside him. */
function signedForTeam({ regimes, signature, coSignatures }: Consent, moment: ConsentMoment): Finding {
  if (!regimes.includes('HT_MDT_13753') || signature?.role !== 'MINOR') return YES;
  if (moment.subject === null) return NOT_KNOWN;
  const age = ageAtSigning(signature, moment.subject, moment.asOf);
  if (age === null) return NOT_KNOWN;
  const beside = coSignatures.some(({ role, signedAt }) => BESIDE_THE_MINOR.includes(role) && signedAt <= moment.asOf);
  return certain(age >= LEAST_AGE && (beside || moment.settings.minorSignsForTraffickingTeamAlone));
}

export const K20_SIGNED: ConsentCheck = {
  id: 'K20', of: 'RECORD', whenRecorded: true, authorities: ['PC_13753', 'EVID_1038'],
  plain: 'A minor who consents to a human-trafficking team is twelve or older, and counsel or guardian signs beside him.',
  find: signedForTeam,
};

export const K20: ConsentCheck = {
  id: 'K20', of: 'RECORD', whenRecorded: true, authorities: ['PC_13753'],
  plain: 'A human-trafficking-team consent is limited in time, by a date, and does not name every category there is.',
  find: (consent) => certain(!consent.regimes.includes('HT_MDT_13753')
    || (consent.expiry.kind === 'DATE' && !namesAll(consent))),
};
