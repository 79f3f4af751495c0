import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema, isInputObjectType, isNonNullType } from 'graphql';
import { readFileSync } from 'node:fs';
import { globalId } from '../../src/kernel/ids.js';
import { statementsOf, type Parsed } from '../support/gateway.js';
import { caseOf, subjectOf, TEAM } from '../support/scenario-county.js';
import { startScenarios, type ScenarioGateway } from '../support/scenario-gateway.js';
import { AGENCY, CALLER, type ScenarioCaller } from '../support/scenario-people.js';

let gateway: ScenarioGateway;
beforeAll(async () => {
  gateway = await startScenarios([
    { letter: 'N' },
    // Of whom the court was heard no more, and had read by its own order; and whom no other county asks after.
    { letter: 'O', orders: [{ kind: 'DISCLOSURE_827', categories: ['MENTAL_HEALTH'], recipientAgencyIds: [AGENCY.court] }] },
  ]);
  await gateway.sql('update csec.involvement set ended_on = \'2026-02-01\' where subject_id = $1 and agency_id = any ($2::uuid[])',
    [subjectOf('O'), [AGENCY.court, AGENCY.countyB]], 'csec_sync');
});
afterAll(async () => { await gateway.stop(); });

const NOBODY = caseOf('Z');
const REQUEST = '00000000-0000-4000-8000-0000000000ad';
const some = (type: string): string => globalId(type, '00000000-0000-4000-8000-00000000beef');
const clinic = globalId('Agency', AGENCY.clinic);
const team = globalId('Team', TEAM.standing);
const window = { openedAt: '2026-02-20T18:00:00Z' };

/** What is written for a youth by the worker who carries the case alone, with an input that is in order but for the asker. */
const BY_WORKER: Readonly<Record<string, Parsed>> = {
  recordConsent: {
    regimes: ['GENERAL_CWS'], categories: ['CASE_FACTS'], purposes: ['SERVICES'], effectiveFrom: '2026-02-01T18:00:00Z', expiry: { kind: 'DATE', on: '2026-08-31' },
    statements: { revocationHow: true, redisclosureRisk: true, conditioning: true, copyGiven: true, copyInstructions: true, part2TpoRedisclosure: true, refusalConsequences: true },
  },
  recordFhirConsent: { consent: '{"resourceType":"Consent"}' },
  noteConsentConcern: { consentId: some('Consent'), concerns: ['DURESS'] },
  suspendConsent: { consentId: some('Consent') },
  revokeConsent: { consentId: some('Consent') },
  recordCourtOrder: {
    kind: 'DISCLOSURE_827', court: 'Synthetic Juvenile Court', caseNumber: 'DP-1', categories: ['CASE_FACTS'], recipientAgencyIds: [clinic],
    effectiveFrom: '2026-02-01T18:00:00Z',
  },
  vacateCourtOrder: { courtOrderId: some('CourtOrder') },
  recordInvolvement: { agencyId: clinic, kind: 'TREATMENT' },
  endInvolvement: { agencyId: clinic, kind: 'TREATMENT' },
  openMandatedReport: { statute: 'PC_11166_J', recipientAgencyId: globalId('Agency', AGENCY.sheriff) },
  recordReportMade: { reportId: some('MandatedReport') },
  closeMandatedReport: { reportId: some('MandatedReport') },
  assignTeam: { teamId: team },
  setTeamWindow: { teamId: team, window },
  unassignTeam: { teamId: team },
  describeMissingChild: { hair: 'Brown' },
  noteEndangerment: { kind: 'SUICIDAL_TENDENCY', regime: 'CHILD_WELFARE' },
  recordVictimElection: { elected: true, source: 'VICTIM' },
  reviewScreeningFinding: { findingId: some('ScreeningFinding'), outcome: 'DISMISSED', reason: 'Synthetic: told otherwise.' },
  withdrawEndangerment: { kind: 'SUICIDAL_TENDENCY' },
  confirmIdentity: { unlinkedPersonId: some('UnlinkedPerson'), reason: 'Synthetic: seen together with her.' },
  rejectIdentity: { unlinkedPersonId: some('UnlinkedPerson'), reason: 'Synthetic: another date of birth.' },
  undoIdentityLink: { linkId: some('IdentityLink'), reason: 'Synthetic: linked by mistake.' },
};

/** What others may write for a youth as well. */
const BY_OTHERS: Readonly<Record<string, Parsed>> = {
  recordSealOrder: { statute: 'WIC_786', court: 'Synthetic Juvenile Court', caseNumber: 'S-1', matters: ['JJ-9'] },
  fileDocument: { kind: 'LETTER', category: 'CASE_FACTS', title: 'A letter' },
  withdrawDocument: { documentId: some('CaseDocument') },
  recordServiceDates: { startedOn: '2026-02-10' },
  forwardCase: { toAgencyId: clinic, categories: ['CASE_FACTS'], purpose: 'TREATMENT' },
  requestApproval: { categories: ['CSEC_STATUS'], words: 'Synthetic: needed for the plan.' },
  breakGlass: { reason: 'MEDICAL_EMERGENCY', words: 'Brought in unconscious', callback: '555-0100', recipientName: 'Synthetic Physician' },
};

const SCHEMA = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
const MUTATIONS = SCHEMA.getMutationType()!.getFields();

/** The document of a mutation; of its answer what is to mend, with its words. */
function documentOf(name: string): string {
  return `mutation($input: ${String(MUTATIONS[name]!.args[0]!.type)}) { ${name}(input: $input) { userErrors { code field message } } }`;
}

const write = (caller: ScenarioCaller, name: string, caseId: string) =>
  gateway.as(caller, documentOf(name), { input: { ...BY_WORKER[name], ...BY_OTHERS[name], caseId } }, { requestId: REQUEST });

const codesOf = ({ body }: Parsed, name: string): readonly string[] =>
  body.data?.[name]?.userErrors.map(({ code, field }: Parsed) => `${code} ${field}`) ?? body.errors.map(({ extensions }: Parsed) => extensions.code);

/** A write about her and one about nobody: both answers byte for byte, and whether they took the same statements. */
async function toldApart(caller: ScenarioCaller, name: string, letter: string): Promise<readonly [readonly string[], boolean, boolean]> {
  const seen: { text: string; statements: string; codes: readonly string[] }[] = [];
  for (const caseId of [caseOf(letter), NOBODY]) {
    let answer: Parsed;
    const statements = await statementsOf(async () => { answer = await write(caller, name, caseId); });
    seen.push({ text: answer.text, statements: statements.join(' '), codes: codesOf(answer, name) });
  }
  const [her, nobody] = seen as [typeof seen[0], typeof seen[0]];
  return [her.codes, her.text === nobody.text, her.statements === nobody.statements];
}

describe('every write', () => {
  it('for a youth is known here: by her worker alone, or by others too', () => {
    const ofYouths = Object.values(MUTATIONS).filter(({ args: [input] }) => {
      const type = isNonNullType(input!.type) ? input!.type.ofType : input!.type;
      return isInputObjectType(type) && 'caseId' in type.getFields();
    });
    expect(ofYouths.map(({ name }) => name).sort()).toEqual([...Object.keys(BY_WORKER), ...Object.keys(BY_OTHERS)].sort());
  });
});

describe('what the worker who carries the case writes', () => {
  it.each(Object.keys(BY_WORKER))('%s: is refused to a colleague who carries nothing, and of nobody there is no case', async (name) => {
    expect(codesOf(await write(CALLER.colleague, name, caseOf('N')), name)).toEqual(['FORBIDDEN input.caseId']);
    expect(codesOf(await write(CALLER.colleague, name, NOBODY), name)).toEqual(['NOT_FOUND input.caseId']);
  });

  it.each(Object.keys(BY_WORKER))('%s: another county\'s worker finds no case, as of nobody, in as many statements', async (name) => {
    expect(await toldApart(CALLER.countyB, name, 'O')).toEqual([['NOT_FOUND input.caseId'], true, true]);
    // Admitted to her on request, she is told the same.
    expect(codesOf(await write(CALLER.countyB, name, caseOf('N')), name)).toEqual(['NOT_FOUND input.caseId']);
  });

  it.each(Object.keys(BY_WORKER))('%s: is no matter of any other role\'s, whichever youth it names', async (name) => {
    expect(await toldApart(CALLER.therapist, name, 'N')).toEqual([['FORBIDDEN'], true, true]);
    for (const caller of [CALLER.court, CALLER.operator, CALLER.stateAnalyst]) {
      expect(codesOf(await write(caller, name, caseOf('N')), name), caller.role).toEqual(['FORBIDDEN']);
    }
  });
});

describe('what others write as well', () => {
  it.each(Object.keys(BY_OTHERS).filter((name) => name !== 'recordServiceDates' && name !== 'breakGlass'))(
    '%s: who may not know of her finds no case, as of nobody, in as many statements', async (name) => {
      expect(await toldApart(CALLER.countyB, name, 'O')).toEqual([['NOT_FOUND input.caseId'], true, true]);
    });

  it('the dates of services are of those who give services, and of a youth whom they may know of', async () => {
    expect(await toldApart(CALLER.advocate, 'recordServiceDates', 'N')).toEqual([['NOT_FOUND input.caseId'], true, true]);
    for (const caller of [CALLER.therapist, CALLER.worker]) expect(await toldApart(caller, 'recordServiceDates', 'N')).toEqual([['FORBIDDEN'], true, true]);
  });

  it('a colleague who carries nothing files nothing, takes nothing back and seals nothing', async () => {
    for (const name of ['fileDocument', 'withdrawDocument', 'recordSealOrder']) {
      expect(codesOf(await write(CALLER.colleague, name, caseOf('N')), name), name).toEqual(['FORBIDDEN input.caseId']);
    }
  });

  it('the glass is broken by no role that it is not for, whoever is named', async () => {
    for (const caller of [CALLER.worker, CALLER.court]) {
      expect(await toldApart(caller, 'breakGlass', 'N'), caller.role).toEqual([['NOT_ELIGIBLE input.reason'], true, true]);
    }
  });
});

describe('a court', () => {
  const sees = async (letter: string) => (await gateway.of(CALLER.court, letter, 'id')).case !== null;

  it('that reads her record by its order and does not hear her matter seals nothing', async () => {
    expect(await sees('O')).toBe(true);
    expect(codesOf(await write(CALLER.court, 'recordSealOrder', caseOf('O')), 'recordSealOrder')).toEqual(['FORBIDDEN input.caseId']);
    expect(await gateway.sql('select from csec.seal_order where subject_id = $1', [subjectOf('O')], 'csec_sync')).toEqual([]);
    expect(codesOf(await write(CALLER.court, 'recordSealOrder', NOBODY), 'recordSealOrder')).toEqual(['NOT_FOUND input.caseId']);
  });

  it('that hears it seals it', async () => {
    expect(codesOf(await write(CALLER.court, 'recordSealOrder', caseOf('N')), 'recordSealOrder')).toEqual([]);
    expect(await gateway.sql('select recorded_by_agency_id from csec.seal_order where subject_id = $1', [subjectOf('N')], 'csec_sync'))
      .toEqual([{ recorded_by_agency_id: AGENCY.court }]);
  });
});

describe('what the county recorded of each case of a page', () => {
  const FIELDS = 'consents { id } consentConflicts { categories } consentsToSettle { id } oralWithdrawals { categories } victimElections { elected } involvements { kind } teams { members { personId } }';

  it('is read with one statement of each sort, however many cases and fields ask for it', async () => {
    let text = '';
    const names = await statementsOf(async () => { ({ text } = await gateway.as(CALLER.worker, `{ cases(first: 50) { edges { node { ${FIELDS} } } } }`)); });
    expect((JSON.parse(text) as Parsed).data.cases.edges.length).toBeGreaterThan(1);
    const asked = ['consents-by-subject', 'victim-elections-by-subject', 'involvements-by-subject', 'agencies-by-id', 'teams-by-subject', 'members-by-team'];
    expect(asked.map((name) => `${name} ${names.filter((one) => one === name).length}`)).toEqual(asked.map((name) => `${name} 1`));
  });
});
