import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../src/kernel/dates.js';
import { globalId, idOfType } from '../../src/kernel/ids.js';
import { type Parsed, startTestGateway, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../support/seed-county.js';

const CASE = caseId(YOUTHS.CORA);
const RECORD = 'mutation Record($input: RecordConsentInput!) { recordConsent(input: $input) { consent { id status version failedChecks usesSoFar fhir } userErrors { code } } }';
const REVOKE = 'mutation Revoke($input: RevokeConsentInput!) { revokeConsent(input: $input) { consent { id status version usesSoFar } userErrors { code } } }';
const ASKED = 'query($id: ID!) { case(id: $id) { services(first: 10) { edges { node { category } } } } }';
const EXPLAIN = 'query($input: ExplainAccessInput!) { explainAccess(input: $input) { role validUntil categories { category regime released reason basis } } }';
const FILE = `query($id: ID!) {
  case(id: $id) {
    consents { id status version maxUses usesSoFar failedChecks fhir } consentConflicts { widerConsentId narrowerConsentId categories }
    services(first: 10) { edges { node { category } } }
  }
  disclosures(caseId: $id, first: 50) { edges { node {
    at recipient { id } role purpose outcome categoriesReleased categoriesWithheld rules authorities consents notices labels
  } } pageInfo { hasNextPage } }
}`;
const WITHDRAWALS = '{ withdrawalNotices(first: 50) { edges { node { caseId consentId form categories } } } }';

const SIGNED = {
  regimes: ['HIV', 'GENERAL_CWS'], subjectNameAsWritten: 'C-First C-Last', discloserClasses: ['PUBLIC_HEALTH', 'CHILD_WELFARE'], recipientAgencyIds: [globalId('Agency', AGENCY.provider)],
  categories: ['HIV', 'CASE_FACTS'], explicitMentions: ['HIV'], maxUses: 1, purposes: ['SERVICES'], effectiveFrom: '2026-02-01T18:00:00Z', expiry: { kind: 'DATE', on: '2026-08-31' },
  signature: { signedAt: '2026-02-01T18:00:00Z', method: 'WET', typefacePt: 14, standalone: true, role: 'MINOR' },
  capacity: { basis: 'MINOR_STATUTE', ageAtSigning: 14 }, documentHash: 'cd'.repeat(32),
  statements: { revocationHow: true, redisclosureRisk: true, conditioning: true, copyGiven: true, copyInstructions: true },
};

/** Everybody but those to whom a result of Cora may be told. */
const OTHERS = (['caseworker', 'colleague', 'worker', 'clinician', 'detective', 'member', 'operator', 'neighbour'] as const).map((name) => CALLERS[name]);

interface County {
  readonly gateway: TestGateway;
  /** What is told, in order; ids that are new every time are named by their turn. */
  readonly told: string[];
  ask(caller: (typeof OTHERS)[number] | typeof CALLERS.provider, document: string, variables?: Readonly<Record<string, unknown>>): Promise<Parsed>;
}

/** A county of its own whose clock goes on with every question. */
async function county(planted: boolean): Promise<County> {
  let asked = 0;
  const gateway = await startTestGateway({ clock: { now: () => instant(`2026-03-02T20:${String(Math.floor(asked / 60)).padStart(2, '0')}:${String(asked % 60).padStart(2, '0')}Z`) } });
  if (planted) {
    await gateway.sql(`insert into csec.service_record (subject_id, record_key, category, kind, started_on, system, regime, consented_by)
      values ($1, 'result', 'HIV', 'SERVICE', '2024-01-15', 'Partner', 'CMIA', 'MINOR')`, [YOUTHS.CORA], 'csec_sync');
  }
  const told: string[] = [];
  const names = new Map<string, string>();
  return {
    gateway, told,
    ask: async (caller, document, variables) => {
      asked += 1;
      const { text, body } = await gateway.ask(caller, document, variables);
      const recorded = body.data?.recordConsent?.consent?.id as string | undefined;
      if (recorded !== undefined) for (const id of [recorded, idOfType('Consent', recorded, 'id')]) names.set(id, `consent ${names.size}`);
      const named = [...names].reduce((left, [id, name]) => left.replaceAll(id, name), text);
      if (caller !== CALLERS.provider) told.push(named.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'uuid'));
      return body.data;
    },
  };
}

/** A county in which a consent for one use is recorded, used, refused in part, superseded and withdrawn, and everybody looks on. */
async function lived(planted: boolean): Promise<readonly string[]> {
  const { gateway, told, ask } = await county(planted);
  const look = async (readers: typeof OTHERS): Promise<void> => {
    for (const reader of readers) {
      await ask(reader, FILE, { id: CASE });
      await ask(reader, WITHDRAWALS);
    }
    await ask(CALLERS.caseworker, EXPLAIN, { input: { caseId: CASE, purpose: 'SERVICES', caller: { agencyId: globalId('Agency', AGENCY.provider), role: 'PROVIDER' } } });
  };
  const record = (changes: Readonly<Record<string, unknown>>): Promise<Parsed> => ask(CALLERS.caseworker, RECORD, { input: { caseId: CASE, ...SIGNED, ...changes } });
  const kept = await record({});
  await record({ effect: 'REFUSE', regimes: ['GENERAL_CWS'], categories: ['CASE_FACTS'], explicitMentions: [], maxUses: null });
  for (let times = 0; times < 3; times += 1) {
    const answer = await ask(CALLERS.provider, ASKED, { id: CASE });
    const kinds = answer.case?.services.edges.map(({ node }: Parsed) => node.category) ?? null;
    expect(kinds).toEqual(times > 0 ? null : planted ? ['HIV'] : []);
  }
  await look(OTHERS);
  const next = await record({
    supersedesConsentId: kept.recordConsent.consent.id, effectiveFrom: '2026-02-10T18:00:00Z', signature: { ...SIGNED.signature, signedAt: '2026-02-10T18:00:00Z' },
  });
  await look([CALLERS.caseworker]);
  await ask(CALLERS.caseworker, REVOKE, { input: { caseId: CASE, consentId: next.recordConsent.consent.id, writtenReceivedAt: '2026-03-02T18:00:00Z' } });
  await look(OTHERS);
  await gateway.stop();
  return told;
}

describe('an HIV result that leaves under a consent for one use', () => {
  it('R-44, G1: tells nobody else by status, conflict, accounting, notice or count that there was one', async () => {
    const without = await lived(false);
    expect(await lived(true)).toEqual(without);
    // What was compared is not silence: the caseworker is told of the consents, and of the answers to others.
    expect(without.some((text) => text.includes('"status":"SUPERSEDED"') || text.includes('"status":null'))).toBe(true);
    expect(without.some((text) => text.includes(globalId('Agency', AGENCY.provider)))).toBe(true);
  });
});

describe('a consent for one use', () => {
  let gateway: TestGateway;
  beforeAll(async () => { gateway = await startTestGateway(); });
  afterAll(async () => { await gateway.stop(); });
  const record = async (changes: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const { body } = await gateway.ask(CALLERS.caseworker, RECORD, { input: { caseId: CASE, ...SIGNED, categories: ['HIV'], ...changes } });
    return idOfType('Consent', body.data.recordConsent.consent.id, 'id');
  };
  const statuses = async (...ids: readonly string[]) => Promise.all(ids.map(async (id) => (await gateway.sql<{ status: string }>('select status from csec.consent where id = $1', [id]))[0]?.status));
  const asks = async (selection: string) => {
    const requestId = randomUUID();
    const { body } = await gateway.ask(CALLERS.provider, `query($id: ID!) { ${selection} }`, { id: CASE }, { requestId });
    const [log] = await gateway.disclosures(requestId) as [Parsed];
    return { body, log };
  };

  it.each([
    ['case(id: $id) { services(first: 0) { edges { node { category } } } }', { case: { services: null } }],
    ['serviceHistory(caseId: $id, first: 10, after: "zz") { edges { node { category } } }', { serviceHistory: null }],
    ['me { role } case(id: $id) { __typename services(first: 10, after: "zz") { edges { node { category } } } }', { me: { role: 'PROVIDER' }, case: { __typename: 'Case', services: null } }],
  ])('R-44: is not used by an answer that an error left without what it opens: %s', async (selection, expected) => {
    const id = await record();
    const { body, log } = await asks(selection);
    expect(body.data).toMatchObject(expected);
    expect(body.errors).toHaveLength(1);
    expect(body.extensions.disclosure?.consents ?? []).toEqual([]);
    expect([await statuses(id), log.released.includes('HIV'), log.withheld.includes('HIV'), log.denied.HIV, log.consents]).toEqual([['ACTIVE'], false, true, ['NOT_ANSWERED'], []]);
    expect(await gateway.sql('select 1 from csec.consent_release where consent_id = $1', [id])).toEqual([]);
    await gateway.sql('delete from csec.consent where id = $1', [id]);
  });

  it('R-44: is used by what one part of an answer tells, though an error left another part without it', async () => {
    const id = await record();
    const { body, log } = await asks('a: case(id: $id) { services(first: 0) { edges { node { category } } } } b: case(id: $id) { services(first: 10) { edges { node { category } } } }');
    expect(body.data).toEqual({ a: { services: null }, b: { services: { edges: [] } } });
    expect([await statuses(id), log.released.includes('HIV'), log.consents]).toEqual([['EXHAUSTED'], true, [`${id}@1`]]);
  });

  it('R-44: that another spares stands under no answer: neither in its record, its extensions nor who is told of a withdrawal', async () => {
    const [later, sooner] = [await record(), await record({ expiry: { kind: 'DATE', on: '2026-07-31' } })];
    const { body, log } = await asks('case(id: $id) { services(first: 10) { edges { node { category } } } }');
    expect(await statuses(sooner, later)).toEqual(['EXHAUSTED', 'ACTIVE']);
    expect([log.consents, log.spoken.consents, body.extensions.disclosure.consents]).toEqual([[`${sooner}@1`], [], [`${sooner}@1`]]);
    expect(await gateway.sql('select consent_id from csec.consent_release where consent_id = any ($1)', [[later, sooner]])).toEqual([{ consent_id: sooner }]);
  });
});
