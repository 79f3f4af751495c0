import { describe, expect, it } from 'vitest';
import { instant } from '../../src/kernel/dates.js';
import { CATEGORIES, CATEGORY_FACTS } from '../../src/law/category.js';
import { PURPOSE_NAMES } from '../../src/law/purpose.js';
import { ROLES, type Role } from '../../src/law/role.js';
import { EMERGENCY_REASONS, type EmergencyAccess, type EmergencyReason } from '../../src/model/emergency-access.js';
import { admissionFor } from '../../src/policy/admission/admission.js';
import { admissionHolds } from '../../src/policy/admission/admission-holds.js';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import { mayBreakGlass } from '../../src/policy/relations/emergencies.js';
import { settingsWith, type SettingName } from '../../src/policy/settings.js';
import { specialNodes } from '../../src/policy/admission/special-admission.js';
import { brokenGlass } from './documents-on-file.js';
import { NOON, agency, asking, consentFor, facts, refusal } from './people.js';
import { POLICY, cellOf, decided, released } from './released.js';

const clinician = asking('MENTAL_HEALTH', { purpose: 'EMERGENCY_TREATMENT', who: { agency: agency('HOSPITAL', { regimeStatus: 'COVERED_ENTITY' }) } });
const about = (changes: Partial<EmergencyAccess> = {}, context = clinician, reason: EmergencyReason = 'MEDICAL_EMERGENCY') =>
  facts({ emergencies: [brokenGlass(context.caller, reason, changes)] });
const TREATMENT = [
  'C09 CHILD_WELFARE FULL by EMERGENCY', 'C09 LPS FULL by EMERGENCY', 'C09 CMIA FULL by EMERGENCY', 'C11 PART2 FULL by EMERGENCY',
  'C17 CHILD_WELFARE FULL by EMERGENCY', 'C17 LPS FULL by EMERGENCY', 'C17 CMIA FULL by EMERGENCY',
];
const glass = (role: Role) => asking(role, { purpose: 'BREAK_GLASS' });

/** Who is released what categories by breaking the glass, for which reason. */
function opened(role: Role, reason: EmergencyReason, ...settings: readonly SettingName[]): readonly string[] {
  const policy = compilePolicy({ settings: settingsWith(Object.fromEntries(settings.map((name) => [name, true]))) });
  return [...new Set(released(glass(role), about({}, glass(role), reason), policy).map((line) => line.split(' ')[0]!))];
}

describe('breaking the glass', () => {
  it('opens to a clinician in a medical emergency what treatment needs, Part 2 among it, past a refusal', () => {
    expect(released(clinician, about())).toEqual(TREATMENT);
    expect(released(clinician, { ...about(), consents: [refusal()] })).toEqual(TREATMENT);
    expect(released({ ...clinician, purpose: 'BREAK_GLASS' }, about())).toEqual(TREATMENT);
  });

  it('ends four hours after it was opened, whatever is written, and is reviewed', () => {
    const cell = cellOf(decided(clinician, about({ endsAt: instant('2026-03-09T00:00:00Z') })), 'SUBSTANCE_USE_PART2', 'PART2');
    expect(cell).toMatchObject({ outcome: 'P', validUntil: '2026-03-01T23:00:00.000Z' });
    expect(cell.obligations).toEqual(expect.arrayContaining(['EMERGENCY_REVIEW', 'NO_ONWARD', 'NOTICE_42CFR2_32']));
  });

  it.each<[string, Partial<EmergencyAccess>]>([
    ['another person opened', { personId: 'another' }], ['another agency opened', { agencyId: 'another' }], ['is of another youth', { subjectId: 'another youth' }],
    ['was closed', { closedAt: NOON }], ['has ended', { endsAt: NOON }], ['was opened five hours ago', { openedAt: instant('2026-03-01T15:00:00Z') }],
    ['opens later', { openedAt: instant('2026-03-01T20:00:01Z') }], ['is for a reason of another role', { reason: 'SCHOOL_EMERGENCY' }],
  ])('that %s opens nothing', (_, changes) => {
    expect(released(clinician, about(changes))).toEqual([]);
  });

  it('needs two factors, a covered entity for what is not Part 2, and its purpose', () => {
    expect(released({ ...clinician, caller: { ...clinician.caller, credential: 'PASSWORD' } }, about())).toEqual([]);
    expect(released({ ...clinician, purpose: 'TREATMENT' }, about())).toEqual([]);
    const uncovered = { ...clinician, caller: { ...clinician.caller, agency: agency('HOSPITAL') } };
    expect(released(uncovered, about({}, uncovered))).toEqual(['C11 PART2 FULL by EMERGENCY']);
  });

  it.each<[Role, EmergencyReason, readonly SettingName[], readonly string[]]>([
    ['SUBSTANCE_USE_PROGRAM', 'MEDICAL_EMERGENCY', [], ['C11']],
    ['LAW_ENFORCEMENT', 'SCHOOL_EMERGENCY', [], ['C18']], ['LAW_ENFORCEMENT', 'MISSING_IN_DANGER', [], []],
    ['LAW_ENFORCEMENT', 'MISSING_IN_DANGER', ['policeBreakGlassForMissing'], ['C01', 'C02', 'C05', 'C06']],
    ['LAW_ENFORCEMENT', 'MEDICAL_EMERGENCY', ['policeBreakGlassForMissing'], []],
    ['COUNTY_WORKER', 'IMMEDIATE_DANGER', [], []],
    ['COUNTY_WORKER', 'IMMEDIATE_DANGER', ['onCallWorkersBreakGlass'], ['C01', 'C02', 'C04', 'C05', 'C06', 'C12', 'C29']],
    ['EDUCATION', 'SCHOOL_EMERGENCY', [], []], ['EDUCATION', 'SCHOOL_EMERGENCY', ['schoolsBreakGlass'], ['C18']],
  ])('opens to %s for %s with %j exactly %j', (role, reason, settings, expected) => {
    expect(opened(role, reason, ...settings)).toEqual(expected);
  });

  it('opens to the worker on call only a client of his own county', () => {
    const allowed = compilePolicy({ settings: settingsWith({ onCallWorkersBreakGlass: true }) });
    const worker = glass('COUNTY_WORKER');
    const away = { ...about({}, worker, 'IMMEDIATE_DANGER'), subject: { ...facts().subject, county: '37' } };
    expect(released(worker, away, allowed)).toEqual([]);
  });

  it('never opens what is most closely kept, by consent neither', () => {
    const floor = decided({ ...clinician, purpose: 'BREAK_GLASS' }, {
      ...about(), consents: [consentFor(clinician.caller.agency, { categories: ['PSYCHOTHERAPY_NOTES', 'IMMIGRATION'], purposes: ['BREAK_GLASS', 'EMERGENCY_TREATMENT'] })],
    });
    const never = CATEGORIES.filter((category) => floor.cells.some((cell) => cell.category === category && cell.rules.includes('R-60.NEVER')));
    expect(never.map((category) => CATEGORY_FACTS[category].id)).toEqual(['C03', 'C07', 'C10', 'C21', 'C23', 'C24', 'C25', 'C27', 'C28', 'C30']);
    expect(floor.cells.filter((cell) => never.includes(cell.category)).every((cell) => cell.reason === 'FLOOR')).toBe(true);
  });
});

describe('who may break the glass', () => {
  const may = (role: Role, reason: EmergencyReason, settings = POLICY.settings, purpose = glass(role).purpose) =>
    mayBreakGlass({ ...glass(role), purpose }, reason, settings);

  it('is whom the law lists, for his own reasons, and the worker and the school where counsel allows', () => {
    const eligible = (settings = POLICY.settings) => ROLES.flatMap((role) => EMERGENCY_REASONS.filter((reason) => may(role, reason, settings)).map((reason) => `${role} ${reason}`));
    const always = [
      'MENTAL_HEALTH MEDICAL_EMERGENCY', 'SUBSTANCE_USE_PROGRAM MEDICAL_EMERGENCY', 'LAW_ENFORCEMENT IMMEDIATE_DANGER',
      'LAW_ENFORCEMENT MISSING_IN_DANGER', 'LAW_ENFORCEMENT SCHOOL_EMERGENCY',
    ];
    expect(eligible()).toEqual(always);
    expect(eligible(settingsWith({ onCallWorkersBreakGlass: true, schoolsBreakGlass: true }))).toEqual([
      'COUNTY_WORKER IMMEDIATE_DANGER', 'COUNTY_WORKER MISSING_IN_DANGER', ...always, 'EDUCATION SCHOOL_EMERGENCY',
    ]);
  });

  it('is nobody with a password alone, and nobody for another purpose', () => {
    const weak = asking('MENTAL_HEALTH', { purpose: 'BREAK_GLASS', who: { credential: 'PASSWORD' } });
    expect(mayBreakGlass(weak, 'MEDICAL_EMERGENCY', POLICY.settings)).toBe(false);
    expect(PURPOSE_NAMES.filter((purpose) => may('MENTAL_HEALTH', 'MEDICAL_EMERGENCY', POLICY.settings, purpose))).toEqual(['EMERGENCY_TREATMENT', 'BREAK_GLASS']);
  });

  it('is admitted to that youth alone while the access is open', () => {
    const admission = { kind: 'any-of' as const, nodes: specialNodes(clinician, POLICY.settings) };
    expect(admissionHolds(admission, about(), clinician)).toBe(true);
    expect(admissionHolds(admission, about({ closedAt: NOON }), clinician)).toBe(false);
    expect(admissionHolds(admissionFor({ ...clinician, purpose: 'TREATMENT' }), about(), clinician)).toBe(false);
  });
});
