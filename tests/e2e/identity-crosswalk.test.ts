import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalDate } from '../../src/kernel/dates.js';
import { globalId } from '../../src/kernel/ids.js';
import type { UnlinkedPerson } from '../../src/model/partner-link.js';
import { awaitPerson, type NamedBy } from '../../src/store/crosswalk/unlinked-persons.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { withRequestSession } from '../../src/store/request-session.js';
import { NOON, startTestGateway, type TestCaller, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../support/seed-county.js';

let gateway: TestGateway;
let pool: Pool;
beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.sql(`update csec.youth set first_name = 'Octavia', last_name = 'Quintanilla' where subject_id = $1`, [YOUTHS.RENATA], 'csec_sync');
  pool = servingPool({ url: gateway.databaseUrl, max: 1, statementTimeoutMillis: 5_000 });
});
afterAll(async () => {
  await closePool(pool);
  await gateway.stop();
});

const [ALMA, CORA, RENATA] = [caseId(YOUTHS.ALMA), caseId(YOUTHS.CORA), caseId(YOUTHS.RENATA)];
const SYSTEM = 'urn:synthetic:client';
const REASON = 'Synthetic: the provider\'s intake form names her caseworker.';
const uuid = (n: number): string => `0e250000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const waiting = new Map<number, string>();
const personId = (n: number): string => globalId('UnlinkedPerson', waiting.get(n) ?? uuid(n));

/** A person as the provider names her, described as Alma is unless told. */
const wait = async (n: number, parts: Partial<UnlinkedPerson> = {}, named?: NamedBy): Promise<void> => {
  waiting.set(n, await withRequestSession(pool, (session) => awaitPerson(session, {
    agencyId: AGENCY.provider, county: '19', system: SYSTEM, value: `client-${n}`, firstName: 'A-First', middleName: null, lastName: 'A-Last',
    bornOn: '2011-06-15' as LocalDate, sex: 'F', receivedAt: NOON, ...parts,
  }, named)));
};
/** Whom the provider's name means, by the link that stands. */
const linkOf = async (n: number): Promise<string | null> => (await gateway.sql<{ subject_id: string }>(
  'select subject_id from csec.partner_link where agency_id = $1 and value = $2 and undone_at is null', [AGENCY.provider, `client-${n}`]))[0]?.subject_id ?? null;

const SUGGESTIONS = `query($id: ID!, $first: Int!, $after: String) { found: identitySuggestions(caseId: $id, first: $first, after: $after) {
  edges { cursor node { unlinkedPersonId agencyId firstName lastName bornOn sex grade weight features { feature likeness weight } } } pageInfo { hasNextPage } } }`;
const suggested = async (caller: TestCaller, id = ALMA, first = 100, after: string | null = null) => (await gateway.ask(caller, SUGGESTIONS, { id, first, after })).body;
const namesOf = (body: Awaited<ReturnType<typeof suggested>>) => body.data.found.edges.map(({ node }: { node: { unlinkedPersonId: string } }) => node.unlinkedPersonId);
const MUTATION = {
  confirm: 'mutation($input: ConfirmIdentityInput!) { done: confirmIdentity(input: $input) { linkId userErrors { code field } } }',
  reject: 'mutation($input: RejectIdentityInput!) { done: rejectIdentity(input: $input) { done userErrors { code field } } }',
  undo: 'mutation($input: UndoIdentityLinkInput!) { done: undoIdentityLink(input: $input) { done userErrors { code field } } }',
} as const;
const change = async (word: keyof typeof MUTATION, caller: TestCaller, input: object) => {
  const { status, body } = await gateway.ask(caller, MUTATION[word], { input: { caseId: ALMA, reason: REASON, ...input } });
  return body.data?.done ?? { status, code: body.errors![0]!.extensions.code };
};
const noSuch = (field: string) => ({ userErrors: [{ code: 'NOT_FOUND', field: `input.${field}` }] });
const UNDONE = 'query($first: Int!, $after: String) { undoneIdentityLinks(first: $first, after: $after) { edges { node { linkId caseId agencyId basis undoneByPersonId reason disclosureIds shownIds } } pageInfo { hasNextPage endCursor } } }';

/** Does something while the provider is a Part 2 programme, of whose patients the worker may not know. */
async function whileProgramme(work: () => Promise<void>): Promise<void> {
  const stands = (status: string) => gateway.sql('update csec.agency set regime_status = $2 where id = $1', [AGENCY.provider, status], 'csec_sync');
  const [{ was }] = await gateway.sql<{ was: string }>('select regime_status as was from csec.agency where id = $1', [AGENCY.provider], 'csec_sync') as [{ was: string }];
  await stands('PART2_PROGRAM');
  try {
    await work();
  } finally {
    await stands(was);
  }
}

describe('a person whom a partner named', () => {
  it('is suggested to the worker who carries the case, with what each feature weighs', async () => {
    await wait(1);
    expect((await suggested(CALLERS.worker)).data.found.edges.map(({ node }: { node: unknown }) => node)).toEqual([{
      unlinkedPersonId: personId(1), agencyId: globalId('Agency', AGENCY.provider), firstName: 'A-First', lastName: 'A-Last', bornOn: '2011-06-15', sex: 'F', grade: 'PROBABLE',
      weight: 27, features: [
        { feature: 'LAST_NAME', likeness: 'SAME', weight: 8 }, { feature: 'FIRST_NAME', likeness: 'SAME', weight: 6 },
        { feature: 'BIRTH_DATE', likeness: 'SAME', weight: 12 }, { feature: 'SEX', likeness: 'SAME', weight: 1 },
      ],
    }]);
  });

  it('is nobody where her agency is a Part 2 programme, whatever its kind: neither suggested nor told of, and nobody confirms her', async () => {
    await whileProgramme(async () => {
      expect(namesOf(await suggested(CALLERS.worker))).toEqual([]);
      expect(await change('confirm', CALLERS.worker, { unlinkedPersonId: personId(1) })).toMatchObject(noSuch('unlinkedPersonId'));
    });
    expect(namesOf(await suggested(CALLERS.worker))).toEqual([personId(1)]);
  });

  it('is nobody for everybody else, and what they are answered does not depend on her', async () => {
    const others = [CALLERS.colleague, CALLERS.caseworker, CALLERS.neighbour, CALLERS.operator, CALLERS.provider, CALLERS.clinician, CALLERS.detective, CALLERS.member];
    const ask = async () => Promise.all(others.map(async (caller) => {
      const { status, text } = await gateway.ask(caller, SUGGESTIONS, { id: ALMA, first: 5 }, { requestId: 'the same' });
      return { status, text };
    }));
    const answers = await ask();
    for (const { text } of answers) expect(text).toMatch(/"found":null|FORBIDDEN/);
    await wait(2, { firstName: 'A First' });
    expect(await ask()).toEqual(answers);
    for (const caller of [CALLERS.provider, CALLERS.clinician, CALLERS.operator]) {
      for (const id of [personId(1), personId(404)]) expect(await change('confirm', caller, { unlinkedPersonId: id })).toEqual({ status: 403, code: 'FORBIDDEN' });
    }
    for (const id of [personId(1), personId(404)]) {
      expect(await change('confirm', CALLERS.neighbour, { unlinkedPersonId: id })).toMatchObject(noSuch('caseId'));
      expect(await change('confirm', CALLERS.colleague, { unlinkedPersonId: id })).toMatchObject({ linkId: null, userErrors: [{ code: 'FORBIDDEN', field: 'input.caseId' }] });
    }
  });

  it('is not read of an agency of which the worker may not know, of another county, nor beside a sealed record', async () => {
    await wait(3, { agencyId: AGENCY.programme });
    await wait(4, { county: '33' });
    await wait(5, { firstName: 'Octavia', lastName: 'Quintanilla' });
    await wait(9, { agencyId: AGENCY.clinic });
    await wait(6, { firstName: 'Somebody', lastName: 'Else' });
    await gateway.sql(`insert into csec.seal_tombstone (subject_id, source_table, source_key) values ($1, 'matter', 'client-7')`, [YOUTHS.ALMA], 'csec_sync');
    await wait(7);
    expect(namesOf(await suggested(CALLERS.worker)).sort()).toEqual([personId(1), personId(2)].sort());
    const mayReadSealed: TestCaller = { as: 'county-worker', staffKey: '0X5', privileges: ['SEALED', 'COUNTYWIDE_READ'] };
    expect([(await suggested(CALLERS.worker, RENATA)).data.found, namesOf(await suggested(mayReadSealed, RENATA))]).toEqual([null, []]);
    for (const n of [3, 4, 5, 6, 7, 9, 404]) {
      expect(await change('confirm', CALLERS.worker, { unlinkedPersonId: personId(n) })).toEqual({ linkId: null, ...noSuch('unlinkedPersonId') });
      expect(await change('reject', CALLERS.worker, { unlinkedPersonId: personId(n) })).toEqual({ done: false, ...noSuch('unlinkedPersonId') });
    }
    expect(await change('confirm', mayReadSealed, { caseId: RENATA, unlinkedPersonId: personId(5) })).toMatchObject(noSuch('unlinkedPersonId'));
  });

  it('comes page by page, the likeliest first', async () => {
    await wait(8, { firstName: null });
    const first = await suggested(CALLERS.worker, ALMA, 1);
    expect(first.data.found.pageInfo.hasNextPage).toBe(true);
    const rest = await suggested(CALLERS.worker, ALMA, 2, first.data.found.edges[0].cursor);
    const all = [...namesOf(first), ...namesOf(rest)];
    expect([all.slice(0, 2).sort(), all[2]]).toEqual([[personId(1), personId(2)].sort(), personId(8)]);
    expect(rest.data.found.pageInfo.hasNextPage).toBe(false);
    expect((await suggested(CALLERS.worker, ALMA, 1, 'forged')).errors?.[0]?.extensions.code).toBe('BAD_CURSOR');
  });

  it('who was rejected is not suggested for her again, and the reason is kept', async () => {
    expect(await change('reject', CALLERS.worker, { unlinkedPersonId: personId(8), reason: 'short' })).toEqual({ status: 400, code: 'BAD_INPUT' });
    expect(await change('reject', CALLERS.worker, { unlinkedPersonId: personId(8) })).toEqual({ done: true, userErrors: [] });
    expect(namesOf(await suggested(CALLERS.worker)).sort()).toEqual([personId(1), personId(2)].sort());
    expect(await gateway.sql('select outcome, reason, weight from csec.identity_review')).toEqual([{ outcome: 'REJECTED', reason: REASON, weight: 21 }]);
    const decided = await gateway.ask(CALLERS.worker, '{ found: identitySuggestions(caseId: "' + ALMA + '", first: 5, decided: true) { edges { node { unlinkedPersonId decided } } } }');
    expect(decided.body.data.found.edges).toEqual([{ node: { unlinkedPersonId: personId(8), decided: 'REJECTED' } }]);
  });

  it('can be confirmed after all', async () => {
    const made = await change('confirm', CALLERS.worker, { unlinkedPersonId: personId(8) });
    expect([made.userErrors, await linkOf(8)]).toEqual([[], YOUTHS.ALMA]);
    expect(await change('undo', CALLERS.worker, { linkId: made.linkId })).toEqual({ done: true, userErrors: [] });
    await gateway.sql('delete from csec.partner_link', [], 'csec_sync');
  });
});

describe('a link that a worker confirmed', () => {
  const linkId = { is: '' };
  const LINKS = 'query($id: ID!) { case(id: $id) { identityLinks { linkId agencyId system basis confirmedByPersonId undoneAt } } }';
  const links = async (caller: TestCaller, id = ALMA) => (await gateway.ask(caller, LINKS, { id })).body.data.case?.identityLinks;

  it('says whom the partner means, to her worker alone', async () => {
    expect(await linkOf(1)).toBeNull();
    const made = await change('confirm', CALLERS.worker, { unlinkedPersonId: personId(1) });
    expect(made.userErrors).toEqual([]);
    linkId.is = made.linkId;
    expect(await linkOf(1)).toBe(YOUTHS.ALMA);
    expect(namesOf(await suggested(CALLERS.worker))).toEqual([personId(2)]);
    expect(await links(CALLERS.worker)).toEqual([{
      linkId: made.linkId, agencyId: globalId('Agency', AGENCY.provider), system: SYSTEM, basis: 'CONFIRMED', confirmedByPersonId: expect.any(String), undoneAt: null,
    }]);
    expect(await links(CALLERS.colleague)).toBeNull();
    expect(await links(CALLERS.provider)).toBeNull();
    expect(await links(CALLERS.caseworker, CORA)).toEqual([]);
  });

  it('is not told of, nor undone, where its agency is a Part 2 programme: as if there were none', async () => {
    await whileProgramme(async () => {
      expect(await links(CALLERS.worker)).toEqual([]);
      expect(await change('undo', CALLERS.worker, { linkId: linkId.is })).toEqual({ done: false, ...noSuch('linkId') });
    });
    expect(await linkOf(1)).toBe(YOUTHS.ALMA);
  });

  it('is undone by who carries the case, and by nobody else', async () => {
    expect(await change('undo', CALLERS.provider, { linkId: linkId.is })).toEqual({ status: 403, code: 'FORBIDDEN' });
    expect(await change('undo', CALLERS.colleague, { linkId: linkId.is })).toMatchObject({ done: false, userErrors: [{ code: 'FORBIDDEN' }] });
    expect(await change('undo', CALLERS.caseworker, { caseId: CORA, linkId: linkId.is })).toEqual({ done: false, ...noSuch('linkId') });
    expect(await change('undo', CALLERS.worker, { linkId: globalId('IdentityLink', uuid(404)) })).toEqual({ done: false, ...noSuch('linkId') });
    expect(await linkOf(1)).toBe(YOUTHS.ALMA);
  });

  it('undone takes back what followed: the person waits, events stop, and the privacy officer reads what had been told', async () => {
    expect((await gateway.ask(CALLERS.provider, 'query($id: ID!) { case(id: $id) { csecStatus } }', { id: ALMA })).body.data.case).not.toBeNull();
    await seedEvents();
    gateway.takeLog();
    expect(await change('undo', CALLERS.worker, { linkId: linkId.is })).toEqual({ done: true, userErrors: [] });
    expect(gateway.takeLog().filter((line) => line.includes('IDENTITY_LINK_UNDONE'))).toHaveLength(1);
    expect(await linkOf(1)).toBeNull();
    expect(namesOf(await suggested(CALLERS.worker))).toEqual([personId(2)]);
    expect(await gateway.sql('select kind, state, fault from csec.partner_event order by seq')).toEqual([
      { kind: 'CASE_CHANGED', state: 'STOPPED', fault: 'LINK_UNDONE' }, { kind: 'CONSENT_WITHDRAWN', state: 'WAITING', fault: null },
    ]);
    await seedEvents();
    expect((await gateway.sql('select kind, state from csec.partner_event order by seq')).slice(2)).toEqual([
      { kind: 'CASE_CHANGED', state: 'STOPPED' }, { kind: 'CONSENT_WITHDRAWN', state: 'WAITING' },
    ]);
    const told = await gateway.sql<{ id: string }>(`select record->>'id' as id from csec.disclosure where subject_id = $1 and record->>'agencyId' = $2 and outcome in ('RELEASED', 'MESSAGE') order by 1`,
      [YOUTHS.ALMA, AGENCY.provider]);
    const page = (await gateway.ask(CALLERS.colleague, UNDONE, { first: 5 })).body.data.undoneIdentityLinks;
    expect(page.edges.map(({ node }: { node: { disclosureIds: string[] } }) => ({ ...node, disclosureIds: [...node.disclosureIds].sort() }))).toEqual([{
      linkId: linkId.is, caseId: ALMA, agencyId: globalId('Agency', AGENCY.provider), basis: 'CONFIRMED', undoneByPersonId: expect.any(String), reason: REASON,
      disclosureIds: told.map(({ id }) => id), shownIds: [],
    }]);
    expect(told.length).toBeGreaterThan(0);
    expect(await change('undo', CALLERS.worker, { linkId: linkId.is })).toEqual({ status: 409, code: 'CONFLICT' });
  });

  it('is not made again by the partner, and its list is the officer\'s', async () => {
    const named = { namedId: YOUTHS.ALMA, sharedCode: null, sharedValue: null, namedBy: 'system', namedAt: NOON };
    await wait(1, {}, named);
    await wait(90, { firstName: null, lastName: null, bornOn: null, sex: null }, named);
    await gateway.sql('select csec.link_named($1, 10)', [AGENCY.provider]);
    expect([await linkOf(1), await linkOf(90)]).toEqual([null, null]);
    const { found } = (await gateway.ask(CALLERS.worker, '{ found: identitySuggestions(caseId: "ID", first: 9) { edges { node { unlinkedPersonId meant grade } } } }'.replace('ID', ALMA))).body.data;
    expect(found.edges[0].node).toEqual({ unlinkedPersonId: personId(90), meant: true, grade: null });
    expect(await suggested(CALLERS.provider)).toMatchObject({ data: { found: null } });
    for (const caller of [CALLERS.provider, CALLERS.operator, CALLERS.clinician]) {
      expect((await gateway.ask(caller, UNDONE, { first: 5 })).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect((await gateway.ask({ as: 'county-worker', staffKey: '0X5', privileges: [] }, UNDONE, { first: 5 })).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await gateway.ask(CALLERS.neighbour, UNDONE, { first: 5 })).body.data.undoneIdentityLinks.edges).toEqual([]);
  });
});

/** A subscription of the provider, and two events of Alma that wait. */
async function seedEvents(): Promise<void> {
  await gateway.sql(`insert into csec.partner_subscription (id, agency_id, county, person_id, role, purpose, events, endpoint, state, recorded_at)
    values ($1, $2, '19', 'system', 'PROVIDER', 'SERVICES', '{CASE_CHANGED}', 'https://partner.example/hook', 'PAUSED', $3) on conflict do nothing`, [uuid(800), AGENCY.provider, NOON]);
  for (const kind of ['CASE_CHANGED', 'CONSENT_WITHDRAWN']) {
    await gateway.sql('insert into csec.partner_event (subject_id, id, subscription_id, kind, raised_at) values ($1, gen_random_uuid(), $2, $3, $4)',
      [YOUTHS.ALMA, uuid(800), kind, NOON], 'csec_sync');
  }
}
