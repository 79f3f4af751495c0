import { describe, expect, it } from 'vitest';
import { inCategory } from '../../src/law/classification.js';
import { DisclosureDraft, documentHashOf } from '../../src/release/disclosure-draft.js';
import type { SelectedField } from '../../src/release/withheld.js';
import { NOON, SUBJECT, asking } from '../policy/people.js';
import { decisionThat } from './decisions.js';

const field = (coordinate: string, classification: SelectedField['classification']): SelectedField => ({ coordinate, classification, within: [] });
const LAST_NAME = field('Youth.lastName', inCategory('IDENTITY_CORE', 'FULL', 'WIC_10850'));
const PARENT = field('Youth.minorParent', inCategory('REPRODUCTIVE_HEALTH', 'FULL', 'FAM_6925'));
const GRID = field('Case.gridEntries', inCategory('CSEC_STATUS', 'FULL', 'WIC_10850'));
const CONTEXT = asking('PROVIDER');
const OPERATION = { name: 'Tour', documentHash: documentHashOf('query Tour { me { personId } }') };
const ids = () => { let at = 0; return () => `id-${(at += 1)}`; };

const COMMON = {
  requestId: CONTEXT.requestId, at: NOON, agencyId: CONTEXT.caller.agency.id, personId: CONTEXT.caller.personId, county: '19', credential: 'VERIFIED', purpose: CONTEXT.purpose, operation: 'Tour',
  documentHash: OPERATION.documentHash,
};

describe('the record of a disclosure', () => {
  it('holds ids, categories and what the release rests on, and nothing else', () => {
    const draft = new DisclosureDraft();
    draft.ask([LAST_NAME, PARENT, GRID]);
    const decision = decisionThat([
      { category: 'IDENTITY_CORE', rules: ['C.CSP.OUTLINE'], authorities: ['CIV_56_11'], obligations: ['ACCOUNTING'], consents: ['c@1'] },
      { category: 'REPRODUCTIVE_HEALTH', rules: ['R-46.C13.CONSENT'], authorities: ['FAM_6925'], consents: ['d@1'] },
      { category: 'LOCATION', rules: ['not asked for'], consents: ['e@1'], teams: ['team'] },
    ]);
    expect(draft.disclosures(CONTEXT, [decision], OPERATION, ids())).toEqual([{
      ...COMMON, id: 'id-1', subjectId: SUBJECT, outcome: 'RELEASED', role: 'PROVIDER', decisionId: 'decision-1', policyVersion: 'policy-1',
      released: ['IDENTITY_CORE', 'REPRODUCTIVE_HEALTH'], withheld: ['CSEC_STATUS'], rules: ['C.CSP.OUTLINE', 'R-46.C13.CONSENT'],
      authorities: ['CIV_56_11', 'FAM_6925'], denied: { CSEC_STATUS: ['NO_BASIS'] },
      spoken: { rules: ['C.CSP.OUTLINE'], authorities: ['CIV_56_11'], consents: ['c@1'], teams: [], notices: [], labels: ['AOD', 'AUDIT', 'AUDTR'] }, obligations: ['ACCOUNTING'], notices: [], labels: ['AOD', 'AUDIT', 'AUDTR'],
      consents: ['c@1', 'd@1'], teams: [],
    }]);
  });

  it('names orders, reports and emergency accesses where the release rests on them, and why the glass was broken', () => {
    const draft = new DisclosureDraft();
    draft.ask([LAST_NAME, PARENT]);
    const decision = decisionThat([
      { category: 'IDENTITY_CORE', orders: ['order'], reports: ['report'], emergencies: ['glass'] }, { category: 'REPRODUCTIVE_HEALTH', orders: ['another order'] },
    ]);
    const glass = { id: 'glass', subjectId: SUBJECT, agencyId: 'a', personId: 'p', reason: 'MEDICAL_EMERGENCY', openedAt: NOON, endsAt: NOON, closedAt: null } as const;
    const [record] = draft.disclosures(CONTEXT, [decision], {
      ...OPERATION, payloadMac: 'ab', emergenciesOf: () => [glass, { ...glass, id: 'unused', reason: 'IMMEDIATE_DANGER' }],
    }, ids());
    expect(record).toMatchObject({
      orders: ['another order', 'order'], reports: ['report'], emergencies: ['glass'], breakGlass: ['MEDICAL_EMERGENCY'], payloadMac: 'ab', denied: {},
      spoken: { orders: ['order'], reports: ['report'], emergencies: ['glass'] },
    });
    const [plain] = draft.disclosures(CONTEXT, [decisionThat([{ category: 'IDENTITY_CORE' }])], OPERATION, ids());
    expect(['orders', 'reports', 'emergencies', 'breakGlass', 'payloadMac'].filter((key) => Object.hasOwn(plain!, key))).toEqual([]);
  });

  it('names the seats in the teams that the release rests on, as they stood, and of other teams none', () => {
    const draft = new DisclosureDraft();
    draft.ask([LAST_NAME]);
    const seat = { team: 'team', statute: 'S18951D', protocol: '2026-1', joinedAt: NOON } as const;
    const asked: (readonly string[])[] = [];
    const seatsOf = (_: string, teams: readonly string[]) => { asked.push(teams); return [seat]; };
    const on = (teams: readonly string[]) => draft.disclosures(CONTEXT, [decisionThat([{ category: 'IDENTITY_CORE', basis: 'TEAM', teams }, { category: 'LOCATION', teams: ['another'] }])], { ...OPERATION, seatsOf }, ids())[0];
    expect(on(['team'])).toMatchObject({ teams: ['team'], seats: [seat] });
    expect(Object.hasOwn(on([])!, 'seats')).toBe(false);
    expect(asked).toEqual([['team']]);
  });

  it('of a request that failed as a whole says that all of it was withheld, and rests on nothing', () => {
    const draft = new DisclosureDraft();
    draft.ask([LAST_NAME, PARENT, GRID]);
    const decision = decisionThat([
      { category: 'IDENTITY_CORE', rules: ['C.CSP.OUTLINE'], obligations: ['ACCOUNTING'], consents: ['c@1'], teams: ['team'], orders: ['order'] }, { category: 'REPRODUCTIVE_HEALTH', reports: ['report'] },
    ]);
    const records = draft.disclosures(CONTEXT, [decision], { ...OPERATION, unanswered: true, refusalsOf: () => ['refusal@1'] }, ids());
    expect(records).toEqual([{
      ...COMMON, id: 'id-1', subjectId: SUBJECT, outcome: 'WITHHELD', role: 'PROVIDER', decisionId: 'decision-1', policyVersion: 'policy-1',
      released: [], withheld: ['CSEC_STATUS', 'IDENTITY_CORE', 'REPRODUCTIVE_HEALTH'],
      denied: { CSEC_STATUS: ['NO_BASIS'], IDENTITY_CORE: ['NOT_ANSWERED'], REPRODUCTIVE_HEALTH: ['NOT_ANSWERED'] }, rules: [], authorities: [],
      spoken: { ...records[0]!.spoken, rules: [], authorities: [], consents: [], teams: [] }, obligations: [], notices: [], labels: records[0]!.labels, consents: [], teams: [],
    }]);
    const outcomeOf = (note: (draft: DisclosureDraft) => void): readonly unknown[] => {
      const noted = new DisclosureDraft();
      noted.ask([LAST_NAME]);
      note(noted);
      return noted.disclosures(CONTEXT, [decision], { ...OPERATION, unanswered: true }, ids()).map(({ outcome, released }) => [outcome, released]);
    };
    expect(outcomeOf((noted) => noted.noteSimulation())).toEqual([['WITHHELD', []]]);
    expect(outcomeOf((noted) => noted.noteRedisclosureBlocked(['LOCATION']))).toEqual([['REDISCLOSURE_BLOCKED', []]]);
    expect(outcomeOf((noted) => noted.noteReport(true))).toEqual([['WITHHELD', []], ['REPORTED', []]]);
    const asksNothing = new DisclosureDraft();
    expect(asksNothing.disclosures(CONTEXT, [decision], { ...OPERATION, unanswered: true }, ids()).map(({ outcome }) => outcome)).toEqual(['WITHHELD']);
  });

  it('of an answer that errors left without a part says that the part was withheld, and rests on nothing for it', () => {
    const draft = new DisclosureDraft();
    draft.ask([LAST_NAME, PARENT, GRID]);
    const decision = decisionThat([
      { category: 'IDENTITY_CORE', rules: ['C.CSP.OUTLINE'], consents: ['c@1'] }, { category: 'REPRODUCTIVE_HEALTH', rules: ['R-46.C13.CONSENT'], consents: ['d@1'] },
    ]);
    const recorded = () => draft.disclosures(CONTEXT, [decision], OPERATION, ids())[0];
    expect(recorded()).toMatchObject({ released: ['IDENTITY_CORE', 'REPRODUCTIVE_HEALTH'], consents: ['c@1', 'd@1'] });
    draft.answerOnly([LAST_NAME, GRID]);
    expect(recorded()).toMatchObject({
      outcome: 'RELEASED', released: ['IDENTITY_CORE'], withheld: ['CSEC_STATUS', 'REPRODUCTIVE_HEALTH'], rules: ['C.CSP.OUTLINE'], consents: ['c@1'],
      denied: { CSEC_STATUS: ['NO_BASIS'], REPRODUCTIVE_HEALTH: ['NOT_ANSWERED'] },
    });
    expect(draft.disclosedBy(decision).used.map(({ category }) => category)).toEqual(['IDENTITY_CORE']);
    draft.answerOnly([]);
    expect(recorded()).toMatchObject({ outcome: 'WITHHELD', released: [], rules: [], consents: [] });
    // What was sent was answered, whatever else of the request was not.
    draft.noteMessage([PARENT]);
    draft.answerOnly([]);
    expect(recorded()).toMatchObject({ outcome: 'MESSAGE', released: ['REPRODUCTIVE_HEALTH'], consents: ['d@1'] });
  });

  it('does not rest on consents that were spared', () => {
    const draft = new DisclosureDraft();
    draft.ask([LAST_NAME, PARENT]);
    const decision = decisionThat([{ category: 'IDENTITY_CORE', consents: ['c@1', 'd@1'] }, { category: 'REPRODUCTIVE_HEALTH', consents: ['d@1', 'e@1'] }]);
    const [record] = draft.disclosures(CONTEXT, [decision], { ...OPERATION, sparedOf: () => ['d@1'] }, ids());
    expect([record!.consents, record!.spoken!.consents]).toEqual([['c@1', 'e@1'], ['c@1']]);
  });

  it('is one for each subject, in the order of their admission', () => {
    const draft = new DisclosureDraft();
    draft.ask([LAST_NAME]);
    const records = draft.disclosures(CONTEXT, ['a', 'b'].map((subjectId) => decisionThat(subjectId === 'a' ? [{ category: 'IDENTITY_CORE' }] : [{ category: 'LOCATION' }], { subjectId })), OPERATION, ids());
    expect(records.map(({ id, subjectId, outcome, released, withheld }) => [id, subjectId, outcome, released, withheld])).toEqual([
      ['id-1', 'a', 'RELEASED', ['IDENTITY_CORE'], []], ['id-2', 'b', 'WITHHELD', [], ['IDENTITY_CORE']],
    ]);
  });

  it('tells a message and a simulation from a plain answer', () => {
    const outcomeOf = (note: (draft: DisclosureDraft) => void): string => {
      const draft = new DisclosureDraft();
      draft.ask([LAST_NAME]);
      note(draft);
      return draft.disclosures(CONTEXT, [decisionThat([{ category: 'IDENTITY_CORE' }])], OPERATION, ids())[0]!.outcome;
    };
    expect([outcomeOf(() => undefined), outcomeOf((draft) => draft.noteMessage([LAST_NAME])), outcomeOf((draft) => draft.noteSimulation())]).toEqual(['RELEASED', 'MESSAGE', 'SIMULATED']);
  });

  it('is one without a subject when a look-up met nobody, and none when nobody was looked up', () => {
    const draft = new DisclosureDraft();
    draft.ask([LAST_NAME]);
    expect(draft.disclosures(CONTEXT, [], OPERATION, ids())).toEqual([]);
    draft.noteLookUp();
    expect(draft.disclosures(CONTEXT, [], OPERATION, ids())).toEqual([{
      ...COMMON, id: 'id-1', subjectId: null, outcome: 'NOT_FOUND', role: 'PROVIDER', decisionId: null, policyVersion: '', released: [], withheld: [], rules: [], authorities: [],
      obligations: [], consents: [], teams: [],
    }]);
  });

  it('keeps a field that two documents ask for once, and what one asks later counts', () => {
    const draft = new DisclosureDraft();
    const decision = decisionThat([{ category: 'IDENTITY_CORE' }]);
    draft.ask([LAST_NAME]);
    expect(draft.disclosedBy(decision).withheld).toEqual([]);
    draft.ask([LAST_NAME, GRID]);
    expect([draft.fields.map(({ coordinate }) => coordinate), draft.disclosedBy(decision).withheld]).toEqual([['Youth.lastName', 'Case.gridEntries'], ['CSEC_STATUS']]);
  });

  it('hashes the document and keeps none of it', () => {
    expect(documentHashOf('{ case(id: "x") { id } }')).toMatch(/^[0-9a-f]{64}$/);
    expect(documentHashOf('a')).not.toBe(documentHashOf('b'));
  });
});
