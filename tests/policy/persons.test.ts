import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { Category } from '../../src/law/category.js';
import type { Role } from '../../src/law/role.js';
import type { Involvement, InvolvementKind } from '../../src/model/agency.js';
import type { CourtOrder } from '../../src/model/court-order.js';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import type { Facts } from '../../src/policy/facts.js';
import { settingsWith, type Settings } from '../../src/policy/settings.js';
import { NOON, SUBJECT, agency, asking, consentFor, facts, involvement, refusal } from './people.js';
import { cellOf, decided, released } from './released.js';

const PORTAL = agency('PERSON_PORTAL');
const KIND = { PARENT: 'PARENTAGE', CAREGIVER: 'CARE', YOUTH: 'SELF' } as const satisfies Partial<Record<Role, InvolvementKind>>;
type Person = keyof typeof KIND;

const relation = (role: Person, changes: Partial<Involvement> = {}): Involvement =>
  involvement(PORTAL, KIND[role], { personId: `person-${role}`, ...changes });

/** What that person is released of a youth who is his child, in his care, or himself. */
function told(role: Person, about: Parameters<typeof facts>[0] = {}, more: {
  readonly relation?: Partial<Involvement>; readonly settings?: Partial<Settings>;
} = {}): readonly string[] {
  return released(asking(role), facts({ involvements: [relation(role, more.relation)], ...about }), compilePolicy({ settings: settingsWith(more.settings ?? {}) }));
}

const only = (lines: readonly string[], ...ids: readonly string[]) => lines.filter((line) => ids.includes(line.slice(0, 3)));
const born = (bornOn: string) => ({ bornOn: localDate(bornOn) });
const HOME = { removedFromParent: false };
const YOUNG = born('2018-06-15');

describe('a parent', () => {
  const FILE = [
    'C01 CHILD_WELFARE FULL by AGENCY', 'C02 CHILD_WELFARE FULL by AGENCY', 'C04 CHILD_WELFARE FULL by AGENCY', 'C04 COURT FULL by AGENCY',
    'C05 CHILD_WELFARE FULL by AGENCY', 'C06 CHILD_WELFARE MINIMUM by AGENCY',
  ];
  const CARE = ['C17 CHILD_WELFARE FULL by AGENCY', 'C19 CHILD_WELFARE FULL by AGENCY'];
  const JUVENILE = ['C22 CHILD_WELFARE FULL by AGENCY', 'C22 COURT FULL by AGENCY'];

  it('inspects the file, and neither who reported, nor substance-use programmes, nor privileged talk, nor other people (R-52.PARENT.FILE, R-52.PARENT.DETAIL, R-52.PARENT.HEALTH)', () => {
    expect(told('PARENT')).toEqual([...FILE, ...CARE, ...JUVENILE]);
  });

  it('of care to which the minor consented sees no row (R-46)', () => {
    const decision = decided(asking('PARENT'), facts({ involvements: [relation('PARENT')], subject: { ...HOME, ...YOUNG } }));
    const opened = decision.cells.filter((cell) => cell.outcome === 'P');
    expect(opened.map((cell) => cell.category)).toContain('MENTAL_HEALTH');
    expect(opened.filter((cell) => cell.minorConsented)).toEqual([]);
  });

  it('sees mental health and substance use of a child under twelve only, whoever signed (R-46.PARENT.MINOR_MAY_CONSENT)', () => {
    const seen = (bornOn: string, settings: Partial<Settings> = {}) => only(told('PARENT', { subject: { ...HOME, ...born(bornOn) } }, { settings }), 'C09', 'C12');
    const BOTH = ['C09 CHILD_WELFARE FULL by AGENCY', 'C12 CHILD_WELFARE FULL by AGENCY'];
    expect(seen('2014-03-02')).toEqual(BOTH);
    expect(seen('2014-03-01')).toEqual([]);
    expect(seen('2014-03-01', { parentInspectsCareMinorCouldConsentTo: true })).toEqual(BOTH);
  });

  it('after removal sees no mental health without an order of the juvenile court (R-39.PARENT.REMOVED)', () => {
    const order: CourtOrder = {
      id: 'order-1', subjectId: SUBJECT, kind: 'PARENT_MAY_SIGN', court: 'Synthetic Juvenile Court', caseNumber: 'JD1', categories: ['MENTAL_HEALTH'],
      recipientAgencyIds: [], recipientPersonIds: ['person-PARENT'], purposes: [], dataFrom: null, dataTo: null, subpoenaServed: false,
      findingsMade: true, effectiveFrom: instant('2026-01-05T18:00:00Z'), expiresOn: null, vacatedAt: null, documentHash: null,
      recordedByAgencyId: 'county', recordedAt: instant('2026-01-05T18:00:00Z'),
    };
    const seen = (changes: Partial<CourtOrder> | null) =>
      only(told('PARENT', { subject: YOUNG, orders: changes === null ? [] : [{ ...order, ...changes }] }), 'C09').length;
    expect([seen(null), seen({})]).toEqual([0, 1]);
    expect([
      seen({ kind: 'DISCLOSURE_827' }), seen({ categories: ['GENERAL_MEDICAL'] }), seen({ categories: [] }), seen({ recipientPersonIds: ['another'] }),
      seen({ recipientPersonIds: [] }), seen({ effectiveFrom: instant('2026-03-02T18:00:00Z') }), seen({ expiresOn: localDate('2026-02-28') }), seen({ vacatedAt: NOON }),
    ]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(seen({ expiresOn: localDate('2026-03-01') })).toBe(1);
  });

  it('against whom a safety flag stands learns the outline of identity and case (R-52.PARENT.SAFETY, R-52.PARENT.SAFETY_OUTLINE)', () => {
    const OUTLINE = ['C01 CHILD_WELFARE MINIMUM by AGENCY', 'C04 CHILD_WELFARE MINIMUM by AGENCY', 'C04 COURT MINIMUM by AGENCY'];
    expect(told('PARENT', {}, { relation: { conditions: ['SAFETY_FLAG', 'EDUCATION_RIGHTS'] } })).toEqual(OUTLINE);
    const twice = (changes: Partial<Involvement>) => told('PARENT', { involvements: [relation('PARENT'), relation('PARENT', { conditions: ['SAFETY_FLAG'], ...changes })] });
    expect(twice({})).toEqual(OUTLINE);
    expect(twice({ endedOn: localDate('2026-03-01') })).toEqual([...FILE, ...CARE, ...JUVENILE]);
  });

  it('whose rights ended learns nothing, whatever else is on file', () => {
    expect(told('PARENT', {}, { relation: { conditions: ['RIGHTS_TERMINATED'] } })).toEqual([]);
    const other = relation('PARENT', { conditions: ['RIGHTS_TERMINATED'], endedOn: localDate('2025-12-01') });
    expect(told('PARENT', { involvements: [relation('PARENT'), other] })).toEqual([]);
    expect(told('PARENT', { involvements: [relation('PARENT'), { ...other, personId: 'the other parent' }] })).toHaveLength(10);
  });

  it('with educational rights reads the education record (R-50.PARENT.EDUCATION)', () => {
    expect(only(told('PARENT'), 'C18')).toEqual([]);
    expect(only(told('PARENT', {}, { relation: { conditions: ['EDUCATION_RIGHTS'] } }), 'C18')).toEqual(['C18 CHILD_WELFARE FULL by AGENCY', 'C18 FERPA FULL by AGENCY']);
    const asCaregiver = { ...relation('PARENT', { conditions: ['EDUCATION_RIGHTS'] }), kind: 'CARE' as const };
    expect(only(told('PARENT', { involvements: [relation('PARENT'), asCaregiver] }), 'C18')).toEqual([]);
  });

  it('sees that there is an abuse report only where counsel lets him have copies (R-21.PARENT.INSPECTION)', () => {
    expect(only(told('PARENT'), 'C08')).toEqual([]);
    expect(only(told('PARENT', {}, { settings: { copiesUnder827: true } }), 'C08')).toEqual(['C08 CHILD_WELFARE MINIMUM by AGENCY']);
  });

  it('is not narrowed by a refusal in what the file itself opens to him', () => {
    expect(told('PARENT', { consents: [refusal()] })).toEqual([...FILE, ...CARE, ...JUVENILE]);
  });
});

describe('the personal representative of a youth who died', () => {
  const DEAD = { subject: { diedOn: localDate('2026-01-15') } };
  const REPRESENTS = relation('PARENT', { kind: 'PERSONAL_REPRESENTATION' });
  const signed = consentFor(PORTAL, {
    recipientAgencyIds: [], recipientPersonIds: ['person-PARENT'], purposes: ['SUBJECT_REQUEST'], discloserClasses: ['SUBSTANCE_USE_PROGRAM', 'PUBLIC_HEALTH'],
    categories: ['SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'MENTAL_HEALTH', 'HIV'], capacity: null,
    signature: { ...consentFor(PORTAL).signature!, role: 'PERSONAL_REP_DECEASED', signerId: 'person-PARENT', authorityDocument: 'letters', signedAt: instant('2026-02-01T18:00:00Z') },
    effectiveFrom: instant('2026-02-01T18:00:00Z'), expiry: { kind: 'DATE', on: localDate('2026-08-31') },
  });
  const toldOf = (involvements: readonly Involvement[], consents = [signed], settings: Partial<Settings> = {}, about: Parameters<typeof facts>[0] = DEAD) =>
    told('PARENT', { ...about, involvements, consents }, { settings });

  it('receives what he signed for in the youth\'s place, care of a minor\'s consent among it, and nothing without his signature (C.REPRESENTATIVE)', () => {
    expect(toldOf([REPRESENTS])).toEqual(['C11 PART2 FULL by CONSENT', 'C13 CMIA FULL by CONSENT']);
    const decision = decided(asking('PARENT'), facts({ ...DEAD, involvements: [REPRESENTS], consents: [signed] }));
    expect(decision.releasesMinorConsented('SUBSTANCE_USE_PART2', 'PART2')).toBe(true);
    expect([toldOf([REPRESENTS], []), toldOf([relation('PARENT')]), toldOf([])]).toEqual([[], [], []]);
  });

  it('is so only of a youth who died, while he is it, and against whom no safety flag stands', () => {
    expect(toldOf([REPRESENTS], [signed], {}, {})).toEqual([]);
    expect(toldOf([{ ...REPRESENTS, endedOn: localDate('2026-02-28') }])).toEqual([]);
    expect(toldOf([{ ...REPRESENTS, personId: 'another' }])).toEqual([]);
    expect(toldOf([REPRESENTS, relation('PARENT', { conditions: ['SAFETY_FLAG'] })])).toEqual([]);
  });

  it('inspects the county\'s file of the youth\'s health only where counsel reads the law so (R-37.REPRESENTATIVE)', () => {
    expect(toldOf([REPRESENTS], [], { representativeInspectsForTheDeceased: true })).toEqual([
      'C01 CHILD_WELFARE FULL by AGENCY', 'C17 CHILD_WELFARE FULL by AGENCY', 'C19 CHILD_WELFARE FULL by AGENCY',
    ]);
    expect(toldOf([relation('PARENT')], [], { representativeInspectsForTheDeceased: true })).toEqual([]);
  });
});

describe('a caregiver', () => {
  const LINES = [
    'C01 CHILD_WELFARE FULL by AGENCY', 'C04 CHILD_WELFARE MINIMUM by AGENCY', 'C04 COURT MINIMUM by AGENCY',
    'C09 CHILD_WELFARE MINIMUM by CARE_COORDINATION', 'C09 LPS MINIMUM by CARE_COORDINATION', 'C09 CMIA MINIMUM by CARE_COORDINATION',
    'C17 CHILD_WELFARE FULL by CARE_COORDINATION', 'C17 LPS FULL by CARE_COORDINATION', 'C17 CMIA FULL by CARE_COORDINATION',
    'C18 CHILD_WELFARE FULL by AGENCY', 'C18 FERPA FULL by AGENCY',
    'C19 CHILD_WELFARE FULL by CARE_COORDINATION', 'C19 LPS FULL by CARE_COORDINATION', 'C19 CMIA FULL by CARE_COORDINATION',
  ];

  it('learns what the placement needs, and has the health passport (R-00.CARE.IDENTITY, R-00.CARE.OUTLINE, R-38.CARE.PASSPORT, R-38.CARE.MENTAL_HEALTH, R-50.CARE.EDUCATION)', () => {
    expect(told('CAREGIVER')).toEqual(LINES);
  });

  it('learns the CSEC status only where counsel allows it (R-00.CARE.CSEC)', () => {
    expect(told('CAREGIVER', {}, { settings: { caregiverLearnsCsecStatus: true } })).toEqual([...LINES.slice(0, 3), 'C05 CHILD_WELFARE MINIMUM by AGENCY', ...LINES.slice(3)]);
  });

  it('sees no row of care to which the minor consented, and coordinates no care that the youth refused', () => {
    const decision = decided(asking('CAREGIVER'), facts({ involvements: [relation('CAREGIVER')] }));
    expect(decision.cells.filter((cell) => cell.minorConsented)).toEqual([]);
    expect(told('CAREGIVER', { consents: [refusal()] })).toEqual([...LINES.slice(0, 3), ...LINES.slice(9, 11)]);
  });
});

describe('the youth', () => {
  const cells = (id: string, ...regimes: readonly string[]) => regimes.map((regime) => `${id} ${regime} FULL by SELF`);
  const OWN = [
    ...cells('C01', 'CHILD_WELFARE'), ...cells('C02', 'CHILD_WELFARE'), ...cells('C04', 'CHILD_WELFARE', 'COURT'), ...cells('C05', 'CHILD_WELFARE'),
    ...cells('C06', 'CHILD_WELFARE', 'LAW_ENFORCEMENT'),
  ];
  const HEALTH = [
    ...cells('C09', 'CHILD_WELFARE', 'LPS', 'CMIA'), ...cells('C11', 'PART2'), ...cells('C12', 'CHILD_WELFARE', 'CMIA'), ...cells('C13', 'CHILD_WELFARE', 'CMIA'),
    ...cells('C14', 'CHILD_WELFARE', 'CMIA'), ...cells('C15', 'CHILD_WELFARE', 'CMIA'), ...cells('C16', 'CHILD_WELFARE', 'CMIA'),
    ...cells('C17', 'CHILD_WELFARE', 'LPS', 'CMIA'), ...cells('C18', 'CHILD_WELFARE', 'FERPA'), ...cells('C19', 'CHILD_WELFARE', 'LPS', 'CMIA'),
    ...cells('C20', 'CHILD_WELFARE', 'CMIA'), ...cells('C21', 'CHILD_WELFARE', 'COURT'), ...cells('C22', 'CHILD_WELFARE', 'LAW_ENFORCEMENT', 'COURT'),
  ];
  const outline = ['CHILD_WELFARE', 'LAW_ENFORCEMENT'].map((regime) => `C08 ${regime} MINIMUM by SELF`);
  const ADULT = { ...born('2007-01-01'), hasOpenCase: false };

  it('reads the file of himself, and neither the vault, who reported, notes of therapy nor other people (R-03.YOUTH.OWN, R-21.YOUTH.REPORT)', () => {
    expect(told('YOUTH')).toEqual([...OWN, ...outline, ...HEALTH]);
  });

  it('as a dependent of eighteen and more is a youth still', () => {
    expect(told('YOUTH', { subject: born('2007-01-01') })).toEqual([...OWN, ...outline, ...HEALTH]);
  });

  it('as an adult who left care reads the same and the reports on him, less who made them (R-53.FORMER.OWN, T36)', () => {
    const about = facts({ involvements: [relation('YOUTH')], subject: ADULT });
    expect(decided(asking('YOUTH'), about).role).toBe('FORMER_YOUTH');
    expect(released(asking('YOUTH'), about)).toEqual([...OWN, ...cells('C08', 'CHILD_WELFARE', 'LAW_ENFORCEMENT'), ...HEALTH]);
  });

  it('is never released what the table keeps even from him, at any age', () => {
    const kept: readonly Category[] = [
      'SAFE_AT_HOME_ADDRESS', 'REPORTER_IDENTITY', 'PSYCHOTHERAPY_NOTES', 'SEALED', 'PRIVILEGED', 'CRIMINAL_RECORD', 'THIRD_PARTY', 'LIVE_INVESTIGATION',
      'ADOPTION', 'DEIDENTIFIED',
    ];
    for (const subject of [{}, ADULT]) {
      const decision = decided(asking('YOUTH'), facts({ involvements: [relation('YOUTH', { referralKey: 'REFERRAL01' })], subject }));
      expect(kept.filter((category) => decision.cells.some((cell) => cell.category === category && cell.outcome === 'P'))).toEqual([]);
      expect(decision.investigatedReferrals).toEqual([]);
    }
  });

  it('is released care that he consented to, and his own refusal closes nothing to him', () => {
    const decision = decided(asking('YOUTH'), facts({ involvements: [relation('YOUTH')], consents: [refusal()] }));
    expect(cellOf(decision, 'REPRODUCTIVE_HEALTH')).toMatchObject({ outcome: 'P', minorConsented: true });
  });
});

describe('a person of the portal', () => {
  const PERSONS: readonly Person[] = ['PARENT', 'CAREGIVER', 'YOUTH'];

  it.each(PERSONS)('as %s learns nothing of a youth to whom another person so relates, or nobody in particular', (role) => {
    expect(told(role).length).toBeGreaterThan(5);
    expect(told(role, {}, { relation: { personId: 'another' } })).toEqual([]);
    expect(told(role, {}, { relation: { personId: null } })).toEqual([]);
    const { personId, ...unnamed } = relation(role);
    expect([personId, told(role, { involvements: [unnamed] })]).toEqual([`person-${role}`, []]);
    expect(told(role, {}, { relation: { endedOn: localDate('2026-02-28') } })).toEqual([]);
    expect(told(role, {}, { relation: { startedOn: localDate('2026-03-02') } })).toEqual([]);
  });

  it.each(PERSONS)('as %s learns nothing by the relation of another role', (role) => {
    const others = PERSONS.filter((one) => one !== role).map((one) => ({ ...relation(one), personId: `person-${role}` }));
    expect(told(role, { involvements: others })).toEqual([]);
  });

  it.each(PERSONS)('as %s learns nothing of a youth who died (T39)', (role) => {
    expect(told(role, { subject: { diedOn: localDate('2026-02-01') } })).toEqual([]);
  });

  it.each(PERSONS)('as %s learns nothing for another purpose, or through another kind of agency', (role) => {
    const about: Facts = facts({ involvements: [relation(role)] });
    expect(released(asking(role, { purpose: 'SERVICES' }), about)).toEqual([]);
    const shelter = { ...agency('COMMUNITY_PROVIDER'), id: PORTAL.id };
    expect(released(asking(role, { who: { agency: shelter } }), about)).toEqual([]);
  });

  it.each([['PARENT'], ['CAREGIVER']] as const)('as %s ends at the eighteenth birthday, dependent or not (R-52)', (role) => {
    expect(told(role, { subject: born('2008-03-02') }).length).toBeGreaterThan(5);
    expect(told(role, { subject: born('2008-03-01') })).toEqual([]);
    expect(told(role, { subject: { ...born('2008-03-01'), hasOpenCase: false } })).toEqual([]);
    expect(told(role, { subject: { bornOn: null } })).toEqual([]);
  });
});
