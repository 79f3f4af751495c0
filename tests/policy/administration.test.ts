import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import {
  mayAdminister, mayDeclareDuties, mayDesignate, mayKeepRegisters, mayListReports, mayReadAdministration, maySeal, maySeat,
} from '../../src/policy/administration.js';
import type { AccessContext, WorkerPrivilege } from '../../src/policy/access-context.js';
import type { Facts } from '../../src/policy/facts.js';
import { STRICT_SETTINGS } from '../../src/policy/settings.js';
import { situationOf } from '../../src/policy/situation.js';
import { order } from './documents-on-file.js';
import { agency, asking, assignment, caller, facts, involvement } from './people.js';
import { decided } from './released.js';

const worker = (changes: Parameters<typeof asking>[1] = {}) => asking('COUNTY_WORKER', { purpose: 'CHILD_WELFARE', ...changes });
const countywide = { privileges: ['COUNTYWIDE_READ', 'STATEWIDE_READ', 'SENSITIVE', 'SEALED'] satisfies WorkerPrivilege[] };

describe('who may write for a youth', () => {
  it.each([
    ['carries the case', assignment()], ['shares the case', assignment({ kind: 'SECONDARY' })],
    ['investigates a referral', assignment({ through: 'REFERRAL', throughKey: 'REFERRAL01' })],
  ])('is the worker of the county who %s', (_, one) => {
    const decision = decided(worker(), facts({ assignments: [one] }));
    expect([decision.carries, decision.inOwnCounty, mayAdminister(decision), mayReadAdministration(decision)]).toEqual([true, true, true, true]);
  });

  it.each([
    ['may read the whole county and carries nothing', worker({ who: countywide }), facts()],
    ['only reads the case', worker(), facts({ assignments: [assignment({ kind: 'READ_ONLY' })] })],
    ['carried the case until today', worker(), facts({ assignments: [assignment({ endedOn: localDate('2026-03-01') })] })],
    ['carries it from tomorrow', worker(), facts({ assignments: [assignment({ startedOn: localDate('2026-03-02') })] })],
    ['has no staff id', worker({ who: { staffKey: null, ...countywide } }), facts({ assignments: [assignment()] })],
    ['is of the State', worker({ who: { county: '99' } }), facts({ assignments: [assignment()] })],
    ['is of the State, of a client whom nothing places', worker({ who: { county: '99' } }), facts({ assignments: [assignment()], subject: { county: null } })],
    ['is of the State, of a client of no county but the State', worker({ who: { county: '99' } }), facts({ assignments: [assignment()], subject: { county: '99' } })],
    ['carries a case that nothing places in a county', worker(), facts({ assignments: [assignment()], subject: { county: null } })],
  ])('is not a worker who %s', (_, context, about) => {
    expect(mayAdminister(decided(context, about))).toBe(false);
  });

  it('is no worker of another county, who reads no consents, teams or accounting either', () => {
    const decision = decided(worker(), facts({ assignments: [assignment()], subject: { county: '37' } }));
    expect([decision.role, decision.admits, mayAdminister(decision), mayReadAdministration(decision)]).toEqual(['OTHER_COUNTY_WORKER', true, false, false]);
  });
});

describe('who may have a matter sealed', () => {
  const court = caller('COURT');
  const seals = (context: AccessContext, about: Facts) => {
    const decision = decided(context, about);
    return [decision.admits, maySeal(decision, situationOf(context, about, STRICT_SETTINGS))];
  };
  const hearing = (changes = {}) => facts({ involvements: [involvement(court.agency, 'JURISDICTION', changes)] });

  it('is the court that hears it today, and the worker who carries the case', () => {
    expect(seals(asking('COURT'), hearing())).toEqual([true, true]);
    expect(seals(worker(), facts({ assignments: [assignment()] }))).toEqual([true, true]);
  });

  it('is no court that an order alone lets see the record', () => {
    const orders = [order(court, 'DISCLOSURE_827', { categories: ['MENTAL_HEALTH'] })];
    expect(seals(asking('COURT'), facts({ orders }))).toEqual([true, false]);
    expect(seals(asking('COURT'), { ...hearing({ endedOn: localDate('2026-03-01') }), orders })).toEqual([true, false]);
    expect(seals(asking('COURT'), { ...hearing({ startedOn: localDate('2026-03-02') }), orders })).toEqual([true, false]);
    expect(seals(asking('COURT'), { ...facts({ involvements: [involvement(agency('COURT', { id: 'another court' }), 'JURISDICTION')] }), orders })).toEqual([true, false]);
    expect(seals(asking('COURT'), { ...facts({ involvements: [involvement(court.agency, 'REPRESENTATION')] }), orders })).toEqual([true, false]);
  });

  it.each([
    ['a worker who carries nothing', worker({ who: countywide }), facts()],
    ['a worker of another county', worker(), facts({ assignments: [assignment()], subject: { county: '37' } })],
    ['her attorney', asking('MINORS_COUNSEL'), facts({ involvements: [involvement(caller('MINORS_COUNSEL').agency, 'REPRESENTATION')] })],
    ['probation, were it said to have jurisdiction', asking('PROBATION'), facts({ involvements: [
      involvement(caller('PROBATION').agency, 'JURISDICTION'), involvement(caller('PROBATION').agency, 'PROBATION'),
    ] })],
  ])('is not %s', (_, context, about) => {
    expect(seals(context, about)).toEqual([true, false]);
  });
});

describe('who may list the compelled reports of a county', () => {
  it('is in that county, and is released of every youth what a report tells', () => {
    const lists = (county: string | null, ...released: string[]) => mayListReports(caller('COUNTY_WORKER', { county }), (category) => released.includes(category));
    expect([lists('19', 'CSEC_STATUS', 'CASE_FACTS'), lists('19', 'CSEC_STATUS'), lists('19', 'CASE_FACTS'), lists(null, 'CSEC_STATUS', 'CASE_FACTS')])
      .toEqual([true, false, false, false]);
  });
});

describe('who may keep a county\'s registers', () => {
  it('is the county\'s own worker or operator, and never the State\'s', () => {
    expect(mayKeepRegisters(caller('COUNTY_WORKER'), '19')).toBe(true);
    expect(mayKeepRegisters(caller('COUNTY_IT'), '19')).toBe(true);
    expect(mayKeepRegisters(caller('COUNTY_WORKER'), '37')).toBe(false);
    expect(mayKeepRegisters(caller('COUNTY_WORKER', { county: '99' }), '99')).toBe(false);
    expect(mayKeepRegisters(caller('PROVIDER'), '19')).toBe(false);
  });

  it('seats members in a team that carries cases only as a worker', () => {
    const seats = (role: 'COUNTY_WORKER' | 'COUNTY_IT', carriesCases: boolean, county = '19') => maySeat(caller(role), { county, carriesCases });
    expect([seats('COUNTY_WORKER', true), seats('COUNTY_WORKER', false), seats('COUNTY_IT', false), seats('COUNTY_IT', true)]).toEqual([true, true, true, false]);
    expect([seats('COUNTY_WORKER', false, '37'), seats('COUNTY_IT', false, '37')]).toEqual([false, false]);
  });

  it('records duties of agencies with an agreement in force with the county, and of no other', () => {
    const { agreements: [signed], asOf } = asking('PROVIDER');
    const may = (changes = {}, who = caller('COUNTY_IT')) => mayDeclareDuties(who, [{ ...signed!, county: '19', ...changes }], asOf);
    expect([may(), may({}, caller('COUNTY_WORKER')), may({}, caller('PROVIDER')), may({}, caller('COUNTY_IT', { county: '37' }))]).toEqual([true, true, false, false]);
    expect([may({ county: '37' }), may({ expiresOn: localDate('2026-02-28') }), may({ terminatedAt: asOf }), may({ effectiveOn: localDate('2026-03-02') })])
      .toEqual([false, false, false, false]);
    expect(mayDeclareDuties(caller('COUNTY_IT', { county: '99' }), [{ ...signed!, county: '99' }], asOf)).toBe(false);
    expect(mayDeclareDuties(caller('COUNTY_IT'), [], asOf)).toBe(false);
  });

  it('records designations for the index as a worker of the county alone', () => {
    expect((['COUNTY_WORKER', 'COUNTY_IT', 'MENTAL_HEALTH'] as const).map((role) => mayDesignate(caller(role), '19'))).toEqual([true, false, false]);
    expect(mayDesignate(caller('COUNTY_WORKER'), '37')).toBe(false);
  });
});
