import { z } from 'zod';
import { AGENCY_KINDS } from '../../src/law/agreement.js';
import { CATEGORIES, CONFIDENTIALITY } from '../../src/law/category.js';
import { consentScopeRead } from '../partner-consent-scope.js';

const text = z.string().min(1);
const date = z.iso.date();
const instant = z.iso.datetime();

const coded = z.strictObject({ system: text, code: z.int(), display: text.optional() });

const entry = z.strictObject({
  type: coded.optional(),
  isVictim: z.boolean().optional(),
  start: date.optional(), end: date.optional(), flags: z.array(text).optional(),
});

const project = z.strictObject({
  name: text.optional(),
  programme: z.enum(['csec_referral', 'csec_historical', 'other']).optional(),
  through: z.enum(['referral', 'case']).optional(),
  start: date.optional(), end: date.optional(), flags: z.array(text).optional(),
});

/**
 * The plain profile `csec.referral.v1` for providers without a health record. A member that is not there was not
 * released or is not in the record; `withheld` says which categories law keeps back. What may come more than once is a list
 * under one name. Its JSON Schema stands beside it.
 */
export const providerProfile = z.strictObject({
  profile: z.literal('csec.referral.v1'),
  message: z.strictObject({
    decision: text, policy: text, generatedAt: instant, county: text.optional(),
    recipient: z.strictObject({ id: text, name: text, kind: z.enum(AGENCY_KINDS) }),
  }),
  client: z.strictObject({
    id: text, idSystem: text, county: text.optional(), firstName: text.optional(),
    ageBand: z.enum(['under_10', '10_12', '13_15', '16_17', '18_plus']).optional(),
  }),
  csec: z.strictObject({
    status: z.enum(['at_risk', 'victim_current', 'victim_past']).optional(),
    since: date.optional(),
    entries: z.array(entry).optional(),
    specialProjects: z.array(project).optional(),
  }).optional(),
  referral: z.array(z.strictObject({
    id: text.optional(), requestedService: text.optional(), type: coded.optional(), provider: text.optional(),
    priority: z.enum(['routine', 'urgent', 'asap', 'stat']).optional(), requestedAt: date.optional(), dueAt: date.optional(), status: z.literal('requested'),
  })).optional(),
  placement: z.array(z.strictObject({ type: coded.optional(), start: date.optional(), end: date.optional() })).optional(),
  safety: z.strictObject({
    currentlyMissing: z.literal(true).optional(),
    lastAway: z.strictObject({ from: date.optional(), to: date.optional() }).optional(),
    away: z.array(z.strictObject({ kind: z.enum(['ran_away', 'abducted', 'unexplained']).optional(), from: date.optional(), to: date.optional() })),
  }).optional(),
  services: z.array(z.strictObject({
    id: text.optional(), kind: z.enum(['contact', 'visit', 'service']).optional(), type: coded.optional(), words: text.optional(), provider: text.optional(),
    status: z.enum(['completed', 'attempted', 'scheduled']).optional(), start: date.optional(), end: date.optional(),
  })).optional(),
  screening: z.array(z.strictObject({
    tool: z.enum(['hmis_r15', 'hmis_r16']).optional(), date: date.optional(), agency: text.optional(), doubtful: z.boolean().optional(),
    review: z.enum(['awaiting_review', 'confirmed', 'dismissed']).optional(),
  })).optional(),
  contacts: z.array(z.strictObject({
    role: z.enum(['primary_worker', 'secondary_worker', 'reading_worker']).optional(), name: text.optional(), phone: text.optional(),
    start: date.optional(), end: date.optional(),
  })).optional(),
  authority: z.strictObject({
    basis: z.array(text), consentId: z.array(text), consentScopes: z.array(consentScopeRead), expires: instant.optional(),
    notices: z.array(z.strictObject({ id: text, text })),
  }),
  handling: z.strictObject({ conf: z.enum(CONFIDENTIALITY), labels: z.array(text), obligations: z.array(text), deleteBy: date.optional() }),
  withheld: z.array(z.enum(CATEGORIES)),
});

export type ProviderMessage = z.infer<typeof providerProfile>;

/** A message, or a part of one, of which members may still be null; they are dropped as it is written. */
export type Unwritten<T> = T extends readonly (infer E)[] ? Unwritten<E>[] : T extends object ? { [K in keyof T]: Unwritten<T[K]> | Nullable<T, K> } : T;
type Nullable<T, K extends keyof T> = undefined extends T[K] ? null : never;
