import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { CALLERS, caseId, CONSENT, YOUTHS } from '../support/seed-county.js';
import { globalId } from '../../src/kernel/ids.js';
import { CASE_PAGE, REVOKE, WHOLE_CASE } from './documents.js';

/** A way to a database that can be cut and opened again. */
class Cable {
  readonly #sockets = new Set<Socket>();
  #cut = false;
  #target = { host: '', port: 0 };
  readonly #server = createServer((near) => {
    if (this.#cut) return near.destroy();
    const far = connect(this.#target);
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => { this.#sockets.delete(socket); near.destroy(); far.destroy(); });
    }
    return near.pipe(far).pipe(near);
  });

  async open(): Promise<void> {
    await new Promise<void>((resolve) => { this.#server.listen(0, '127.0.0.1', resolve); });
  }

  through(url: string): string {
    const parsed = new URL(url);
    this.#target = { host: parsed.hostname, port: Number(parsed.port || 5432) };
    parsed.hostname = '127.0.0.1';
    parsed.port = String((this.#server.address() as AddressInfo).port);
    return parsed.href;
  }

  cut(): void {
    this.#cut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#cut = false;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}

const cable = new Cable();
let gateway: TestGateway;
beforeAll(async () => {
  await cable.open();
  gateway = await startTestGateway({ reach: (url) => cable.through(url) });
});
afterAll(async () => {
  await gateway.stop();
  cable.close();
});

const ASKED = [
  [CALLERS.worker, WHOLE_CASE, { id: caseId(YOUTHS.ALMA) }], [CALLERS.clinician, WHOLE_CASE, { id: caseId(YOUTHS.ALMA) }],
  [CALLERS.colleague, CASE_PAGE, { first: 5 }], [CALLERS.provider, WHOLE_CASE, { id: caseId(YOUTHS.CORA) }],
  [CALLERS.clinician, 'query($id: ID!) { partnerMessage(caseId: $id, format: FHIR_R4_BUNDLE) { content } }', { id: caseId(YOUTHS.ALMA) }],
  [CALLERS.worker, REVOKE, { input: { caseId: caseId(YOUTHS.ALMA), consentId: globalId('Consent', CONSENT.provider) } }],
] as const;

const ready = async () => {
  const { status, text } = await gateway.send('/health/ready');
  return [status, text];
};

describe('without an audit', () => {
  it('there is no data: 503 with its code, and nothing that was read or written stands', async () => {
    await gateway.sql('revoke execute on function csec.append_disclosures from csec_gateway');
    const before = await gateway.disclosures();
    gateway.takeLog();
    for (const [caller, document, variables] of ASKED) {
      const { status, body, text, headers } = await gateway.ask(caller, document, variables);
      expect([status, body]).toEqual([503, {
        data: null, errors: [{ message: 'The disclosure cannot be recorded, so nothing is released.', extensions: { code: 'AUDIT_UNAVAILABLE' } }],
      }]);
      expect(`${text}${[...headers].join()}`).not.toMatch(/First|A-|csec:|WIC/);
    }
    expect(gateway.takeLog().join('')).not.toMatch(/A-First|5ab1ec70/);
    expect(await ready()).toEqual([503, '{"status":"unready","notReady":["audit"]}']);
    await gateway.sql('grant execute on function csec.append_disclosures to csec_gateway');
    expect(await gateway.disclosures()).toEqual(before);
    expect((await gateway.sql('select status, version from csec.consent where id = $1', [CONSENT.provider], 'csec_sync'))).toEqual([{ status: 'ACTIVE', version: 1 }]);
    expect((await gateway.ask(CALLERS.worker, WHOLE_CASE, { id: caseId(YOUTHS.ALMA) })).body.data.case.id).toBe(caseId(YOUTHS.ALMA));
  });
});

describe('without a database', () => {
  it('every question is answered with its code and when to ask again, and answered again when it is back', async () => {
    cable.cut();
    for (const [caller, document, variables] of ASKED) {
      const { status, body, headers } = await gateway.ask(caller, document, variables);
      expect([status, body.data ?? null, body.errors?.map(({ extensions }) => extensions.code), headers.get('retry-after')]).toEqual([503, null, ['STORE_UNAVAILABLE'], '2']);
    }
    expect(await ready()).toEqual([503, '{"status":"unready","notReady":["database","migrations","audit"]}']);
    expect((await gateway.send('/health/live')).text).toBe('{"status":"live"}');
    cable.mend();
    expect(await ready()).toEqual([200, '{"status":"ready","notReady":[]}']);
    expect((await gateway.ask(CALLERS.worker, WHOLE_CASE, { id: caseId(YOUTHS.ALMA) })).status).toBe(200);
  });
});

describe('a statement that fails in the middle of an answer', () => {
  it('takes the whole answer with it: what the other fields read cannot be recorded any more', async () => {
    await gateway.sql('alter table csec.placement rename column facility_name to facility_title');
    gateway.takeLog();
    const { status, body, text } = await gateway.ask(CALLERS.worker, 'query($id: ID!) { case(id: $id) { youth { firstName } aliases { lastName } placements { startedOn } } }', { id: caseId(YOUTHS.ALMA) });
    await gateway.sql('alter table csec.placement rename column facility_title to facility_name');
    expect([status, body.data, body.errors?.[0]?.extensions.code]).toEqual([500, null, 'INTERNAL']);
    expect(`${text}${gateway.takeLog().join('')}`).not.toMatch(/A-First|A-Alias|facility_name from/);
  });
});
