import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GatewayError } from '../../src/kernel/gateway-error.js';
import { ask, read, send, serve, type AskedServer } from './asking.js';

const REQUEST_ID = '6f1c1d3e-7a64-4c39-9a52-0d6f2f1f5b7a';
let asked: AskedServer;
beforeAll(async () => { asked = await serve(); });
afterAll(async () => { await asked.server.close(0); });

const errorsOf = (answer: Awaited<ReturnType<typeof ask>>): unknown[] => (answer.body.errors ?? []).map(({ message, extensions }) => [message, extensions]);

describe('POST /graphql', () => {
  it('answers, and lets nobody keep, frame or sniff the answer', async () => {
    const { status, headers, body } = await ask(asked.address, '{ hello }', { headers: { 'x-request-id': REQUEST_ID } });
    expect([status, body]).toEqual([200, { data: { hello: 'world' } }]);
    const names = ['cache-control', 'x-content-type-options', 'x-frame-options', 'referrer-policy', 'content-security-policy', 'x-request-id', 'etag'];
    expect(names.map((name) => headers.get(name))).toEqual(
      ['private, no-store', 'nosniff', 'DENY', 'no-referrer', 'default-src \'none\'; frame-ancestors \'none\'', REQUEST_ID, null]);
  });

  it('gives a request an id of its own when the caller\'s is not a UUID', async () => {
    const { headers } = await ask(asked.address, '{ hello }', { headers: { 'x-request-id': 'canary' } });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });

  it.each([
    ['a body that is not JSON', '{"query": canary', {}, 400, 'BAD_REQUEST', 'The body is not JSON.'],
    ['bytes that are not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), {}, 400, 'BAD_REQUEST', 'The body is not UTF-8.'],
    ['another encoding', '{}', { 'content-type': 'application/json; charset=latin1' }, 400, 'BAD_REQUEST', 'The body must be encoded in UTF-8.'],
    ['another content type', '{ hello }', { 'content-type': 'text/plain' }, 415, 'BAD_REQUEST', 'The content type must be application/json.'],
    ['a form', 'query=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'BAD_REQUEST', 'The content type must be application/json.'],
    ['a body without a query', '{"variables":{}}', {}, 400, 'BAD_REQUEST', 'The request is not a GraphQL request.'],
    ['a list of requests', '[{"query":"{ hello }"}]', {}, 400, 'BAD_REQUEST', 'The request is not a GraphQL request.'],
    ['null', 'null', {}, 400, 'BAD_REQUEST', 'The request is not a GraphQL request.'],
  ])('refuses %s', async (_what, body, headers, status, code, message) => {
    const answer = await send(asked.address, body, headers as Record<string, string>);
    expect([answer.status, answer.body]).toEqual([status, { errors: [{ message, extensions: { code } }] }]);
  });

  it('refuses a body that is too large, and says how large one may be', async () => {
    const answer = await send(asked.address, JSON.stringify({ query: 'x'.repeat(110_000) }), {});
    expect([answer.status, answer.body]).toEqual([413, { errors: [{
      message: 'The body is larger than the limit of 102400 bytes.', extensions: { code: 'BODY_TOO_LARGE', details: { limit: 102_400 } },
    }] }]);
  });

  it('answers a refusal without data with the status of its code, and one beside data with 200', async () => {
    const beside = await ask(asked.address, '{ hello refused }');
    expect([beside.status, beside.body.data, errorsOf(beside)]).toEqual([200, { hello: 'world', refused: null },
      [['This is not for the role.', { code: 'FORBIDDEN', details: { role: 'PROVIDER' } }]]]);
    const alone = await ask(asked.address, '{ unavailable }', { headers: { 'x-request-id': REQUEST_ID } });
    expect([alone.status, errorsOf(alone)]).toEqual([503, [['The database cannot be reached.', { code: 'STORE_UNAVAILABLE', errorId: REQUEST_ID }]]]);
  });

  it('hides an unexpected fault behind an id that the log has too', async () => {
    const answer = await ask(asked.address, '{ broken }', { headers: { 'x-request-id': REQUEST_ID } });
    expect(errorsOf(answer)).toEqual([['An unexpected fault; the error id finds it in the log.', { code: 'INTERNAL', errorId: REQUEST_ID }]]);
    const logged = asked.lines().filter(({ fault }) => fault !== undefined);
    expect(logged.at(-1)).toMatchObject({ fault: { errorId: REQUEST_ID, kind: 'Error' } });
    expect(JSON.stringify(logged)).not.toContain('canary');
  });
});

describe('the document limits', () => {
  const deep = (levels: number): string => `{ item ${'{ items(first: 1) '.repeat(levels)}{ id }${' }'.repeat(levels)} }`;

  it.each([
    ['depth', deep(11), 12, 13],
    ['aliases', `{ ${Array.from({ length: 31 }, (_, index) => `a${index}: __typename`).join(' ')} }`, 30, 31],
    ['rootFields', `{ ${'hello '.repeat(11)} }`, 10, 11],
    ['cost', '{ items(first: 100) { items(first: 100) { items(first: 3) { id } } } }', 25_000, 40_101],
    ['depth', `query { item { ...f } } fragment f on Item { items(first: 1) { ...g } } fragment g on Item ${deep(10).slice(7, -1)}`, 12, 13],
  ])('refuse a document past the limit of %s', async (limit, query, allowed, found) => {
    const answer = await ask(asked.address, query);
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.map(({ extensions }) => extensions)).toContainEqual({ code: 'QUERY_TOO_COMPLEX', details: { limit, allowed, found } });
  });

  it('let a document through that reaches them', async () => {
    expect((await ask(asked.address, deep(10))).status).toBe(200);
    expect((await ask(asked.address, '{ items(first: 100) { items(first: 100) { id } } }')).status).toBe(200);
  });

  it('count a page whose length is a variable as the longest page', async () => {
    const nested = 'query ($n: Int) { items(first: $n) { items(first: $n) { items(first: $n) { id } } } }';
    expect((await ask(asked.address, nested, { variables: { n: 1 } })).body.errors?.[0]?.extensions['code']).toBe('QUERY_TOO_COMPLEX');
  });

  it('are not slowed or fooled by fragments that double, nor by one that spreads itself', async () => {
    const doubling = Array.from({ length: 40 }, (_, level) => `fragment f${level} on Item { ...f${level + 1} x${level}: id ...f${level + 1} }`).join(' ');
    const answer = await ask(asked.address, `{ item { ...f0 } } ${doubling} fragment f40 on Item { id }`);
    expect([answer.status, errorsOf(answer)]).toEqual([400, [['The document is too large, too deep or too costly.', { code: 'QUERY_TOO_COMPLEX' }]]]);
    const looping = await ask(asked.address, '{ item { ...f } } fragment f on Item { id ...f }');
    expect(errorsOf(looping)).toEqual([['Cannot spread fragment "f" within itself.', { code: 'GRAPHQL_VALIDATION_FAILED' }]]);
  });

  it('refuse a document of too many tokens while it is read', async () => {
    const answer = await ask(asked.address, `{ ${'hello '.repeat(2100)} }`);
    expect([answer.status, errorsOf(answer)]).toEqual([400, [['The document is too large, too deep or too costly.', { code: 'QUERY_TOO_COMPLEX' }]]]);
  });

  it('leave the introspection that tools use alone', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    expect((await ask(asked.address, getIntrospectionQuery())).status).toBe(200);
  });
});

describe('other paths and methods', () => {
  it('tell a browser how to ask, and answer everything else with a coded error', async () => {
    const get = await read(await fetch(`${asked.address}/graphql`));
    expect([get.status, get.body['method'], get.headers.get('cache-control')]).toEqual([200, 'POST', 'private, no-store']);
    const put = await read(await fetch(`${asked.address}/graphql`, { method: 'PUT' }));
    expect([put.status, put.headers.get('allow'), put.body.errors?.[0]?.extensions]).toEqual([405, 'GET, POST', { code: 'BAD_REQUEST' }]);
    const none = await read(await fetch(`${asked.address}/canary`));
    expect([none.status, none.body.errors?.[0]?.extensions]).toEqual([404, { code: 'NOT_FOUND' }]);
    const wrong = await read(await fetch(`${asked.address}/canary%E0%A4%A`));
    expect([wrong.status, wrong.body.errors?.[0]?.extensions, wrong.headers.get('cache-control')]).toEqual([400, { code: 'BAD_REQUEST' }, 'private, no-store']);
    expect(JSON.stringify(wrong.body)).not.toContain('canary');
    expect((await fetch(`${asked.address}/graphql?query=%7Bhello%7D`, { headers: { accept: 'text/html' } })).headers.get('content-type')).toMatch(/json/);
  });

  it('survive what is not HTTP and log nothing of it', async () => {
    const reply = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(asked.address).port), '127.0.0.1', () => { socket.write('canary\r\n\r\n'); });
      let text = '';
      socket.on('data', (part) => { text += String(part); }).on('close', () => resolve(text));
    });
    expect(reply).toMatch(/^HTTP\/1.1 400 /);
    expect(JSON.stringify(asked.lines())).not.toContain('canary');
  });
});

describe('a request whose context cannot be made', () => {
  it('is answered with the status of the refusal, and a 401 with a challenge', async () => {
    const refusing = await serve({
      contextFor: async ({ headers }) => {
        if (headers['authorization'] === undefined) throw new GatewayError('AUTH_TOKEN_MISSING', 'No bearer token was sent.');
        if (headers['authorization'].length === 1) throw new GatewayError('AUTH_PURPOSE_NOT_ALLOWED', 'The token does not cover this purpose.');
        throw new Error('canary');
      },
    });
    const missing = await ask(refusing.address, '{ hello }');
    expect([missing.status, missing.headers.get('www-authenticate'), missing.body]).toEqual([401, 'Bearer realm="csec-gateway"',
      { errors: [{ message: 'No bearer token was sent.', extensions: { code: 'AUTH_TOKEN_MISSING' } }] }]);
    const refused = await ask(refusing.address, '{ hello }', { headers: { authorization: 'Bearer canary' } });
    expect([refused.status, refused.headers.get('www-authenticate'), errorsOf(refused)]).toEqual([403, null,
      [['The token does not cover this purpose.', { code: 'AUTH_PURPOSE_NOT_ALLOWED' }]]]);
    await refusing.server.close(0);
    expect(refusing.lines().filter(({ msg }) => msg === 'request').map(({ status, code }) => [status, code])).toEqual([[401, 'AUTH_TOKEN_MISSING'], [403, 'AUTH_PURPOSE_NOT_ALLOWED']]);
    expect(JSON.stringify(refusing.lines())).not.toContain('canary');
  });
});
