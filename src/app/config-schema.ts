import { z } from 'zod';
import { issuerListSchema } from '../auth/issuer-settings.js';
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

function secret(): z.ZodOptional<z.ZodString> {
  return z.string().min(LEAST_KEY_CHARACTERS, { error: `must have at least ${LEAST_KEY_CHARACTERS} characters` }).optional();
}

/** Each variable on its own. Every message is our own text, so that none can quote what was given. */
export const variablesSchema = z.object({
  MODE: z.enum(['demo', 'serve'], { error: 'must be demo or serve' }).optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535, 4000),
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
  MAX_QUERY_COST: wholeNumber(100, 10_000_000, 25_000),
  SHUTDOWN_TIMEOUT_MILLIS: wholeNumber(0, 600_000, 20_000),
  NODE_ENV: z.string().optional(),
});

export type Variables = z.output<typeof variablesSchema>;

/** The list of issuers, once its text is JSON. */
export const issuersSchema = issuerListSchema;
