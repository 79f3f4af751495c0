import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/policy/facts.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import type { Category } from '../../src/law/category.js';
import type { Regime } from '../../src/law/regime.js';
import { brokenGlass, order, report, seatIn, teamConsent } from './documents-on-file.js';
import { agency, asking, assignment, consentFor, facts } from './people.js';
import { cellOf, decided } from './released.js';

/** What the release of a cell rests on. */
function grounds(context: AccessContext, about: Facts, category: Category, regime?: Regime) {
  const { basis, consents, consentsUsed, orders, reports, emergencies, teams } = cellOf(decided(context, about), category, regime);
  return { basis, consents, consentsUsed, orders, reports, emergencies, teams };
}

const NONE = { consents: [], consentsUsed: [], orders: [], reports: [], emergencies: [], teams: [] };
const police = asking('LAW_ENFORCEMENT', { purpose: 'INVESTIGATION' });

describe('what a release rests on', () => {
  it('is the order, by its id, and no order that does not reach the cell', () => {
    const orders = [order(police.caller, 'PART2_2_65', { id: 'part2' }), order(police.caller, 'PART2_2_65', { id: 'another', recipientAgencyIds: ['another'] })];
    expect(grounds(police, facts({ orders }), 'SUBSTANCE_USE_PART2', 'PART2')).toEqual({ ...NONE, basis: 'COURT_ORDER', orders: ['part2'] });
  });

  it('is the compelled report of the statute that compels it', () => {
    const mandates = [report(police.caller, 'PC_11166_J', { id: 'exploited' }), report(police.caller, 'USC_42_671_A_35', { id: 'missing' })];
    expect(grounds(police, facts({ mandates }), 'IDENTITY_CORE')).toEqual({ ...NONE, basis: 'MANDATE', reports: ['exploited', 'missing'] });
    expect(grounds(police, facts({ mandates }), 'LOCATION')).toEqual({ ...NONE, basis: 'MANDATE', reports: ['missing'] });
  });

  it('is the emergency access that is open for the reason asked', () => {
    const clinician = asking('MENTAL_HEALTH', { purpose: 'EMERGENCY_TREATMENT', who: { agency: agency('HOSPITAL', { regimeStatus: 'COVERED_ENTITY' }) } });
    const emergencies = [brokenGlass(clinician.caller, 'MEDICAL_EMERGENCY', { id: 'glass' })];
    expect(grounds(clinician, facts({ emergencies }), 'GENERAL_MEDICAL')).toEqual({ ...NONE, basis: 'EMERGENCY', emergencies: ['glass'] });
  });

  it('is the youth\'s consent behind a human-trafficking team, which every release uses', () => {
    const member = asking('MDT_MEMBER');
    const consents = [teamConsent(member.caller, 'PC13753', { id: 'trafficking', version: 2, maxUses: 1 })];
    expect(grounds(member, facts({ seats: [seatIn(member.caller, 'PC13753')], consents }), 'CASE_FACTS'))
      .toEqual({ ...NONE, basis: 'TEAM', teams: ['team-PC13753'], consents: ['trafficking@2'], consentsUsed: ['trafficking@2'] });
  });

  it('is not that consent where the standing team opens the cell by itself', () => {
    const member = asking('MDT_MEMBER');
    const seats = [seatIn(member.caller, 'PC13753'), seatIn(member.caller, 'S18951D')];
    const about = facts({ seats, consents: [teamConsent(member.caller, 'PC13753', { id: 'trafficking' })] });
    expect(grounds(member, about, 'CASE_FACTS')).toEqual({ ...NONE, basis: 'TEAM', teams: ['team-PC13753', 'team-S18951D'] });
  });

  it('is a consent beside an order that opens the cell, which uses none of it up', () => {
    const provider = asking('PROBATION', { purpose: 'CASE_MANAGEMENT' });
    const about = facts({ consents: [consentFor(provider.caller.agency, { maxUses: 1 })], orders: [order(provider.caller, 'DISCLOSURE_827', { id: 'order' })] });
    expect(grounds(provider, about, 'EXPLOITATION_DETAIL')).toMatchObject({ basis: 'COURT_ORDER', orders: ['order'], consentsUsed: [] });
  });

  it('is nothing by name where the agency itself is the basis, or where it is withheld', () => {
    const worker = asking('COUNTY_WORKER');
    const about = facts({ assignments: [assignment()], consents: [consentFor(worker.caller.agency)], orders: [order(worker.caller, 'DISCLOSURE_827')] });
    expect(grounds(worker, about, 'CASE_FACTS')).toEqual({ ...NONE, basis: 'AGENCY' });
    expect(grounds(worker, facts(), 'CASE_FACTS')).toEqual({ ...NONE, basis: null });
  });
});
