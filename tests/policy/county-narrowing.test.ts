import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../src/law/category.js';
import { closedByCounty, takenFromWorkers } from '../../src/policy/counsel/county-narrowing.js';
import { LEGAL_RETENTION, policyUnder, type PolicyFile } from '../../src/policy/counsel/policy-file.js';
import { localDate } from '../../src/kernel/dates.js';
import { remedyFor, statedReason } from '../../src/policy/remedies.js';

const under = (changes: Partial<PolicyFile>) => policyUnder({
  sha256: '', file: {
    format: 1, county: '19', edition: '1', effectiveOn: localDate('2026-02-01'), counsel: null, settings: {}, suspend: [], withhold: [], approve: [],
    retention: LEGAL_RETENTION, ...changes,
  },
});
const closing = (changes: Partial<PolicyFile['withhold'][number]> = {}) => under({
  withhold: [{ id: 'COUNTY.STATUS', categories: ['CSEC_STATUS'], roles: ['COUNTY_WORKER'], plain: 'Closed.', authorities: ['WIC_827'], ...changes }],
});
const taken = (policy: ReturnType<typeof under>) => CATEGORIES.filter((category) => takenFromWorkers(policy, category, 'CASE_MANAGEMENT'));

describe('takenFromWorkers', () => {
  it('is nothing without a county\'s policy, nor by what counsel reads wider', () => {
    expect(taken(policyUnder(null))).toEqual([]);
    expect(taken(under({ settings: { clientsWithoutCountyOpenCountywide: true } }))).toEqual([]);
  });

  it('is what a row withholds from workers of the county or of another for the purpose, of whatever source', () => {
    expect(taken(closing())).toEqual(['CSEC_STATUS']);
    expect(taken(closing({ roles: ['OTHER_COUNTY_WORKER'] }))).toEqual(['CSEC_STATUS']);
    expect(taken(closing({ regimes: ['CHILD_WELFARE'], purposes: ['CASE_MANAGEMENT'] }))).toEqual(['CSEC_STATUS']);
    expect(taken(closing({ purposes: ['MDT'] }))).toEqual([]);
    expect(taken(closing({ roles: ['PROVIDER'] }))).toEqual([]);
  });

  it('is what a suspended permission let workers read', () => {
    expect(taken(under({ suspend: ['R-01.CW.RECORD'] }))).toEqual(expect.arrayContaining(['IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS']));
    expect(taken(under({ suspend: ['C.CSP.RECORD'] }))).toEqual([]);
  });
});

describe('what the county withholds', () => {
  it('is told as what nothing opens, and by no remedy that would not help', () => {
    const policy = closing({ roles: ['PROVIDER'] });
    expect(statedReason(policyUnder(null), 'PROVIDER', 'CSEC_STATUS')).toBe('NO_BASIS');
    expect([statedReason(policy, 'PROVIDER', 'CSEC_STATUS'), remedyFor(policy, 'PROVIDER', 'CSEC_STATUS')])
      .toEqual(['NOT_RULED', 'Nothing opens it to your role through this gateway; ask the juvenile court or the county.']);
  });

  it('for one purpose or source only leaves the other ways to be told', () => {
    const of = (changes: Parameters<typeof closing>[0]) => statedReason(closing({ roles: ['PROVIDER'], ...changes }), 'PROVIDER', 'CSEC_STATUS');
    expect(of({ purposes: ['MDT'] })).toBe('NO_BASIS');
    expect(of({ regimes: ['COURT'] })).toBe('NO_BASIS');
  });

  it('never closes what law compels', () => {
    const policy = closing({ roles: ['YOUTH'], categories: ['CASE_FACTS'] });
    const own = policy.rules.filter(({ basis, when }) => basis === 'SELF' && when.roles?.includes('YOUTH') && when.categories?.includes('CASE_FACTS'));
    expect(own.length).toBeGreaterThan(0);
    expect(own.some((rule) => closedByCounty(policy, rule, 'CASE_FACTS', 'YOUTH'))).toBe(false);
  });
});
