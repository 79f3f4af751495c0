import { describe, expect, it } from 'vitest';
import { CATEGORIES, CATEGORY_FACTS, type Category } from '../../src/law/category.js';
import { ACT_CODE, CSEC_CATEGORY, CSEC_SENSITIVITY } from '../../src/law/code-systems.js';
import { localDate } from '../../src/kernel/dates.js';
import { COURT_ORDER_KINDS, type CourtOrder } from '../../src/model/court-order.js';
import { explain } from '../../src/policy/explain.js';
import type { CellDecision } from '../../src/policy/decision.js';
import { residualOf, type ResidualStep, type SecurityLabel } from '../../src/policy/residual.js';
import { order } from './documents-on-file.js';
import { agency, asking, assignment, consentFor, facts, refusal } from './people.js';
import { POLICY, decided } from './released.js';

const POLICE = asking('LAW_ENFORCEMENT');
const INVESTIGATES = asking('COUNTY_WORKER', { purpose: 'CHILD_WELFARE' });
const CARRIED = facts({ assignments: [assignment()] });

/** Orders of every kind for these categories to the police: each opens what its own statute lets it. */
const orders = (categories: readonly Category[], changes: Partial<CourtOrder> = {}): readonly CourtOrder[] =>
  COURT_ORDER_KINDS.map((kind) => order(POLICE.caller, kind, { id: `order-${kind}-${categories.join('-')}`, categories, ...changes }));
const underOrders = (...all: readonly (readonly CourtOrder[])[]) => decided(POLICE, facts({ orders: all.flat() }));
const residual = (...all: readonly (readonly CourtOrder[])[]) => residualOf(underOrders(...all));

const coded = (code: string): SecurityLabel => (code.startsWith('csec:') ? { system: CSEC_SENSITIVITY, code: code.slice(5) } : { system: ACT_CODE, code });
const labelsOf = (...of: readonly Category[]): readonly SecurityLabel[] =>
  of.flatMap((category) => [{ system: CSEC_CATEGORY, code: category }, ...CATEGORY_FACTS[category].sensitivity.map(coded)]);
const permitted = (steps: readonly ResidualStep[]): readonly string[] => steps.filter(({ type }) => type === 'permit')
  .flatMap(({ securityLabel = [] }) => securityLabel.filter(({ system }) => system === CSEC_CATEGORY).map(({ code }) => code));

/** A resource as a point of enforcement finds it: of the steps, the last that selects it decides. */
function lets(steps: readonly ResidualStep[], labels: readonly SecurityLabel[], on: string | null = null): boolean {
  const selects = ({ securityLabel, dataPeriod }: ResidualStep): boolean =>
    (securityLabel === undefined || securityLabel.some((one) => labels.some(({ system, code }) => system === one.system && code === one.code)))
    && (dataPeriod === undefined || (on !== null && (dataPeriod.start ?? on) <= on && on <= (dataPeriod.end ?? on)));
  return steps.findLast(selects)?.type === 'permit';
}

describe('the residual of a decision', () => {
  it('forbids everything where nothing is released', () => {
    expect(residualOf(decided(asking('PROVIDER'), facts()))).toEqual([{ type: 'forbid' }]);
  });

  it('forbids, permits by their labels what is released whole, and forbids in the end what bears any other', () => {
    const steps = residual(orders(['MENTAL_HEALTH', 'EDUCATION']));
    expect(steps.map(({ type, dataPeriod }) => [type, dataPeriod])).toEqual([['forbid', undefined], ['permit', undefined], ['forbid', undefined]]);
    expect(steps[0]!.securityLabel).toBeUndefined();
    expect([...steps[1]!.securityLabel!].sort(byCode)).toEqual([...labelsOf('MENTAL_HEALTH', 'EDUCATION')].sort(byCode));
    const others = labelsOf(...CATEGORIES.filter((category) => category !== 'MENTAL_HEALTH' && category !== 'EDUCATION'));
    expect(new Set(steps[2]!.securityLabel!.map(keyOf))).toEqual(new Set([...others, { system: CSEC_SENSITIVITY, code: 'TEAM_DISCUSSION' }].map(keyOf)));
  });

  it('lets nothing through that bears a label of what is withheld, or of a team\'s talk, whatever else it bears', () => {
    const steps = residual(orders(['MENTAL_HEALTH', 'EDUCATION']));
    expect([lets(steps, labelsOf('MENTAL_HEALTH')), lets(steps, labelsOf('EDUCATION', 'MENTAL_HEALTH')), lets(steps, [])]).toEqual([true, true, false]);
    const withheld = CATEGORIES.filter((category) => category !== 'MENTAL_HEALTH' && category !== 'EDUCATION').flatMap((one) => labelsOf(one));
    for (const label of [...withheld, { system: CSEC_SENSITIVITY, code: 'TEAM_DISCUSSION' }]) expect([label, lets(steps, [...labelsOf('EDUCATION', 'MENTAL_HEALTH'), label])]).toEqual([label, false]);
  });

  it('leaves out what shares a label with what is withheld', () => {
    // Released whole and for all days, but its one label is of Part 2 as well.
    expect(underOrders(orders(['SUBSTANCE_USE_OTHER', 'EDUCATION'])).permits('SUBSTANCE_USE_OTHER', 'FULL', 'CMIA')).toBe(true);
    expect(permitted(residual(orders(['SUBSTANCE_USE_OTHER', 'EDUCATION'])))).toEqual(['EDUCATION']);
  });

  it('never names a category that law conceals, nor differs by one, released, withheld or refused', () => {
    const steps = residual(orders(['EDUCATION']));
    expect(underOrders(orders(['EDUCATION', 'COMMUNICABLE_DISEASE'])).permits('COMMUNICABLE_DISEASE', 'FULL', 'CMIA')).toBe(true);
    expect(residual(orders(['EDUCATION', 'COMMUNICABLE_DISEASE', 'SUBSTANCE_USE_PART2']))).toEqual(steps);
    expect(residualOf(decided(POLICE, facts({ orders: orders(['EDUCATION']), consents: [refusal({ categories: ['HIV'] })] })))).toEqual(steps);
    expect(permitted(steps)).toEqual(['EDUCATION']);
  });
});

describe('what is released but for some rows', () => {
  const changed = (changes: Partial<CellDecision>) => {
    const { cells, role } = underOrders(orders(['MENTAL_HEALTH', 'EDUCATION']));
    return permitted(residualOf({ role, cells: cells.map((cell) => (cell.category === 'MENTAL_HEALTH' && cell.regime === 'CMIA' ? { ...cell, ...changes } : cell)) }));
  };

  it('is in no residual: care to which the minor consented, evaluations, rows of one source, outlines, one source of several (R-46, R-56)', () => {
    expect(changed({})).toEqual(['MENTAL_HEALTH', 'EDUCATION']);
    const changes: readonly Partial<CellDecision>[] = [
      { minorConsented: false }, { orderedRows: [] }, { basis: 'AGENCY' }, { basis: 'TEAM' }, { basis: 'CONSENT' }, { extent: 'MINIMUM', everyRow: 'MINIMUM' }, { everyRow: null }, { outcome: 'D' },
      { rows: [{ from: null, to: null, sources: ['a'] }] }, { rows: [{ from: null, to: localDate('2025-01-01'), sources: null }] },
      { rows: [] }, { rows: [{ from: null, to: null, sources: null }, { from: null, to: null, sources: null }] },
    ];
    for (const change of changes) expect([change, changed(change)]).toEqual([change, ['EDUCATION']]);
  });

  it('is in none of a consent, a team or care, to whom no evaluation is shown (R-56)', () => {
    const provider = asking('PROVIDER');
    const about = facts({ consents: [consentFor(agency('COMMUNITY_PROVIDER'))] });
    expect(decided(provider, about).permits('EXPLOITATION_DETAIL', 'FULL', 'CHILD_WELFARE')).toBe(true);
    expect(residualOf(decided(provider, about))).toEqual([{ type: 'forbid' }]);
  });

  it('is in none of addresses, but for who is released the one behind the substitute (R-30)', () => {
    expect(underOrders(orders(['LOCATION'])).permits('LOCATION', 'FULL', 'CHILD_WELFARE')).toBe(true);
    expect(residual(orders(['LOCATION']))).toEqual([{ type: 'forbid' }]);
    const manages = decided(asking('COUNTY_WORKER', { purpose: 'CASE_MANAGEMENT' }), CARRIED);
    expect([manages.permits('LOCATION', 'FULL', 'CHILD_WELFARE'), permitted(residualOf(manages)).includes('LOCATION')]).toEqual([true, false]);
    expect(permitted(residualOf(decided(INVESTIGATES, CARRIED)))).toEqual(['LOCATION', 'SAFE_AT_HOME_ADDRESS']);
  });

  it('is in none of rows of limited access, nor of reports whose words are withheld (R-21, G6)', () => {
    const worker = decided(INVESTIGATES, CARRIED);
    expect((['CASE_FACTS', 'CSEC_STATUS', 'WORKER_CONTACT'] as const).map((category) => worker.permits(category, 'NARRATIVE', 'CHILD_WELFARE'))).toEqual([true, true, true]);
    expect([worker.permits('ABUSE_REPORT', 'FULL', 'CHILD_WELFARE'), worker.permits('ABUSE_REPORT', 'NARRATIVE', 'CHILD_WELFARE')]).toEqual([true, false]);
    expect(permitted(residualOf(worker))).not.toEqual(expect.arrayContaining(['ABUSE_REPORT']));
    const narrated = worker.cells.map((cell): CellDecision => (cell.category === 'ABUSE_REPORT' ? { ...cell, extent: 'NARRATIVE', everyRow: 'NARRATIVE' } : cell));
    expect(permitted(residualOf({ role: worker.role, cells: narrated }))).toContain('ABUSE_REPORT');
  });
});

describe('what is released on some days', () => {
  const OF_2025 = { dataFrom: localDate('2025-01-01'), dataTo: localDate('2026-01-01') };
  const FROM_JULY = { dataFrom: localDate('2025-07-01'), dataTo: null };

  it('passes on those days, both included, and never without a day', () => {
    const steps = residual(orders(['EDUCATION'], OF_2025));
    const period = steps.find(({ type }) => type === 'permit')?.dataPeriod;
    expect(period?.start).toBe('2025-01-01');
    expect([null, '2024-12-31', '2025-01-01', period!.end!, '2026-01-02'].map((on) => lets(steps, labelsOf('EDUCATION'), on))).toEqual([false, false, true, true, false]);
    expect(lets(steps, labelsOf('EDUCATION', 'MENTAL_HEALTH'), '2025-05-05')).toBe(false);
  });

  it('passes beside what is released on every day on its own days alone', () => {
    const steps = residual(orders(['MENTAL_HEALTH']), orders(['EDUCATION'], OF_2025));
    const both = labelsOf('EDUCATION', 'MENTAL_HEALTH');
    expect([null, '2024-05-05'].map((on) => lets(steps, labelsOf('MENTAL_HEALTH'), on))).toEqual([true, true]);
    expect([null, '2024-05-05', '2025-05-05', '2026-05-05'].map((on) => lets(steps, both, on))).toEqual([false, false, true, false]);
  });

  it('passes beside what is released on other days on the days of both', () => {
    const steps = residual(orders(['MENTAL_HEALTH'], FROM_JULY), orders(['EDUCATION'], OF_2025));
    const days = [null, '2025-05-05', '2025-08-08', '2026-02-02'];
    expect(days.map((on) => lets(steps, labelsOf('EDUCATION'), on))).toEqual([false, true, true, false]);
    expect(days.map((on) => lets(steps, labelsOf('MENTAL_HEALTH'), on))).toEqual([false, false, true, true]);
    expect(days.map((on) => lets(steps, labelsOf('EDUCATION', 'MENTAL_HEALTH'), on))).toEqual([false, false, true, false]);
  });
});

describe('the residual of another caller', () => {
  it('tells an asker of nothing that is withheld from himself', () => {
    const about = facts({ assignments: [assignment()], orders: orders(['EDUCATION']) });
    const toldTo = (context: typeof POLICE) => permitted(explain(POLICE, null, decided(POLICE, about),
      { policy: POLICY, audience: 'COUNSEL', asker: decided(context, about) }).residual);
    const schools = asking('COUNTY_WORKER', { purpose: 'CASE_MANAGEMENT' });
    expect([schools, INVESTIGATES].map((context) => decided(context, about).permits('EDUCATION', 'MINIMUM', 'FERPA'))).toEqual([true, false]);
    expect([schools, INVESTIGATES, asking('FEDERAL')].map(toldTo)).toEqual([['EDUCATION'], [], []]);
  });
});

const keyOf = ({ system, code }: SecurityLabel): string => `${system}|${code}`;
const byCode = (one: SecurityLabel, other: SecurityLabel): number => keyOf(one).localeCompare(keyOf(other));
