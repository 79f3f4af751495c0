import { randomBytes } from 'node:crypto';
import { demoClaims } from '../../src/auth/demo-claims.js';
import { openDemoIssuer } from '../../src/auth/demo-issuer.js';
import { systemClock } from '../../src/kernel/clock.js';

/** The caller of the measures, and what a server needs to trust him. */
export interface BenchCaller {
  readonly token: string;
  readonly purpose: 'CHILD_WELFARE';
  /** Settings of the gateway, as its environment would hold them. */
  readonly environment: Readonly<Record<string, string>>;
}

const HOUR = 3600;

/** A county worker who reads countywide, with a token of an issuer made for this run. */
export async function makeBenchCaller(folder: string): Promise<BenchCaller> {
  const issuer = await openDemoIssuer({ folder, production: false, clock: systemClock });
  return {
    token: await issuer.sign(demoClaims({ as: 'county-worker' }), HOUR),
    purpose: 'CHILD_WELFARE',
    environment: { MODE: 'serve', ISSUERS: JSON.stringify([issuer.settings]), AUDIT_KEY: randomBytes(32).toString('hex') },
  };
}
