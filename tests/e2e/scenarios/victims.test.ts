import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant, localDate } from '../../../src/kernel/dates.js';
import { globalId } from '../../../src/kernel/ids.js';
import { NOON, type Parsed } from '../../support/gateway.js';
import { caseOf, subjectOf } from '../../support/scenario-county.js';
import { startScenarios, type ScenarioGateway } from '../../support/scenario-gateway.js';
import { AGENCY, CALLER, type ScenarioCaller } from '../../support/scenario-people.js';

const ORDERED = { kind: 'DISCLOSURE_827', categories: ['CASE_FACTS'], recipientAgencyIds: [AGENCY.police], purposes: ['INVESTIGATION'] } as const;
const NAMED = { ...ORDERED, categories: ['IDENTITY_CORE'], recipientAgencyIds: [AGENCY.sheriff] } as const;
const ELECT = 'mutation($input: RecordVictimElectionInput!) { recordVictimElection(input: $input) { done userErrors { code } } }';
// To the care of which her mother may not know she consented herself; and her address is confidential.
const BY_MINOR = { consented_by: 'MINOR' };
const OWN_CARE = { letter: 'M', columns: { address_confidential: true }, services: { GENERAL_MEDICAL: BY_MINOR, MENTAL_HEALTH: BY_MINOR, SUBSTANCE_USE_OTHER: BY_MINOR } } as const;
const DATED = { ...ORDERED, dataFrom: localDate('2026-01-01'), dataTo: localDate('2026-02-28') } as const;

let gateway: ScenarioGateway;
beforeAll(async () => { gateway = await startScenarios([{ letter: 'V' }, { letter: 'W' }, { letter: 'X', orders: [ORDERED] }, { letter: 'Y', orders: [DATED] }, { letter: 'Z', orders: [NAMED] }, OWN_CARE]); });
afterAll(async () => { await gateway.stop(); });

describe('a victim who elects that her name becomes no public record', () => {
  it('is Jane Doe in what goes to the investigator\'s papers from that moment, and herself again when she takes it back (R-25)', async () => {
    const elect = async (caller: ScenarioCaller, elected: boolean) => (await gateway.as(caller, ELECT, { input: { caseId: caseOf('V'), elected, source: 'VICTIM' } })).body;
    const message = async () => (await gateway.as(CALLER.detective, `{ partnerMessage(caseId: "${caseOf('V')}", format: NIEM_6_XML) { content } }`)).body.data.partnerMessage.content;
    const flag = async (caller: ScenarioCaller) => (await gateway.of(caller, 'V', 'youth { lastName victimConfidentialityElected }')).case?.youth;
    expect(await message()).toMatch(/<nc:PersonSurName>V-Last</);
    expect([await flag(CALLER.worker), await flag(CALLER.school)]).toEqual(Array.from({ length: 2 }, () => ({ lastName: 'V-Last', victimConfidentialityElected: null })));

    for (const caller of [CALLER.detective, CALLER.school]) expect((await elect(caller, true)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await elect(CALLER.worker, true)).data.recordVictimElection).toEqual({ done: true, userErrors: [] });
    expect(await message()).toMatch(/csec:NAME_SUBSTITUTED[^]*<nc:PersonGivenName>Jane<\/nc:PersonGivenName>\s*<nc:PersonSurName>Doe</);
    expect(await message()).not.toMatch(/V-First|V-Middle|V-Last/);
    // Who investigates knows whom; who may not know that she is a victim does not learn that she elected.
    expect([await flag(CALLER.detective), await flag(CALLER.school)]).toEqual([
      { lastName: 'V-Last', victimConfidentialityElected: true }, { lastName: 'V-Last', victimConfidentialityElected: null },
    ]);
    const kept = 'victimElections { elected source recordedByAgencyId recordedByPersonId recordedAt }';
    const entry = { source: 'VICTIM', recordedByAgencyId: globalId('Agency', AGENCY.county), recordedByPersonId: globalId('Person', CALLER.worker.personId) };
    expect((await gateway.of(CALLER.worker, 'V', kept)).case.victimElections).toEqual([{ elected: true, ...entry, recordedAt: NOON }]);
    expect((await gateway.of(CALLER.detective, 'V', kept)).text).not.toMatch(/VICTIM"|recordedAt":"2/);

    gateway.turnTo(instant('2026-03-01T20:30:00Z'));
    expect((await elect(CALLER.worker, false)).data.recordVictimElection.done).toBe(true);
    expect([(await flag(CALLER.worker)).victimConfidentialityElected, (await message()).includes('V-Last')]).toEqual([null, true]);
    expect((await gateway.of(CALLER.worker, 'V', 'victimElections { elected }')).case.victimElections).toEqual([{ elected: false }, { elected: true }]);
    gateway.turnTo(NOON);
  });

  it('is told by no duty, label or caveat to who may not know that she is a victim: his message names a Doe whatever she elected (R-25, G7)', async () => {
    const sheriff: ScenarioCaller = { ...CALLER.deputy, purpose: 'INVESTIGATION' };
    const seen = async () => {
      const asked = await gateway.of(sheriff, 'Z', 'csecStatus youth { lastName victimConfidentialityElected } disclosure { categories { category obligations } residual { type } }');
      const message = await gateway.as(sheriff, `{ partnerMessage(caseId: "${caseOf('Z')}", format: NIEM_6_XML) { content } }`);
      const { obligations, labels, notices, withheld } = asked.disclosure;
      return { case: asked.case, obligations, labels, notices, withheld, message: message.body.data.partnerMessage.content.replace(/(?<=IdentificationID>)[^<]*/g, '') };
    };
    const before = await seen();
    await gateway.as(CALLER.worker, ELECT, { input: { caseId: caseOf('Z'), elected: true, source: 'VICTIM' } });
    expect(await seen()).toEqual(before);
    expect(before.case).toMatchObject({ csecStatus: null, youth: { lastName: 'Z-Last', victimConfidentialityElected: null } });
    expect(before.message).toMatch(/csec:NAME_SUBSTITUTED[^]*<nc:PersonSurName>Doe</);
    expect(before.message).not.toMatch(/Z-First|Z-Middle|Z-Last/);
  });

  it('is said to be named a Doe in the message alone where she is, and on no answer that names her (R-25)', async () => {
    await gateway.as(CALLER.worker, ELECT, { input: { caseId: caseOf('X'), elected: true, source: 'VICTIM' } });
    const answers = [
      await gateway.of(CALLER.detective, 'X', 'youth { lastName victimConfidentialityElected }'),
      await gateway.of(CALLER.prosecutor, 'X', 'youth { lastName victimConfidentialityElected }', 'INVESTIGATION'),
      await gateway.of(CALLER.prosecutor, 'X', 'youth { lastName victimConfidentialityElected }', 'COURT_PROCEEDING'),
    ];
    for (const { case: found, disclosure } of answers) {
      expect(found.youth).toEqual({ lastName: 'X-Last', victimConfidentialityElected: true });
      expect([disclosure.obligations, disclosure.labels].flat().filter((one: string) => one.includes('NAME_'))).toEqual(['NAME_NOT_PUBLIC', 'csec:NAME_NOT_PUBLIC']);
    }
    const message = await gateway.as(CALLER.detective, `{ partnerMessage(caseId: "${caseOf('X')}", format: NIEM_6_XML) { content } }`);
    expect(message.body.data.partnerMessage.content).toMatch(/Obligation: NAME_SUBSTITUTED[^]*csec:NAME_SUBSTITUTED[^]*<nc:PersonSurName>Doe</);
  });
});

describe('an arrest of a victim in what the county wrote (R-15)', () => {
  const selection = 'allegations { locationNarrative dispositionNarrative } specialProjects { projectName } services(first: 50) { edges { node { serviceText providerName } } } placements { facilityName }';

  it('is told to nobody, whatever text it stands in, and all else is told as before', async () => {
    const before = await gateway.of(CALLER.worker, 'W', selection);
    expect(before.text).toMatch(/W-LocationNarrative[^]*W-DispositionNarrative/);
    const arrest = 'Cited 2014, PC 647(b)';
    const write = (table: string, column: string, words = arrest) =>
      gateway.sql(`update csec.${table} set ${column} = $2 where subject_id = $1`, [subjectOf('W'), words], 'csec_sync');
    await write('allegation', 'location_narrative', 'Arrested by city police for prostitution');
    for (const [table, column] of [
      ['allegation', 'disposition_narrative'], ['special_project_participation', 'project_name'], ['service_record', 'service_text'],
      ['service_record', 'provider_name'], ['placement', 'facility_name'],
    ] as const) await write(table, column);
    for (const caller of [CALLER.worker, CALLER.member, CALLER.detective, CALLER.court, CALLER.attorney, CALLER.youth]) {
      const { text } = await gateway.of(caller, 'W', selection);
      expect(text).not.toMatch(/\b647\b|rrested|Cited/);
    }
    const after = (await gateway.of(CALLER.worker, 'W', selection)).case;
    expect([after.allegations[0], after.specialProjects, after.services.edges.length]).toEqual([
      { locationNarrative: null, dispositionNarrative: null }, [], before.case.services.edges.length,
    ]);
    const message = await gateway.as(CALLER.detective, `{ partnerMessage(caseId: "${caseOf('W')}", format: NIEM_6_XML) { content } }`);
    expect(message.text).not.toMatch(/\b647\b|rrested|Cited/);
  });
});

describe('an evaluation that a court ordered (R-56)', () => {
  const page = 'documents(first: 100) { edges { node { kind title } } pageInfo { hasNextPage } }';
  const file = (letter: string, changes: object = {}) => gateway.as(CALLER.worker,
    'mutation($input: FileDocumentInput!) { fileDocument(input: $input) { documentId userErrors { code } } }',
    { input: { caseId: caseOf(letter), kind: 'COURT_EVALUATION', category: 'CASE_FACTS', title: 'Evaluation under order', filedOn: '2026-02-20', text: 'Words of the evaluator', ...changes } });

  it('is in the county\'s file and the court\'s, and for whom an order names; to every other reader of the file nothing has changed', async () => {
    const others = [CALLER.member, CALLER.attorney, CALLER.youth, CALLER.countyB, CALLER.probationOfficer] as const;
    const seen = (caller: ScenarioCaller, letter: string) => gateway.of(caller, letter, page).then((found) => JSON.stringify(found.case));
    const before = await Promise.all(others.map((caller) => seen(caller, 'X')));
    expect(await seen(CALLER.detective, 'W')).not.toContain('COURT_EVALUATION');
    for (const letter of ['W', 'X']) expect((await file(letter)).body.data.fileDocument.userErrors).toEqual([]);
    expect(await Promise.all(others.map((caller) => seen(caller, 'X')))).toEqual(before);
    const told = await Promise.all([CALLER.worker, CALLER.court, CALLER.detective].map((caller) => seen(caller, 'X')));
    expect(told.map((text) => text.includes('COURT_EVALUATION'))).toEqual([true, true, true]);
    // The same detective without an order, who investigates too.
    expect(await seen(CALLER.detective, 'W')).not.toMatch(/COURT_EVALUATION|Evaluation under order/);
  });

  it('is there for the detective within the days of the order that names him, neither shown nor counted beyond them', async () => {
    for (const [title, filedOn] of [['Within the order', '2026-02-20'], ['Before the order', '2025-02-20']] as const) {
      expect((await file('Y', { title, filedOn })).body.data.fileDocument.userErrors).toEqual([]);
    }
    const list = async (caller: ScenarioCaller) => (await gateway.of(caller, 'Y', 'documents(first: 100) { edges { node { kind filedOn } } }')).case.documents.edges
      .map(({ node }: { node: { kind: string; filedOn: string } }) => node).filter(({ kind }: { kind: string }) => kind === 'COURT_EVALUATION');
    const [within, before] = ['2026-02-20', '2025-02-20'].map((filedOn) => ({ kind: 'COURT_EVALUATION', filedOn }));
    expect(await Promise.all([CALLER.worker, CALLER.court, CALLER.detective].map(list))).toEqual([[within, before], [within, before], [within]]);
  });

  it('is refused where neither the court nor the county\'s worker would find it', async () => {
    for (const changes of [{ category: 'MENTAL_HEALTH', regime: 'LPS', consentedBy: 'COURT' }, { category: 'IMMIGRATION' }]) {
      const { body } = await file('Y', changes);
      expect(body.data.fileDocument).toEqual({ documentId: null, userErrors: [{ code: 'CATEGORY_NOT_ACCEPTED' }] });
    }
  });
});

describe('what an agency can honour', () => {
  it('is declared by nobody whom a password alone identifies', async () => {
    const declare = (caller: ScenarioCaller) => gateway.as(caller, 'mutation($input: DeclareDutiesInput!) { declareDuties(input: $input) { duties userErrors { code } } }',
      { input: { agencyId: globalId('Agency', AGENCY.clinic), duties: [] } });
    const rows = () => gateway.sql('select count(*)::int as n from csec.duty_declaration', [], 'csec_sync');
    const before = await rows();
    expect((await declare({ ...CALLER.operator, credential: 'password' })).body.errors?.[0]?.extensions.code).toBe('AUTH_STEP_UP_REQUIRED');
    expect(await rows()).toEqual(before);
  });
});

describe('the residual that a point of enforcement is given', () => {
  it('permits no care to which the minor consented, and no address behind a substitute, to whom the gateway shows neither (R-30, R-46)', async () => {
    for (const caller of [CALLER.mother, CALLER.father, CALLER.caregiver, CALLER.attorney, CALLER.probationOfficer, CALLER.member]) {
      const asked = await gateway.of(caller, 'M', 'disclosure { residual { type securityLabel { code } } }');
      const permits = (asked.case?.disclosure.residual ?? []).filter(({ type }: Parsed) => type === 'permit')
        .flatMap(({ securityLabel }: Parsed) => securityLabel.map(({ code }: Parsed) => code));
      expect([caller.role, permits.filter((code: string) => ['GENERAL_MEDICAL', 'MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER', 'LOCATION', 'PATLOC'].includes(code))]).toEqual([caller.role, []]);
    }
  });
});
