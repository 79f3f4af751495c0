import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CONFIG_VARIABLES, readConfig } from '../../src/app/config.js';
import { variablesSchema } from '../../src/app/config-schema.js';
import { EXIT_CODES, exitCodeOf } from '../../src/app/exit-codes.js';
import { keptSecret } from '../../src/app/kept-secret.js';
import { GatewayError } from '../../src/kernel/gateway-error.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ISSUER = { issuer: 'https://id.example.org', algorithms: ['ES256'], keys: { kind: 'jwks', url: 'https://id.example.org/keys' } };
const AUDIT_KEY = 'k'.repeat(32);

function faultOf(environment: Record<string, string>): GatewayError {
  try {
    readConfig(environment, '/srv/gateway');
  } catch (error) {
    return error as GatewayError;
  }
  throw new Error('the configuration was accepted');
}

describe('readConfig', () => {
  it('is the demo on 127.0.0.1:4000 when nothing is set', () => {
    expect(readConfig({ PORT: '', HOME: '/root' }, '/srv/gateway')).toEqual({
      mode: 'demo', production: false, checkout: '/srv/gateway', dataDir: '/srv/gateway/.data', logLevel: 'info',
      extracts: { unpack: { mostBytes: 50_000_000_000, mostRatio: 100 }, receptionsAtOnce: 2 },
      http: { host: '127.0.0.1', port: 4000, maxBodyBytes: 102_400, maxQueryCost: 25_000, publicUrl: null }, metrics: null,
      database: { url: null, embeddedDir: undefined, poolSize: 10, statementTimeoutMillis: 10_000 },
      auth: { issuers: [], audience: 'csec-gateway', clients: [] }, auditKey: null, county: '19', policy: null,
      delivery: { on: true, endpoints: { loopback: false, networks: [] } }, histories: { credentials: [], waitingDays: 30 }, shutdownTimeoutMillis: 20_000,
    });
  });

  it('tells metrics nowhere unless a port is given, and then on loopback unless told', () => {
    expect(readConfig({ METRICS_PORT: '9464' }, '/srv/gateway').metrics).toEqual({ host: '127.0.0.1', port: 9464 });
    expect(readConfig({ METRICS_PORT: '0', METRICS_HOST: '10.0.0.5' }, '/srv/gateway').metrics).toEqual({ host: '10.0.0.5', port: 0 });
    expect(() => readConfig({ METRICS_PORT: '65536' }, '/srv/gateway')).toThrow('METRICS_PORT must be a whole number from 0 to 65535');
  });

  it('takes a public address without a path, and nothing else', () => {
    expect(readConfig({ PUBLIC_URL: 'https://gateway.example' }, '/srv/gateway').http.publicUrl).toBe('https://gateway.example');
    for (const PUBLIC_URL of ['https://gateway.example/', 'gateway.example', 'ftp://gateway.example', 'https://gateway.example/fhir']) {
      expect(() => readConfig({ PUBLIC_URL }, '/srv/gateway')).toThrow('PUBLIC_URL must be an address such as https://gateway.example, without a path.');
    }
  });

  it('takes a token for each endpoint of a partner, and tells every fault without a value', () => {
    const credential = { agencyId: '0b5f7c52-5a1e-4c0e-9f57-0d6f6f0a0002', origin: 'https://clinic.example', token: 'a-token-of-the-clinic' };
    expect(readConfig({ HISTORY_CREDENTIALS: JSON.stringify([credential]) }, '/srv/gateway').histories).toEqual({ credentials: [{ kind: 'BEARER', ...credential }], waitingDays: 30 });
    const fault = faultOf({ HISTORY_CREDENTIALS: JSON.stringify([credential, credential, { ...credential, origin: 'https://clinic.example/r4', token: 'two words' }]) });
    expect([fault.message.split('\n').slice(1).map((line) => line.trim()), fault.message.includes('two words')]).toEqual([[
      'HISTORY_CREDENTIALS[2].origin must be an address such as https://partner.example, without a path.',
      'HISTORY_CREDENTIALS[2].token must be 8 to 4096 printable characters without spaces.',
      'HISTORY_CREDENTIALS[1].origin repeats an earlier one of the agency.',
    ], false]);
  });

  it('takes a client for each authorization server of a partner, and tells every fault without a value', () => {
    const privateKey = { ...generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export({ format: 'jwk' }), kid: 'ours' };
    const client = { agencyId: '0b5f7c52-5a1e-4c0e-9f57-0d6f6f0a0002', origin: 'https://clinic.example', clientId: 'csec-gateway', privateKey };
    expect(readConfig({ HISTORY_CREDENTIALS: JSON.stringify([client]) }, '/srv/gateway').histories.credentials).toEqual([{
      ...client, kind: 'CLIENT', privateKey: { keyId: 'ours', algorithm: 'ES384', key: expect.anything() }, scope: 'system/Encounter.rs system/Patient.rs system/Procedure.rs system/ServiceRequest.rs',
    }]);
    const fault = faultOf({ HISTORY_CREDENTIALS: JSON.stringify([
      { ...client, clientId: 'two words', tokenEndpoint: 'http://clinic.example/token', scope: ' canary' }, { ...client, privateKey: { ...privateKey, crv: 'canary' } }, { ...client, token: 'canary-canary' }, 'canary',
    ]) });
    expect([fault.message.split('\n').slice(1).map((line) => line.trim()), fault.message.includes('canary'), fault.message.includes(privateKey.d!)]).toEqual([[
      'HISTORY_CREDENTIALS[0].clientId must be 1 to 256 printable characters without spaces.',
      'HISTORY_CREDENTIALS[0].tokenEndpoint must be an https address, without a secret or a fragment.',
      'HISTORY_CREDENTIALS[0].scope must be scopes with spaces between them.',
      'HISTORY_CREDENTIALS[1].privateKey must be a private key as a JWK with a kid, RSA of 2048 bits or more or one of the curve P-384.',
      'HISTORY_CREDENTIALS[2] has a setting that is not known.',
      'HISTORY_CREDENTIALS[3] must be a credential.',
    ], false, false]);
  });

  it('registers clients by their public keys, and tells every fault of them without a value', () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' });
    const client = {
      clientId: 'clinic-ehr', agencyId: '0b5f7c52-5a1e-4c0e-9f57-0d6f6f0a0002', personId: '0b5f7c52-5a1e-4c0e-9f57-0d6f6f0a0001', role: 'MENTAL_HEALTH',
      purposes: ['TREAT'], scopes: 'system/Patient.rs', keys: { kind: 'static', jwks: [{ ...key, kid: 'one' }] },
    };
    expect(readConfig({ CLIENTS: JSON.stringify([client]) }, '/srv/gateway').auth.clients).toEqual([{ ...client, purposes: ['TREATMENT'] }]);
    const faulty = [
      client, client, { ...client, clientId: 'b', role: 'COUNTY_WORKER' }, { ...client, clientId: 'c', purposes: ['OPERATIONS'] },
      { ...client, clientId: 'd', scopes: 'canary' }, { ...client, clientId: 'e', secret: 'canary' },
      { ...client, clientId: 'f', keys: { kind: 'static', jwks: [{ ...key, d: 'canary', kid: 'one' }, { kty: 'oct', k: 'canary', kid: 'one' }, key] } },
      { ...client, clientId: 'g', keys: { kind: 'jwks', url: 'http://canary.example/keys' } },
    ];
    const fault = faultOf({ CLIENTS: JSON.stringify(faulty) });
    const told = fault.message.split('\n').slice(1).map((line) => line.replace(/^ +(CLIENTS\[\d\][\w.[\]]*) .*$/, '$1'));
    expect([...new Set(told)]).toEqual([
      'CLIENTS[2].role', 'CLIENTS[3].purposes', 'CLIENTS[4].scopes', 'CLIENTS[5]', 'CLIENTS[6].keys.jwks[0]', 'CLIENTS[6].keys.jwks[1]',
      'CLIENTS[6].keys.jwks[2]', 'CLIENTS[6].keys.jwks', 'CLIENTS[7].keys.url',
    ]);
    expect(fault.message).not.toContain('canary');
    expect(() => readConfig({ CLIENTS: JSON.stringify([client, client]) }, '/srv/gateway')).toThrow('CLIENTS[1].clientId repeats an earlier client.');
  });

  it('serves once issuers are given, filling in the audience', () => {
    const config = readConfig({ ISSUERS: JSON.stringify([ISSUER]), AUDIENCE: 'county', AUDIT_KEY, NODE_ENV: 'production', DATA_DIR: 'kept' }, '/srv/gateway');
    expect([config.mode, config.production, config.auditKey, config.dataDir]).toEqual(['serve', true, AUDIT_KEY, '/srv/gateway/kept']);
    expect(config.database.embeddedDir).toBe('/srv/gateway/kept/postgresql');
    expect(config.auth.issuers).toMatchObject([{ ...ISSUER, audience: 'county', clockSkewSeconds: 60 }]);
  });

  it('reads issuers and the audit key from files', () => {
    writeFileSync(path.join(folder, 'issuers.json'), JSON.stringify([ISSUER]));
    writeFileSync(path.join(folder, 'key'), `${AUDIT_KEY}\n`);
    const config = readConfig({ ISSUERS_FILE: path.join(folder, 'issuers.json'), AUDIT_KEY_FILE: path.join(folder, 'key') }, folder);
    expect([config.mode, config.auth.issuers.length, config.auditKey]).toEqual(['serve', 1, AUDIT_KEY]);
  });

  it('cannot be changed afterwards', () => {
    const config = readConfig({}, '/srv/gateway');
    expect([config, config.http, config.database, config.auth, config.auth.issuers].every(Object.isFrozen)).toBe(true);
  });

  it('names every fault at once and quotes no value', () => {
    const fault = faultOf({
      PORT: 'canary-port', POOL_SIZE: '0', DATABASE_URL: 'mysql://canary', LOG_LEVEL: 'canary-level', MODE: 'canary-mode',
      ISSUERS: JSON.stringify([{ ...ISSUER, algorithms: ['HS256'], secret: 'canary-secret' }]), AUDIT_KEY: 'canary-key',
      AUDIT_KEY_FILE: path.join(folder, 'canary-missing'),
    });
    expect(fault.code).toBe('CONFIG_INVALID');
    expect([...(fault.details['variables'] as string[])].sort()).toEqual(
      ['AUDIT_KEY', 'AUDIT_KEY_FILE', 'DATABASE_URL', 'ISSUERS', 'LOG_LEVEL', 'MODE', 'POOL_SIZE', 'PORT']);
    expect(JSON.stringify([fault.message, fault.details])).not.toContain('canary');
    expect(exitCodeOf(fault)).toBe(EXIT_CODES.config);
  });

  it('refuses the demo in production, and serving without issuers and audit key', () => {
    expect(faultOf({ NODE_ENV: 'production' }).details).toEqual({ variables: ['MODE'] });
    expect(faultOf({ MODE: 'serve' }).details).toEqual({ variables: ['ISSUERS', 'AUDIT_KEY'] });
    expect(faultOf({ ISSUERS: '{' , AUDIT_KEY }).message).toContain('ISSUERS is not JSON');
  });
});

describe('CONFIG_VARIABLES', () => {
  it('lists every variable that is parsed, and describes it', () => {
    const listed = CONFIG_VARIABLES.map(({ name }) => name).filter((name) => !name.endsWith('_FILE') && !['ISSUERS', 'CLIENTS', 'HISTORY_CREDENTIALS'].includes(name));
    expect([...listed].sort()).toEqual(Object.keys(variablesSchema.shape).sort());
    const defaults = variablesSchema.parse({}) as Record<string, unknown>;
    for (const { name, default: stated } of CONFIG_VARIABLES) expect([name, stated]).toEqual([name, defaults[name]?.toString() ?? null]);
  });
});

describe('exitCodeOf', () => {
  it('tells wrong input, a missing service, a wrong configuration and our own faults apart', () => {
    const codes = (['EXTRACT_UNREADABLE', 'STORE_UNAVAILABLE', 'DATABASE_TOO_OLD', 'INTERNAL'] as const).map((code) => exitCodeOf(new GatewayError(code, '')));
    expect(codes).toEqual([65, 69, 78, 70]);
    expect([exitCodeOf(Object.assign(new Error(''), { code: 'EACCES' })), exitCodeOf(new Error(''))]).toEqual([73, 70]);
  });
});

describe('keptSecret', () => {
  it('is made once, and only its owner can read it', () => {
    const file = path.join(folder, 'keys', 'audit');
    const first = keptSecret(file);
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(keptSecret(file)).toBe(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
