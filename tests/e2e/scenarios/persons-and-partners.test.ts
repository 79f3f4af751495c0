import { buildSchema, isInterfaceType, isListType, isNonNullType, isObjectType, isUnionType, type GraphQLOutputType, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../../src/kernel/dates.js';
import { globalId } from '../../../src/kernel/ids.js';
import { buildSealedSchema } from '../../../src/schema/build-schema.js';
import { printClassifiedSchema } from '../../../src/schema/print.js';
import type { Parsed } from '../../support/gateway.js';
import { caseOf, subjectOf, titleOf, type ScenarioYouth } from '../../support/scenario-county.js';
import {
  accountOf, DOCUMENTS, documentsOf, NO_CASE, noticesOf, SERVICES, servicesOf, startScenarios, withheldOf, type ScenarioGateway,
} from '../../support/scenario-gateway.js';
import { AGENCY, CALLER, type ScenarioCaller } from '../../support/scenario-people.js';

const REPORTERS = 'referrals { receivedOn reporter { firstName lastName employer phone } }';

const YOUTHS: readonly ScenarioYouth[] = [
  { letter: 'N' },
  // The youth signed for her school and her clinic whatever they asked for.
  { letter: 'V', consents: [{
    regimes: ['GENERAL_CWS'], categories: ['CASE_FACTS', 'REPORTER_IDENTITY', 'IDENTITY_CORE'], purposes: ['TREATMENT', 'CARE_COORDINATION', 'SERVICES'],
    recipientAgencyIds: [AGENCY.clinic, AGENCY.school],
  }] },
  { letter: 'W', columns: { born_on: '2006-06-15', has_open_case: false, stated_open_case: false, in_care: false, address_confidential: false } },
  { letter: 'X', columns: { died_on: '2026-01-15' } },
  // Dead too; somebody signed in her place for the programme's record, and for both her parents.
  { letter: 'D', columns: { died_on: '2026-01-15' }, consents: [{
    regimes: ['PART2_SPECIFIC'], categories: ['SUBSTANCE_USE_PART2'], explicitMentions: ['SUD'], purposes: ['SUBJECT_REQUEST'], capacity: null,
    discloserClasses: ['SUBSTANCE_USE_PROGRAM'], discloserAgencyIds: [], recipientPersonIds: [CALLER.mother.personId, CALLER.father.personId],
    signature: {
      signedAt: instant('2026-02-01T18:00:00Z'), method: 'ELECTRONIC', typefacePt: 14, handwritten: false, standalone: true, role: 'PERSONAL_REP_DECEASED',
      signerId: CALLER.mother.personId, authorityDocument: 'Synthetic letters of administration',
    }, effectiveFrom: instant('2026-02-01T18:00:00Z'),
  }] },
  { letter: 'Y', orders: [{
    court: 'Synthetic Court of another State', categories: ['REPRODUCTIVE_HEALTH', 'SOGIE'], recipientAgencyIds: [AGENCY.outOfStatePolice, AGENCY.sheriff],
    purposes: ['INVESTIGATION'], subpoenaServed: true, findingsMade: true,
  }] },
];

let gateway: ScenarioGateway;
beforeAll(async () => { gateway = await startScenarios(YOUTHS); });
afterAll(async () => { await gateway.stop(); });

describe('who reported', () => {
  it('T18 a clinician or school that would thank the reporter finds no reporter, whatever the youth signed', async () => {
    const clinician = await gateway.of(CALLER.therapist, 'V', REPORTERS);
    expect(clinician.case.referrals.map(({ reporter }: Parsed) => reporter)).toEqual([null, null, null]);
    const school = await gateway.of(CALLER.school, 'V', REPORTERS);
    expect(school.case).toEqual({ referrals: null });
    for (const asked of [clinician, school]) {
      expect(asked.text).not.toMatch(/V-Reporter|REPORTER_IDENTITY|Referral\.reporter/);
      expect(asked.accounting[0].released).not.toContain('REPORTER_IDENTITY');
    }
  });

  it('T21 the reporter\'s employer learns neither that there was a report nor whose', async () => {
    // The school of `employer` is where the reporter works: it asks as itself, and as an agency without any relation.
    const employer = await gateway.of(CALLER.school, 'N', `${REPORTERS} ${DOCUMENTS}`);
    expect([employer.case.referrals, documentsOf(employer.case)]).toEqual([null, ['EDUCATION EDUCATION_PLAN']]);
    expect(employer.text).not.toMatch(/N-Reporter|REPORTER_IDENTITY|ABUSE_REPORT","kind/);
    const stranger = await gateway.of(CALLER.advocate, 'N', REPORTERS);
    expect([stranger.text, accountOf(stranger)]).toEqual([NO_CASE, [['NOT_FOUND', []]]]);
  });
});

describe('another county', () => {
  it('T30 a worker of County B who lodged a request and supervises reads case, status and care, and not what the youth controls', async () => {
    const asked = await gateway.of(
      CALLER.countyB, 'N', `csecStatus gridEntries { isVictim } placements { startedOn } youth { firstName sexualOrientation { display } minorParent } ${SERVICES}`, 'CARE_COORDINATION');
    expect([asked.case.csecStatus, asked.case.gridEntries.length, asked.case.placements]).toEqual(['VICTIM_CURRENT', 3, [{ startedOn: '2025-06-05' }]]);
    expect(servicesOf(asked.case)).toEqual(['CASE_FACTS', 'GENERAL_MEDICAL', 'MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER']);
    expect(asked.case.youth).toEqual({ firstName: 'N-First', sexualOrientation: null, minorParent: null });
    expect(withheldOf(asked)).toContain('SOGIE');
    expect(asked.text).not.toContain('REPRODUCTIVE_HEALTH');
    expect(noticesOf(asked)).toEqual(['N13', 'N3', 'N4', 'N5', 'N9']);
    expect(asked.accounting).toMatchObject([{ outcome: 'RELEASED', role: 'OTHER_COUNTY_WORKER', agencyId: AGENCY.countyB }]);
    expect(asked.accounting[0].released).toEqual(expect.arrayContaining(['CASE_FACTS', 'CSEC_STATUS', 'GENERAL_MEDICAL']));
  });

  it('T56 a subpoena under another state\'s law on care for gender brings nothing, is recorded as asked for, and counsel is told', async () => {
    const selection = `youth { genderIdentity { display } sexualOrientation { display } minorParent } ${SERVICES} ${DOCUMENTS}`;
    const alertsOf = async (caller: ScenarioCaller, letter: string) => {
      gateway.takeLog();
      const asked = await gateway.of(caller, letter, selection, 'INVESTIGATION');
      const alerts = gateway.takeLog().map((line) => JSON.parse(line)).filter(({ event }) => event === 'OUT_OF_STATE_REQUEST');
      return { asked, alerts };
    };
    const { asked, alerts } = await alertsOf(CALLER.outOfStateDetective, 'Y');
    expect(asked.text).toBe(NO_CASE);
    expect(asked.accounting).toMatchObject([{ outcome: 'NOT_FOUND', agencyId: AGENCY.outOfStatePolice, released: [] }]);
    expect(alerts).toMatchObject([{ level: 40, agencyId: AGENCY.outOfStatePolice, requestId: asked.accounting[0].requestId }]);
    expect(JSON.stringify(alerts)).not.toMatch(/5ce40000|REPRODUCTIVE|SOGIE/);
    // The refusal is for whence it comes: of nobody counsel is told the same, and the same order opens care to an agency of this state.
    expect((await alertsOf(CALLER.outOfStateDetective, 'Z')).alerts).toHaveLength(1);
    const here = await alertsOf({ ...CALLER.deputy, purpose: 'INVESTIGATION' }, 'Y');
    expect([servicesOf(here.asked.case), here.alerts]).toEqual([['REPRODUCTIVE_HEALTH'], []]);
  });
});

describe('a child advocacy center', () => {
  it('T63 finds no case until counsel of the county has settled what it receives', async () => {
    const asked = await gateway.of(CALLER.interviewer, 'N', `csecStatus ${DOCUMENTS}`);
    expect([asked.text, accountOf(asked)]).toEqual([NO_CASE, [['NOT_FOUND', []]]]);
  });
});

describe('the youth and those who stand by her', () => {
  it('T36 at nineteen she reads her file, less who reported, other people, and notes of psychotherapy', async () => {
    const asked = await gateway.of(CALLER.youth, 'W', `
      csecStatus youth { firstName lastName bornOn sexualOrientation { display } } ${REPORTERS} ${SERVICES} ${DOCUMENTS}
      placements { startedOn facilityName facilityStreet facilityCity facilityPhone } actualAddresses { street } disclosure { role }`);
    expect(asked.case.disclosure).toEqual({ role: 'FORMER_YOUTH' });
    expect(asked.case.youth).toEqual({ firstName: 'W-First', lastName: 'W-Last', bornOn: '2006-06-15', sexualOrientation: { display: 'W-Orientation' } });
    expect(servicesOf(asked.case)).toEqual([
      'ASSAULT_MEDICAL', 'CASE_FACTS', 'COMMUNICABLE_DISEASE', 'EDUCATION', 'GENERAL_MEDICAL', 'HIV', 'MENTAL_HEALTH', 'REPRODUCTIVE_HEALTH',
      'SUBSTANCE_USE_OTHER', 'SUBSTANCE_USE_PART2',
    ]);
    expect(documentsOf(asked.case)).toEqual([
      'ABUSE_REPORT ABUSE_REPORT', 'CASE_FACTS COURT_REPORT', 'EDUCATION EDUCATION_PLAN', 'EXPLOITATION_DETAIL INVESTIGATION_REPORT', 'HIV MEDICAL_REPORT',
      'IMMIGRATION IMMIGRATION_FILE', 'JUVENILE_JUSTICE PETITION', 'MENTAL_HEALTH ASSESSMENT', 'REPRODUCTIVE_HEALTH MEDICAL_REPORT', 'SOGIE LETTER',
      'SUBSTANCE_USE_PART2 ASSESSMENT',
    ]);
    const words = Object.fromEntries(asked.case.documents.edges.map(({ node }: Parsed) => [node.category, [node.title, node.text !== null]]));
    expect([words['ABUSE_REPORT'], words['CASE_FACTS']]).toEqual([[null, false], [titleOf('W', 'CASE_FACTS'), true]]);
    expect(asked.case.referrals.map(({ reporter }: Parsed) => reporter)).toEqual([null, null, null]);
    expect([asked.case.actualAddresses, asked.case.placements]).toEqual(
      [null, [{ startedOn: '2025-06-05', facilityName: null, facilityStreet: null, facilityCity: null, facilityPhone: null }]]);
    expect(asked.accounting).toMatchObject([{ outcome: 'RELEASED', role: 'FORMER_YOUTH', purpose: 'SUBJECT_REQUEST' }]);
    for (const never of ['REPORTER_IDENTITY', 'THIRD_PARTY', 'PSYCHOTHERAPY_NOTES']) expect(asked.accounting[0].released).not.toContain(never);
  });

  it('T36 as an adult she has what her parents had no more: they find no case', async () => {
    for (const caller of [CALLER.mother, CALLER.father, CALLER.caregiver]) expect((await gateway.of(caller, 'W', 'csecStatus')).text).toBe(NO_CASE);
  });

  it('T37 her appointed attorney reads the file with the notice of juvenile information, and needs her consent for what she controls', async () => {
    const asked = await gateway.of(CALLER.attorney, 'N', `csecStatus youth { firstName sexualOrientation { display } } ${SERVICES} ${DOCUMENTS}`);
    expect([asked.case.csecStatus, asked.case.youth]).toEqual(['VICTIM_CURRENT', { firstName: 'N-First', sexualOrientation: null }]);
    expect(documentsOf(asked.case)).toEqual([
      'ABUSE_REPORT ABUSE_REPORT', 'ADOPTION ADOPTION_FILE', 'CASE_FACTS COURT_REPORT', 'EXPLOITATION_DETAIL INVESTIGATION_REPORT',
      'IMMIGRATION IMMIGRATION_FILE', 'JUVENILE_JUSTICE PETITION', 'THIRD_PARTY RELATIONSHIP',
    ]);
    expect(servicesOf(asked.case)).toEqual(['CASE_FACTS', 'GENERAL_MEDICAL', 'MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER']);
    expect(noticesOf(asked)).toEqual(['N3', 'N9']);
    expect(asked.accounting).toMatchObject([{ outcome: 'RELEASED', role: 'MINORS_COUNSEL', purpose: 'COURT_PROCEEDING', agencyId: AGENCY.counsel }]);
    expect(asked.accounting[0].authorities).toEqual(expect.arrayContaining(['SB_413', 'WIC_827']));
  });

  it('T39 of a youth who died the father reads nothing of the programme, nor that there is a file', async () => {
    const asked = await gateway.of(CALLER.father, 'X', `csecStatus ${SERVICES} ${DOCUMENTS}`);
    expect([asked.text, accountOf(asked)]).toEqual([NO_CASE, [['NOT_FOUND', []]]]);
    expect((await gateway.of(CALLER.youth, 'X', 'csecStatus')).text).toBe(NO_CASE);
  });

  it('T39 her personal representative reads what she signed for in the place of the dead, with its notice, and no other parent reads it', async () => {
    const selection = `csecStatus youth { firstName } ${SERVICES}`;
    expect((await gateway.of(CALLER.mother, 'D', selection)).text).toBe(NO_CASE);
    const record = 'mutation($input: RecordInvolvementInput!) { done: recordInvolvement(input: $input) { done userErrors { code field } } }';
    const represent = async (letter: string) => (await gateway.as(CALLER.worker, record, { input: {
      caseId: caseOf(letter), agencyId: globalId('Agency', AGENCY.portal), kind: 'PERSONAL_REPRESENTATION', personId: globalId('Person', CALLER.mother.personId),
    } })).body.data.done;
    expect(await represent('N')).toEqual({ done: false, userErrors: [{ code: 'BAD_INPUT', field: 'input.kind' }] });
    expect(await represent('D')).toEqual({ done: true, userErrors: [] });
    const asked = await gateway.of(CALLER.mother, 'D', selection);
    expect([asked.case.csecStatus, asked.case.youth, servicesOf(asked.case)]).toEqual([null, { firstName: null }, ['SUBSTANCE_USE_PART2']]);
    expect([noticesOf(asked).includes('N1'), asked.accounting[0].consents.length]).toEqual([true, 1]);
    expect((await gateway.of(CALLER.father, 'D', selection)).text).toBe(NO_CASE);
  });
});

describe('school and therapist', () => {
  it('T47 a school that asks for therapy records without a consent receives none', async () => {
    const asked = await gateway.of(CALLER.school, 'N', SERVICES);
    expect(servicesOf(asked.case)).toEqual(['EDUCATION']);
    expect([asked.accounting[0].released.includes('MENTAL_HEALTH'), noticesOf(asked).includes('N4')]).toEqual([false, false]);
  });

  it('T67 a therapist who asks for school discipline without a consent receives none', async () => {
    const asked = await gateway.of(CALLER.therapist, 'N', `${SERVICES} ${DOCUMENTS}`);
    expect(servicesOf(asked.case)).toEqual(['GENERAL_MEDICAL', 'MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER']);
    expect(documentsOf(asked.case)).toEqual(['MENTAL_HEALTH ASSESSMENT']);
    expect([asked.accounting[0].released.includes('EDUCATION'), noticesOf(asked).includes('N7')]).toEqual([false, false]);
  });
});

describe('a filter', () => {
  it('T58 by what a provider may not read is no part of the schema: refused as any field that nobody knows', async () => {
    const refused = async (field: string) => {
      const { status, body } = await gateway.as(CALLER.advocate, `{ cases(first: 5, filter: { ${field}: true }) { edges { node { id } } } }`);
      return [status, body.data, body.errors?.map(({ message, extensions }) => [message.replaceAll(field, 'FIELD'), extensions.code])];
    };
    const unknown = await refused('aFieldThatNobodyKnows');
    expect(unknown).toEqual([400, undefined, [['Field "FIELD" is not defined by type "CaseFilter".', 'GRAPHQL_VALIDATION_FAILED']]]);
    for (const field of ['sudService', 'hasPart2Record', 'hivStatus', 'reporterName']) expect(await refused(field), field).toEqual(unknown);
  });
});

describe('officials', () => {
  it('T70 a federal officer reads no name and no birth date, and a local account of a federal agency is not taken for a local one', async () => {
    const document = 'id county youth { firstName lastName bornOn }';
    for (const purpose of ['INVESTIGATION', 'MISSING_CHILD'] as const) {
      gateway.takeLog();
      const asked = await gateway.of(CALLER.federalOfficer, 'N', document, purpose);
      const alert = gateway.takeLog().map((line) => JSON.parse(line)).find(({ event }) => event === 'FEDERAL_REQUEST');
      expect(alert).toMatchObject({ level: 40, event: 'FEDERAL_REQUEST', agencyId: AGENCY.federal, requestId: asked.accounting[0].requestId });
      expect(asked.text).toBe(NO_CASE);
      expect(asked.accounting).toMatchObject([{ outcome: 'NOT_FOUND', agencyId: AGENCY.federal, role: 'FEDERAL', released: [] }]);
    }
    const list = await gateway.as(CALLER.federalOfficer, '{ cases(first: 100) { edges { node { id } } } }');
    expect(list.body.data).toEqual({ cases: { edges: [] } });
    const taskForce: ScenarioCaller = { ...CALLER.federalOfficer, role: 'LAW_ENFORCEMENT' };
    const refused = await gateway.of(taskForce, 'N', document);
    expect(gateway.takeLog().join('')).not.toContain('N-First');
    expect([refused.status, refused.body.data ?? null, refused.body.errors?.map(({ extensions }) => extensions.code)]).toEqual([401, null, ['AUTH_CLAIM_INVALID']]);
  });

  /** Every question that ends at a youth, as anybody may put it. */
  const QUESTIONS: readonly (readonly [string, string])[] = [
    ['case', `{ case(id: "${caseOf('N')}") { id } }`], ['node', `{ node(id: "${caseOf('N')}") { id } }`],
    ['caseByIdentifier', '{ caseByIdentifier(identifier: { other: { system: 1333, value: "N-PREV" } }) { id } }'],
    ['serviceHistory', `{ serviceHistory(caseId: "${caseOf('N')}", first: 5) { edges { node { serviceText } } } }`],
    ['explainAccess', `{ explainAccess(input: { caseId: "${caseOf('N')}" }) { decisionId } }`],
    ['disclosures', `{ disclosures(caseId: "${caseOf('N')}", first: 5) { edges { node { at } } } }`],
    ['partnerMessage', `{ partnerMessage(caseId: "${caseOf('N')}", format: PROVIDER_JSON) { content } }`],
  ];

  it('T62 for a legislator\'s office there is no path from a question of the State to a youth', async () => {
    for (const [name, document] of QUESTIONS) {
      const asked = await gateway.as(CALLER.stateAnalyst, document);
      expect(asked.body.data?.[name] ?? null, name).toBeNull();
      expect(asked.text).not.toMatch(/N-|5ce40000/);
      // Of nobody it is told the same, byte for byte.
      const nobody = await gateway.as(CALLER.stateAnalyst, document.replaceAll(caseOf('N'), caseOf('Z')).replaceAll('N-PREV', 'Z-PREV'));
      expect(nobody.text, name).toBe(asked.text);
    }
    const list = await gateway.as(CALLER.stateAnalyst, '{ cases(first: 100) { edges { node { id } } } }');
    expect(list.body.data).toEqual({ cases: { edges: [] } });
    expect(await gateway.sql('select 1 from csec.disclosure where record->>\'role\' = \'STATE\' and outcome <> \'NOT_FOUND\'')).toEqual([]);
    // What the State is for, the counts of the programme, has no path in its types to a youth.
    const schema = buildSchema(printClassifiedSchema(buildSealedSchema().schema));
    const counts = Object.keys(schema.getQueryType()!.getFields()).filter((field) => field.startsWith('programReport'));
    expect(counts).toContain('programReport');
    for (const type of ['Youth', 'Case', 'Node', 'CaseDocument', 'ServiceRecord', 'Identifier', 'Address', 'Disclosure']) {
      expect(reaching(schema, type).filter((field) => counts.includes(field)), type).toEqual([]);
    }
  });

  it('T38 for the press there is no question at all: without a token none is answered, and none is of a death', async () => {
    for (const [name, document] of QUESTIONS) {
      const { status, body } = await gateway.send('/graphql', {
        method: 'POST', headers: { 'content-type': 'application/json', 'x-purpose-of-use': 'CHILD_WELFARE' }, body: JSON.stringify({ query: document }),
      });
      expect([status, body.data ?? null, body.errors?.[0]?.extensions.code], name).toEqual([401, null, 'AUTH_TOKEN_MISSING']);
    }
    const schema = buildSchema(printClassifiedSchema(buildSealedSchema().schema));
    const asked = Object.keys(schema.getQueryType()!.getFields());
    expect(asked.filter((field) => /death|fatal|press|public|legislat/i.test(field))).toEqual([]);
    // Whoever could be told of a death reads it of the youth, and reaches the youth by admission alone.
    expect(reaching(schema, 'Youth').filter((field) => !/kind: "admitted"/.test(lawOf(schema, field)))).toEqual([]);
  });
});

/** The questions of the schema from whose answer a type can be reached. */
function reaching(schema: GraphQLSchema, wanted: string): readonly string[] {
  const reach = (type: GraphQLOutputType, seen: Set<string>): boolean => {
    if (isNonNullType(type) || isListType(type)) return reach(type.ofType as GraphQLOutputType, seen);
    if (type.name === wanted) return true;
    if (seen.has(type.name)) return false;
    seen.add(type.name);
    if (isUnionType(type)) return type.getTypes().some((one) => reach(one, seen));
    if (isInterfaceType(type) && schema.getPossibleTypes(type).some((one) => reach(one, seen))) return true;
    return (isObjectType(type) || isInterfaceType(type)) && Object.values(type.getFields()).some((field) => reach(field.type, seen));
  };
  return Object.entries(schema.getQueryType()!.getFields()).filter(([, field]) => reach(field.type, new Set())).map(([name]) => name);
}

/** The directive that says who may ask a question. */
function lawOf(schema: GraphQLSchema, field: string): string {
  const directive = schema.getQueryType()!.getFields()[field]!.astNode!.directives!.find(({ name }) => name.value === 'classified')!;
  return directive.arguments!.map(({ name, value }) => `${name.value}: ${'value' in value ? JSON.stringify(value.value) : ''}`).join(', ');
}

describe('whom statute alone entitles', () => {
  it('R-13: court, counsel, clearinghouse and the police that the county must report to read on without a memorandum; who investigates or serves does not', async () => {
    const without = [AGENCY.court, AGENCY.counsel, AGENCY.clearinghouse, AGENCY.sheriff, AGENCY.police, AGENCY.shelter, AGENCY.portal];
    await gateway.sql('delete from csec.agreement where agency_id = any ($1::uuid[])', [without], 'csec_sync');
    const report = 'insert into csec.mandated_report (subject_id, id, statute, recipient_agency_id, learned_at, due_at) values ($1, gen_random_uuid(), $2, $3, $4, $4::timestamptz + interval \'24 hours\')';
    await gateway.sql(report, [subjectOf('N'), 'USC_42_671_A_35', AGENCY.clearinghouse, '2026-03-01T08:00:00Z'], 'csec_sync');
    await gateway.sql(report, [subjectOf('N'), 'PC_11166_J', AGENCY.sheriff, '2026-03-01T08:00:00Z'], 'csec_sync');
    const status = async (caller: ScenarioCaller, letter: string) => (await gateway.of(caller, letter, 'csecStatus')).case;
    for (const caller of [CALLER.court, CALLER.attorney, CALLER.clearinghouse]) expect(await status(caller, 'N'), caller.role).toEqual({ csecStatus: 'VICTIM_CURRENT' });
    expect((await gateway.of(CALLER.deputy, 'N', 'csecStatus', 'INVESTIGATION')).case).toEqual({ csecStatus: 'VICTIM_CURRENT' });
    expect((await gateway.of(CALLER.youth, 'N', 'youth { firstName }')).case).toEqual({ youth: { firstName: 'N-First' } });
    expect((await gateway.of(CALLER.detective, 'N', 'csecStatus')).text).toBe(NO_CASE);
    for (const caller of [CALLER.advocate, CALLER.detectiveInTeam]) {
      const refused = await gateway.of(caller, 'N', 'csecStatus');
      expect([refused.status, refused.body.errors?.map(({ extensions }) => extensions)]).toEqual([403, [{ code: 'AUTH_PURPOSE_NOT_ALLOWED', details: { bound: 'AGREEMENT' } }]]);
    }
  });
});
