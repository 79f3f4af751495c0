import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../src/law/category.js';
import { ROLES } from '../../src/law/role.js';
import { PURPOSE_NAMES } from '../../src/law/purpose.js';
import { NOBODY, admissionFor, filterMayBeUsed } from '../../src/policy/admission.js';
import { settingsWith } from '../../src/policy/settings.js';
import { agency, asking } from './people.js';

const PLAIN = ['N:SAME', 'N:OTHER', 'N:NONE'];
const SUPERVISION = { kind: 'involved', agencyId: agency('CHILD_WELFARE').id, as: 'SUPERVISION' };

describe('admissionFor', () => {
  it('is nobody for operators and for every role without rules, for every purpose', () => {
    const ruled = ['COUNTY_WORKER', 'MENTAL_HEALTH', 'LAW_ENFORCEMENT', 'PROVIDER', 'MDT_MEMBER'];
    const others = ROLES.filter((role) => !ruled.includes(role));
    expect(others.flatMap((role) => PURPOSE_NAMES.map((purpose) => admissionFor(asking(role, { purpose }))))
      .every((admission) => admission === NOBODY)).toBe(true);
    expect(others).toContain('COUNTY_IT');
  });

  it('is nobody for the purpose of operations, whoever asks', () => {
    expect(ROLES.map((role) => admissionFor(asking(role, { purpose: 'OPERATIONS' })).kind)).toEqual(ROLES.map(() => 'nobody'));
  });

  it('of a plain county worker is what he carries and what his agency supervises, within the matrix', () => {
    expect(admissionFor(asking('COUNTY_WORKER'))).toEqual({ kind: 'any-of', nodes: [
      { kind: 'assigned', staffKey: 'aaa', home: '19', limits: PLAIN }, SUPERVISION,
    ] });
  });

  it('of a worker with countywide read and the sensitive privilege is the county', () => {
    const context = asking('COUNTY_WORKER', { who: { privileges: ['COUNTYWIDE_READ', 'SENSITIVE'], staffKey: null } });
    const limits = ['N:SAME', 'S:SAME', 'N:OTHER', 'N:NONE', 'S:NONE'];
    expect(admissionFor(context)).toEqual({ kind: 'any-of', nodes: [{ kind: 'county', county: '19', home: '19', limits }, SUPERVISION] });
    expect(admissionFor(context, settingsWith({ clientsWithoutCountyOpenCountywide: true }))).toEqual({ kind: 'any-of', nodes: [
      { kind: 'county', county: '19', home: '19', limits }, { kind: 'everywhere', home: '19', limits: ['N:NONE', 'S:NONE'] }, SUPERVISION,
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
    ] });
    expect(admissionFor(asking('LAW_ENFORCEMENT', { who: { credential: 'PASSWORD' } }))).toBe(NOBODY);
    expect(admissionFor(asking('MDT_MEMBER', { purpose: 'TREATMENT' }))).toBe(NOBODY);
    expect(admissionFor(asking('PROVIDER', { who: { agency: agency('EDUCATION') } }))).toBe(NOBODY);
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
