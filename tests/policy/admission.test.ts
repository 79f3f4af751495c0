import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../src/law/category.js';
import { ROLES } from '../../src/law/role.js';
import { PURPOSE_NAMES } from '../../src/law/purpose.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import { NOBODY, admissionFor, filterMayBeUsed } from '../../src/policy/admission/admission.js';
import { admissionHolds } from '../../src/policy/admission/admission-holds.js';
import { settingsWith } from '../../src/policy/settings.js';
import { agency, asking, facts, involvement } from './people.js';

const PLAIN = ['N:SAME', 'N:OTHER', 'N:NONE'];
const SUPERVISION = { kind: 'involved', agencyId: agency('CHILD_WELFARE').id, as: 'SUPERVISION' };
const related = (context: AccessContext) => {
  const admission = admissionFor(context);
  return admission.kind === 'nobody' ? [] : admission.nodes.filter((node) => node.kind === 'involved');
};
const REQUEST = { ...SUPERVISION, as: 'REQUEST' };

describe('admissionFor', () => {
  it.each(['COUNTY_IT', 'FEDERAL', 'STATE'] as const)('is nobody for %s, for every purpose', (role) => {
    expect(PURPOSE_NAMES.map((purpose) => admissionFor(asking(role, { purpose }))).every((admission) => admission === NOBODY)).toBe(true);
  });

  it('is nobody for the purpose of operations, whoever asks', () => {
    expect(ROLES.map((role) => admissionFor(asking(role, { purpose: 'OPERATIONS' })).kind)).toEqual(ROLES.map(() => 'nobody'));
  });

  it('of a plain county worker is what he carries and what his agency supervises, within the matrix', () => {
    expect(admissionFor(asking('COUNTY_WORKER'))).toEqual({ kind: 'any-of', nodes: [
      { kind: 'assigned', staffKey: 'aaa', home: '19', limits: PLAIN }, SUPERVISION, REQUEST,
    ] });
  });

  it('of a worker with countywide read and the sensitive privilege is the county', () => {
    const context = asking('COUNTY_WORKER', { who: { privileges: ['COUNTYWIDE_READ', 'SENSITIVE'], staffKey: null } });
    const limits = ['N:SAME', 'S:SAME', 'N:OTHER', 'N:NONE', 'S:NONE'];
    expect(admissionFor(context)).toEqual({ kind: 'any-of', nodes: [{ kind: 'county', county: '19', home: '19', limits }, SUPERVISION, REQUEST] });
    expect(admissionFor(context, settingsWith({ clientsWithoutCountyOpenCountywide: true }))).toEqual({ kind: 'any-of', nodes: [
      { kind: 'county', county: '19', home: '19', limits }, { kind: 'everywhere', home: '19', limits: ['N:NONE', 'S:NONE'] }, SUPERVISION, REQUEST,
    ] });
  });

  it('of staff of the State is everywhere, within the matrix', () => {
    const context = asking('COUNTY_WORKER', { who: { county: '99', staffKey: null, privileges: ['SEALED', 'SENSITIVE'] } });
    expect(admissionFor(context)).toEqual({ kind: 'any-of', nodes: [
      { kind: 'everywhere', home: '99', limits: ['N:SAME', 'S:SAME', 'R:SAME', 'N:OTHER', 'S:OTHER', 'N:NONE', 'R:NONE'] },
    ] });
  });

  it('of partners is what they treat, investigate, sit for or are named for', () => {
    const clinic = agency('MENTAL_HEALTH').id;
    expect(admissionFor(asking('MENTAL_HEALTH'))).toEqual({ kind: 'any-of', nodes: [
      { kind: 'involved', agencyId: clinic, as: 'TREATMENT' }, { kind: 'seated', personId: 'person-MENTAL_HEALTH', agencyId: clinic },
      { kind: 'consented', agencyId: clinic, personId: 'person-MENTAL_HEALTH', agencyKind: 'MENTAL_HEALTH' },
    ] });
    expect(admissionFor(asking('LAW_ENFORCEMENT'))).toEqual({ kind: 'any-of', nodes: [
      { kind: 'involved', agencyId: agency('LAW_ENFORCEMENT').id, as: 'INVESTIGATION' },
      { kind: 'ordered', agencyId: agency('LAW_ENFORCEMENT').id, personId: 'person-LAW_ENFORCEMENT' },
      { kind: 'reported', agencyId: agency('LAW_ENFORCEMENT').id },
    ] });
    expect(admissionFor(asking('LAW_ENFORCEMENT', { who: { credential: 'PASSWORD' } }))).toBe(NOBODY);
    expect(admissionFor(asking('MDT_MEMBER', { purpose: 'TREATMENT' }))).toBe(NOBODY);
    expect(admissionFor(asking('PROVIDER', { who: { agency: agency('EDUCATION') } }))).toBe(NOBODY);
  });

  it.each([
    ['PROBATION', ['PROBATION']], ['PUBLIC_HEALTH_NURSE', ['NURSING']], ['DISTRICT_ATTORNEY', ['PROSECUTION']], ['EDUCATION', ['SCHOOLING']],
    ['COURT', ['JURISDICTION']], ['MINORS_COUNSEL', ['REPRESENTATION']],
  ] as const)('of %s holds those to whom its agency so relates', (role, relations) => {
    const context = asking(role, role === 'EDUCATION' ? { purpose: 'SERVICES' } : {});
    const agencyId = context.caller.agency.id;
    expect(related(context)).toEqual(relations.map((as) => ({ kind: 'involved', agencyId, as })));
    expect(related(asking(role, { purpose: context.purpose, who: { agency: agency('COMMUNITY_PROVIDER') } }))).toEqual([]);
  });

  it.each([
    ['PARENT', ['PARENTAGE', 'PERSONAL_REPRESENTATION']], ['CAREGIVER', ['CARE']], ['YOUTH', ['SELF']],
  ] as const)('of %s holds those to whom he himself so relates', (role, relations) => {
    const context = asking(role);
    expect(related(context)).toEqual(relations.map((as) => ({ kind: 'involved', agencyId: context.caller.agency.id, as, personId: `person-${role}` })));
  });

  it('of a probation department that investigates holds those investigated too', () => {
    expect(related(asking('PROBATION', { purpose: 'INVESTIGATION' })).map((node) => node.kind === 'involved' && node.as)).toEqual(['PROBATION', 'INVESTIGATION']);
  });

  it('by a relation of a person holds only for that person', () => {
    const context = asking('PARENT');
    const holds = (personId: string | null) => admissionHolds(
      admissionFor(context), facts({ involvements: [involvement(context.caller.agency, 'PARENTAGE', { personId })] }), context);
    expect([holds('person-PARENT'), holds('another'), holds(null)]).toEqual([true, false, false]);
  });

  it('is frozen through', () => {
    const admission = admissionFor(asking('PROVIDER'));
    expect(Object.isFrozen(admission)).toBe(true);
    expect(admission.kind === 'any-of' && Object.isFrozen(admission.nodes) && admission.nodes.every((node) => Object.isFrozen(node))).toBe(true);
  });
});

describe('filterMayBeUsed', () => {
  const usable = (...args: Parameters<typeof asking>) => CATEGORIES.filter((category) => filterMayBeUsed(asking(...args), category));

  it('is for workers who read a whole county or the State, by the categories they read of everybody', () => {
    const AGENCY = ['IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS'];
    expect(usable('COUNTY_WORKER', { who: { privileges: ['COUNTYWIDE_READ'] } })).toEqual(AGENCY);
    expect(usable('COUNTY_WORKER', { who: { privileges: ['STATEWIDE_READ'] } })).toEqual(AGENCY);
    expect(usable('COUNTY_WORKER', { who: { county: '99' } })).toEqual(AGENCY);
  });

  it('is for nobody else and for no other purpose', () => {
    expect(usable('COUNTY_WORKER')).toEqual([]);
    expect(usable('COUNTY_WORKER', { purpose: 'TREATMENT', who: { privileges: ['COUNTYWIDE_READ'] } })).toEqual([]);
    expect(ROLES.filter((role) => role !== 'COUNTY_WORKER').flatMap((role) => usable(role, { who: { privileges: ['COUNTYWIDE_READ'] } }))).toEqual([]);
  });
});
