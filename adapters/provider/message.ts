import type { Category } from '../../src/law/category.js';
import { categoriesIn, labelsOf, type MessageEnvelope, type ReleasedGridEntry, type ReleasedProject } from '../partner-adapter.js';
import { consentScopesOf } from '../partner-consent-scope.js';
import { categoriesOfLists, isOngoing } from '../partner-history.js';
import { categoriesOfScreenings, type ReleasedScreening } from '../partner-screening.js';
import { NOTHING, type ProviderCase } from './document.js';
import type { ProviderMessage } from './profile.js';

/** A message of which members may still be null; they are dropped as it is written. */
type Unwritten<T> = T extends readonly (infer E)[] ? Unwritten<E>[] : T extends object ? { [K in keyof T]: Unwritten<T[K]> | Nullable<T, K> } : T;
type Nullable<T, K extends keyof T> = undefined extends T[K] ? null : never;

const AGE_BANDS = { UNDER_10: 'under_10', AGE_10_12: '10_12', AGE_13_15: '13_15', AGE_16_17: '16_17', AGE_18_PLUS: '18_plus' } as const;
const STATUSES = { AT_RISK: 'at_risk', VICTIM_CURRENT: 'victim_current', VICTIM_PAST: 'victim_past' } as const;
const PROGRAMMES = { CSEC_REFERRAL: 'csec_referral', CSEC_HISTORICAL: 'csec_historical', OTHER: 'other' } as const;
const THROUGH = { REFERRAL: 'referral', CASE: 'case' } as const;

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
    screenings: record.screeningFindings?.map(screeningOf) ?? null,
    placements: record.placements?.map(({ facilityType, startedOn, endedOn }) => ({ type: facilityType, startedOn, endedOn })) ?? null,
    safety: safetyOf(record.absences),
    services: record.services?.map(serviceOf) ?? null,
    contacts: record.workers?.map(contactOf) ?? null,
    authority: {
      basis: [...envelope.basis], consents: [...envelope.consentIds], consentScopes: consentScopesOf(envelope), expires: envelope.validUntil,
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
 * alone tells of is not in the list, so what is in it is not all.
 */
function safetyOf(absences: ProviderCase['absences']): Unwritten<ProviderMessage>['safety'] {
  if (absences === null || absences.length === 0) return null;
  return { currentlyMissing: absences.some(isOngoing) ? true : null, away: absences.map(({ kind, startedOn, endedOn }) => ({ kind: kind && AWAY[kind], from: startedOn, to: endedOn })) };
}

type Row<K extends 'services' | 'workers'> = NonNullable<ProviderCase[K]>[number];
const SERVICE_KINDS = { CONTACT: 'contact', VISIT: 'visit', SERVICE: 'service' } as const;
const SERVICE_STATUSES = { COMPLETED: 'completed', ATTEMPTED: 'attempted', SCHEDULED: 'scheduled' } as const;
const ROLES = { PRIMARY: 'primary_worker', SECONDARY: 'secondary_worker', READ_ONLY: 'reading_worker' } as const;

const serviceOf = ({ kind, service, serviceText, status, startedOn, endedOn }: Row<'services'>) =>
  ({ kind: kind && SERVICE_KINDS[kind], type: service, words: serviceText, status: status && SERVICE_STATUSES[status], startedOn, endedOn });

const contactOf = ({ kind, workerName, workerPhone, startedOn, endedOn }: Row<'workers'>) =>
  ({ role: kind && ROLES[kind], name: workerName, phone: workerPhone, startedOn, endedOn });

function csecOf(record: ProviderCase): Unwritten<ProviderMessage>['csec'] {
  if (record.csecStatus === null && record.gridEntries === null && record.specialProjects === null) return null;
  return {
    status: record.csecStatus === null ? null : STATUSES[record.csecStatus],
    entries: record.gridEntries?.map(entryOf) ?? null,
    specialProjects: record.specialProjects?.map(projectOf) ?? null,
  };
}

const TOOLS = { HMIS_R15: 'hmis_r15', HMIS_R16: 'hmis_r16' } as const;
const REVIEWS = { AWAITING_REVIEW: 'awaiting_review', CONFIRMED: 'confirmed', DISMISSED: 'dismissed' } as const;

const screeningOf = ({ tool, answeredOn, agencyId, doubtful, state }: ReleasedScreening) =>
  ({ tool: tool && TOOLS[tool], date: answeredOn, agency: agencyId, doubtful, review: state && REVIEWS[state] });

const entryOf = ({ type, isVictim, startedOn, endedOn, flags }: ReleasedGridEntry) =>
  ({ type: type && { system: type.system, code: type.code, display: type.display }, isVictim, startedOn, endedOn, flags });

const projectOf = ({ projectName, programme, through, startedOn, endedOn, flags }: ReleasedProject) => ({
  name: projectName, programme: programme && PROGRAMMES[programme], through: through && THROUGH[through], startedOn, endedOn, flags,
});
