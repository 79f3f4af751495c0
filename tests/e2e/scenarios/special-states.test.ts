import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../../src/kernel/dates.js';
import { globalId } from '../../../src/kernel/ids.js';
import { CATEGORIES, type Category } from '../../../src/law/category.js';
import { NEVER_BY_EMERGENCY } from '../../../src/policy/rules/emergency.js';
import { NOON, type Parsed } from '../../support/gateway.js';
import { caseOf, consentIdOf, subjectOf, titleOf } from '../../support/scenario-county.js';
import {
  DOCUMENTS, documentsOf, NO_CASE, noticesOf, SERVICES, servicesOf, startScenarios, withheldOf, type ScenarioGateway,
} from '../../support/scenario-gateway.js';
import { AGENCY, CALLER, type ScenarioCaller } from '../../support/scenario-people.js';
import { WHOLE_CASE } from '../documents.js';

let gateway: ScenarioGateway;
beforeAll(async () => {
  gateway = await startScenarios([
    { letter: 'N' }, { letter: 'M' }, { letter: 'P' },
    // She said in writing that the police are told nothing of her.
    { letter: 'R', consents: [{
      effect: 'REFUSE', regimes: ['GENERAL_CWS'], categories: ['IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'LOCATION'],
      purposes: ['INVESTIGATION', 'MISSING_CHILD'], recipientAgencyIds: [AGENCY.sheriff],
    }] },
    { letter: 'S' },
    { letter: 'T', nothingOf: ['JUVENILE_JUSTICE'] },
    { letter: 'E' },
    { letter: 'H', consents: [{
      regimes: ['GENERAL_CWS'], categories: ['IDENTITY_CORE'], purposes: ['SERVICES'], recipientAgencyIds: [AGENCY.trafficking],
    }] },
  ]);
});
afterAll(async () => { await gateway.stop(); });

const DONE = { userErrors: [] };
const NOTED = { done: true, userErrors: [] };

/** A mutation by the name of its field, and what of its payload is asked for beside the errors. */
type Change = readonly [name: string, input: string, selection: string];
const CHANGE = {
  openReport: ['openMandatedReport', 'OpenMandatedReportInput', 'report { id dueAt reportedAt }'],
  reportMade: ['recordReportMade', 'RecordReportMadeInput', 'report { reportedAt dueAt }'],
  describe: ['describeMissingChild', 'DescribeMissingChildInput', 'done'],
  endanger: ['noteEndangerment', 'NoteEndangermentInput', 'done'],
  recover: ['withdrawEndangerment', 'WithdrawEndangermentInput', 'done'],
  closeReport: ['closeMandatedReport', 'CloseMandatedReportInput', 'report { id }'],
  seal: ['recordSealOrder', 'RecordSealOrderInput', 'notified { name }'],
  breakGlass: ['breakGlass', 'BreakGlassInput', 'access { id reason openedAt endsAt }'],
  file: ['fileDocument', 'FileDocumentInput', 'documentId'],
  serviceDates: ['recordServiceDates', 'RecordServiceDatesInput', 'done'],
} as const satisfies Readonly<Record<string, Change>>;

async function mutate(caller: ScenarioCaller, change: keyof typeof CHANGE, values: Readonly<Record<string, unknown>>, purpose?: string): Promise<Parsed> {
  const [name, input, selection] = CHANGE[change];
  const document = `mutation Change($input: ${input}!) { done: ${name}(input: $input) { ${selection} userErrors { code field } } }`;
  const asked = await gateway.as(caller, document, { input: values }, purpose === undefined ? {} : { purpose });
  expect(asked.body.errors, asked.text).toBeUndefined();
  return asked.body.data.done;
}

const REPORT = `missingChildReport {
  photoReference heightInches weightPounds hair eyes sex ethnicity { code } race lastSeenOn lastSeenPlace lastPlacementName lastPlacementStreet lastPlacementCity
  lastPlacementCounty vulnerableToTrafficking prescriptionMedications medicalConditions suicidalTendencies pregnant substanceUse developmentalDisability
}`;

describe('a report that statute compels', () => {
  const open = (letter: string, statute: string, agency: string) =>
    mutate(CALLER.worker, 'openReport', { caseId: caseOf(letter), statute, recipientAgencyId: globalId('Agency', agency) });

  it('T23 of a missing youth tells the clearinghouse who she is, that she is exploited and whom to call, and neither programme, HIV, reporter nor actual address', async () => {
    expect((await gateway.of(CALLER.clearinghouse, 'M', 'id')).text).toBe(NO_CASE);
    const { report, userErrors } = await open('M', 'USC_42_671_A_35', AGENCY.clearinghouse);
    expect([userErrors, report.dueAt]).toEqual([[], '2026-03-02T20:00:00.000Z']);
    const asked = await gateway.as(CALLER.clearinghouse, WHOLE_CASE.replace('workers {', `${DOCUMENTS} workers {`), { id: caseOf('M') });
    const { youth: { firstName, lastName, bornOn }, csecStatus, workers: [worker] } = asked.case;
    expect([firstName, lastName, bornOn, csecStatus, worker.workerPhone]).toEqual(['M-First', 'M-Last', '2010-06-15', 'VICTIM_CURRENT', '2135550100']);
    expect(asked.accounting[0]).toMatchObject({ outcome: 'RELEASED', role: 'NCMEC', purpose: 'MISSING_CHILD', consents: [] });
    expect(asked.accounting[0].released).toEqual(expect.arrayContaining(['IDENTITY_CORE', 'LOCATION', 'CSEC_STATUS']));
    for (const never of ['SUBSTANCE_USE_PART2', 'HIV', 'COMMUNICABLE_DISEASE', 'REPORTER_IDENTITY', 'SAFE_AT_HOME_ADDRESS', 'SOGIE'] as const) {
      expect(asked.accounting[0].released, never).not.toContain(never);
    }
    expect(asked.text).not.toMatch(/M-Reporter|M-Street|M-City|M-Orientation|PART2|"HIV"/);
    expect(noticesOf(asked)).toContain('N10');
  });

  it('T23 tells the police of the county her name and the substitute for her address, for who searches and no further', async () => {
    expect((await open('M', 'USC_42_671_A_35', AGENCY.sheriff)).userErrors).toEqual([]);
    const asked = await gateway.of(CALLER.deputy, 'M', `csecStatus youth { lastName minorParent } addresses { street } actualAddresses { street } ${SERVICES}`);
    expect(asked.case).toEqual({
      csecStatus: 'VICTIM_CURRENT', youth: { lastName: 'M-Last', minorParent: null }, actualAddresses: null, services: { edges: [] },
      addresses: [{ street: 'Substitute address, Safe at Home, California Secretary of State' }],
    });
    expect(asked.accounting[0]).toMatchObject({ outcome: 'RELEASED', role: 'LAW_ENFORCEMENT', agencyId: AGENCY.sheriff });
  });

  it('T23 tells the clearinghouse photo, features and what endangers her, and the police the features alone, unless counsel reads the law more widely', async () => {
    const caseId = caseOf('M');
    const described = {
      caseId, photoReference: 'county photo 17', heightInches: 64, weightPounds: 118, hair: 'Brown', eyes: 'Hazel', lastSeenOn: '2026-02-28',
      lastSeenPlace: 'Synthetic bus station', lastSeenAtAddress: false,
    };
    expect(await mutate(CALLER.worker, 'describe', { ...described, hair: 'Black' })).toEqual(NOTED);
    gateway.turnTo(instant('2026-03-01T20:00:01Z'));
    expect(await mutate(CALLER.worker, 'describe', described)).toEqual(NOTED);
    const note = (input: object) => mutate(CALLER.worker, 'endanger', { caseId, ...input });
    const clinic = globalId('Agency', AGENCY.reproductiveClinic);
    for (const fact of [
      { kind: 'PRESCRIPTION_MEDICATION', words: 'Insulin', regime: 'CMIA', sourceAgencyId: globalId('Agency', AGENCY.hospital) },
      { kind: 'SUICIDAL_TENDENCY', regime: 'LPS', sourceAgencyId: globalId('Agency', AGENCY.clinic) },
      { kind: 'PREGNANCY', regime: 'CMIA', sourceAgencyId: clinic, consentedBy: 'MINOR' },
      { kind: 'MEDICAL_CONDITION', words: 'Asthma', regime: 'CHILD_WELFARE' },
    ]) expect(await note(fact), fact.kind).toEqual(NOTED);
    expect(await mutate(CALLER.worker, 'recover', { caseId, kind: 'MEDICAL_CONDITION', words: 'asthma' })).toEqual(NOTED);
    const features = {
      photoReference: 'county photo 17', heightInches: 64, weightPounds: 118, hair: 'Brown', eyes: 'Hazel', sex: 'F', lastSeenOn: '2026-02-28', lastSeenPlace: 'Synthetic bus station',
      lastPlacementName: null, lastPlacementStreet: null, lastPlacementCity: null, lastPlacementCounty: null, vulnerableToTrafficking: true,
    };
    const unknown = { prescriptionMedications: null, medicalConditions: null, suicidalTendencies: null, pregnant: null, substanceUse: null, developmentalDisability: null };
    const told = await gateway.of(CALLER.clearinghouse, 'M', REPORT);
    const { ethnicity, race, ...rest } = told.case.missingChildReport;
    expect(rest).toEqual({ ...features, ...unknown, prescriptionMedications: ['Insulin'], suicidalTendencies: true, pregnant: true });
    expect([race, ethnicity === null]).toEqual(['White', false]);
    expect(told.accounting[0].released.toSorted()).toEqual([
      'CSEC_STATUS', 'DEVELOPMENTAL_DISABILITY', 'GENERAL_MEDICAL', 'IDENTITY_CORE', 'LOCATION', 'MENTAL_HEALTH', 'REPRODUCTIVE_HEALTH', 'SUBSTANCE_USE_OTHER',
    ]);
    const police = await gateway.of(CALLER.deputy, 'M', REPORT);
    expect(police.case.missingChildReport).toEqual({ ...features, ...unknown, ethnicity, race });
    gateway.turnTo(NOON);
  });

  it('T23 leaves out what a Part 2 programme alone knows, HIV and abortion, whoever notes it and however it came into the store', async () => {
    const refused = (field: string) => ({ done: false, userErrors: [{ code: 'CATEGORY_NOT_ACCEPTED', field }] });
    const note = (input: object) => mutate(CALLER.worker, 'endanger', { caseId: caseOf('P'), ...input });
    const programme = globalId('Agency', AGENCY.programme);
    expect(await note({ kind: 'PREGNANCY', regime: 'PART2' })).toEqual(refused('input.regime'));
    expect(await note({ kind: 'SUBSTANCE_USE', regime: 'PART2', sourceAgencyId: programme })).toEqual(refused('input.regime'));
    expect(await note({ kind: 'PREGNANCY', regime: 'CMIA', sourceAgencyId: programme })).toEqual(refused('input.regime'));
    const freely = [...['Kaletra', 'methadone', 'RU-486', 'HIV-positive', 'a medicine of no list'].map((words) => ['PRESCRIPTION_MEDICATION', words]), ['MEDICAL_CONDITION', 'Two abortions']];
    for (const [kind, words] of freely) expect(await note({ kind, words, regime: 'CMIA' }), words).toEqual(refused('input.words'));
    expect(await mutate(CALLER.worker, 'describe', { caseId: caseOf('P'), lastSeenPlace: 'the methadone clinic' })).toEqual(refused('input.lastSeenPlace'));
    await gateway.sql(`insert into csec.endangerment (subject_id, id, kind, words, noted_on, system, regime, source_agency_id, consented_by)
      values ($1, gen_random_uuid(), 'PREGNANCY', null, '2026-02-01', 'programme', 'PART2', $2, 'MINOR'),
        ($1, gen_random_uuid(), 'PRESCRIPTION_MEDICATION', 'Suboxone', '2026-02-01', 'clinic', 'CMIA', $2, 'MINOR'),
        ($1, gen_random_uuid(), 'MEDICAL_CONDITION', 'Two abortions in 2025', '2026-02-01', 'clinic', 'CMIA', $2, 'MINOR')`, [subjectOf('P'), AGENCY.programme], 'csec_sync');
    expect((await open('P', 'USC_42_671_A_35', AGENCY.clearinghouse)).userErrors).toEqual([]);
    const asked = await gateway.of(CALLER.clearinghouse, 'P', REPORT);
    expect(asked.case.missingChildReport).toMatchObject({ pregnant: null, prescriptionMedications: null, medicalConditions: null, substanceUse: null, vulnerableToTrafficking: true });
    expect(asked.text).not.toMatch(/Suboxone|abortion|PART2/);
    expect(withheldOf(asked)).toEqual(['LOCATION']);
  });

  it('T23 made within its day, it ends its clock; ended, the recipient reads no more', async () => {
    const { report } = await open('M', 'USC_42_671_A_35', AGENCY.clearinghouse);
    gateway.turnTo(instant('2026-03-02T08:00:00Z'));
    const made = await mutate(CALLER.worker, 'reportMade', { caseId: caseOf('M'), reportId: report.id, reportNumber: 'SYNTHETIC-1' });
    expect(made.report).toEqual({ reportedAt: '2026-03-02T08:00:00.000Z', dueAt: '2026-03-02T20:00:00.000Z' });
    expect((await gateway.of(CALLER.clearinghouse, 'M', 'youth { firstName }')).case).toEqual({ youth: { firstName: 'M-First' } });
    await mutate(CALLER.worker, 'closeReport', { caseId: caseOf('M'), reportId: report.id });
    gateway.turnTo(instant('2026-03-02T08:00:01Z'));
    expect((await gateway.of(CALLER.clearinghouse, 'M', 'youth { firstName }')).text).toBe(NO_CASE);
    gateway.turnTo(NOON);
  });

  it('T24 of her exploitation goes to the police though she refused it, as far as the statute says; her refusal stays on file', async () => {
    const selection = `csecStatus county youth { firstName } gridEntries { isVictim } missingChildReport { sex hair lastSeenPlace vulnerableToTrafficking pregnant } ${SERVICES}`;
    await mutate(CALLER.worker, 'describe', { caseId: caseOf('R'), hair: 'Brown', lastSeenPlace: 'Synthetic station', lastSeenAtAddress: false });
    expect((await gateway.of(CALLER.deputy, 'R', selection, 'INVESTIGATION')).text).toBe(NO_CASE);
    expect((await open('R', 'PC_11166_J', AGENCY.sheriff)).userErrors).toEqual([]);
    const asked = await gateway.of(CALLER.deputy, 'R', selection, 'INVESTIGATION');
    expect(asked.case).toEqual({
      csecStatus: 'VICTIM_CURRENT', county: null, youth: { firstName: 'R-First' }, gridEntries: null, services: { edges: [] },
      // What a report of exploitation tells is not what one of a missing child tells.
      missingChildReport: { sex: null, hair: null, lastSeenPlace: null, vulnerableToTrafficking: null, pregnant: null },
    });
    expect(asked.accounting[0]).toMatchObject({ outcome: 'RELEASED', role: 'LAW_ENFORCEMENT', refusals: [`${consentIdOf('R')}@1`] });
    expect(asked.text).not.toContain(consentIdOf('R'));
    expect(asked.accounting[0].rules).toEqual(expect.arrayContaining(['R-23.LE.IDENTITY', 'R-23.LE.FACTS']));
    const own = await gateway.of(CALLER.worker, 'R', 'consents { effect status }');
    expect(own.case).toEqual({ consents: [{ effect: 'REFUSE', status: 'ACTIVE' }] });
  });
});

describe('a matter that a court sealed', () => {
  const seal = (letter: string) => mutate(CALLER.worker, 'seal', {
    caseId: caseOf(letter), statute: 'WIC_786', court: 'Synthetic Juvenile Court', caseNumber: 'S-786', matters: ['JV-2024-602'], destroyBy: '2026-09-01',
  });
  const selection = `${DOCUMENTS} ${SERVICES} identifiers { value }`;

  it('T25 has no record for probation from that moment, and no sign that there was one; T26 who had received it is told to destroy it', async () => {
    const before = await gateway.of(CALLER.probationOfficer, 'S', selection);
    expect(documentsOf(before.case)).toContain('JUVENILE_JUSTICE PETITION');
    expect(await seal('S')).toEqual({ notified: [{ name: 'Synthetic probation' }], ...DONE });
    const [after, never] = [await gateway.of(CALLER.probationOfficer, 'S', selection), await gateway.of(CALLER.probationOfficer, 'T', selection)];
    expect(documentsOf(after.case)).toEqual(documentsOf(never.case));
    expect(after.text).not.toContain(titleOf('S', 'JUVENILE_JUSTICE'));
    expect(JSON.stringify(after.case).replaceAll('"S-', '"T-')).toBe(JSON.stringify(never.case));
    // The court that sealed it has no record of it either.
    const [atCourt, neverThere] = [await gateway.of(CALLER.court, 'S', selection), await gateway.of(CALLER.court, 'T', selection)];
    expect(JSON.stringify(atCourt.case).replaceAll('"S-', '"T-')).toBe(JSON.stringify(neverThere.case));
    expect([after.disclosure.withheld, after.disclosure.notices]).toEqual([never.disclosure.withheld, never.disclosure.notices]);
    const notices = await gateway.as(CALLER.probationOfficer, '{ sealNotices(first: 10) { edges { node { caseId disclosures destroyBy } } } }');
    expect(notices.body.data.sealNotices.edges).toEqual([{ node: { caseId: caseOf('S'), disclosures: [before.accounting[0].id], destroyBy: '2026-09-01' } }]);
    const others = await gateway.as(CALLER.school, '{ sealNotices(first: 10) { edges { node { caseId } } } }');
    expect(others.body.data.sealNotices.edges).toEqual([]);
  });

  it('T26 is gone from the store itself, and what brings it again brings nothing', async () => {
    const rows = () => gateway.sql('select id from csec.case_document where subject_id = $1 and category = \'JUVENILE_JUSTICE\'', [subjectOf('S')]);
    expect(await rows()).toEqual([]);
    await gateway.sql(`insert into csec.case_document (subject_id, id, category, kind, title, filed_on, matter, text, system, regime, consented_by)
      values ($1, gen_random_uuid(), 'JUVENILE_JUSTICE', 'PETITION', 'Again', '2026-02-01', 'JV-2024-602', 'x', 'county', 'COURT', 'NOT_APPLICABLE')`, [subjectOf('S')], 'csec_sync');
    expect(await rows()).toEqual([]);
  });

  it('T27 is not opened to a prosecutor by any exception: the court is asked, not the gateway', async () => {
    for (const purpose of ['INVESTIGATION', 'COURT_PROCEEDING'] as const) {
      const asked = await gateway.of(CALLER.prosecutor, 'S', selection, purpose);
      expect(documentsOf(asked.case).filter((name) => /SEALED|JUVENILE_JUSTICE/.test(name))).toEqual([]);
      expect(asked.text).not.toMatch(/SEALED|S-Title-JUVENILE/);
      const never = await gateway.of(CALLER.prosecutor, 'T', selection, purpose);
      expect(JSON.stringify([asked.case, asked.disclosure?.withheld]).replaceAll('"S-', '"T-')).toBe(JSON.stringify([never.case, never.disclosure?.withheld]));
    }
  });
});

describe('breaking the glass', () => {
  const emergency = (letter: string) => ({
    caseId: caseOf(letter), reason: 'MEDICAL_EMERGENCY', words: 'Brought in unconscious after an overdose', callback: '555-0100',
    recipientName: 'Synthetic Physician',
  });
  const breakGlass = (caller: ScenarioCaller, letter: string, purpose?: string) =>
    mutate(caller, 'breakGlass', emergency(letter), purpose);

  it('T32 a physician who treats an overdose reads medication and programme for four hours, and somebody reviews it', async () => {
    expect((await gateway.of(CALLER.physician, 'E', SERVICES)).text).toBe(NO_CASE);
    const { access, userErrors } = await breakGlass(CALLER.physician, 'E');
    expect([userErrors, access.reason, access.openedAt, access.endsAt]).toEqual([[], 'MEDICAL_EMERGENCY', '2026-03-01T20:00:00.000Z', '2026-03-02T00:00:00.000Z']);
    const asked = await gateway.of(CALLER.physician, 'E', SERVICES);
    expect(servicesOf(asked.case)).toEqual(['GENERAL_MEDICAL', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PART2']);
    expect(noticesOf(asked)).toContain('N1');
    expect([asked.disclosure.obligations.includes('EMERGENCY_REVIEW'), asked.disclosure.validUntil]).toEqual([true, '2026-03-02T00:00:00.000Z']);
    expect(asked.accounting[0]).toMatchObject({ outcome: 'RELEASED', role: 'MENTAL_HEALTH', purpose: 'EMERGENCY_TREATMENT', agencyId: AGENCY.hospital });
    expect(asked.accounting[0].released).toEqual(expect.arrayContaining(['GENERAL_MEDICAL', 'SUBSTANCE_USE_PART2']));
    const reviews = await gateway.as(CALLER.colleague, '{ emergencyReviews(first: 10) { edges { node { accessId reason } } } }');
    expect(reviews.body.data.emergencyReviews.edges).toEqual([{ node: { accessId: access.id, reason: 'MEDICAL_EMERGENCY' } }]);
    const alerts = async (caller: ScenarioCaller) => (await gateway.as(caller, '{ emergencyAlerts(first: 10) { edges { node { caseId audience reason recipientName recipientAffiliation } } } }'))
      .body.data.emergencyAlerts.edges.map(({ node }: Parsed) => node);
    const told = { caseId: caseOf('E'), reason: 'MEDICAL_EMERGENCY', recipientName: 'Synthetic Physician', recipientAffiliation: 'Synthetic hospital' };
    expect(await alerts(CALLER.colleague)).toEqual([{ ...told, audience: 'PRIVACY_OFFICER' }]);
    for (const source of [CALLER.counsellor, CALLER.therapist]) expect(await alerts(source)).toEqual([{ ...told, audience: 'SOURCE' }]);
    for (const other of [CALLER.school, CALLER.detective, CALLER.advocate, CALLER.countyB]) expect((await gateway.as(other, '{ emergencyAlerts(first: 10) { edges { cursor } } }')).body.data?.emergencyAlerts.edges ?? []).toEqual([]);
    const list = await gateway.as(CALLER.physician, '{ cases(first: 10) { edges { node { id } } } }');
    expect(list.body.data.cases.edges).toEqual([]);
    const entry = await gateway.sql('select recipient_name, recipient_affiliation, reason from csec.emergency_access where subject_id = $1', [subjectOf('E')]);
    expect(entry).toEqual([{ recipient_name: 'Synthetic Physician', recipient_affiliation: 'Synthetic hospital', reason: 'MEDICAL_EMERGENCY' }]);
    gateway.turnTo(instant('2026-03-02T00:00:00Z'));
    expect((await gateway.of(CALLER.physician, 'E', SERVICES)).text).toBe(NO_CASE);
    gateway.turnTo(NOON);
  });

  it('T33 whoever schedules placements is not eligible, is told so without a look at any record, and reads nothing by it', async () => {
    const scheduler: ScenarioCaller = { ...CALLER.colleague, privileges: [] };
    for (const letter of ['N', 'z']) {
      expect(await breakGlass(scheduler, letter, 'BREAK_GLASS')).toEqual({ access: null, userErrors: [{ code: 'NOT_ELIGIBLE', field: 'input.reason' }] });
    }
    const document = 'mutation($input: BreakGlassInput!) { breakGlass(input: $input) { access { id } } }';
    const advocate = await gateway.as(CALLER.advocate, document, { input: emergency('N') }, { purpose: 'BREAK_GLASS' });
    expect([advocate.status, advocate.body.errors?.map(({ extensions }) => extensions.code)]).toEqual([403, ['AUTH_PURPOSE_NOT_ALLOWED']]);
    expect(await gateway.sql('select 1 from csec.emergency_access where subject_id = $1', [subjectOf('N')])).toEqual([]);
    expect((await gateway.of(scheduler, 'N', 'id')).text).toBe(NO_CASE);
  });

  it('T34 never opens who reported, what is privileged or sealed, nor the rest that is most closely kept', async () => {
    expect((await breakGlass(CALLER.physician, 'N')).userErrors).toEqual([]);
    const asked = await gateway.of(CALLER.physician, 'N', `${DOCUMENTS} ${SERVICES} referrals { reporter { lastName } } actualAddresses { street }`);
    expect(documentsOf(asked.case)).toEqual(['MENTAL_HEALTH ASSESSMENT', 'SUBSTANCE_USE_PART2 ASSESSMENT']);
    expect([asked.case.referrals, asked.case.actualAddresses]).toEqual([null, null]);
    expect(asked.accounting[0].released.filter((category: Category) => NEVER_BY_EMERGENCY.includes(category))).toEqual([]);
    expect(asked.text).not.toMatch(/N-Reporter|SEALED|PSYCHOTHERAPY_NOTES|IMMIGRATION/);
  });
});

describe('what is not taken in', () => {
  it('T49 notes of a caseworker against trafficking are privileged: no document of the organisation is filed, whatever it is called', async () => {
    const file = (category: string) => mutate(CALLER.traffickingCaseworker, 'file', {
      caseId: caseOf('N'), category, kind: 'LETTER', title: 'Notes of a talk', text: 'What she said in confidence',
    });
    const refused = { documentId: null, userErrors: [{ code: 'CATEGORY_NOT_ACCEPTED', field: 'input.category' }] };
    for (const category of CATEGORIES) expect(await file(category), category).toEqual(refused);
    const byWorker = await mutate(CALLER.worker, 'file', {
      caseId: caseOf('N'), category: 'PRIVILEGED', kind: 'LETTER', title: 'Notes of a talk', text: 'What she said in confidence',
    });
    expect(byWorker).toEqual(refused);
    expect(await gateway.sql('select 1 from csec.case_document where title = \'Notes of a talk\'')).toEqual([]);
  });

  it('T49 the dates of its services are, and tell nothing of what was talked of nor with whom', async () => {
    expect(await mutate(CALLER.traffickingCaseworker, 'serviceDates', { caseId: caseOf('H'), startedOn: '2026-02-20' })).toEqual({ done: true, ...DONE });
    const told = (await gateway.of(CALLER.worker, 'H', SERVICES)).case.services.edges.find(({ node }: Parsed) => node.startedOn === '2026-02-20');
    expect(told.node).toEqual({ category: 'CASE_FACTS', regime: 'CHILD_WELFARE', startedOn: '2026-02-20', serviceText: null, providerName: null, notice: null });
  });
});
