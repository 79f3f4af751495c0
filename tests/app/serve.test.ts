import { EventEmitter } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { buildSchema } from 'graphql';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig, type Config } from '../../src/app/config.js';
import { run, type Surroundings } from '../../src/app/run.js';
import { serve, type ServingSteps } from '../../src/app/serve.js';
import { stopWhenSignalled } from '../../src/app/until-signalled.js';
import { GatewayError } from '../../src/kernel/gateway-error.js';

const QUIET = pino({ level: 'silent' });

/** Steps that write down what happens to them. */
function stepsNoting(events: string[], broken: Partial<ServingSteps<object>> = {}): ServingSteps<object> {
  return {
    openDatabase: async () => {
      events.push('open database');
      return { url: 'postgres://x', says: 'A database.', close: async () => { events.push('close database'); } };
    },
    migrate: async () => { events.push('migrate'); },
    loadDemo: async () => { events.push('load demo'); },
    compose: async () => {
      events.push('compose');
      return {
        schema: buildSchema('type Query { hello: String }'), contextFor: async () => ({}), health: {},
        close: async () => { events.push('close pools'); },
      };
    },
    ...broken,
  };
}

const config = (more: Record<string, string> = {}): Config => readConfig({ PORT: '0', LOG_LEVEL: 'silent', ...more }, '/srv/gateway');

describe('serve', () => {
  it('comes up step by step and goes down in the reverse order, once', async () => {
    const events: string[] = [];
    const running = await serve(config(), stepsNoting(events), QUIET);
    expect((await fetch(`${running.address}/health/ready`)).status).toBe(200);
    expect([await running.stop(), await running.stop()]).toEqual([0, 0]);
    expect(events).toEqual(['open database', 'migrate', 'load demo', 'compose', 'close pools', 'close database']);
    await expect(fetch(running.address)).rejects.toThrow();
  });

  it('loads no demo when it serves', async () => {
    const events: string[] = [];
    const issuers = JSON.stringify([{ issuer: 'i', algorithms: ['ES256'], keys: { kind: 'jwks', url: 'https://id.example.org/keys' } }]);
    const running = await serve(config({ ISSUERS: issuers, AUDIT_KEY: 'k'.repeat(32) }), stepsNoting(events), QUIET);
    await running.stop();
    expect(events).toEqual(['open database', 'migrate', 'compose', 'close pools', 'close database']);
  });

  it('closes what it opened when a step fails, even if closing fails too', async () => {
    const events: string[] = [];
    const broken = stepsNoting(events, { migrate: () => Promise.reject(new GatewayError('STORE_UNAVAILABLE', 'No.')) });
    await expect(serve(config(), broken, QUIET)).rejects.toThrow('No.');
    expect(events).toEqual(['open database', 'close database']);
  });

  it('closes everything when the port is taken', async () => {
    const events: string[] = [];
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => { taken.once('listening', resolve); });
    const port = String((taken.address() as AddressInfo).port);
    await expect(serve(config({ PORT: port }), stepsNoting(events), QUIET)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(events.slice(-2)).toEqual(['close pools', 'close database']);
    taken.close();
  });
});

class StandIn extends EventEmitter {
  readonly codes: number[] = [];
  exit(code: number): void { this.codes.push(code); }
}

describe('stopWhenSignalled', () => {
  const signalled = (stop: () => Promise<number>) => {
    const process = new StandIn();
    const clock = { millis: 0 };
    stopWhenSignalled({ stop, log: QUIET, process, millis: () => clock.millis });
    return { process, clock };
  };
  const settle = () => new Promise((resolve) => { setImmediate(resolve); });

  it('exits with 0 after a stop in good order, and with 1 when requests were cut off', async () => {
    for (const [cut, code] of [[0, 0], [2, 1]] as const) {
      const { process } = signalled(async () => cut);
      process.emit('SIGTERM');
      await settle();
      expect(process.codes).toEqual([code]);
    }
  });

  it('takes two signals at once for one, and exits at once at a second', async () => {
    const { process, clock } = signalled(() => new Promise(() => undefined));
    process.emit('SIGINT');
    process.emit('SIGINT');
    expect(process.codes).toEqual([]);
    clock.millis = 2_000;
    process.emit('SIGINT');
    expect(process.codes).toEqual([130]);
  });

  it('stops and exits with 70 at a fault nobody caught', async () => {
    const { process } = signalled(async () => 0);
    process.emit('uncaughtException', new Error('canary'));
    await settle();
    expect(process.codes).toEqual([70]);
  });
});

describe('run', () => {
  const process = new StandIn();
  const written: string[] = [];
  const place = (more: Partial<Surroundings>): Surroundings => ({
    argv: [], config, write: (text) => written.push(text), complain: (text) => written.push(text), process, millis: () => 0, ...more,
  });
  afterEach(() => {
    written.length = 0;
    process.codes.length = 0;
    process.removeAllListeners();
  });

  it('says where the demo is and how to ask it something, and stops at a signal', async () => {
    const events: string[] = [];
    await run(stepsNoting(events), place({}));
    expect(written[0]).toMatch(/http:\/\/127\.0\.0\.1:\d+\/graphql[\s\S]*npm run -s token/);
    process.emit('SIGTERM');
    await new Promise((resolve) => { setTimeout(resolve, 200); });
    expect([process.codes, events.at(-1)]).toEqual([[0], 'close database']);
  });

  it('prints every variable and exit code when asked for help', async () => {
    await run(stepsNoting([]), place({ argv: ['--help'] }));
    expect(written[0]).toMatch(/DATABASE_URL[\s\S]*SHUTDOWN_TIMEOUT_MILLIS[\s\S]*78 config/);
  });

  it('tells a wrong configuration, an argument and a hidden fault apart by exit code, and quotes no value', async () => {
    await run(stepsNoting([]), place({ config: () => config({ PORT: 'canary' }) }));
    await run(stepsNoting([]), place({ argv: ['canary'] }));
    await run(stepsNoting([], { migrate: () => Promise.reject(new Error('canary')) }), place({}));
    await run(stepsNoting([], { openDatabase: () => Promise.reject(new GatewayError('STORE_UNAVAILABLE', 'No.')) }), place({}));
    expect(process.codes).toEqual([78, 2, 70, 69]);
    expect(written.join('')).not.toContain('canary');
  });
});
