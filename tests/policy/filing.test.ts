import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import type { Category } from '../../src/law/category.js';
import type { Regime } from '../../src/law/regime.js';
import type { CaseDocument, DocumentKind } from '../../src/model/case-document.js';
import { labelsBeside } from '../../src/policy/document-labels.js';
import { EVALUATION_CATEGORIES, hearsTalk, mayFile, mayRecordServiceDates, mayWithdraw, opensText, showsDocument, type DocumentMarks } from '../../src/policy/filing.js';
import { order, seatIn } from './documents-on-file.js';
import { SUBJECT, agency, asking, assignment, caller, consentFor, facts, involvement } from './people.js';
import { decided } from './released.js';

const CLINIC = agency('MENTAL_HEALTH');
const FILED = localDate('2026-01-15');
const OF_CASE: DocumentMarks = {
  category: 'CASE_FACTS', regime: 'CHILD_WELFARE', also: [], filedOn: FILED, sourceAgencyId: null, teamId: null, kind: 'LETTER', consentedBy: 'NOT_APPLICABLE',
};
const OF_CLINIC: DocumentMarks = { ...OF_CASE, category: 'MENTAL_HEALTH', regime: 'LPS', sourceAgencyId: CLINIC.id, consentedBy: 'MINOR' };
const TALK: DocumentMarks = { ...OF_CASE, teamId: 'team-S18951D' };

const member = caller('MDT_MEMBER');
const carrying = decided(asking('COUNTY_WORKER', { purpose: 'CHILD_WELFARE' }), facts({ assignments: [assignment()] }));
const reading = decided(asking('COUNTY_WORKER', { purpose: 'CHILD_WELFARE', who: { privileges: ['COUNTYWIDE_READ'] } }), facts());
const treating = decided(asking('MENTAL_HEALTH'), facts({ involvements: [involvement(CLINIC, 'TREATMENT')] }));
const seated = decided(asking('MDT_MEMBER'), facts({ seats: [seatIn(member, 'S18951D')] }));
const provided = decided(asking('PROVIDER'), facts({ consents: [consentFor(agency('COMMUNITY_PROVIDER'), {
  categories: ['CASE_FACTS'], dataFrom: localDate('2026-01-01'), dataTo: localDate('2026-01-31'), discloserClasses: ['CHILD_WELFARE'],
})] }));

describe('a document is shown', () => {
  it('with its category, within its limits, and never against the law of the care that it tells of', () => {
    expect(showsDocument(carrying, OF_CASE, false)).toBe(true);
    expect(showsDocument(carrying, OF_CLINIC, false)).toBe(false);
    expect(showsDocument(treating, OF_CLINIC, false)).toBe(true);
    expect([FILED, localDate('2025-12-31'), localDate('2026-02-01')].map((filedOn) => showsDocument(provided, { ...OF_CASE, filedOn }, false)))
      .toEqual([true, false, false]);
  });

  it('of the talk of a team to its live members alone', () => {
    expect([carrying, seated].map((decision) => showsDocument(decision, TALK, false))).toEqual([false, true]);
    expect(hearsTalk(seated, { teamId: 'team-of-others', category: 'CASE_FACTS', regime: 'CHILD_WELFARE' })).toBe(false);
  });

  it('of an evaluation that a court ordered to the court, the county and whom an order names, and to nobody by team, consent or appointment (R-56)', () => {
    const evaluation: DocumentMarks = { ...OF_CASE, kind: 'COURT_EVALUATION' };
    const court = asking('COURT', { purpose: 'COURT_PROCEEDING' });
    const counsel = asking('MINORS_COUNSEL', { purpose: 'COURT_PROCEEDING' });
    const police = asking('LAW_ENFORCEMENT');
    const hearing = decided(court, facts({ involvements: [involvement(court.caller.agency, 'JURISDICTION')] }));
    const appointed = decided(counsel, facts({ involvements: [involvement(counsel.caller.agency, 'REPRESENTATION')] }));
    const ordered = decided(police, facts({ orders: [order(police.caller, 'DISCLOSURE_827', { categories: ['CASE_FACTS'] })] }));
    const consented = decided(asking('PROVIDER'), facts({ consents: [consentFor(agency('COMMUNITY_PROVIDER'), { categories: ['CASE_FACTS'] })] }));
    const shown = (marks: DocumentMarks) => [carrying, hearing, ordered, appointed, seated, consented].map((decision) => showsDocument(decision, marks, false));
    expect(shown(OF_CASE)).toEqual([true, true, true, true, true, true]);
    expect(shown(evaluation)).toEqual([true, true, true, false, false, false]);
    for (const category of EVALUATION_CATEGORIES) expect(shown({ ...evaluation, category }).slice(0, 2)).toEqual([true, true]);
  });

  it('of such an evaluation within the days and sources of the order alone, whatever else opens the rest of the file (R-56)', () => {
    const police = asking('LAW_ENFORCEMENT', { purpose: 'INVESTIGATION' });
    const investigating = involvement(police.caller.agency, 'INVESTIGATION');
    const dated = order(police.caller, 'DISCLOSURE_827', { categories: ['CASE_FACTS'], dataFrom: localDate('2026-01-01'), dataTo: localDate('2026-02-28') });
    const [ordered, unordered] = [decided(police, facts({ involvements: [investigating], orders: [dated] })), decided(police, facts({ involvements: [investigating] }))];
    const of = (kind: DocumentKind) => [ordered, unordered].map((decision) => ['2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01']
      .map((on) => showsDocument(decision, { ...OF_CASE, kind, filedOn: localDate(on) }, false)));
    expect(ordered.cells.find(({ category }) => category === 'CASE_FACTS')?.basis).toBe('AGENCY');
    expect(of('LETTER')).toEqual([[true, true, true, true], [true, true, true, true]]);
    expect(of('COURT_EVALUATION')).toEqual([[false, true, true, false], [false, false, false, false]]);
  });

  it('of where a participant in Safe at Home lives to nobody who is not released her address', () => {
    const where: DocumentMarks = { ...OF_CASE, category: 'LOCATION' };
    expect([false, true].map((confidential) => showsDocument(reading, where, confidential))).toEqual([true, false]);
    expect([false, true].map((confidential) => showsDocument(carrying, where, confidential))).toEqual([true, true]);
  });
});

describe('a document that tells of more than its category', () => {
  const MEDICINE = { category: 'GENERAL_MEDICAL', regime: 'CHILD_WELFARE' } as const;
  const telling: DocumentMarks = { ...OF_CASE, also: [MEDICINE] };
  const coordinating = decided(asking('COUNTY_WORKER', { purpose: 'CARE_COORDINATION' }), facts({ assignments: [assignment()] }));

  it('is shown to who is released all of it', () => {
    expect([carrying, coordinating, provided].map((decision) => [showsDocument(decision, OF_CASE, false), showsDocument(decision, telling, false)]))
      .toEqual([[true, false], [true, true], [true, false]]);
    expect(showsDocument(coordinating, { ...telling, also: [MEDICINE, { category: 'HIV', regime: 'CHILD_WELFARE' }] }, false)).toBe(false);
    expect(showsDocument(coordinating, { ...telling, also: [{ category: 'GENERAL_MEDICAL', regime: 'LPS' }] }, false))
      .toBe(coordinating.permits('GENERAL_MEDICAL', 'FULL', 'LPS'));
    expect(showsDocument(reading, { ...OF_CASE, also: [{ category: 'LOCATION', regime: 'CHILD_WELFARE' }] }, true)).toBe(false);
  });

  it('carries beside its category what it does not hold already, each with the law that can come with it', () => {
    expect(labelsBeside({ category: 'CASE_FACTS', regime: 'CHILD_WELFARE' }, 'LETTER', ['CASE_FACTS', 'HIV', 'SUBSTANCE_USE_PART2', 'HIV'])).toEqual([
      { category: 'HIV', regime: 'CHILD_WELFARE' }, { category: 'SUBSTANCE_USE_PART2', regime: 'PART2' },
    ]);
    expect(labelsBeside({ category: 'EDUCATION', regime: 'FERPA' }, 'EDUCATION_PLAN', ['MENTAL_HEALTH', 'JUVENILE_JUSTICE'])).toEqual([
      { category: 'MENTAL_HEALTH', regime: 'CMIA' }, { category: 'JUVENILE_JUSTICE', regime: 'COURT' },
    ]);
    expect(labelsBeside({ category: 'PSYCHOTHERAPY_NOTES', regime: 'LPS' }, 'PSYCHOTHERAPY_NOTE', ['MENTAL_HEALTH', 'GENERAL_MEDICAL'])).toEqual([]);
  });

  it('carries what its kind tells of, whatever it was filed under', () => {
    const labelled = (kind: DocumentKind, category: Category, regime: Regime) => labelsBeside({ category, regime }, kind, []).map((cell) => `${cell.category} ${cell.regime}`);
    expect(labelled('IMMIGRATION_FILE', 'CASE_FACTS', 'CHILD_WELFARE')).toEqual(['IMMIGRATION CHILD_WELFARE']);
    expect(labelled('PSYCHOTHERAPY_NOTE', 'MENTAL_HEALTH', 'LPS')).toEqual(['PSYCHOTHERAPY_NOTES LPS']);
    expect(labelled('ABUSE_REPORT', 'CASE_FACTS', 'COURT')).toEqual(['ABUSE_REPORT LAW_ENFORCEMENT']);
    expect([labelled('MEDICAL_REPORT', 'HIV', 'CMIA'), labelled('COURT_REPORT', 'CASE_FACTS', 'COURT'), labelled('ADOPTION_FILE', 'ADOPTION', 'COURT')]).toEqual([[], [], []]);
  });
});

describe('a document is filed and taken back', () => {
  it('by the worker who carries the case, and by an agency for its own', () => {
    expect([carrying, reading, treating].map(mayFile)).toEqual([true, false, true]);
    const foreign = decided(asking('COUNTY_WORKER', { purpose: 'CHILD_WELFARE' }), facts({ assignments: [assignment()], subject: { county: '37' } }));
    expect([foreign.role, mayFile(foreign)]).toEqual(['OTHER_COUNTY_WORKER', false]);
  });

  it('taken back only where it is shown, or is the agency\'s own', () => {
    const of = (agencyId: string) => ({ agencyId, addressConfidential: false });
    expect(mayWithdraw(carrying, OF_CASE, of('county'))).toBe(true);
    expect(mayWithdraw(carrying, OF_CLINIC, of('county'))).toBe(false);
    expect(mayWithdraw(reading, OF_CASE, of('county'))).toBe(false);
    expect(mayWithdraw(treating, OF_CLINIC, of(CLINIC.id))).toBe(true);
    expect(mayWithdraw(treating, { ...OF_CLINIC, category: 'HIV', regime: 'CMIA' }, of(CLINIC.id))).toBe(true);
    expect(mayWithdraw(treating, { ...OF_CLINIC, sourceAgencyId: 'another' }, of(CLINIC.id))).toBe(false);
  });

  it('of the talk of a team by a member of the agency that filed it', () => {
    const said = { ...TALK, sourceAgencyId: member.agency.id };
    expect(mayWithdraw(seated, said, { agencyId: member.agency.id, addressConfidential: false })).toBe(true);
    expect(mayWithdraw(seated, TALK, { agencyId: member.agency.id, addressConfidential: false })).toBe(false);
    expect(mayWithdraw(carrying, said, { agencyId: member.agency.id, addressConfidential: false })).toBe(false);
  });

  it('in its dates alone by those who give services', () => {
    expect([provided, treating, carrying].map(mayRecordServiceDates)).toEqual([true, false, false]);
  });
});

describe('the words of a document', () => {
  const words = ({ category, regime, also, filedOn, teamId, sourceAgencyId, consentedBy }: DocumentMarks): CaseDocument => ({
    subjectId: SUBJECT, id: 'd', category, also, kind: 'LETTER', title: 'A title', filedOn, matter: null, teamId, text: 'A text',
    provenance: { system: 'county', regime, sourceAgencyId, consentedBy, updatedAt: null },
  });
  const court = caller('COURT');
  const ordered = decided(asking('COURT'), facts({ orders: [order(court, 'DISCLOSURE_827', { categories: ['MENTAL_HEALTH'] })] }));

  it('are for the county\'s worker, by order of a court, and for a member of the team whose talk they are', () => {
    expect(opensText(carrying, words(OF_CASE))).toBe(true);
    expect(opensText(ordered, words({ ...OF_CASE, category: 'MENTAL_HEALTH' }))).toBe(true);
    expect([seated, carrying].map((decision) => opensText(decision, words(TALK)))).toEqual([true, false]);
  });

  it('are not for who is released the record in full and no more', () => {
    expect(opensText(carrying, words({ ...OF_CASE, also: [{ category: 'HIV', regime: 'CHILD_WELFARE' }] }))).toBe(false);
    expect([opensText(provided, words(OF_CASE)), opensText(treating, words(OF_CLINIC)), opensText(seated, words(OF_CASE))]).toEqual([false, false, false]);
  });
});
