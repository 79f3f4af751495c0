import 'reflect-metadata';
import { composeGateway } from '../../src/app/compose.js';
import { CHECKOUT } from '../../src/app/checkout.js';
import { readConfig } from '../../src/app/config.js';
import { createLog } from '../../src/app/log.js';
import { serve } from '../../src/app/serve.js';
import { DEMO_COUNTY } from '../../src/auth/demo-identities.js';
import { openIssuers } from '../../src/auth/issuers.js';
import { systemClock } from '../../src/kernel/clock.js';
import { composeWithoutPolicy } from './gateway-without-policy.js';
import { startLimitServer } from './limit-server.js';

/** What the parent asks of this process; it answers with its address. */
export interface ServeOrder {
  readonly kind: 'gateway' | 'gateway-without-policy' | 'limit';
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Serves one of the servers that are compared, in a process of its own so that its CPU time is its own. */
async function start({ kind, url, environment }: ServeOrder): Promise<{ readonly address: string; stop(): Promise<unknown> }> {
  const config = readConfig({ ...environment, DATABASE_URL: url, PORT: '0', NODE_ENV: 'production' }, CHECKOUT);
  if (kind === 'limit') {
    return startLimitServer({ url, county: DEMO_COUNTY, poolSize: config.database.poolSize, issuers: openIssuers(config.auth.issuers, systemClock) });
  }
  return serve(config, {
    openDatabase: async () => ({ url, says: 'The measures\' database.', close: async () => undefined }),
    migrate: async () => undefined,
    loadDemo: async () => undefined,
    compose: (one, at, log) => (kind === 'gateway' ? composeGateway(one, at, log, systemClock) : composeWithoutPolicy(one, at, log)),
  }, createLog(config.logLevel));
}

async function obey(order: ServeOrder): Promise<void> {
  try {
    const running = await start(order);
    process.once('message', async () => {
      await running.stop();
      process.disconnect();
    });
    process.send!({ address: running.address });
  } catch (fault) {
    process.send!({ fault: fault instanceof Error ? fault.message : 'unknown' });
    process.disconnect();
  }
}

process.once('message', obey);
// A parent that dies without a word takes its servers with it.
process.on('disconnect', () => process.exit());
