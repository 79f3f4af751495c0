import { describe, expect, it, vi } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { normalised } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../support/seed-county.js';
import { changeAsSync, eventsOf, settled, subscribe } from './delivery-gateway.js';
import { cloudEventOf, verifySigned } from './endpoint-server.js';
import { SEARCHING_POLICE, toldPartner } from './told-partner.js';
const told = toldPartner('law-enforcement', SEARCHING_POLICE);

const OPEN = 'mutation($input: OpenMandatedReportInput!) { openMandatedReport(input: $input) { report { id } userErrors { code } } }';
const CORA = caseId(YOUTHS.CORA);
const MISSING = { caseId: CORA, statute: 'USC_42_671_A_35', recipientAgencyId: globalId('Agency', AGENCY.police), learnedAt: '2026-03-01T07:30:00Z' };

const OF_MISSING = ['NIEM_6_XML', 'NIEM_6_JSON', 'MISSING_PERSON_WORKSHEET_JSON', 'MISSING_PERSON_WORKSHEET_PDF'] as const;
const SEARCHING = { purpose: 'MISSING_CHILD' } as const;
const pulled = async (format: string) =>
  (await told.gateway.ask(CALLERS.detective, `query($id: ID!) { partnerMessage(caseId: $id, format: ${format}) { content } }`, { id: CORA }, SEARCHING)).body;

describe('the report of a missing child', () => {
  it('is sent whole once statute compels it, decided at the moment of sending and recorded as what it is', async () => {
    await changeAsSync(told.gateway, YOUTHS.CORA, `update csec.youth set first_name = 'C-Missing' where subject_id = $1`, [YOUTHS.CORA]);
    await settled(told.gateway);
    // That she is a victim is another report: it is compelled to the same agency, and does not say that she is missing.
    const other = await told.gateway.ask(CALLERS.caseworker, OPEN, { input: { ...MISSING, statute: 'PC_11166_J' } });
    expect([other.body.errors, other.body.data?.openMandatedReport?.userErrors]).toEqual([undefined, []]);
    await settled(told.gateway);
    expect(told.endpoint.received).toEqual([]);
    // Nor is it for the told.partner to ask for: of her, of whom they know who she is, as of a format that is never theirs.
    expect((await told.gateway.ask(CALLERS.detective, 'query($id: ID!) { case(id: $id) { youth { firstName } } }', { id: CORA }, SEARCHING)).body.data)
      .toEqual({ case: { youth: { firstName: 'C-Missing' } } });
    const never = await pulled('PROVIDER_JSON');
    expect([never.data, never.errors?.[0]?.extensions]).toEqual([{ partnerMessage: null }, { code: 'FORMAT_NOT_OFFERED', details: { field: 'format' } }]);
    for (const format of OF_MISSING) expect(normalised(await pulled(format))).toEqual(normalised(never));
    const { body } = await told.gateway.ask(CALLERS.caseworker, OPEN, { input: MISSING });
    expect([body.errors, body.data?.openMandatedReport?.userErrors]).toEqual([undefined, []]);
    const [one] = await told.endpoint.until(1);
    verifySigned(one!, told.partner.secret);
    expect(cloudEventOf(one!)).toMatchObject({ type: 'ca.csec.missing-child.reported.v1', datacontenttype: 'application/xml', dataschema: 'urn:ca:csec:exchange:1.0', csecbasis: expect.stringContaining('MANDATE') });
    const { data, ...attributes } = JSON.parse(one!.body);
    expect([data.includes('C-Missing'), data.includes('xmlns:csec="urn:ca:csec:exchange:1.0"'), data.includes('csec:MissingChildMessage'), JSON.stringify(attributes).includes('C-Missing')]).toEqual([true, true, true, false]);
    await settled(told.gateway);
    expect((await eventsOf(told.gateway, told.partner.id)).map(({ kind, state }) => [kind, state])).toEqual([['MISSING_CHILD_REPORTED', 'STOPPED'], ['MISSING_CHILD_REPORTED', 'SENT']]);
    expect((await pulled('NIEM_6_XML')).data.partnerMessage.content).toMatch(/Report of a missing child[^]*C-Missing/);
    expect((await pulled('NIEM_6_JSON')).data.partnerMessage.content).toMatch(/Report of a missing child[^]*C-Missing/);
    const worksheet = JSON.parse((await pulled('MISSING_PERSON_WORKSHEET_JSON')).data.partnerMessage.content);
    expect(worksheet.entry.find(({ code }: { code: string }) => code === 'MNP').suggestions).toEqual([{ code: 'MP', meaning: 'Missing person', because: ['report of a missing child'] }]);
    expect((await pulled('MISSING_PERSON_WORKSHEET_PDF')).data.partnerMessage.content).toMatch(/^JVBERi0/);
    const [record] = (await told.gateway.disclosures()).filter(({ operation }) => operation === 'PartnerEvent');
    expect(record).toMatchObject({ outcome: 'MESSAGE', purpose: 'MISSING_CHILD', released: expect.arrayContaining(['IDENTITY_CORE']), reports: [expect.any(String), expect.any(String)] });
  });

  it('is sent also to whose system was subscribed after it was ordered, and once', async () => {
    const late = await subscribe(told.gateway, 'law-enforcement', { endpoint: `${told.endpoint.url}/late`, purpose: 'MISSING_CHILD', events: ['MISSING_CHILD_REPORTED'] });
    const ofLate = () => told.endpoint.received.filter(({ path }) => path.endsWith('/late'));
    await vi.waitFor(() => expect(ofLate().length).toBe(1), { timeout: 15_000, interval: 50 });
    await told.gateway.sql('select csec.ask_sweep($1)', [late.id]);
    await settled(told.gateway);
    verifySigned(ofLate()[0]!, late.secret);
    expect([ofLate().length, JSON.parse(ofLate()[0]!.body).data.includes('C-Missing')]).toEqual([1, true]);
    expect((await eventsOf(told.gateway, late.id)).filter(({ state }) => state !== 'STOPPED').map(({ kind, state }) => [kind, state])).toEqual([['MISSING_CHILD_REPORTED', 'SENT']]);
  });
});
