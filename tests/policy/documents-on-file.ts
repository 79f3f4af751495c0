import { instant, localDate } from '../../src/kernel/dates.js';
import type { TeamStatute } from '../../src/law/agreement.js';
import { CATEGORIES } from '../../src/law/category.js';
import { PURPOSE_NAMES } from '../../src/law/purpose.js';
import type { Consent } from '../../src/model/consent.js';
import type { CourtOrder, CourtOrderKind } from '../../src/model/court-order.js';
import type { EmergencyAccess, EmergencyReason } from '../../src/model/emergency-access.js';
import type { MandatedReport, MandatedReportStatute } from '../../src/model/mandated-report.js';
import type { Caller } from '../../src/policy/access-context.js';
import type { TeamSeat } from '../../src/policy/facts.js';
import { COUNTY_AGENCY, SUBJECT, consentFor, seat } from './people.js';
import { requestBy } from '../support/psychotherapy-request.js';

/** An order of that kind, with every finding and a subpoena, which names the caller's agency and every category. */
export function order(who: Caller, kind: CourtOrderKind, changes: Partial<CourtOrder> = {}): CourtOrder {
  return {
    id: `order-${kind}`, subjectId: SUBJECT, kind, court: 'Synthetic Juvenile Court', caseNumber: 'J-1', categories: CATEGORIES,
    recipientAgencyIds: [who.agency.id], recipientPersonIds: [], purposes: [], dataFrom: null, dataTo: null, subpoenaServed: true,
    findingsMade: true, effectiveFrom: instant('2026-01-05T18:00:00Z'), expiresOn: localDate('2026-06-30'), vacatedAt: null,
    documentHash: 'sha256:01', recordedByAgencyId: COUNTY_AGENCY, recordedAt: instant('2026-01-05T19:00:00Z'), ...changes,
  };
}

/** A compelled report to the caller's agency, learned of this morning and not yet made. */
export function report(who: Caller, statute: MandatedReportStatute, changes: Partial<MandatedReport> = {}): MandatedReport {
  return {
    id: `report-${statute}`, subjectId: SUBJECT, statute, recipientAgencyId: who.agency.id, learnedAt: instant('2026-03-01T16:00:00Z'),
    dueAt: instant('2026-03-02T16:00:00Z'), reportedAt: null, reportNumber: null, endedAt: null, ...changes,
  };
}

/** An access that the caller opened an hour ago. */
export function brokenGlass(who: Caller, reason: EmergencyReason, changes: Partial<EmergencyAccess> = {}): EmergencyAccess {
  return {
    id: `emergency-${reason}`, subjectId: SUBJECT, agencyId: who.agency.id, personId: who.personId, reason,
    openedAt: instant('2026-03-01T19:00:00Z'), endsAt: instant('2026-03-01T23:00:00Z'), closedAt: null, ...changes,
  };
}

/** A live seat in a team of that statute, named after it. */
export function seatIn(who: Caller, statute: TeamStatute, changes: Partial<TeamSeat> = {}): TeamSeat {
  return seat(who.agency, { teamId: `team-${statute}`, statute, windowOpenedAt: instant('2026-02-20T18:00:00Z'), windowExtendedTo: null, closedAt: null, ...changes });
}

/** What the youth signed for the caller's agency: every category that one document may hold, for every purpose. */
export function everything(who: Caller, changes: Partial<Consent> = {}): Consent {
  return consentFor(who.agency, {
    categories: CATEGORIES.filter((category) => category !== 'PSYCHOTHERAPY_NOTES' && category !== 'ADOPTION'), purposes: PURPOSE_NAMES,
    regimes: ['HIPAA_CMIA', 'LPS', 'GENERAL_CWS', 'PART2_SPECIFIC', 'FERPA', 'HIV'],
    explicitMentions: ['SUD', 'HIV', 'ABORTION', 'STI', 'SOGIE', 'GENDER_AFFIRMING'],
    psychotherapyRequests: [requestBy(who.agency.id), requestBy(who.personId)], ...changes,
  });
}

/** The youth's written release to the caller's team of that statute, naming the caller as member. */
export function teamConsent(who: Caller, statute: 'CFT832' | 'PC13753', changes: Partial<Consent> = {}): Consent {
  return everything(who, {
    id: `consent-${statute}`, recipientAgencyIds: [], recipientTeam: { teamId: `team-${statute}`, members: [who.personId] },
    regimes: [statute === 'CFT832' ? 'CFT_832' : 'HT_MDT_13753', 'HIPAA_CMIA', 'LPS', 'PART2_SPECIFIC', 'FERPA'],
    // Beside the minor, for a human-trafficking team.
    coSignatures: [{ ...consentFor(who.agency).signature!, role: 'MINORS_COUNSEL', signerId: 'counsel' }], ...changes,
  });
}

/** Signed by the court with its order: what a youth of fourteen may not sign himself. */
export const byCourt = (consent: Consent): Consent =>
  ({ ...consent, id: `${consent.id}-court`, signature: { ...consent.signature!, role: 'COURT', authorityDocument: 'order' } });

/** An HIV authorization for one use, and a psychotherapy-notes authorization of its own. */
export const single = (who: Caller): readonly Consent[] => [
  everything(who, { id: 'consent-hiv', maxUses: 1, categories: ['HIV'] }),
  everything(who, { id: 'consent-notes', categories: ['PSYCHOTHERAPY_NOTES'], regimes: ['PSYCHOTHERAPY_NOTES'], explicitMentions: ['PSYCHOTHERAPY_NOTES'] }),
];

