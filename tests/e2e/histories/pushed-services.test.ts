import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { normalised, statementsOf, type Parsed, type TestGateway } from '../../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../../support/seed-county.js';
import { outcomeOf, startPushingPartners } from './pushing-partner.js';

let gateway: TestGateway;
let partner: Awaited<ReturnType<typeof startPushingPartners>>['partner'];
beforeAll(async () => { ({ gateway, partner } = await startPushingPartners()); });
afterEach(() => partner.forget());
afterAll(async () => { await gateway.stop(); });

const { worker, provider, clinician } = CALLERS;
const HEAD = 'service_id,person_system,person_id,started_on,service,updated_at,withdrawn,person_first_name,person_last_name,person_born_on';
const row = (id: string, person: string, { system = '', on = '2026-02-10', text = 'Street outreach', at = '2026-02-11T10:00:00Z', withdrawn = '', as = ',,' } = {}): string =>
  `${id},${system},${person},${on},${text},${at},${withdrawn},${as}`;
const file = (...rows: readonly string[]): string => [HEAD, ...rows, ''].join('\n');
const ours = `urn:ca:csec:pseudo:${AGENCY.provider}`;
/** A bundle of one visit of a patient whom the clinic calls by a number of its own first, and by another beside it. */
const named = (id: string, system: string, value: string) => ({
  resourceType: 'Bundle', type: 'collection', entry: [
    { resource: { resourceType: 'Patient', id, identifier: [{ system: 'urn:clinic:mrn', value: `M-${id}` }, { system, value }] } },
    { resource: { resourceType: 'Encounter', id, status: 'finished', subject: { reference: `Patient/${id}` }, type: [{ text: `Therapy ${id}` }], period: { start: '2026-02-01' } } },
  ],
});
const MENTAL_HEALTH_NUMBER = 'urn:ca:cwscms:OTH_ID_C:6139';
const TAKEN = { taken: 1, passedOver: 0, refused: [], userErrors: [] };
const textsOf = async (caller: Parameters<typeof partner.told>[0] = worker) => (await partner.told(caller)).map(({ serviceText }) => serviceText);

describe('what a partner pushes', () => {
  it('stands in the history of the youth whom it names by our pseudonym, in the order of time, with the law and the source of it', async () => {
    const alma = await partner.pseudonym(provider, YOUTHS.ALMA);
    const rows = [row('s1', alma, { system: ours }), row('s2', alma, { system: ours, on: '2019-01-01', text: 'Drop-in visit' })];
    expect(outcomeOf(await partner.csv(provider, file(...rows)))).toEqual({ ...TAKEN, taken: 2 });
    expect(await partner.told(worker)).toEqual([
      { category: 'CASE_FACTS', regime: 'CHILD_WELFARE', serviceText: 'Street outreach', startedOn: '2026-02-10', providerName: null, sourceSystem: 'PLAIN_CSV' },
      { category: 'CASE_FACTS', regime: 'CHILD_WELFARE', serviceText: 'Drop-in visit', startedOn: '2019-01-01', providerName: null, sourceSystem: 'PLAIN_CSV' },
    ]);
    const days = (await gateway.ask(worker, 'query($id: ID!) { serviceHistory(caseId: $id, first: 100) { edges { node { startedOn } } } }', { id: caseId(YOUTHS.ALMA) }))
      .body.data.serviceHistory.edges.map(({ node }: Parsed) => node.startedOn ?? '');
    expect(days).toEqual([...days].sort().reverse());
    expect((await partner.received())[0]!.record).toMatchObject({ regime: 'CHILD_WELFARE', consentedBy: 'PARENT' });
  });

  it('by a number that the agency gave out itself and the county keeps too is hers who alone bears it, and by another\'s number nobody\'s', async () => {
    await gateway.sql(`insert into csec.identifier (subject_id, record_key, system_code, value, category) values ($1, 'push-mh', 6139, 'MH-77', 'MENTAL_HEALTH'), ($1, 'push-p', 1334, 'P-77', 'JUVENILE_JUSTICE')`, [YOUTHS.ALMA], 'csec_sync');
    expect(outcomeOf(await partner.fhir(clinician, named('a', MENTAL_HEALTH_NUMBER, 'MH-77')))).toEqual({ ...TAKEN, passedOver: 1 });
    expect(outcomeOf(await partner.fhir(clinician, named('b', 'urn:ca:cwscms:OTH_ID_C:1334', 'P-77')))).toEqual({ ...TAKEN, passedOver: 1 });
    expect(await gateway.sql('select value, basis from csec.partner_link')).toEqual([]);
    await partner.place();
    expect(await gateway.sql('select value, basis from csec.partner_link')).toEqual([{ value: 'M-a', basis: 'SHARED_IDENTIFIER' }]);
    expect(await gateway.sql('select record_key from csec.service_record where link_id is not null')).toEqual([{ record_key: `partner:${AGENCY.clinic}:Encounter/a` }]);
    await gateway.sql(`delete from csec.identifier where record_key like 'push-%'`);
  });

  it('by one number under ever so many names of its own is hers under three of them', async () => {
    await gateway.sql(`insert into csec.identifier (subject_id, record_key, system_code, value, category) values ($1, 'push-mh', 6139, 'MH-77', 'MENTAL_HEALTH')`, [YOUTHS.ALMA], 'csec_sync');
    for (const id of ['a', 'b', 'c', 'd', 'e']) await partner.fhir(clinician, named(id, MENTAL_HEALTH_NUMBER, 'MH-77'));
    await partner.place();
    expect(await gateway.sql(`select basis, count(*)::integer as links, (select count(*)::integer from csec.unlinked_person) as persons from csec.partner_link group by 1`))
      .toEqual([{ basis: 'SHARED_IDENTIFIER', links: 3, persons: 5 }]);
    await gateway.sql(`delete from csec.identifier where record_key like 'push-%'`);
  });

  it('waits until a worker confirms of whom it is, and goes again when she undoes that', async () => {
    expect(outcomeOf(await partner.csv(provider, file(row('s1', 'client-1', { as: 'A-First,A-Last,2011-06-15' }))))).toEqual(TAKEN);
    expect(await textsOf()).toEqual([]);
    const { body } = await gateway.ask(worker, 'query($id: ID!) { identitySuggestions(caseId: $id, first: 5) { edges { node { unlinkedPersonId firstName bornOn } } } }', { id: caseId(YOUTHS.ALMA) });
    const [{ node }] = body.data.identitySuggestions.edges;
    expect(node).toMatchObject({ firstName: 'A-First', bornOn: '2011-06-15' });
    const confirm = 'mutation($input: ConfirmIdentityInput!) { confirmIdentity(input: $input) { linkId userErrors { code } } }';
    const input = { caseId: caseId(YOUTHS.ALMA), reason: 'Synthetic: seen with her.' };
    const { linkId } = (await gateway.ask(worker, confirm, { input: { ...input, unlinkedPersonId: node.unlinkedPersonId } })).body.data.confirmIdentity;
    expect(await textsOf()).toEqual(['Street outreach']);
    await partner.csv(provider, file(row('s2', 'client-1', { text: 'Second visit', on: '2026-02-12' })));
    expect(await textsOf()).toEqual(['Second visit', 'Street outreach']);
    await gateway.ask(clinician, 'query($id: ID!) { case(id: $id) { csecStatus } }', { id: caseId(YOUTHS.ALMA) });
    const undo = 'mutation($input: UndoIdentityLinkInput!) { undoIdentityLink(input: $input) { done userErrors { code } } }';
    expect((await gateway.ask(worker, undo, { input: { ...input, linkId } })).body.data.undoIdentityLink).toEqual({ done: true, userErrors: [] });
    expect(await textsOf()).toEqual([]);
    await partner.csv(provider, file(row('s3', 'client-1', { text: 'Third visit' })));
    expect([await textsOf(), (await partner.received()).length]).toEqual([[], 3]);
    const { edges } = (await gateway.ask(CALLERS.colleague, '{ undoneIdentityLinks(first: 1) { edges { node { shownIds disclosureIds } } } }')).body.data.undoneIdentityLinks;
    const to = await gateway.sql<{ agency: string; categories: string }>(`select record->>'agencyId' as agency, record->>'released' as categories from csec.disclosure
      where subject_id = $1 and record->>'id' = any ($2::text[])`, [YOUTHS.ALMA, edges[0].node.shownIds]);
    // Histories that the worker read; what the clinician read beside them could not hold what came by the link.
    expect(to.length).toBeGreaterThan(1);
    for (const one of to) expect(one).toEqual({ agency: AGENCY.county, categories: expect.stringContaining('CASE_FACTS') });
  });

  it('again changes nothing, newer stands for older, and what the source took back is gone', async () => {
    const alma = await partner.pseudonym(provider, YOUTHS.ALMA);
    const push = (parts: Parameters<typeof row>[2]) => partner.csv(provider, file(row('s1', alma, { system: ours, ...parts })));
    const answers = [await push({}), await push({}), await push({ text: 'Newer', at: '2026-02-12T10:00:00Z' }), await push({ text: 'Older', at: '2026-02-01T10:00:00Z' })].map(outcomeOf);
    expect([answers, await textsOf()]).toEqual([[TAKEN, TAKEN, TAKEN, TAKEN], ['Newer']]);
    await push({ withdrawn: 'yes', at: '2026-02-13T10:00:00Z' });
    expect(await textsOf()).toEqual([]);
  });

  it('as an HMIS export is taken of the files that tell of services, with the names of the persons for the worker', async () => {
    const UPDATED = 'DateUpdated,DateDeleted';
    const files = [
      { name: 'Client.csv', content: `PersonalID,FirstName,MiddleName,LastName,DOB,${UPDATED}\nP1,A-First,,A-Last,2011-06-15,2026-01-20 09:30:00,\n` },
      { name: 'Enrollment.csv', content: `EnrollmentID,PersonalID,ProjectID,EntryDate,ReferralSource,${UPDATED}\nE1,P1,J1,2026-01-02,30,2026-01-20 09:30:00,\n` },
      { name: 'Services.csv', content: `ServicesID,EnrollmentID,PersonalID,DateProvided,RecordType,TypeProvided,${UPDATED}\nS1,E1,P1,2026-01-05,142,8,2026-01-20 09:30:00,\nS2,E1,P1,2026-01-05,200,1,2026-01-20 09:30:00,\n` },
    ];
    expect(outcomeOf(await partner.send(provider, { format: 'HMIS_CSV', files }))).toEqual({ ...TAKEN, passedOver: 1 });
    expect((await partner.received()).map(({ source_key, person_value, record }) => [source_key, person_value, record.serviceText])).toEqual([['Services.csv/S1', 'P1', 'Life skills training']]);
    expect(await gateway.sql('select value, first_name, last_name, born_on::text from csec.unlinked_person')).toEqual([{ value: 'P1', first_name: 'A-First', last_name: 'A-Last', born_on: '2011-06-15' }]);
    const missing = outcomeOf(await partner.send(provider, { format: 'HMIS_CSV', files: files.slice(1) }));
    expect([missing.taken, missing.refused[0]]).toEqual([0, { file: 'Client.csv', line: 1, field: 'PersonalID', code: 'COLUMN_MISSING' }]);
  });

  it('as an HMIS export larger than a body may be is taken in parts, each of whole persons and each by itself', async () => {
    const STAMP = '2026-01-20 09:30:00,';
    const part = (from: number, to: number, { without = null as string | null, on = '2026-01-05' } = {}) => {
      const persons = Array.from({ length: to - from }, (_, n) => from + n);
      const each = (head: string, row: (n: number) => string) => [`${head},DateUpdated,DateDeleted`, ...persons.map((n) => `${row(n)},${STAMP}`), ''].join('\n');
      return [
        { name: 'Client.csv', content: each('PersonalID,FirstName,MiddleName,LastName,DOB', (n) => `P${n},First,,Last,2011-06-15`) },
        { name: 'Enrollment.csv', content: each('EnrollmentID,PersonalID,ProjectID,EntryDate,ReferralSource', (n) => `E${n},P${n},J1,2026-01-02,30`) },
        { name: 'Services.csv', content: each('ServicesID,EnrollmentID,PersonalID,DateProvided,RecordType,TypeProvided', (n) => `S${n},E${n},P${n},${on},142,8`) },
      ].filter(({ name }) => name !== without);
    };
    const send = async (files: readonly object[]) => partner.send(provider, { format: 'HMIS_CSV', files });
    const kept = async () => (await gateway.sql<{ n: string }>('select count(*) as n from csec.received_service'))[0]!.n;
    const whole = await send(part(0, 900));
    expect([whole.status, whole.body.errors?.[0]?.extensions, await kept()]).toMatchObject([413, { code: 'BODY_TOO_LARGE', details: { limit: 102_400 } }, '0']);
    expect([outcomeOf(await send(part(0, 450))), await kept()]).toEqual([{ ...TAKEN, taken: 450 }, '450']);
    // A part that leaves out what its rows hang on, or has a fault in one row, is refused whole, and nothing of the other parts with it.
    const torn = outcomeOf(await send(part(450, 900, { without: 'Enrollment.csv' })));
    const faulty = outcomeOf(await send([...part(450, 899).slice(0, 2), { ...part(450, 900, { on: 'nonsense' })[2]! }]));
    expect([torn.taken, torn.refused[0].code, faulty.taken, faulty.refused.length > 0, await kept()]).toEqual([0, 'COLUMN_MISSING', 0, true, '450']);
    expect([outcomeOf(await send(part(450, 900))), await kept()]).toEqual([{ ...TAKEN, taken: 450 }, '900']);
    expect([outcomeOf(await send(part(0, 450))), await kept()]).toEqual([{ ...TAKEN, taken: 450 }, '900']);
  }, 60_000);

  it('is on record as received by whom and when, of nobody', async () => {
    const requestId = '9a5e0000-0000-4000-8000-000000000001';
    await partner.csv(provider, file(row('s1', 'client-9')), { requestId });
    expect(await gateway.disclosures(requestId)).toMatchObject([{ outcome: 'RECEIVED', subjectId: null, agencyId: AGENCY.provider, operation: 'Push', released: [], withheld: [] }]);
  });

  it('at once by two is taken of both, the one after the other', async () => {
    const alma = await partner.pseudonym(provider, YOUTHS.ALMA);
    const push = (text: string) => partner.csv(provider, file(...Array.from({ length: 40 }, (_, n) => row(`s${n}`, alma, { system: ours, text }))));
    const answers = (await Promise.all([push('One'), push('Other')])).map(outcomeOf);
    expect(answers).toEqual([{ ...TAKEN, taken: 40 }, { ...TAKEN, taken: 40 }]);
    expect(new Set(await textsOf()).size).toBe(1);
  });
});

describe('a service that the gateway told the partner of', () => {
  const HISTORY = 'query($id: ID!) { serviceHistory(caseId: $id, first: 100) { edges { node { reference startedOn sourceSystem serviceText alsoKnownTo { serviceText sourceSystem } } } } }';
  const history = async (caller: Parameters<typeof partner.told>[0]): Promise<readonly Parsed[]> => {
    await partner.place();
    return (await gateway.ask(caller, HISTORY, { id: caseId(YOUTHS.ALMA) })).body.data.serviceHistory.edges.map(({ node }: Parsed) => node);
  };
  const identifierOf = (reference: string) => { const [system, value] = reference.split('|'); return { system, value }; };

  it('stands once when its own record bears the name that it was told, or is based on it, on that day; by another agency\'s name it does not', async () => {
    const [clinics, workers] = [await history(clinician), await history(worker)];
    const pages = () => Promise.all([1, 2, 100].map(async (first) => normalised((await gateway.ask(worker,
      'query($id: ID!, $first: Int!) { serviceHistory(caseId: $id, first: $first) { edges { cursor node { reference serviceText alsoKnownTo { serviceText } } } pageInfo { hasNextPage endCursor } } }',
      { id: caseId(YOUTHS.ALMA), first })).body)));
    const untold = await pages();
    const [told, countys] = [clinics, workers].map((all) => all.find(({ sourceSystem, serviceText }) => sourceSystem === 'CWS/CMS' && serviceText === 'A-SUBSTANCE_USE_OTHER-CHILD_WELFARE')!) as [Parsed, Parsed];
    expect([told.reference.startsWith(`urn:ca:csec:service:${AGENCY.clinic}|`), told.reference === countys.reference]).toEqual([true, false]);
    const alma = await partner.pseudonym(clinician, YOUTHS.ALMA);
    const visit = (id: string, changes: Parsed) => ({ resource: {
      resourceType: 'Encounter', id, status: 'finished', subject: { identifier: { system: `urn:ca:csec:pseudo:${AGENCY.clinic}`, value: alma } }, type: [{ text: `Therapy ${id}` }], period: { start: told.startedOn }, ...changes,
    } });
    const [own, others] = [identifierOf(told.reference), identifierOf(countys.reference)];
    const entry = [
      visit('bears', { identifier: [{ system: 'urn:clinic:visit', value: '1' }, own] }), visit('based', { basedOn: [{ identifier: own }] }), visit('later', { basedOn: [{ identifier: own }], period: { start: '2026-02-14' } }),
      visit('claims', { identifier: [others] }), visit('guesses', { identifier: [{ system: own.system, value: 'AAAAAAAAAAAAAAAAAAAAAA' }] }), visit('names', { basedOn: [{ identifier: { system: 'urn:clinic:visit', value: '1' } }] }),
    ];
    expect(outcomeOf(await partner.fhir(clinician, { resourceType: 'Bundle', type: 'collection', entry }))).toEqual({ ...TAKEN, taken: entry.length });
    const after = await history(clinician);
    expect(after.find(({ reference }) => reference === told.reference)!.alsoKnownTo.map(({ serviceText }: Parsed) => serviceText).sort()).toEqual(['Therapy based', 'Therapy bears']);
    expect(after.filter(({ sourceSystem }) => sourceSystem === 'FHIR').map(({ serviceText }) => serviceText).sort()).toEqual(['Therapy claims', 'Therapy guesses', 'Therapy later', 'Therapy names']);
    expect(after.length).toBe(clinics.length + 4);
    // Whoever is not released what the clinic tells is answered as before.
    expect([await history(worker), await pages()]).toEqual([workers, untold]);
  });
});

describe('a partner learns nothing by pushing', () => {
  it('whether the county knows the person, whoever she is: the same bytes, by the same statements', async () => {
    const alma = await partner.pseudonym(provider, YOUTHS.ALMA);
    await partner.csv(provider, file(row('s0', 'linked')));
    await gateway.sql(`insert into csec.partner_link (subject_id, id, agency_id, system, value, basis, linked_by_agency_id, linked_by_person_id, linked_at)
      values ($1, gen_random_uuid(), $2, 'urn:ca:csec:plain:person', 'linked', 'CONFIRMED', $2, 'it', now())`, [YOUTHS.RENATA, AGENCY.provider]);
    const persons: readonly (readonly [string, string])[] = [
      [ours, alma], [ours, 'AAAAAAAAAAAAAAAAAAAAAA'], [ours, 'no pseudonym'], ['', 'linked'], ['', 'client-2'], ['urn:ca:cwscms:OTH_ID_C:6139', 'MH-1'],
      [`urn:ca:csec:pseudo:${AGENCY.clinic}`, alma], ['urn:other', YOUTHS.ALMA],
    ];
    const seen = new Set<string>();
    for (const [system, person] of persons) {
      let text = '';
      const statements = await statementsOf(async () => { ({ text } = await partner.csv(provider, file(row('s1', person, { system })), { requestId: '9a5e0000-0000-4000-8000-000000000002' })); });
      seen.add(`${text} ${statements.join(' ')}`);
      await gateway.sql(`delete from csec.received_service where source_key = 's1'`);
    }
    expect(seen.size).toBe(1);
    expect([...seen][0]).toContain('await-person');
  });

  // Anew where something else of the gateway wrote between two counts; a push that told would tell each time.
  it('whether anybody bears a number: as many rows are written, and as many jobs', { retry: 2 }, async () => {
    await gateway.sql(`delete from csec.identifier where record_key like 'push-%'`);
    await gateway.sql(`insert into csec.identifier (subject_id, record_key, system_code, value, category) values ($1, 'push-mh', 6139, 'MH-77', 'MENTAL_HEALTH')`, [YOUTHS.ALMA], 'csec_sync');
    const alma = await partner.pseudonym(clinician, YOUTHS.ALMA);
    const pushed = `urn:ca:csec:pseudo:${AGENCY.clinic}`;
    const persons = [[MENTAL_HEALTH_NUMBER, 'MH-77'], [MENTAL_HEALTH_NUMBER, 'MH-78'], [pushed, alma], [pushed, 'AAAAAAAAAAAAAAAAAAAAAA']] as const;
    const seen = new Map<string, string>();
    for (const [at, [system, value]] of persons.entries()) {
      const bundle = named(`n${at}`, system, value);
      const [patient] = bundle.entry;
      // By our pseudonym she is named first.
      if (system === pushed) patient!.resource.identifier!.reverse();
      let statements: readonly string[] = [];
      const written = await partner.writtenBy(async () => { statements = await statementsOf(() => partner.fhir(clinician, bundle)); });
      expect(written['graphile_worker._private_jobs']).toMatchObject({ added: 1 });
      expect([written['csec.unlinked_person'], written['csec.received_service']]).toEqual([{ added: 1, written: 1 }, { added: 1, written: 1 }]);
      seen.set(value, JSON.stringify([statements, written]));
    }
    expect([...seen.values()]).toEqual([...seen.values()].map(() => [...seen.values()][0]));
    await partner.place();
    expect((await gateway.sql('select value from csec.partner_link where subject_id = $1 order by value', [YOUTHS.ALMA])).length).toBe(2);
    await gateway.sql(`delete from csec.identifier where record_key like 'push-%'`);
  });

  it('opens no case: whom it pushed for is as much there for it as before', async () => {
    const ask = async () => (await gateway.ask(provider, 'query($id: ID!) { case(id: $id) { id } serviceHistory(caseId: $id, first: 5) { edges { node { serviceText } } } }',
      { id: caseId(YOUTHS.CORA) }, { requestId: '9a5e0000-0000-4000-8000-000000000003' })).text;
    const before = await ask();
    await partner.csv(provider, file(row('s1', 'cora')));
    await gateway.sql(`insert into csec.partner_link (subject_id, id, agency_id, system, value, basis, linked_by_agency_id, linked_by_person_id, linked_at)
      values ($1, gen_random_uuid(), $2, 'urn:ca:csec:plain:person', 'cora', 'CONFIRMED', $2, 'it', now())`, [YOUTHS.CORA, AGENCY.provider]);
    expect((await partner.told(CALLERS.caseworker, YOUTHS.CORA)).length).toBe(1);
    expect(await ask()).toBe(before);
    expect(before).toContain('"case":null');
  });

  it('nor does another learn of what was pushed than who is released its category', async () => {
    const alma = await partner.pseudonym(clinician, YOUTHS.ALMA);
    const secret = 'Therapy of the canary';
    await partner.fhir(clinician, { resourceType: 'Bundle', type: 'collection', entry: [{ resource: {
      resourceType: 'Encounter', id: 'x', status: 'finished', subject: { identifier: { system: `urn:ca:csec:pseudo:${AGENCY.clinic}`, value: alma } }, type: [{ text: secret }], period: { start: '2026-02-01' },
    } }] });
    await partner.place();
    expect(await gateway.sql('select service_text from csec.service_record where link_id is not null')).toEqual([{ service_text: secret }]);
    for (const caller of [provider, CALLERS.detective, CALLERS.neighbour, CALLERS.operator]) {
      const { text } = await gateway.ask(caller, 'query($id: ID!) { serviceHistory(caseId: $id, first: 100) { edges { node { serviceText } } } }', { id: caseId(YOUTHS.ALMA) });
      expect(text).not.toContain('canary');
    }
    expect(await textsOf(clinician)).toContain(secret);
  });

  it('and reaches no record of another agency under the same ids', async () => {
    await partner.csv(provider, file(row('Encounter/x', 'p')));
    await partner.fhir(clinician, { resourceType: 'Bundle', type: 'collection', entry: [{ resource: {
      resourceType: 'Encounter', id: 'x', status: 'entered-in-error', meta: { lastUpdated: '2026-02-28T00:00:00Z' }, subject: { identifier: { system: 'urn:ca:csec:plain:person', value: 'p' } },
    } }] });
    expect((await partner.received()).map(({ agency_id, record }) => [agency_id, record === null])).toEqual([[AGENCY.clinic, true], [AGENCY.provider, false]].sort());
  });
});
