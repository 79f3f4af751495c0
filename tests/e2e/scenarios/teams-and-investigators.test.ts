import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant, localDate } from '../../../src/kernel/dates.js';
import { globalId } from '../../../src/kernel/ids.js';
import { CATEGORIES } from '../../../src/law/category.js';
import { NOON, type Parsed } from '../../support/gateway.js';
import { caseOf, subjectOf, TEAM, type ScenarioYouth } from '../../support/scenario-county.js';
import {
  accountOf, DOCUMENTS, documentsOf, NO_CASE, noticesOf, SERVICES, servicesOf, startScenarios, withheldOf, type ScenarioGateway,
} from '../../support/scenario-gateway.js';
import { hasNiemSchemas, wellFormedFaults, xsdFaults } from '../../adapters/law-enforcement-xsd.js';
import { pagesOf } from '../../adapters/worksheet-pages.js';
import { AGENCY, CALLER, claimsOf, type ScenarioCaller } from '../../support/scenario-people.js';

/** What counsel of the county decided of advocacy centers and of missing children: T63 and a T23 rest on it. */
const POLICY = JSON.stringify({
  format: 1, county: '19', edition: '2026-02', effectiveOn: '2026-02-01', counsel: { name: 'Synthetic Counsel', approvedOn: '2026-01-20' },
  settings: { advocacyCentersReceive: true, policeReceiveEndangerment: true },
});
const PART2_ORDER = { kind: 'PART2_2_65', categories: ['SUBSTANCE_USE_PART2'], recipientAgencyIds: [AGENCY.police], purposes: ['INVESTIGATION'] } as const;

/** Beside a minor, for a human-trafficking team. */
const BY_COUNSEL = {
  signedAt: instant('2025-09-15T17:00:00Z'), method: 'WET', typefacePt: 14, handwritten: false, standalone: true, role: 'MINORS_COUNSEL', signerId: CALLER.attorney.personId,
  authorityDocument: null,
} as const;

const YOUTHS: readonly ScenarioYouth[] = [
  { letter: 'N' },
  // Alike in everything but that there is no Part 2 programme.
  { letter: 'P', nothingOf: ['SUBSTANCE_USE_PART2'] },
  // A search warrant is an order of a court, and finds nothing of what 42 CFR 2.65 asks for.
  { letter: 'Q', orders: [
    { kind: 'DISCLOSURE_827', categories: ['SUBSTANCE_USE_PART2'], subpoenaServed: true, findingsMade: true },
    { ...PART2_ORDER, subpoenaServed: true },
  ] },
  { letter: 'R', orders: [{ ...PART2_ORDER, subpoenaServed: true, findingsMade: true, dataFrom: localDate('2025-12-01'), dataTo: localDate('2025-12-15') }] },
  { letter: 'S' },
  { letter: 'T', consents: [{
    regimes: ['HT_MDT_13753'], categories: ['IDENTITY_CORE', 'EXPLOITATION_DETAIL'], purposes: ['MDT'], coSignatures: [BY_COUNSEL],
    recipientTeam: { teamId: TEAM.trafficking, members: [CALLER.traffickingMember.personId] },
  }] },
  { letter: 'U', nothingOf: CATEGORIES.filter((category) => category !== 'EXPLOITATION_DETAIL' && category !== 'ABUSE_REPORT') },
  // Missing, and no participant in Safe at Home.
  { letter: 'V', columns: { address_confidential: false } },
];

const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-scenarios-'));
let gateway: ScenarioGateway;
beforeAll(async () => {
  const file = path.join(folder, 'policy.json');
  writeFileSync(file, POLICY);
  gateway = await startScenarios(YOUTHS, { variables: { POLICY_FILE: file } });
});
afterAll(async () => {
  await gateway.stop();
  rmSync(folder, { recursive: true, force: true });
});

const days = (found: Parsed): readonly string[] =>
  found.services.edges.flatMap(({ node }: Parsed) => (node.category === 'SUBSTANCE_USE_PART2' ? [node.startedOn] : []));

const AGENCY_COUNTY = '19';

describe('a youth who is missing', () => {
  it('T23 is told to the police who search with all that statute names, where counsel reads it so: placement, medication, danger to herself and pregnancy', async () => {
    const change = async (name: string, type: string, input: object): Promise<void> => {
      const asked = await gateway.as(CALLER.worker, `mutation($input: ${type}!) { done: ${name}(input: $input) { userErrors { code } } }`, { input: { caseId: caseOf('V'), ...input } });
      expect(asked.body.data.done.userErrors, asked.text).toEqual([]);
    };
    const report = `missingChildReport {
      lastPlacementName lastPlacementStreet lastPlacementCity lastPlacementCounty lastSeenPlace prescriptionMedications suicidalTendencies pregnant substanceUse
    } placements { facilityName } services(first: 100) { edges { node { category } } } referrals { reporter { lastName } }`;
    expect((await gateway.of(CALLER.deputy, 'V', report)).text).toBe(NO_CASE);
    await change('openMandatedReport', 'OpenMandatedReportInput', { statute: 'USC_42_671_A_35', recipientAgencyId: globalId('Agency', AGENCY.sheriff) });
    await change('describeMissingChild', 'DescribeMissingChildInput', { lastSeenPlace: 'Synthetic school' });
    await change('noteEndangerment', 'NoteEndangermentInput', { kind: 'PRESCRIPTION_MEDICATION', words: 'Insulin', regime: 'CMIA' });
    await change('noteEndangerment', 'NoteEndangermentInput', { kind: 'SUICIDAL_TENDENCY', regime: 'CHILD_WELFARE' });
    await change('noteEndangerment', 'NoteEndangermentInput', { kind: 'PREGNANCY', regime: 'CMIA', consentedBy: 'MINOR' });
    const asked = await gateway.of(CALLER.deputy, 'V', report);
    expect(asked.case).toEqual({
      missingChildReport: {
        lastPlacementName: 'V-Facility', lastPlacementStreet: 'V-FacilityStreet', lastPlacementCity: 'V-FacilityCity', lastPlacementCounty: '19',
        lastSeenPlace: 'Synthetic school', prescriptionMedications: ['Insulin'], suicidalTendencies: true, pregnant: true, substanceUse: null,
      },
      placements: null, services: { edges: [] }, referrals: null,
    });
    const sent = (caller: ScenarioCaller) =>
      gateway.as(caller, `{ partnerMessage(caseId: "${caseOf('V')}", format: NIEM_6_XML) { mediaType content } }`);
    const { content } = (await sent(CALLER.deputy)).body.data.partnerMessage;
    expect((hasNiemSchemas ? await xsdFaults([content]) : await wellFormedFaults([content]))[0]).toEqual([]);
    for (const told of [
      '<csec:MissingChildMessage', '<nc:PersonSurName>V-Last<', '<nc:PersonMedicationRequiredText>Insulin<', '<j:PersonPregnantIndicator>true<',
      '<j:MissingPersonCircumstanceText>Suicidal tendencies<', '<j:MissingPersonCircumstanceText>Vulnerable to being trafficked<',
      '<nc:LocationDescriptionText>Synthetic school<', '<nc:AddressDeliveryPointText>V-FacilityStreet<', '<nc:LocationName>V-Facility<',
    ]) expect(content).toContain(told);
    // Nothing beside the set: no status, row or project of the case, no programme, no reporter, nobody's care.
    expect(content).not.toMatch(/HumanTrafficking|VICTIM_|Victim, current|S-CSEC|CSEC Grid|V-Reporter|V-Alias|V-Street|PART2|42CFR|HIV|V-Title|V-Text|V-referral/);
    const printed = await gateway.as(CALLER.deputy, `{ partnerMessage(caseId: "${caseOf('V')}", format: MISSING_PERSON_WORKSHEET_PDF) { mediaType encoding content } }`);
    expect(printed.body.data.partnerMessage).toMatchObject({ mediaType: 'application/pdf', encoding: 'BASE64' });
    const pages = pagesOf(Buffer.from(printed.body.data.partnerMessage.content, 'base64').toString('latin1')).join('\n');
    expect(pages).toMatch(/submits nothing to CLETS[^]*suggested: EME[^]*V-Last[^]*suggested: 70[^]*suggested: 80[^]*Synthetic school[^]*V-FacilityStreet/);
    expect(pages).not.toMatch(/S-CSEC|CSEC Grid|V-Reporter|V-Alias|PART2|42CFR|HIV|V-referral/);
    // Who may not know that there is such a case has no message; who has a case and no report has the case's message.
    expect((await sent(CALLER.clearinghouse)).body.data).toEqual({ partnerMessage: null });
    expect((await sent(CALLER.detective)).body.data.partnerMessage.content).toMatch(/^(?![^]*MissingChildMessage|[^]*MissingChildReporter)[^]*<csec:CaseMessage/);
    const other = await gateway.of(CALLER.detective, 'V', 'missingChildReport { sex lastSeenPlace lastPlacementName pregnant }', 'INVESTIGATION');
    expect(other.case).toEqual({ missingChildReport: { sex: 'F', lastSeenPlace: null, lastPlacementName: null, pregnant: null } });
  });
});

describe('the standing team', () => {
  it('T01 a member of the standing team reads the CSEC flags, with the notices of the team and of juvenile information', async () => {
    const asked = await gateway.of(CALLER.member, 'N', 'csecStatus sb855Eligible gridEntries { type { code } isVictim startedOn } specialProjects { projectName }');
    expect(asked.case).toEqual({
      csecStatus: 'VICTIM_CURRENT', sb855Eligible: true, specialProjects: [{ projectName: 'S-CSEC Referral' }],
      gridEntries: [
        { type: { code: 6871 }, isVictim: true, startedOn: '2025-11-01' }, { type: { code: 6870 }, isVictim: true, startedOn: '2025-07-01' },
        { type: { code: 6867 }, isVictim: false, startedOn: '2024-01-10' },
      ],
    });
    expect(noticesOf(asked)).toEqual(['N3', 'N8', 'N9']);
    expect([asked.disclosure.withheld, asked.disclosure.labels.includes('NOMOU')]).toEqual([[], true]);
    expect(asked.accounting).toMatchObject([{
      outcome: 'RELEASED', role: 'MDT_MEMBER', agencyId: AGENCY.publicHealth, purpose: 'MDT', withheld: [], teams: [TEAM.standing], consents: [],
      // Eligibility follows from allegations too.
      released: ['CASE_FACTS', 'CSEC_STATUS'],
    }]);
    expect(asked.accounting[0].rules).toContain('R-07.MDT.RECORD');
    expect(asked.accounting[0].authorities).toEqual(expect.arrayContaining(['WIC_18951', 'WIC_830']));
  });

  it('T02 the same member finds of the programme nothing, as of a youth who never went to one', async () => {
    const asked = await gateway.of(CALLER.member, 'N', `${SERVICES} ${DOCUMENTS}`);
    const other = await gateway.of(CALLER.member, 'P', `${SERVICES} ${DOCUMENTS}`);
    expect(servicesOf(asked.case)).toEqual(['CASE_FACTS', 'MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER']);
    expect(documentsOf(asked.case).filter((name) => name.startsWith('SUBSTANCE_USE_PART2'))).toEqual([]);
    expect(asked.text).not.toMatch(/PART2|N1"/);
    expect(JSON.stringify(other.case).replaceAll('P-', 'N-')).toBe(JSON.stringify(asked.case));
    expect([other.disclosure.withheld, other.disclosure.notices, other.disclosure.obligations]).toEqual(
      [asked.disclosure.withheld, asked.disclosure.notices, asked.disclosure.obligations]);
    expect(asked.accounting[0].released).not.toContain('SUBSTANCE_USE_PART2');
  });

  it('T19 a member reads that a report of abuse was made and not who made it: no name, no school, no phrase of its title or text', async () => {
    const asked = await gateway.of(CALLER.member, 'N', `${DOCUMENTS} referrals { receivedOn reporter { firstName lastName employer phone } }`);
    const report = asked.case.documents.edges.find(({ node }: Parsed) => node.category === 'ABUSE_REPORT').node;
    expect(report).toEqual({ category: 'ABUSE_REPORT', kind: 'ABUSE_REPORT', title: null, text: null, matter: null });
    expect(asked.case.referrals.map(({ reporter }: Parsed) => reporter)).toEqual([null, null, null]);
    expect(asked.text).not.toMatch(/N-Reporter|N-School|N-Text|N-Title-ABUSE|REPORTER_IDENTITY|2135550199/);
    expect(asked.accounting[0].released).toContain('ABUSE_REPORT');
    expect(asked.accounting[0].released).not.toContain('REPORTER_IDENTITY');
  });

  it('T29 a member who left at 14:00 opens his next page at 14:01 with the same token: there is no such case', async () => {
    gateway.turnTo(instant('2026-03-01T21:50:00Z'));
    const token = await gateway.issuer.sign(claimsOf(CALLER.member), 3600);
    const open = async () => gateway.send('/graphql', {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose-of-use': 'MDT' },
      body: JSON.stringify({ query: 'query($id: ID!) { case(id: $id) { csecStatus } }', variables: { id: caseOf('S') } }),
    });
    expect((await open()).body.data).toEqual({ case: { csecStatus: 'VICTIM_CURRENT' } });
    gateway.turnTo(instant('2026-03-01T22:00:00Z'));
    const left = await gateway.as(CALLER.worker, 'mutation($input: EndTeamMembershipInput!) { endTeamMembership(input: $input) { userErrors { code } } }', {
      input: { teamId: globalId('Team', TEAM.standing), personId: globalId('Person', CALLER.member.personId) },
    });
    expect(left.body.data).toEqual({ endTeamMembership: { userErrors: [] } });
    gateway.turnTo(instant('2026-03-01T22:01:00Z'));
    const next = await open();
    expect([next.status, next.text, next.headers.get('cache-control')]).toEqual([200, NO_CASE, 'private, no-store']);
    const list = await gateway.as(CALLER.member, '{ cases(first: 50) { edges { node { id } } } }');
    expect(list.body.data.cases.edges).toEqual([]);
    // Back to before he left, so that the other scenarios find him in the team.
    await gateway.sql('update csec.team_member set left_at = null where person_id = $1', [CALLER.member.personId], 'csec_sync');
    gateway.turnTo(NOON);
  });
});

describe('an investigator', () => {
  it('T07 with a search warrant reads nothing of the programme: a warrant is not the order of 42 CFR 2.65', async () => {
    for (const letter of ['N', 'Q']) {
      const asked = await gateway.of(CALLER.detective, letter, `${SERVICES} ${DOCUMENTS}`);
      expect(servicesOf(asked.case)).toEqual(['CASE_FACTS']);
      expect(asked.text).not.toMatch(/PART2/);
      expect(asked.accounting[0].released).not.toContain('SUBSTANCE_USE_PART2');
    }
    // The warrant changes nothing of the answer: what it asks for is counsel's matter, and an order of the court the way to the rest.
    const [plain, warrant] = [await gateway.of(CALLER.detective, 'N', SERVICES), await gateway.of(CALLER.detective, 'Q', SERVICES)];
    expect(JSON.stringify([warrant.case, warrant.disclosure.withheld]).replaceAll('Q-', 'N-')).toBe(JSON.stringify([plain.case, plain.disclosure.withheld]));
    expect(warrant.disclosure.withheld.map(({ remedy }: Parsed) => remedy).join(' ')).toContain('an order of the court that meets the standard of the category\'s own law');
  });

  it('T08 with the order of 42 CFR 2.65 and a subpoena reads the days that the order names and no other, with the federal notice', async () => {
    const asked = await gateway.of(CALLER.detective, 'R', SERVICES);
    expect(days(asked.case)).toEqual(['2025-12-15', '2025-12-08', '2025-12-01']);
    expect(noticesOf(asked)).toContain('N1');
    expect(asked.disclosure.obligations).toEqual(expect.arrayContaining(['NO_ONWARD', 'ORDER_SCOPE', 'NOTICE_42CFR2_32']));
    expect(asked.accounting[0].released).toContain('SUBSTANCE_USE_PART2');
    expect(asked.accounting[0].rules).toContain('R-45.ORDER');
    // The log names the order, and so does what the county and the youth read of it.
    const order = '0bde4000-0052-4000-8000-000000000000';
    expect(asked.accounting[0]).toMatchObject({ orders: [order], consents: [], county: AGENCY_COUNTY, credential: 'VERIFIED', labels: expect.arrayContaining(['42CFRPart2']), notices: expect.arrayContaining(['N1']) });
    expect(asked.accounting[0].payloadMac).toMatch(/^[0-9a-f]{64}$/);
    const read = await gateway.as(CALLER.worker, '{ disclosures(caseId: "' + caseOf('R') + '", first: 5) { edges { node { categoriesReleased courtOrders rules } } } }');
    const shown = read.body.data.disclosures.edges.map(({ node }: Parsed) => node).find(({ categoriesReleased }: Parsed) => categoriesReleased.includes('CASE_FACTS'));
    // Of the programme the worker may not be told, and so of no order that opened nothing else.
    expect([shown.categoriesReleased.includes('SUBSTANCE_USE_PART2'), shown.courtOrders]).toEqual([false, []]);
  });

  it('T43 without an order reads no mental-health record, also where the youth is the victim', async () => {
    const asked = await gateway.of(CALLER.detective, 'N', SERVICES);
    expect(servicesOf(asked.case)).toEqual(['CASE_FACTS']);
    const stated = asked.disclosure.withheld.find(({ category }: Parsed) => category === 'MENTAL_HEALTH');
    expect(stated).toMatchObject({ coordinate: 'Case.services', category: 'MENTAL_HEALTH' });
    expect(stated.remedy).toContain('an order of the court');
    expect([asked.accounting[0].released.includes('MENTAL_HEALTH'), asked.accounting[0].withheld.includes('MENTAL_HEALTH')]).toEqual([false, true]);
    expect(noticesOf(asked)).toContain('N10');
  });

  it('T45 who sits in the team of the investigation reads its talk there, and in his session as investigator there is none', async () => {
    const inTeam = await gateway.of(CALLER.detectiveInTeam, 'N', DOCUMENTS);
    expect(documentsOf(inTeam.case)).toContain('CASE_FACTS TEAM_DISCUSSION');
    const asInvestigator = await gateway.of(CALLER.detective, 'N', DOCUMENTS);
    expect(documentsOf(asInvestigator.case)).not.toContain('CASE_FACTS TEAM_DISCUSSION');
    expect(asInvestigator.text).not.toContain('TALK');
    expect(asInvestigator.accounting[0].teams).toEqual([]);
    // A member of another team of hers hears nothing of it either.
    expect(documentsOf((await gateway.of(CALLER.member, 'N', DOCUMENTS)).case)).not.toContain('CASE_FACTS TEAM_DISCUSSION');
    expect(documentsOf((await gateway.of(CALLER.prosecutor, 'N', DOCUMENTS)).case)).not.toContain('CASE_FACTS TEAM_DISCUSSION');
  });

  it('T52 a member of the thirty-day team who came with a password alone is told to authenticate more strongly, whomever he asks about, and nothing else', async () => {
    const password: ScenarioCaller = { ...CALLER.detectiveInTeam, credential: 'password' };
    // Of the team; of nobody; of a youth whom no team of his is assigned to.
    await gateway.sql('update csec.team_assignment set unassigned_at = \'2026-01-01T08:00:00Z\' where subject_id = $1', [subjectOf('S')], 'csec_sync');
    expect((await gateway.of(CALLER.detectiveInTeam, 'S', 'csecStatus')).text).toBe(NO_CASE);
    const answers = await Promise.all(['N', 'z', 'S'].map((letter) => gateway.of(password, letter, 'csecStatus')));
    const told = answers.map(({ status, headers, text, accounting }) => [status, headers.get('www-authenticate'), text, accounting.length]);
    expect(told[0]).toEqual([
      401, 'Bearer realm="csec-gateway", error="insufficient_user_authentication", error_description="A stronger authentication is needed for this role.", acr_values="verified"',
      `${JSON.stringify({ errors: [{
        message: 'This role is for callers identified by more than a password.', extensions: { code: 'AUTH_STEP_UP_REQUIRED', details: { acrValues: ['verified'] } },
      }] })}\n`, 0,
    ]);
    expect([told[1], told[2]]).toEqual([told[0], told[0]]);
    expect((await gateway.as(password, '{ me { credential } }')).text).toBe(answers[0]!.text);
    expect((await gateway.of(CALLER.detectiveInTeam, 'N', 'csecStatus')).case).toEqual({ csecStatus: 'VICTIM_CURRENT' });
  });
});

describe('a team against trafficking', () => {
  it('T50 exchanges nothing of the youth\'s without the youth\'s own written consent', async () => {
    const asked = await gateway.of(CALLER.traffickingMember, 'N', `csecStatus youth { firstName } ${DOCUMENTS}`);
    expect(asked.text).toBe(NO_CASE);
    expect(accountOf(asked)).toEqual([['NOT_FOUND', []]]);
  });

  it('T50 with it exchanges what it names', async () => {
    const asked = await gateway.of(CALLER.traffickingMember, 'T', `csecStatus youth { firstName } ${DOCUMENTS}`);
    expect([asked.case.csecStatus, asked.case.youth, documentsOf(asked.case)]).toEqual(
      [null, { firstName: 'T-First' }, ['EXPLOITATION_DETAIL INVESTIGATION_REPORT']]);
    expect(noticesOf(asked)).toContain('N8');
  });
});

describe('a child advocacy center', () => {
  it('T63 before the forensic interview reads of the exploitation what the team exchanges, less who reported', async () => {
    const asked = await gateway.of(CALLER.interviewer, 'U', `${DOCUMENTS} referrals { reporter { lastName } }`);
    expect(documentsOf(asked.case)).toEqual(['ABUSE_REPORT ABUSE_REPORT', 'EXPLOITATION_DETAIL INVESTIGATION_REPORT']);
    expect(asked.case.documents.edges.map(({ node }: Parsed) => [node.title, node.text])).toEqual([[null, null], [null, null]]);
    expect(asked.case.referrals.map(({ reporter }: Parsed) => reporter)).toEqual([null, null, null]);
    expect(asked.text).not.toMatch(/U-Reporter|U-School|REPORTER_IDENTITY/);
    expect(noticesOf(asked)).toEqual(['N3', 'N4', 'N8', 'N9']);
    expect(asked.accounting[0]).toMatchObject({ outcome: 'RELEASED', role: 'CHILD_ADVOCACY_CENTER', teams: [TEAM.standing, TEAM.investigation] });
    expect(withheldOf(asked)).not.toContain('EXPLOITATION_DETAIL');
  });
});

describe('without a record of the disclosure', () => {
  it('T68 nothing most closely kept is read: the answer is that it cannot be recorded', async () => {
    await gateway.sql('revoke execute on function csec.append_disclosures from csec_gateway');
    const closed = [];
    for (const [caller, selection] of [[CALLER.member, DOCUMENTS], [CALLER.detective, 'referrals { reporter { lastName } }'], [CALLER.youth, SERVICES]] as const) {
      const { status, body, text } = await gateway.of(caller, 'N', selection);
      expect(text).not.toMatch(/N-|csec:|WIC/);
      closed.push([status, body.data, body.errors?.map(({ extensions }) => extensions.code)]);
    }
    await gateway.sql('grant execute on function csec.append_disclosures to csec_gateway');
    expect(closed).toEqual(closed.map(() => [503, null, ['AUDIT_UNAVAILABLE']]));
    expect(accountOf(await gateway.of(CALLER.member, 'N', 'csecStatus'))).toEqual([['RELEASED', ['CSEC_STATUS']]]);
  });
});
