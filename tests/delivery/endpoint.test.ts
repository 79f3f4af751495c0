import { describe, expect, it } from 'vitest';
import { backoffSeconds } from '../../src/delivery/deliver.js';
import { addressAllowed, endpointFault, openEndpoint } from '../../src/delivery/endpoint.js';
import { startEndpoint } from './endpoint-server.js';

const STRICT = { loopback: false, networks: [] } as const;
const LOOPBACK = { loopback: true, networks: [] } as const;

describe('an endpoint', () => {
  it.each([
    '127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '198.18.0.1',
    '::1', '::', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:127.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', '2001:db8::1',
  ])('is not reached at %s', (address) => { expect(addressAllowed(address, STRICT)).toBe(false); });

  it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111'])('is reached at %s', (address) => { expect(addressAllowed(address, STRICT)).toBe(true); });

  it('is reached where the operator says so, and nowhere beside', () => {
    expect(['10.1.2.3', '10.2.0.1', '127.0.0.1'].map((address) => addressAllowed(address, { loopback: false, networks: ['10.1.0.0/16'] }))).toEqual([true, false, false]);
    expect(['127.0.0.1', '::1', '10.1.2.3'].map((address) => addressAllowed(address, LOOPBACK))).toEqual([true, true, false]);
  });

  it('is an address with TLS, but on this machine where that is taken', () => {
    expect(endpointFault('https://partner.example.org/events?of=us', STRICT)).toBe(null);
    expect(['partner', 'http://partner.example.org/', 'ftp://partner.example.org/', 'https://a@partner.example.org/', 'https://partner.example.org/#x', 'http://127.0.0.1/']
      .map((url) => endpointFault(url, STRICT))).toEqual(['NOT_A_URL', 'NOT_HTTPS', 'NOT_HTTPS', 'NOT_PLAIN', 'NOT_PLAIN', 'NOT_HTTPS']);
    expect(['http://127.0.0.1:9/', 'http://localhost/', 'http://10.0.0.1/', 'http://partner.example.org/'].map((url) => endpointFault(url, LOOPBACK)))
      .toEqual([null, null, 'NOT_HTTPS', 'NOT_HTTPS']);
  });

  it('is not connected to when its name stands for an address of this machine', async () => {
    await expect(openEndpoint('https://localhost:9/', STRICT)).rejects.toMatchObject({ fault: 'ADDRESS_REFUSED' });
    await expect(openEndpoint('http://127.0.0.1:9/', LOOPBACK)).rejects.toMatchObject({ fault: 'NOT_CONNECTED' });
  });

  it('does not lead elsewhere', async () => {
    const server = await startEndpoint();
    server.answer = () => ({ status: 307, headers: { location: `${server.url}/elsewhere` } });
    const endpoint = await openEndpoint(server.url, LOOPBACK);
    expect(await endpoint.post({ 'content-type': 'application/json' }, '{}')).toMatchObject({ status: 307 });
    await endpoint.close();
    expect(server.received.map(({ path }) => path)).toEqual(['/events']);
    await server.close();
  });
});

describe('the wait after a failure', () => {
  it('doubles up to the longest, less up to half by lot', () => {
    const patience = { firstSeconds: 2, longestSeconds: 3600 };
    for (const [attempts, most] of [[0, 2], [1, 4], [5, 64], [11, 3600], [500, 3600]] as const) {
      const waits = Array.from({ length: 200 }, () => backoffSeconds(attempts, patience));
      expect([Math.max(...waits) <= most, Math.min(...waits) >= most / 2, new Set(waits).size > 50]).toEqual([true, true, true]);
    }
  });
});
