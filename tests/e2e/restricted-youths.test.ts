import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoChoice } from '../../src/auth/demo-claims.js';
import { STATE_OF_CALIFORNIA } from '../../src/auth/demo-identities.js';
import { type Parsed, startTestGateway, type TestGateway } from '../support/gateway.js';
import { CALLERS, caseId, countyRows, writeCounty, YOUTHS } from '../support/seed-county.js';
import { plainYouth, youthRow } from '../support/seed-county-youths.js';
import { WHOLE_CASE } from './documents.js';

const EXTRA = {
  /** Sensitive and sealed youths of county 33, and of no county. */
  SENSITIVE_33: '5ab1ec70-0000-4000-8000-000000000021', SEALED_33: '5ab1ec70-0000-4000-8000-000000000022',
  SENSITIVE_NONE: '5ab1ec70-0000-4000-8000-000000000023', SEALED_NONE: '5ab1ec70-0000-4000-8000-000000000024',
} as const;

let gateway: TestGateway;
beforeAll(async () => {
  const county = countyRows();
  for (const [at, [name, subject]] of Object.entries(EXTRA).entries()) {
    const place = name.endsWith('33') ? '33' : null;
    const letter = String(at);
    county.youths.push(youthRow(subject, letter, { county: place, sensitivity: name.startsWith('SEALED') ? 'R' : 'S' }));
    for (const [table, rows] of Object.entries(plainYouth(subject, letter))) county.tables[table as 'alias'].push(...rows);
  }
  gateway = await startTestGateway({ seed: (url) => writeCounty(url, county) });
});
afterAll(async () => { await gateway.stop(); });

const seen = async (caller: DemoChoice, youth: string) =>
  (await gateway.ask(caller, 'query($id: ID!) { case(id: $id) { youth { firstName } } }', { id: caseId(youth) })).body.data.case !== null;

/** "Same" and "other" are the county of the worker: to the State every county is another. */
describe('sensitive and sealed youths', () => {
  const county = (...privileges: NonNullable<DemoChoice['privileges']>): DemoChoice => ({ as: 'county-worker', staffKey: '0ZZ', privileges });
  const state = (...privileges: NonNullable<DemoChoice['privileges']>): DemoChoice => ({ as: 'county-worker', county: STATE_OF_CALIFORNIA, staffKey: '0YY', privileges });
  const SUBJECTS = {
    'S same': YOUTHS.SELMA, 'S other': EXTRA.SENSITIVE_33, 'S none': EXTRA.SENSITIVE_NONE,
    'R same': YOUTHS.RENATA, 'R other': EXTRA.SEALED_33, 'R none': EXTRA.SEALED_NONE, 'N same': YOUTHS.CORA, 'N other': YOUTHS.BEATRIZ,
  } as const;
  const MATRIX: readonly (readonly [string, DemoChoice, readonly (keyof typeof SUBJECTS)[]])[] = [
    ['a county worker without privilege', county('COUNTYWIDE_READ'), ['N same']],
    ['a county worker with SENSITIVE', county('SENSITIVE'), ['N same', 'S same']],
    ['a county worker with SEALED', county('SEALED'), ['N same', 'R same']],
    ['a county worker with both', county('SENSITIVE', 'SEALED'), ['N same', 'R same', 'S same']],
    ['a county worker who reads the State', county('STATEWIDE_READ'), ['N other', 'N same']],
    ['a State worker without privilege', state(), ['N other', 'N same']],
    ['a State worker with SENSITIVE', state('SENSITIVE'), ['N other', 'N same', 'S other', 'S same']],
    ['a State worker with SEALED', state('SEALED'), ['N other', 'N same', 'R none']],
  ];
  it.each(MATRIX)('%s reaches what the access matrix of CWS/CMS opens', async (_, caller, opened) => {
    const found = [];
    for (const [name, youth] of Object.entries(SUBJECTS)) if (await seen(caller, youth)) found.push(name);
    expect(found.toSorted()).toEqual(opened);
    const { body } = await gateway.ask(caller, '{ cases(first: 100) { edges { node { id } } } }');
    const listed = body.data.cases.edges.map((edge: Parsed) => edge.node.id);
    for (const [name, youth] of Object.entries(SUBJECTS)) expect(listed.includes(caseId(youth)), `${name} in the list`).toBe(found.includes(name));
  });

  it('a sealed youth is closed to partners who treat or team, a sensitive one is open to who treats her', async () => {
    expect(await seen(CALLERS.clinician, YOUTHS.RENATA)).toBe(false);
    expect(await seen(CALLERS.member, YOUTHS.RENATA)).toBe(false);
    expect(await seen(CALLERS.worker, YOUTHS.RENATA)).toBe(false);
    expect(await seen(CALLERS.clinician, YOUTHS.SELMA)).toBe(true);
  });
});

describe('a referral of limited access', () => {
  const document = `query($id: ID!) { case(id: $id) {
    referrals { response { display } reporter { lastName } } allegations { type { display } locationNarrative } workers { workerName } specialProjects { projectName }
  } }`;
  const told = async (caller: DemoChoice, words: readonly string[]) => {
    const { text } = await gateway.ask(caller, document, { id: caseId(YOUTHS.ALMA) });
    return words.filter((word) => text.includes(word));
  };
  const SENSITIVE = ['A-LimitedSensitive', 'A-AllegedSensitive', 'A-SensitiveNarrative'];
  const SEALED = ['A-LimitedSealed', 'A-AllegedSealed', 'A-SealedNarrative', 'A-SealedWorker', 'A-SealedProject'];

  it('is absent with its allegations and its workers, for a worker without that privilege', async () => {
    expect(await told(CALLERS.worker, [...SENSITIVE, ...SEALED])).toEqual([]);
    expect(await told({ ...CALLERS.worker, privileges: ['SENSITIVE'] }, [...SENSITIVE, ...SEALED])).toEqual(SENSITIVE);
    expect(await told({ ...CALLERS.worker, privileges: ['SEALED'] }, [...SENSITIVE, ...SEALED])).toEqual(SEALED);
  });

  it('is absent to partners when it is sealed, and its reporter is nobody\'s business', async () => {
    for (const caller of ['detective', 'member', 'provider'] as const) {
      expect(await told(CALLERS[caller], [...SEALED, 'A-referral-r-Reporter', 'A-referral-s-Reporter'])).toEqual([]);
    }
  });
});

describe('a youth who takes part in Safe at Home', () => {
  const PLACES = ['H-Street', 'H-OldStreet', 'H-City', 'H-OldCity', 'H-Facility', 'H-FacilityStreet', 'H-FacilityCity', '2135550101', '2135550111', '90001'];

  it('has the substitute for an address and no place of placement, whoever asks', async () => {
    const other = [{ as: 'county-worker', staffKey: '0ZZ', privileges: ['SENSITIVE', 'SEALED', 'STATEWIDE_READ'] }] as const;
    for (const caller of [CALLERS.colleague, CALLERS.clinician, CALLERS.detective, CALLERS.provider, CALLERS.member, ...other]) {
      const { text, body } = await gateway.ask(caller, WHOLE_CASE, { id: caseId(YOUTHS.HANNA) });
      expect(body.data.case, `${JSON.stringify(caller)}`).not.toBeNull();
      expect(PLACES.filter((place) => text.includes(place)), `${JSON.stringify(caller)}`).toEqual([]);
      expect([null, 1]).toContain(body.data.case.addresses?.length ?? null);
      expect(body.data.case.actualAddresses).toBeNull();
    }
    const { body } = await gateway.ask(CALLERS.colleague, WHOLE_CASE, { id: caseId(YOUTHS.HANNA) });
    expect(body.data.case.addresses).toEqual([{
      kind: null, startedOn: null, endedOn: null, street: 'Substitute address, Safe at Home, California Secretary of State', unit: null,
      city: 'Sacramento', state: 'CA', zip: null, county: null, phone: null, homeless: null,
    }]);
  });

  it('is nowhere in the messages of partners', async () => {
    for (const [caller, format] of [['clinician', 'FHIR_R4_BUNDLE'], ['detective', 'NIEM_6_XML'], ['provider', 'PROVIDER_JSON']] as const) {
      const { body } = await gateway.ask(CALLERS[caller], `query($id: ID!) { partnerMessage(caseId: $id, format: ${format}) { content } }`, { id: caseId(YOUTHS.HANNA) });
      const { content } = body.data.partnerMessage;
      expect(content).toContain('H-First');
      expect(PLACES.filter((place) => content.includes(place)), `in ${format}`).toEqual([]);
    }
  });

  it('has her actual addresses open to the worker who carries the case, and to no privilege to read', async () => {
    const document = 'query($id: ID!) { case(id: $id) { actualAddresses { street city zip phone } placements { facilityName } } }';
    const worker = await gateway.ask(CALLERS.worker, document, { id: caseId(YOUTHS.HANNA) });
    expect(worker.body.data.case).toEqual({
      actualAddresses: [
        { street: 'H-Street', city: 'H-City', zip: '90001', phone: '2135550101' }, { street: 'H-OldStreet', city: 'H-OldCity', zip: '90001', phone: null },
      ],
      placements: [{ facilityName: null }],
    });
    expect((await gateway.ask(CALLERS.worker, document, { id: caseId(YOUTHS.ALMA) })).body.data.case.actualAddresses).toEqual([]);
  });
});
