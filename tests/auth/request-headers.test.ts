import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { bearerToken, statedPurpose, type RequestHeaders } from '../../src/auth/request-headers.js';
import { CANARY, edToken, refusalOf } from './forge.js';

const TOKEN = edToken();
const refusedToken = (headers: RequestHeaders) => refusalOf(() => bearerToken(headers));
const refusedPurpose = (header: string | readonly string[] | undefined) => refusalOf(() => statedPurpose(header));

describe('the bearer token', () => {
  it('is read from the one authorization header', () => {
    expect(bearerToken({ authorization: `Bearer ${TOKEN}` })).toBe(TOKEN);
    expect(bearerToken({ authorization: [`bearer  ${TOKEN} `] })).toBe(TOKEN);
  });

  it('is missing where there is none, or another scheme', async () => {
    for (const authorization of [undefined, '', [], `Basic ${CANARY}`, TOKEN, `Bearer${TOKEN}`]) {
      expect(await refusedToken({ authorization })).toEqual({ code: 'AUTH_TOKEN_MISSING', details: {} });
    }
  });

  it('is invalid when empty, repeated, or two in one', async () => {
    expect(await refusedToken({ authorization: 'Bearer' })).toEqual({ code: 'AUTH_TOKEN_INVALID', details: { check: 'FORMAT' } });
    expect(await refusedToken({ authorization: `Bearer ${TOKEN}, Bearer ${TOKEN}` })).toEqual({ code: 'AUTH_TOKEN_INVALID', details: { check: 'FORMAT' } });
    expect(await refusedToken({ authorization: [`Bearer ${TOKEN}`, `Bearer ${TOKEN}`] })).toEqual({ code: 'AUTH_TOKEN_INVALID', details: { check: 'REPEATED' } });
  });
});

describe('the purpose of use', () => {
  it('is read by name and by code', () => {
    expect(['TREATMENT', 'TREAT', ' csec:MDT ', ['MDT']].map((header) => statedPurpose(header)))
      .toEqual(['TREATMENT', 'TREATMENT', 'MDT', 'MDT']);
  });

  it('is missing when absent or blank', async () => {
    for (const header of [undefined, '', '  ', [], ['']]) {
      expect(await refusedPurpose(header)).toEqual({ code: 'AUTH_PURPOSE_MISSING', details: { header: 'x-purpose-of-use' } });
    }
  });

  it('is unknown outside the closed list, and when there are two', async () => {
    for (const header of [CANARY, 'treatment', 'TREATMENT, MDT', 'TREATMENT, TREATMENT', 'TREATMENT;MDT', '*', '__proto__', ['TREATMENT', 'MDT'], ['TREATMENT', 'TREATMENT'], ['TREATMENT', '']]) {
      expect(await refusedPurpose(header)).toEqual({ code: 'AUTH_PURPOSE_UNKNOWN', details: { header: 'x-purpose-of-use' } });
    }
  });
});

describe('headers as node:http receives them', () => {
  /** The headers of one real request, as sent and in both of node's readings. */
  async function received(headers: readonly string[]): Promise<{ distinct: RequestHeaders; plain: RequestHeaders }> {
    const server = createServer();
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    try {
      return await new Promise((resolve, reject) => {
        server.on('request', (incoming, response) => {
          resolve({ distinct: incoming.headersDistinct, plain: incoming.headers });
          response.end();
        });
        const { port } = server.address() as AddressInfo;
        request({ port, host: '127.0.0.1', headers: [...headers] as never }, (response) => { response.resume(); }).on('error', reject).end();
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it('show a second authorization header, which the plain reading hides', async () => {
    const { distinct, plain } = await received(['Host', 'x', 'Authorization', `Bearer ${TOKEN}`, 'authorization', 'Bearer a.b.c']);
    expect(await refusedToken(distinct)).toEqual({ code: 'AUTH_TOKEN_INVALID', details: { check: 'REPEATED' } });
    expect(bearerToken(plain)).toBe(TOKEN);
  });

  it('show a second purpose in either reading', async () => {
    const { distinct, plain } = await received(['Host', 'x', 'X-Purpose-Of-Use', 'TREATMENT', 'x-purpose-of-use', 'MDT']);
    for (const headers of [distinct, plain]) expect((await refusedPurpose(headers['x-purpose-of-use'])).code).toBe('AUTH_PURPOSE_UNKNOWN');
  });
});
