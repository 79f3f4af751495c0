import { describe, expect, it } from 'vitest';
import { AUTHORITY_IDS } from '../../src/law/authority-ids.js';
import { AUTHORITIES, AUTHORITY_LIST, AUTHORITY_PARTS, authoritiesByRule } from '../../src/law/authority.js';

const idsByRule = (rule: string): string[] => authoritiesByRule(rule).map(({ id }) => id);

describe('the register of authorities', () => {
  it('holds every id exactly once, whatever part it stands in', () => {
    const ids = AUTHORITY_PARTS.flatMap((part) => Object.keys(part));
    expect(ids.sort()).toEqual([...AUTHORITY_IDS].sort());
    expect(new Set(AUTHORITY_IDS).size).toBe(AUTHORITY_IDS.length);
    expect(AUTHORITY_LIST.map(({ id }) => id)).toEqual(AUTHORITY_IDS);
  });

  it('gives each its own citation, so that a citation finds one entry', () => {
    expect(new Set(AUTHORITY_LIST.map(({ citation }) => citation)).size).toBe(AUTHORITY_IDS.length);
  });

  it.each(AUTHORITY_LIST)('$id has one plain sentence and well-formed rule ids', ({ summary, title, citation, ruleIds }) => {
    expect(summary).toMatch(/^[A-Z][^.]+(\.\d+[^.]*)*\.$/);
    expect(summary.length).toBeLessThanOrEqual(220);
    expect(title.length).toBeGreaterThan(5);
    expect(citation).toMatch(/Code §|U\.S\.C\. §|C\.F\.R\.|Senate Bill|Guidelines/);
    for (const rule of ruleIds) expect(rule).toMatch(/^R-\d{2}[a-z]?$/);
  });

  it.each(AUTHORITY_LIST)('$id cites the section that its id names', ({ id, citation }) => {
    const digits = id.match(/\d+/g) ?? [];
    const cited = new Set(citation.match(/\d+/g) ?? []);
    expect(digits.filter((number) => !cited.has(number))).toEqual([]);
  });

  it('states the kind, source and dates of an entry in full', () => {
    expect(AUTHORITIES.WIC_16501_45).toEqual({
      id: 'WIC_16501_45', kind: 'STATUTE', citation: 'Welf. & Inst. Code § 16501.45', title: 'Counts of exploited youth',
      summary: 'The statewide system records which youth were exploited before care, during care or while missing, and which are at risk.',
      verification: 'VERIFIED', ruleIds: ['R-14'], effective: { from: '2016-01-01', to: null },
    });
  });

  it('finds the authorities of a rule, of the layer that fired and of its lettered branches', () => {
    expect(idsByRule('R-10')).toEqual(['WIC_831', 'GOV_7284']);
    expect(idsByRule('R-39.CATEGORY')).toEqual(['WIC_5328_03', 'CIV_56_106']);
    expect(idsByRule('R-46a')).toEqual(['FAM_6925']);
    expect(idsByRule('R-46')).toEqual([
      'FAM_6924', 'FAM_6925', 'FAM_6926', 'FAM_6927', 'FAM_6928', 'FAM_6929', 'HSC_123110', 'HSC_123115', 'HSC_124260',
    ]);
  });

  it('finds nothing for a rule it does not know', () => {
    expect(idsByRule('R-99')).toEqual([]);
    expect(idsByRule('')).toEqual([]);
    expect(idsByRule('R-1')).toEqual([]);
  });
});
