import { z } from 'zod';
import { isUuid } from '../kernel/ids.js';
import { purposeOf, type Purpose } from '../law/purpose.js';
import { ROLE_PURPOSES } from '../law/role-purposes.js';
import { isCountyNumber } from './caller-claims.js';
import { remoteKeySchema } from './issuer-settings.js';
import { readSystemScopes } from './smart-scopes.js';

/**
 * The roles in which a partner's system may ask or push by itself. Every other role is of a person, who signs in, or of an agency
 * whose talk is privileged and which pushes nothing. A provider is offered no FHIR to read: its system pushes.
 */
export const CLIENT_ROLES = ['MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM', 'PUBLIC_HEALTH_NURSE', 'PROVIDER'] as const;

/** How a client may sign: the two algorithms of SMART Backend Services. */
export const CLIENT_ALGORITHMS = ['RS384', 'ES384'] as const;

const uuid = (of: string) => z.string().transform((text) => text.toLowerCase()).refine(isUuid, { error: `must be the id of ${of}` });

const purpose = z.string().transform((text, check): Purpose => {
  const known = purposeOf(text);
  if (known === undefined) check.addIssue({ code: 'custom', message: 'must be a purpose of use' });
  return known ?? z.NEVER;
});

const publicKey = z.record(z.string(), z.unknown())
  .refine((key) => typeof key['kid'] === 'string' && key['kid'] !== '', { error: 'must have a kid' })
  .refine((key) => !('d' in key) && key['kty'] !== 'oct', { error: 'must be a public key' })
  .refine((key) => key['kty'] === 'RSA' || (key['kty'] === 'EC' && key['crv'] === 'P-384'), { error: 'must be an RSA key or one of the curve P-384' });

const keys = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('static'),
    jwks: z.array(publicKey).min(1).refine((list) => new Set(list.map(({ kid }) => kid)).size === list.length, { error: 'has two keys of one kid' }),
  }),
  remoteKeySchema,
]);

/** The shape of one client's settings, with their defaults. */
export const clientSettingsSchema = z.strictObject({
  clientId: z.string().regex(/^[\x21-\x7e]{1,128}$/, { error: 'must be 1 to 128 printable characters without spaces' }),
  agencyId: uuid('an agency'),
  /** The system as the log names it. */
  personId: uuid('the system\'s account'),
  role: z.enum(CLIENT_ROLES),
  county: z.string().refine(isCountyNumber, { error: 'must be the number of a county' }).optional(),
  purposes: z.array(purpose).min(1),
  scopes: z.string().refine((text) => readSystemScopes(text).length > 0, { error: 'must name a scope such as system/Patient.rs' }),
  keys,
}).superRefine(({ role, purposes }, check) => {
  if (purposes.some((one) => !ROLE_PURPOSES[role].includes(one))) {
    check.addIssue({ code: 'custom', path: ['purposes'], message: 'names a purpose that is none of the role\'s' });
  }
});

/** A list of clients, none named twice. */
export const clientListSchema = z.array(clientSettingsSchema, { error: 'must be a list of clients' }).superRefine((list, check) => {
  list.forEach(({ clientId }, index) => {
    if (list.findIndex((other) => other.clientId === clientId) !== index) {
      check.addIssue({ code: 'custom', path: [index, 'clientId'], message: 'repeats an earlier client' });
    }
  });
});

/**
 * A partner's system that asks by itself, as its settings were read: of which agency, in which role, for which purposes, for which
 * FHIR resources (`system/Patient.rs`), and by which public keys it is known.
 */
export type SettledClient = Readonly<z.output<typeof clientSettingsSchema>>;
