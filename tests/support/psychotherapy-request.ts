import { instant, localDate } from '../../src/kernel/dates.js';
import type { Consent, PsychotherapyRequest } from '../../src/model/consent.js';

/** The written request of an agency or person for psychotherapy information, whole on 1 March 2026; parts may be changed. */
export function requestBy(requesterId: string, changes: Partial<PsychotherapyRequest> = {}): PsychotherapyRequest {
  return {
    requesterId, use: 'Plan of services', keepUntil: localDate('2026-12-31'), noOtherUse: true, destroyPledge: true,
    patientCopiedAt: instant('2025-09-02T17:00:00Z'), ...changes,
  };
}

/** One of each recipient that a consent names. */
export function requestsOf(consent: Partial<Consent>, changes: Partial<PsychotherapyRequest> = {}): readonly PsychotherapyRequest[] {
  const named = [
    ...(consent.recipientAgencyIds ?? []), ...(consent.recipientPersonIds ?? []), ...(consent.recipientTeam?.members ?? []),
    ...(consent.intermediary?.participants ?? []),
  ];
  return named.map((requesterId) => requestBy(requesterId, changes));
}
