import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import { CATEGORIES, CATEGORY_FACTS } from '../../src/law/category.js';
import type { Role } from '../../src/law/role.js';
import { COURT_ORDER_KINDS, type CourtOrder, type CourtOrderKind } from '../../src/model/court-order.js';
import { admissionHolds } from '../../src/policy/admission/admission-holds.js';
import { ordersCovering, rowLimitsOfOrders } from '../../src/policy/relations/court-orders.js';
import { settingsWith } from '../../src/policy/settings.js';
import { situationOf } from '../../src/policy/situation.js';
import { specialNodes } from '../../src/policy/admission/special-admission.js';
import { order } from './documents-on-file.js';
import { NOON, asking, facts, refusal } from './people.js';
import { POLICY, cellOf, decided } from './released.js';

const police = asking('LAW_ENFORCEMENT');
const part2 = { category: 'SUBSTANCE_USE_PART2', regime: 'PART2' } as const;

function opens(role: Role, kind: CourtOrderKind, changes: Partial<CourtOrder> = {}): readonly string[] {
  const context = asking(role, { purpose: role === 'LAW_ENFORCEMENT' ? 'INVESTIGATION' : 'COURT_PROCEEDING' });
  const decision = decided(context, facts({ orders: [order(context.caller, kind, changes)] }));
  expect(decision.cells.filter((cell) => cell.outcome === 'P').every((cell) => cell.basis === 'COURT_ORDER' && cell.extent === 'FULL')).toBe(true);
  return CATEGORIES.filter((category) => decision.cells.some((cell) => cell.category === category && cell.outcome === 'P')).map((category) => CATEGORY_FACTS[category].id);
}

describe('an order of a court', () => {
  it.each<[Role, CourtOrderKind, readonly string[]]>([
    ['LAW_ENFORCEMENT', 'DISCLOSURE_827', ['C01', 'C02', 'C04', 'C09', 'C10', 'C12', 'C13', 'C14', 'C16', 'C17', 'C18', 'C19', 'C22']],
    ['DISTRICT_ATTORNEY', 'DISCLOSURE_827', ['C02', 'C09', 'C10', 'C12', 'C13', 'C14', 'C17', 'C18', 'C19']],
    ['COURT', 'DISCLOSURE_827', ['C09', 'C10', 'C13', 'C14', 'C20', 'C21']],
    ['PROBATION', 'DISCLOSURE_827', ['C06']], ['MINORS_COUNSEL', 'DISCLOSURE_827', []], ['PROVIDER', 'DISCLOSURE_827', []],
    ['LAW_ENFORCEMENT', 'PART2_2_63', []], ['LAW_ENFORCEMENT', 'PART2_2_64', []], ['LAW_ENFORCEMENT', 'PART2_2_65', ['C11']],
    ['DISTRICT_ATTORNEY', 'PART2_2_63', []], ['DISTRICT_ATTORNEY', 'PART2_2_64', ['C11']], ['DISTRICT_ATTORNEY', 'PART2_2_65', ['C11']],
    ['COURT', 'PART2_2_63', ['C11']], ['COURT', 'PART2_2_64', ['C11']], ['COURT', 'PART2_2_65', ['C11']],
    ['COURT', 'HIV_120975', ['C15']], ['LAW_ENFORCEMENT', 'HIV_120975', []],
    ['PROBATION', 'SAFE_AT_HOME', ['C03']], ['DISTRICT_ATTORNEY', 'SAFE_AT_HOME', ['C03']], ['COURT', 'SAFE_AT_HOME', ['C03']],
    ['MINORS_COUNSEL', 'SAFE_AT_HOME', ['C03']], ['LAW_ENFORCEMENT', 'SAFE_AT_HOME', []],
    ['COURT', 'IN_CAMERA', []], ['COURT', 'PARENT_MAY_SIGN', []], ['COURT', 'FEDERAL_831', []],
  ])('opens to %s by %s exactly %j', (role, kind, expected) => {
    expect(opens(role, kind)).toEqual(expected);
  });

  it.each(COURT_ORDER_KINDS)('of kind %s opens nothing to a federal official', (kind) => {
    expect(opens('FEDERAL', kind)).toEqual([]);
  });

  it.each<[string, Partial<CourtOrder>]>([
    ['that names another agency', { recipientAgencyIds: ['another'] }], ['that names no category', { categories: [] }],
    ['for another purpose', { purposes: ['TREATMENT'] }], ['that begins tomorrow', { effectiveFrom: instant('2026-03-02T18:00:00Z') }],
    ['that ended yesterday', { expiresOn: localDate('2026-02-28') }], ['that was vacated', { vacatedAt: NOON }],
    ['of another youth', { subjectId: 'another youth' }], ['of no court', { court: ' ' }], ['of no case', { caseNumber: '' }],
  ])('%s opens nothing', (_, changes) => {
    expect(opens('LAW_ENFORCEMENT', 'DISCLOSURE_827', changes)).toEqual([]);
  });

  it.each<[string, Partial<CourtOrder>]>([
    ['names the person', { recipientAgencyIds: [], recipientPersonIds: ['person-LAW_ENFORCEMENT'] }], ['names the purpose', { purposes: ['INVESTIGATION'] }],
    ['ends today', { expiresOn: localDate('2026-03-01') }], ['has no end', { expiresOn: null }],
  ])('that %s holds', (_, changes) => {
    expect(opens('LAW_ENFORCEMENT', 'DISCLOSURE_827', { ...changes, categories: ['MENTAL_HEALTH'] })).toEqual(['C09']);
  });

  it('needs the findings and the subpoena of its own statute', () => {
    expect([{ findingsMade: false }, { subpoenaServed: false }].map((changes) => opens('LAW_ENFORCEMENT', 'PART2_2_65', changes))).toEqual([[], []]);
    expect([opens('COURT', 'HIV_120975', { findingsMade: false }), opens('COURT', 'HIV_120975', { subpoenaServed: false })]).toEqual([[], ['C15']]);
    expect(opens('COURT', 'DISCLOSURE_827', { findingsMade: false, subpoenaServed: false })).toEqual(['C09', 'C13', 'C14', 'C20', 'C21']);
  });

  it('needs an identified caller, ends when it ends, binds its recipient, and yields to no refusal', () => {
    const weak = asking('DISTRICT_ATTORNEY', { purpose: 'COURT_PROCEEDING', who: { credential: 'PASSWORD' } });
    expect(decided(weak, facts({ orders: [order(weak.caller, 'DISCLOSURE_827')] })).admits).toBe(false);
    const cell = cellOf(decided(police, facts({ orders: [order(police.caller, 'PART2_2_65')], consents: [refusal()] })), 'SUBSTANCE_USE_PART2', 'PART2');
    expect(cell).toMatchObject({ outcome: 'P', basis: 'COURT_ORDER', validUntil: '2026-07-01T07:00:00.000Z' });
    expect(cell.obligations).toEqual(expect.arrayContaining(['ORDER_SCOPE', 'NO_ONWARD', 'NOTICE_42CFR2_32']));
  });

  it('does not carry reproductive health or identity to another state', () => {
    const away = asking('COURT', { purpose: 'COURT_PROCEEDING', who: { agency: { ...asking('COURT').caller.agency, state: 'NV' } } });
    const decision = decided(away, facts({ orders: [order(away.caller, 'DISCLOSURE_827')] }));
    expect([cellOf(decision, 'REPRODUCTIVE_HEALTH'), cellOf(decision, 'SOGIE')].map(({ reason, rules }) => [reason, rules]))
      .toEqual([['CATEGORY_LAW', ['R-42.OUT_OF_STATE']], ['CATEGORY_LAW', ['R-42.OUT_OF_STATE']]]);
    expect(cellOf(decision, 'MENTAL_HEALTH').outcome).toBe('P');
  });
});

describe('an order for some days of the record', () => {
  const days = { dataFrom: localDate('2026-01-01'), dataTo: localDate('2026-01-03') };
  const row = (on: string, ...orders: readonly Partial<CourtOrder>[]) => decided(police, facts({
    orders: orders.map((changes, at) => order(police.caller, 'PART2_2_65', { id: `order-${at}`, ...changes })),
  })).permitsRow('SUBSTANCE_USE_PART2', 'FULL', 'PART2', { on: localDate(on), sourceAgencyId: null });

  it('opens the rows of those days, and nothing that has no day', () => {
    const decision = decided(police, facts({ orders: [order(police.caller, 'PART2_2_65', days)] }));
    expect(['2025-12-31', '2026-01-01', '2026-01-03', '2026-01-04'].map((on) => row(on, days))).toEqual([false, true, true, false]);
    expect(decision.permits('SUBSTANCE_USE_PART2', 'MINIMUM', 'PART2')).toBe(false);
    expect(decision.permitsRow('SUBSTANCE_USE_PART2', 'FULL', 'PART2', { on: null, sourceAgencyId: null })).toBe(false);
  });

  it('is widened by another order in force, and by no order that is not', () => {
    expect([row('2025-12-31', days, {}), row('2025-12-31', days, { findingsMade: false }), row('2025-12-31', days, { vacatedAt: NOON })]).toEqual([true, false, false]);
  });
});

describe('the rows that orders reach', () => {
  const limits = (...orders: readonly Partial<CourtOrder>[]) => rowLimitsOfOrders(situationOf(police, facts({
    orders: orders.map((changes, at) => order(police.caller, 'PART2_2_65', { id: `order-${at}`, ...changes })),
  }), POLICY.settings), part2);

  it('are the days of each, to the last day named, and all days where one order names none', () => {
    const days = { dataFrom: localDate('2026-01-01'), dataTo: localDate('2026-01-03') };
    expect(limits()).toEqual([]);
    expect(limits(days, { dataFrom: null, dataTo: localDate('2025-01-31') })).toEqual([
      { from: '2026-01-01', to: '2026-01-04', sources: null }, { from: null, to: '2025-02-01', sources: null },
    ]);
    expect(limits(days, {})).toBe(null);
    expect(limits({ ...days, findingsMade: false })).toEqual([]);
  });

  it('come with the ids of the orders', () => {
    const about = facts({ orders: [order(police.caller, 'PART2_2_65', { id: 'b' }), order(police.caller, 'PART2_2_65', { id: 'a' }), order(police.caller, 'DISCLOSURE_827', { id: 'c' })] });
    expect(ordersCovering(situationOf(police, about, POLICY.settings), part2)).toEqual(['a', 'b']);
  });
});

describe('an order admits', () => {
  it.each(['LAW_ENFORCEMENT', 'DISTRICT_ATTORNEY', 'COURT', 'PROBATION', 'MINORS_COUNSEL'] as const)('%s to the youth it names', (role) => {
    const context = asking(role, { purpose: role === 'LAW_ENFORCEMENT' ? 'INVESTIGATION' : 'COURT_PROCEEDING' });
    const admission = { kind: 'any-of' as const, nodes: specialNodes(context, settingsWith({})) };
    expect(admissionHolds(admission, facts({ orders: [order(context.caller, 'SAFE_AT_HOME')] }), context)).toBe(true);
    expect(admissionHolds(admission, facts({ orders: [order(context.caller, 'PARENT_MAY_SIGN')] }), context)).toBe(false);
    expect(admissionHolds(admission, facts({ orders: [order(context.caller, 'SAFE_AT_HOME', { recipientAgencyIds: [] })] }), context)).toBe(false);
  });
});
