import type { Category } from '../../src/law/category.js';
import { categoriesIn, labelsOf, type MessageEnvelope } from '../partner-adapter.js';
import { consentScopesOf } from '../partner-consent-scope.js';
import { categoriesOfLists, isOngoing, PRIORITY_CODES } from '../partner-history.js';
import { categoriesOfScreenings, type ReleasedScreening } from '../partner-screening.js';
import { NOTHING, type ProviderCase } from './document.js';
import { csecOf } from './message-csec.js';
import type { ProviderMessage, Unwritten } from './profile.js';

const AGE_BANDS = { UNDER_10: 'under_10', AGE_10_12: '10_12', AGE_13_15: '13_15', AGE_16_17: '16_17', AGE_18_PLUS: '18_plus' } as const;

/** The profile of what was released. A null case is a case of which nothing was released. */
export function messageOf(released: ProviderCase | null, envelope: MessageEnvelope): ProviderMessage {
  const record = released ?? NOTHING;
  const message: Unwritten<ProviderMessage> = {
    profile: 'csec.referral.v1',
    message: {
      decision: envelope.decisionId, policy: envelope.policyVersion, generatedAt: envelope.generatedAt, county: envelope.county,
      recipient: { id: envelope.recipient.agencyId, name: envelope.recipient.name, kind: envelope.recipient.kind },
    },
    client: {
      id: envelope.pseudonym, idSystem: envelope.pseudonymSystem, county: record.county, firstName: record.youth?.firstName ?? null,
      ageBand: record.youth?.ageBand ? AGE_BANDS[record.youth.ageBand] : null,
    },
    csec: csecOf(record),
    referral: record.services?.filter(isRequested).map(referralOf) ?? null,
    placement: record.placements?.map(({ facilityType, startedOn, endedOn }) => ({ type: facilityType, start: startedOn, end: endedOn })) ?? null,
    safety: safetyOf(record.absences),
    services: record.services?.filter((row) => !isRequested(row)).map(serviceOf) ?? null,
    screening: record.screeningFindings?.map(screeningOf) ?? null,
    contacts: record.workers?.map(contactOf) ?? null,
    authority: {
      basis: [...envelope.basis], consentId: [...envelope.consentIds], consentScopes: consentScopesOf(envelope), expires: envelope.validUntil,
      notices: envelope.notices.map(({ id, text }) => ({ id, text })),
    },
    handling: {
      conf: envelope.confidentiality, labels: [...labelsOf(categoriesOf(record), envelope)], obligations: [...envelope.obligations],
      deleteBy: envelope.deleteBy,
    },
    withheld: envelope.withheld.map(({ category }) => category),
  };
  return JSON.parse(JSON.stringify(message, (_key, member: unknown) => (member === null ? undefined : member))) as ProviderMessage;
}

/** The categories that the message holds, so that it is labelled with each. */
function categoriesOf(record: ProviderCase): readonly Category[] {
  const { placements, absences, workers, services } = record;
  return [
    ...categoriesIn(record), ...categoriesOfLists([['CASE_FACTS', [...placements ?? [], ...absences ?? []]], ['WORKER_CONTACT', workers]]),
    ...categoriesOfScreenings(record.screeningFindings), ...(services ?? []).flatMap(({ category }) => category ?? []),
  ];
}

const AWAY = { RAN_AWAY: 'ran_away', ABDUCTED: 'abducted', UNEXPLAINED: 'unexplained' } as const;

/**
 * That the youth is missing now is said where an absence goes on. That she is not is never said: an absence which a withheld row
 * alone tells of is not in the list, so what is in it is not all. The last time away is the last of those that are told with their first day.
 */
function safetyOf(absences: ProviderCase['absences']): Unwritten<ProviderMessage>['safety'] {
  if (absences === null || absences.length === 0) return null;
  const away = absences.map(({ kind, startedOn, endedOn }) => ({ kind: kind && AWAY[kind], from: startedOn, to: endedOn }));
  const last = away.reduce<(typeof away)[number] | null>((latest, one) => (one.from !== null && one.from >= (latest?.from ?? '') ? one : latest), null);
  return { currentlyMissing: absences.some(isOngoing) ? true : null, lastAway: last && { from: last.from, to: last.to }, away };
}

type Row<K extends 'services' | 'workers'> = NonNullable<ProviderCase[K]>[number];
const SERVICE_KINDS = { CONTACT: 'contact', VISIT: 'visit', SERVICE: 'service' } as const;
const SERVICE_STATUSES = { COMPLETED: 'completed', ATTEMPTED: 'attempted', SCHEDULED: 'scheduled' } as const;
const ROLES = { PRIMARY: 'primary_worker', SECONDARY: 'secondary_worker', READ_ONLY: 'reading_worker' } as const;

/** A service that is to come is asked for; a contact or visit that is to come is the worker's own. */
const isRequested = ({ kind, status }: Row<'services'>): boolean => kind === 'SERVICE' && status === 'SCHEDULED';

/** What is asked for, of whom, how urgently, when and for which day. It was asked for; more is not known of where it stands. */
const referralOf = ({ reference, service, serviceText, providerName, priority, requestedOn, startedOn }: Row<'services'>) => ({
  id: reference, requestedService: serviceText ?? service?.display ?? null, type: service, provider: providerName,
  priority: priority && PRIORITY_CODES[priority], requestedAt: requestedOn, dueAt: startedOn, status: 'requested' as const,
});

const serviceOf = ({ reference, kind, service, serviceText, providerName, status, startedOn, endedOn }: Row<'services'>) => ({
  id: reference, kind: kind && SERVICE_KINDS[kind], type: service, words: serviceText, provider: providerName, status: status && SERVICE_STATUSES[status],
  start: startedOn, end: endedOn,
});

const contactOf = ({ kind, workerName, workerPhone, startedOn, endedOn }: Row<'workers'>) =>
  ({ role: kind && ROLES[kind], name: workerName, phone: workerPhone, start: startedOn, end: endedOn });

const TOOLS = { HMIS_R15: 'hmis_r15', HMIS_R16: 'hmis_r16' } as const;
const REVIEWS = { AWAITING_REVIEW: 'awaiting_review', CONFIRMED: 'confirmed', DISMISSED: 'dismissed' } as const;

const screeningOf = ({ tool, answeredOn, agencyId, doubtful, state }: ReleasedScreening) =>
  ({ tool: tool && TOOLS[tool], date: answeredOn, agency: agencyId, doubtful, review: state && REVIEWS[state] });
