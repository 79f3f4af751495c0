import { describe, expect, it } from 'vitest';
import { AGENCY_KINDS } from '../../src/law/agreement.js';
import { PURPOSE_NAMES } from '../../src/law/purpose.js';
import { ROLE_AGENCY_KINDS, ROLE_PURPOSES, TOKEN_ROLES } from '../../src/law/role-purposes.js';
import { ROLES } from '../../src/law/role.js';
import { RULES } from '../../src/policy/rules/index.js';

describe('roles, purposes and agencies', () => {
  it('every purpose is some role\'s', () => {
    const stated = new Set(ROLES.flatMap((role) => ROLE_PURPOSES[role]));
    expect(PURPOSE_NAMES.filter((purpose) => !stated.has(purpose))).toEqual([]);
  });

  it('breaking the glass is of the roles that the rules open an emergency to, and of no other', () => {
    const opened = new Set(RULES.filter(({ basis, effect }) => basis === 'EMERGENCY' && effect === 'PERMIT').flatMap(({ when }) => when.roles ?? []));
    expect(ROLES.filter((role) => ROLE_PURPOSES[role].includes('BREAK_GLASS'))).toEqual(ROLES.filter((role) => opened.has(role)));
    expect(opened.size).toBe(5);
  });

  it('every class of agency has a role', () => {
    const housed = new Set(ROLES.flatMap((role) => ROLE_AGENCY_KINDS[role]));
    expect(AGENCY_KINDS.filter((kind) => !housed.has(kind))).toEqual([]);
  });

  it('a token may claim every role but those that only a relation gives', () => {
    expect(ROLES.filter((role) => !(TOKEN_ROLES as readonly string[]).includes(role))).toEqual(['OTHER_COUNTY_WORKER', 'FORMER_YOUTH']);
  });

  it('only the operator of the gateway operates it, and for nothing else', () => {
    expect(ROLES.filter((role) => ROLE_PURPOSES[role].includes('OPERATIONS'))).toEqual(['COUNTY_IT']);
    expect(ROLE_PURPOSES.COUNTY_IT).toEqual(['OPERATIONS']);
  });

  it('only the county\'s own people are of child welfare', () => {
    expect(ROLES.filter((role) => ROLE_AGENCY_KINDS[role].includes('CHILD_WELFARE'))).toEqual(['COUNTY_WORKER', 'COUNTY_IT']);
  });

  it('whoever a rule opens the work of a team to may state it', () => {
    const opened = RULES.filter(({ basis, effect }) => basis === 'TEAM' && effect === 'PERMIT').flatMap(({ when }) => when.roles ?? []);
    expect([...new Set(opened)].filter((role) => ROLE_PURPOSES[role].includes('MDT')))
      .toEqual(['MDT_MEMBER', 'MENTAL_HEALTH', 'PROVIDER', 'MDT30_MEMBER', 'PROBATION', 'CHILD_ADVOCACY_CENTER']);
    expect(opened.filter((role) => !ROLE_PURPOSES[role].includes('MDT'))).toEqual([]);
  });

  it('law enforcement states investigation, a missing child or an emergency, never care', () => {
    expect(ROLE_PURPOSES.LAW_ENFORCEMENT).toEqual(['INVESTIGATION', 'MISSING_CHILD', 'BREAK_GLASS']);
  });
});
