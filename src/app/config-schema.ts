import { isIP } from 'node:net';
import { z } from 'zod';
import { DEFAULT_UNPACK_LIMITS } from '../../adapters/cws-cms/extract/unpack-limits.js';
import { clientListSchema } from '../auth/client-settings.js';
import { issuerListSchema } from '../auth/issuer-settings.js';
import { assertionKeySchema } from '../auth/sign-assertion.js';
import { endpointFault } from '../delivery/endpoint.js';
import { isUuid } from '../kernel/ids.js';
import { COUNTY_NUMBER } from './policy-file-schema.js';

const LEAST_KEY_CHARACTERS = 32;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

function wholeNumber(least: number, most: number, fallback: number): z.ZodType<number, string | undefined> {
  const says = `must be a whole number from ${least} to ${most}`;
  return z.string().regex(/^\d{1,12}$/, { error: says }).optional()
    .transform((text) => (text === undefined ? fallback : Number(text)))
    .pipe(z.number().min(least, { error: says }).max(most, { error: says }));
}

function givenPort(): z.ZodType<number | undefined, string | undefined> {
  const says = 'must be a whole number from 0 to 65535';
  return z.string().regex(/^\d{1,5}$/, { error: says }).transform(Number).pipe(z.number().max(65_535, { error: says })).optional();
}

function isPostgresAddress(text: string): boolean {
  return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol) && new URL(text).origin === text;
}

/** Over plain HTTP on this machine alone, which the endpoint's settings must permit too. */
function isTokenEndpoint(text: string): boolean {
  return endpointFault(text, { loopback: true, networks: [] }) === null;
}

function networks(): z.ZodType<readonly string[] | undefined, string | undefined> {
  return z.string().transform((text) => text.split(',').map((one) => one.trim()).filter((one) => one !== ''))
    .refine((list) => list.every(isNetwork), { error: 'must be networks such as 10.1.0.0/16, with commas between them' }).optional();
}

function isNetwork(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/');
  const most = { 4: 32, 6: 128 }[isIP(address)];
  return most !== undefined && more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

function secret(): z.ZodOptional<z.ZodString> {
  return z.string().min(LEAST_KEY_CHARACTERS, { error: `must have at least ${LEAST_KEY_CHARACTERS} characters` }).optional();
}

/** Each variable on its own. Every message is our own text, so that none can quote what was given. */
export const variablesSchema = z.object({
  MODE: z.enum(['demo', 'serve'], { error: 'must be demo or serve' }).optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535, 4000),
  PUBLIC_URL: z.string().refine(isOrigin, { error: 'must be an address such as https://gateway.example, without a path' }).optional(),
  METRICS_PORT: givenPort(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.string().refine(isPostgresAddress, { error: 'must be a postgres:// address' }).optional(),
  DATA_DIR: z.string().optional(),
  POOL_SIZE: wholeNumber(1, 500, 10),
  STATEMENT_TIMEOUT_MILLIS: wholeNumber(100, 600_000, 10_000),
  AUDIENCE: z.string().default('csec-gateway'),
  AUDIT_KEY: secret(),
  COUNTY: z.string().regex(COUNTY_NUMBER, { error: 'must be a county number, 01 to 58' }).optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  MAX_BODY_BYTES: wholeNumber(1_024, 10_485_760, 102_400),
  MAX_UNPACKED_BYTES: wholeNumber(1, 999_999_999_999, DEFAULT_UNPACK_LIMITS.mostBytes),
  MAX_UNPACKED_RATIO: wholeNumber(1, 100_000, DEFAULT_UNPACK_LIMITS.mostRatio),
  RECEPTIONS_AT_ONCE: wholeNumber(1, 16, 2),
  MAX_QUERY_COST: wholeNumber(100, 10_000_000, 25_000),
  DELIVERY: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  DELIVERY_LOOPBACK: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  DELIVERY_NETWORKS: networks(),
  WAITING_PERSONS_DAYS: wholeNumber(1, 3_650, 30),
  SHUTDOWN_TIMEOUT_MILLIS: wholeNumber(0, 600_000, 20_000),
  NODE_ENV: z.string().optional(),
});

export type Variables = z.output<typeof variablesSchema>;

/** The list of issuers, once its text is JSON. */
export const issuersSchema = issuerListSchema;

/** The list of clients, once its text is JSON. */
export const clientsSchema = clientListSchema;

const endpointOfAgency = {
  agencyId: z.string().transform((text) => text.toLowerCase()).refine(isUuid, { error: 'must be the id of an agency' }),
  origin: z.string().refine(isOrigin, { error: 'must be an address such as https://partner.example, without a path' }),
};
const HISTORY_SCOPES = 'system/Encounter.rs system/Patient.rs system/Procedure.rs system/ServiceRequest.rs';

/** Whoever names a client has it signed in. */
function withKind(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null ? { ...entry, kind: 'clientId' in entry ? 'CLIENT' : 'BEARER' } : entry;
}

/** How one partner's FHIR endpoint is asked: with a token that it gave out once, or as a client of its authorization server. */
export const historyCredentialSchema = z.preprocess(withKind, z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('BEARER'), ...endpointOfAgency, token: z.string().regex(/^[\x21-\x7e]{8,4096}$/, { error: 'must be 8 to 4096 printable characters without spaces' }),
  }),
  z.strictObject({
    kind: z.literal('CLIENT'), ...endpointOfAgency, clientId: z.string().regex(/^[\x21-\x7e]{1,256}$/, { error: 'must be 1 to 256 printable characters without spaces' }),
    privateKey: assertionKeySchema, tokenEndpoint: z.string().refine(isTokenEndpoint, { error: 'must be an https address, without a secret or a fragment' }).optional(),
    scope: z.string().regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/, { error: 'must be scopes with spaces between them' }).default(HISTORY_SCOPES),
  }),
], { error: 'must be a credential' }));
export type HistoryCredential = Readonly<z.output<typeof historyCredentialSchema>>;

/** The list of them, once its text is JSON. */
export const historyCredentialsSchema = z.array(historyCredentialSchema, { error: 'must be a list of credentials' }).superRefine((list, check) => {
  list.forEach(({ agencyId, origin }, index) => {
    if (list.findIndex((other) => other.agencyId === agencyId && other.origin === origin) !== index) {
      check.addIssue({ code: 'custom', path: [index, 'origin'], message: 'repeats an earlier one of the agency' });
    }
  });
});
