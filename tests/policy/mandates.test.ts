import { describe, expect, it } from 'vitest';
import { instant } from '../../src/kernel/dates.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import { admissionHolds } from '../../src/policy/admission/admission-holds.js';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import type { MandatedReport } from '../../src/model/mandated-report.js';
import { settingsWith } from '../../src/policy/settings.js';
import { specialNodes } from '../../src/policy/admission/special-admission.js';
import { report } from './documents-on-file.js';
import { NOON, agency, asking, facts, refusal } from './people.js';
import { cellOf, decided, released } from './released.js';

const police = asking('LAW_ENFORCEMENT');
const searching = asking('LAW_ENFORCEMENT', { purpose: 'MISSING_CHILD' });
const clearinghouse = asking('NCMEC', { purpose: 'MISSING_CHILD', who: { agency: agency('MISSING_CHILDREN_CLEARINGHOUSE', { county: null, state: 'VA' }) } });
const EXPLOITED = [
  'C01 CHILD_WELFARE FULL by MANDATE', 'C05 CHILD_WELFARE MINIMUM by MANDATE', 'C06 CHILD_WELFARE MINIMUM by MANDATE',
  'C06 LAW_ENFORCEMENT MINIMUM by MANDATE', 'C29 CHILD_WELFARE MINIMUM by MANDATE',
];

const of = (context: AccessContext, statute: MandatedReport['statute'], changes: Partial<MandatedReport> = {}) =>
  facts({ mandates: [report(context.caller, statute, changes)] });

describe('a compelled report', () => {
  it('of exploitation tells law enforcement the minimum, and nothing of health, place or reporter', () => {
    expect(released(police, of(police, 'PC_11166_J'))).toEqual(EXPLOITED);
  });

  it('of a missing child tells where it was last, too', () => {
    expect(released(searching, of(searching, 'USC_42_671_A_35'))).toEqual([EXPLOITED[0], 'C02 CHILD_WELFARE FULL by MANDATE', ...EXPLOITED.slice(1)]);
  });

  it('tells the clearinghouse what endangers the child, from no Part 2, HIV or infection record', () => {
    expect(released(clearinghouse, of(clearinghouse, 'USC_42_671_A_35'))).toEqual([
      'C01 CHILD_WELFARE FULL by MANDATE', 'C02 CHILD_WELFARE MINIMUM by MANDATE', 'C05 CHILD_WELFARE MINIMUM by MANDATE',
      'C09 CHILD_WELFARE MINIMUM by MANDATE', 'C09 LPS MINIMUM by MANDATE', 'C09 CMIA MINIMUM by MANDATE',
      'C12 CHILD_WELFARE MINIMUM by MANDATE', 'C12 CMIA MINIMUM by MANDATE', 'C13 CHILD_WELFARE MINIMUM by MANDATE', 'C13 CMIA MINIMUM by MANDATE',
      'C17 CHILD_WELFARE MINIMUM by MANDATE', 'C17 LPS MINIMUM by MANDATE', 'C17 CMIA MINIMUM by MANDATE',
      'C19 CHILD_WELFARE MINIMUM by MANDATE', 'C19 LPS MINIMUM by MANDATE', 'C19 CMIA MINIMUM by MANDATE', 'C29 CHILD_WELFARE MINIMUM by MANDATE',
    ]);
    expect(released(clearinghouse, of(clearinghouse, 'PC_11166_J'))).toEqual([]);
  });

  it('tells law enforcement of the danger where counsel says so', () => {
    const told = compilePolicy({ settings: settingsWith({ policeReceiveEndangerment: true }) });
    const more = released(searching, of(searching, 'USC_42_671_A_35'), told).filter((line) => /^C(09|12|13|17|19)/.test(line));
    expect(more).toHaveLength(13);
    expect(released(police, of(police, 'PC_11166_J'), told)).toEqual(EXPLOITED);
  });

  it('is narrowed by no refusal, and says that the child is a victim', () => {
    const about = facts({ mandates: [report(police.caller, 'PC_11166_J')], consents: [refusal()] });
    expect(released(police, about)).toEqual(EXPLOITED);
    expect(cellOf(decided(police, about), 'CSEC_STATUS').obligations).toContain('NOTICE_VICTIM');
    expect(cellOf(decided(clearinghouse, of(clearinghouse, 'USC_42_671_A_35')), 'CSEC_STATUS').obligations).toContain('NOTICE_VICTIM');
  });

  it.each<[string, AccessContext, Partial<MandatedReport>]>([
    ['to another agency', police, { recipientAgencyId: 'another' }], ['of another youth', police, { subjectId: 'another youth' }],
    ['learned of tomorrow', police, { learnedAt: instant('2026-03-02T18:00:00Z') }], ['that has ended', police, { endedAt: NOON }],
    ['read with a password alone', asking('LAW_ENFORCEMENT', { who: { credential: 'PASSWORD' } }), {}],
    ['read for another purpose', asking('LAW_ENFORCEMENT', { purpose: 'MDT' }), {}],
  ])('%s opens nothing', (_, context, changes) => {
    expect(released(context, of(context, 'PC_11166_J', changes))).toEqual([]);
  });

  it('of a missing child is read by nobody with a password alone', () => {
    const weak = { ...clearinghouse, caller: { ...clearinghouse.caller, credential: 'PASSWORD' as const } };
    expect(released(weak, of(weak, 'USC_42_671_A_35'))).toEqual([]);
  });

  it.each<[string, Partial<MandatedReport>]>([
    ['made late', { reportedAt: NOON, dueAt: instant('2026-02-01T00:00:00Z') }], ['that ends later', { endedAt: instant('2026-03-05T00:00:00Z') }],
  ])('%s stands', (_, changes) => {
    expect(released(police, of(police, 'PC_11166_J', changes))).toEqual(EXPLOITED);
  });

  it('admits its recipient until it ends', () => {
    const admission = { kind: 'any-of' as const, nodes: specialNodes(clearinghouse, settingsWith({})) };
    expect(admissionHolds(admission, of(clearinghouse, 'USC_42_671_A_35'), clearinghouse)).toBe(true);
    expect(admissionHolds(admission, of(clearinghouse, 'USC_42_671_A_35', { endedAt: NOON }), clearinghouse)).toBe(false);
    expect(decided(clearinghouse, of(clearinghouse, 'USC_42_671_A_35', { endedAt: instant('2026-03-05T00:00:00Z') })).validUntil).toBe('2026-03-05T00:00:00.000Z');
  });
});
