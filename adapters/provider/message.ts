import { categoriesIn, labelsOf, type MessageEnvelope, type ReleasedGridEntry, type ReleasedProject } from '../partner-adapter.js';
import type { ProviderCase } from './document.js';
import type { ProviderMessage } from './profile.js';

/** A message of which members may still be null; they are dropped as it is written. */
type Unwritten<T> = T extends readonly (infer E)[] ? Unwritten<E>[] : T extends object ? { [K in keyof T]: Unwritten<T[K]> | Nullable<T, K> } : T;
type Nullable<T, K extends keyof T> = undefined extends T[K] ? null : never;

const NOTHING: ProviderCase = { county: null, csecStatus: null, youth: null, gridEntries: null, specialProjects: null };
const AGE_BANDS = { UNDER_10: 'under_10', AGE_10_12: '10_12', AGE_13_15: '13_15', AGE_16_17: '16_17', AGE_18_PLUS: '18_plus' } as const;
const STATUSES = { AT_RISK: 'at_risk', VICTIM_CURRENT: 'victim_current', VICTIM_PAST: 'victim_past' } as const;
const PROGRAMMES = { CSEC_REFERRAL: 'csec_referral', CSEC_HISTORICAL: 'csec_historical', OTHER: 'other' } as const;
const THROUGH = { REFERRAL: 'referral', CASE: 'case' } as const;

/** The JSON of what was released. A null case is a case of which nothing was released. */
export function messageOf(released: ProviderCase | null, envelope: MessageEnvelope): string {
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
    authority: {
      basis: [...envelope.basis], consents: [...envelope.consentIds], expires: envelope.validUntil,
      notices: envelope.notices.map(({ id, text }) => ({ id, text })),
    },
    handling: {
      conf: envelope.confidentiality, labels: [...labelsOf(categoriesIn(record), envelope)], obligations: [...envelope.obligations],
      deleteBy: envelope.deleteBy,
    },
    withheld: envelope.withheld.map(({ category }) => category),
  };
  return JSON.stringify(message, (_key, member: unknown) => (member === null ? undefined : member), 2);
}

function csecOf(record: ProviderCase): Unwritten<ProviderMessage>['csec'] {
  if (record.csecStatus === null && record.gridEntries === null && record.specialProjects === null) return null;
  return {
    status: record.csecStatus === null ? null : STATUSES[record.csecStatus],
    entries: record.gridEntries?.map(entryOf) ?? null,
    specialProjects: record.specialProjects?.map(projectOf) ?? null,
  };
}

const entryOf = ({ type, isVictim, startedOn, endedOn, flags }: ReleasedGridEntry) =>
  ({ type: type && { system: type.system, code: type.code, display: type.display }, isVictim, startedOn, endedOn, flags });

const projectOf = ({ projectName, programme, through, startedOn, endedOn, flags }: ReleasedProject) => ({
  name: projectName, programme: programme && PROGRAMMES[programme], through: through && THROUGH[through], startedOn, endedOn, flags,
});
