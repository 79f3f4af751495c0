import { z } from 'zod';
import { isUuid } from '../kernel/ids.js';
import { TOKEN_ROLES } from '../law/role-purposes.js';
import { TOKEN_ALGORITHMS } from './algorithm.js';

/** The widest difference between two honest clocks, by contract with every partner. */
export const WIDEST_CLOCK_SKEW_SECONDS = 60;

const DEFAULT_MAX_LIFETIME_SECONDS = 12 * 3600;
/** The issuer of the demo's own tokens, which speaks for every demo agency. */
export const DEMO_ISSUER = 'urn:csec-gateway:demo-issuer';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Says whether keys may be fetched from there: https, or plain http on this machine, and no password in the address. */
function isKeyAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}

const agencyId = z.string().transform((text) => text.toLowerCase()).refine(isUuid, { error: 'must be the id of an agency' });

const staticKeys = z.strictObject({
  kind: z.literal('static'),
  jwks: z.union([z.string().min(1), z.array(z.record(z.string(), z.unknown())).min(1)], {
    error: 'must be a list of JWKs or one PEM public key',
  }),
});

/** Keys that are fetched from where their owner publishes them. */
export const remoteKeySchema = z.strictObject({
  kind: z.literal('jwks'),
  url: z.string().refine(isKeyAddress, { error: 'must be an https address (http only on loopback)' }),
  cacheSeconds: z.number().int().min(1).max(86_400).default(600),
  timeoutMillis: z.number().int().min(1).max(30_000).default(5_000),
  cooldownSeconds: z.number().int().min(0).max(3_600).default(30),
});

/** The shape of one issuer's settings, with their defaults. */
export const issuerSettingsSchema = z.strictObject({
  issuer: z.string().min(1),
  audience: z.string().min(1),
  algorithms: z.array(z.enum(TOKEN_ALGORITHMS)).min(1),
  keys: z.discriminatedUnion('kind', [staticKeys, remoteKeySchema]),
  clockSkewSeconds: z.number().int().min(0).max(WIDEST_CLOCK_SKEW_SECONDS).default(WIDEST_CLOCK_SKEW_SECONDS),
  maxLifetimeSeconds: z.number().int().min(1).max(7 * 86_400).default(DEFAULT_MAX_LIFETIME_SECONDS),
  agencies: z.array(agencyId).min(1).optional(),
  roles: z.array(z.enum(TOKEN_ROLES)).min(1).optional(),
});

/**
 * A list of issuers. Where there are several beside the demo's, each says for which agencies and roles it speaks: an
 * issuer of one agency could otherwise sign in another's name.
 */
export const issuerListSchema = z.array(issuerSettingsSchema, { error: 'must be a list of issuers' })
  .min(1, { error: 'must name at least one issuer' })
  .superRefine((list, check) => {
    if (list.filter(({ issuer }) => issuer !== DEMO_ISSUER).length < 2) return;
    list.forEach((settings, index) => {
      if (settings.issuer === DEMO_ISSUER) return;
      for (const scope of ['agencies', 'roles'] as const) {
        if (settings[scope] === undefined) check.addIssue({ code: 'custom', path: [index, scope], message: 'is needed where several issuers are trusted' });
      }
    });
  });

/**
 * One issuer that the gateway trusts.
 * Shape: `issuer` and `audience` are compared letter by letter; `keys` are given (`static`: JWKs or one PEM) or fetched
 * (`jwks`). A key or an algorithm that is not listed here is never used, whatever a token's header asks for.
 * `agencies` (ids) and `roles` are what its tokens may claim.
 * Absent: without them, which only a lone issuer may be, a token may claim every agency and role.
 */
export type IssuerSettings = z.input<typeof issuerSettingsSchema>;

/** Settings with every default filled in. */
export type SettledIssuer = Readonly<z.output<typeof issuerSettingsSchema>>;
export type StaticKeySettings = z.output<typeof staticKeys>;
export type RemoteKeySettings = z.output<typeof remoteKeySchema>;
