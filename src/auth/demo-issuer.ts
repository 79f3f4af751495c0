import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.js';
import { millisOf } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { DEMO_ISSUER, type IssuerSettings } from './issuer-settings.js';

/** The `aud` of every demo token. */
export const DEMO_AUDIENCE = 'urn:csec-gateway:demo';

/** The file in the demo's folder that holds the signing key. */
export const DEMO_KEY_FILE = 'demo-issuer.key.json';

/** Signs tokens for the demo's callers. */
export interface DemoIssuer {
  /** What the gateway needs to trust it: the public half only. */
  readonly settings: IssuerSettings;
  /** A signed token with these claims, good for `ttlSeconds` from the clock's now. */
  sign(claims: Readonly<Record<string, unknown>>, ttlSeconds: number): Promise<string>;
}

/** Where the demo issuer keeps its key, and whether it may exist at all. */
export interface DemoIssuerPlace {
  readonly folder: string;
  readonly production: boolean;
  readonly clock: Clock;
}

const keySchema = z.object({
  kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().min(1), d: z.string().min(1), kid: z.string().min(1),
});
type DemoKey = z.output<typeof keySchema>;

/**
 * Opens the demo issuer; its Ed25519 key is made at the first opening and kept with mode 0600. Two openings at once
 * end with the same key.
 * Errors: CONFIG_INVALID in production, before the folder is touched, and for a key file that cannot be read.
 */
export async function openDemoIssuer({ folder, production, clock }: DemoIssuerPlace): Promise<DemoIssuer> {
  if (production) {
    throw new GatewayError('CONFIG_INVALID', 'The demo issuer does not exist in production.', { settings: ['NODE_ENV'] });
  }
  const key = await demoKey(folder);
  const signingKey = await importJWK(key, 'EdDSA');
  const { kty, crv, x, kid } = key;
  return {
    settings: {
      issuer: DEMO_ISSUER,
      audience: DEMO_AUDIENCE,
      algorithms: ['EdDSA'],
      keys: { kind: 'static', jwks: [{ kty, crv, x, kid, alg: 'EdDSA', use: 'sig' }] },
    },
    sign: (claims, ttlSeconds) => {
      const issuedAt = Math.floor(millisOf(clock.now()) / 1000);
      return new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'JWT' })
        .setIssuer(DEMO_ISSUER).setAudience(DEMO_AUDIENCE).setJti(randomUUID())
        .setIssuedAt(issuedAt).setExpirationTime(issuedAt + ttlSeconds)
        .sign(signingKey);
    },
  };
}

async function demoKey(folder: string): Promise<DemoKey> {
  try {
    const path = join(folder, DEMO_KEY_FILE);
    const kept = await readKept(path) ?? await keepNew(folder, path);
    await chmod(path, 0o600);
    return keySchema.parse(JSON.parse(kept));
  } catch {
    throw new GatewayError('CONFIG_INVALID', `The demo issuer's key file ${DEMO_KEY_FILE} cannot be made or read.`, { file: DEMO_KEY_FILE });
  }
}

async function readKept(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fault;
  }
}

/** Writes a new key aside and links it into place, so that nobody reads half a key and the first of two wins. */
async function keepNew(folder: string, path: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const aside = `${path}.${randomUUID()}`;
  try {
    const file = await open(aside, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(await newKey())}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(aside, path).catch((fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EEXIST') throw fault;
    });
  } finally {
    await rm(aside, { force: true });
  }
  return readFile(path, 'utf8');
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { ...await exportJWK(privateKey), kid: randomUUID() };
}
