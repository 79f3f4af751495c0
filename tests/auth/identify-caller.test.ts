import { describe, expect, it } from 'vitest';
import type { AgencyDirectory } from '../../src/auth/agency-directory.js';
import { identifyCaller } from '../../src/auth/identify-caller.js';
import type { RequestHeaders } from '../../src/auth/request-headers.js';
import { GatewayError } from '../../src/kernel/gateway-error.js';
import { agreement, clinic, directoryOf } from './agencies.js';
import { CLOCK, NOW, PERSON, edToken, goodClaims, issuersOf, refusalOf } from './forge.js';

const GOOD: RequestHeaders = { authorization: [`Bearer ${edToken()}`], 'x-purpose-of-use': ['TREAT'] };
const KNOWN = directoryOf(clinic(), [agreement()]);

function identify(headers: RequestHeaders, directory: AgencyDirectory = KNOWN) {
  return identifyCaller({ headers, requestId: 'request-1', channel: 'MUTATION' }, { issuers: issuersOf(), directory, clock: CLOCK });
}

/** A directory that must not be asked. */
const SEALED: AgencyDirectory = { agencyWithAgreements: () => Promise.reject(new Error('the directory was asked')) };

describe('identifyCaller', () => {
  it('makes the context and keeps the token\'s end', async () => {
    const { context, token } = await identify(GOOD);
    expect([context.caller.personId, context.purpose, context.asOf, context.channel, context.requestId, token.expiresAt])
      .toEqual([PERSON, 'TREATMENT', NOW, 'MUTATION', 'request-1', '2026-03-02T18:10:00.000Z']);
  });

  it('asks for the token before anything else, and for the purpose before any agency', async () => {
    expect((await refusalOf(() => identify({}, SEALED))).code).toBe('AUTH_TOKEN_MISSING');
    expect((await refusalOf(() => identify({ ...GOOD, 'x-purpose-of-use': undefined }, SEALED))).code).toBe('AUTH_PURPOSE_MISSING');
    expect((await refusalOf(() => identify({ ...GOOD, 'x-purpose-of-use': 'CURIOSITY' }, SEALED))).code).toBe('AUTH_PURPOSE_UNKNOWN');
  });

  it('refuses an agency that is not known here', async () => {
    const headers = { ...GOOD, authorization: `Bearer ${edToken(goodClaims({ agency_id: PERSON }))}` };
    expect(await refusalOf(() => identify(headers))).toEqual({ code: 'AUTH_AGENCY_UNKNOWN', details: { claims: ['agency_id'] } });
  });

  it('lets the directory\'s own outage through', async () => {
    const down: AgencyDirectory = { agencyWithAgreements: () => Promise.reject(new GatewayError('STORE_UNAVAILABLE', 'The database cannot be reached.')) };
    expect((await refusalOf(() => identify(GOOD, down))).code).toBe('STORE_UNAVAILABLE');
  });
});
