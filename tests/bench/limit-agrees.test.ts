import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeGateway } from '../../src/app/compose.js';
import { CHECKOUT } from '../../src/app/checkout.js';
import { readConfig } from '../../src/app/config.js';
import { loadDemoCounty } from '../../src/app/demo/load-demo-county.js';
import { serve } from '../../src/app/serve.js';
import { DEMO_COUNTY } from '../../src/auth/demo-identities.js';
import { openIssuers } from '../../src/auth/issuers.js';
import { systemClock } from '../../src/kernel/clock.js';
import { createTestDatabase } from '../support/test-database.js';
import { makeBenchCaller } from './bench-caller.js';
import { composeWithoutPolicy } from './gateway-without-policy.js';
import { startLimitServer } from './limit-server.js';
import { openPageClient, pageOf, walkPages, type PageClient } from './load.js';

const YOUTHS = 300;
const SEED = 11;

describe('the servers that the measures compare', () => {
  const clients: Record<string, PageClient> = {};
  const undo: (() => unknown)[] = [];

  beforeAll(async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-bench-test-'));
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
    const database = await createTestDatabase();
    undo.push(() => database.drop());
    await loadDemoCounty({ databaseUrl: database.url, youths: YOUTHS, seed: SEED, clock: systemClock, print: () => undefined });
    const caller = await makeBenchCaller(folder);
    const config = readConfig({ ...caller.environment, DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'silent' }, CHECKOUT);
    const log = pino({ level: 'silent' });
    const steps = {
      openDatabase: async () => ({ url: database.url, says: '', close: async () => undefined }),
      migrate: async () => undefined, loadDemo: async () => undefined,
    };
    const servers = {
      gateway: await serve(config, { ...steps, compose: (one, url) => composeGateway(one, url, log, systemClock) }, log),
      withoutPolicy: await serve(config, { ...steps, compose: (one, url) => composeWithoutPolicy(one, url, log) }, log),
      limit: await startLimitServer({ url: database.url, county: DEMO_COUNTY, poolSize: 2, issuers: openIssuers(config.auth.issuers, systemClock) }),
    };
    for (const [name, server] of Object.entries(servers)) {
      undo.push(() => server.stop());
      const client = openPageClient(server.address, caller, 1);
      undo.push(() => client.close());
      clients[name] = client;
    }
  });

  afterAll(async () => {
    for (const step of undo.reverse()) await step();
  });

  it('answer the same data for every page', async () => {
    const starts = await walkPages(clients['gateway']!);
    expect(starts.length).toBeGreaterThan(3);
    for (const start of starts) {
      const data = pageOf(await clients['gateway']!.page(start));
      expect(data.cases.edges.length).toBeGreaterThan(0);
      expect(pageOf(await clients['limit']!.page(start))).toEqual(data);
      expect(pageOf(await clients['withoutPolicy']!.page(start))).toEqual(data);
    }
  });

  it('show something in every part of a page', async () => {
    const text = JSON.stringify(pageOf(await clients['gateway']!.page(null)));
    for (const part of ['firstName', 'gridEntries', 'projectName', 'providerName']) expect(text).toContain(`"${part}"`);
  });
});
