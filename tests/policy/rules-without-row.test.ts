import { describe, expect, it } from 'vitest';
import { AUTHORITIES } from '../../src/law/authority.js';
import { CONSENT_CHECKS } from '../../src/policy/consents/checks/checks.js';
import { pageInText } from '../../src/policy/counsel/page.js';
import { policyPage } from '../../src/policy/counsel/policy-page.js';
import { policyTable } from '../../src/policy/counsel/policy-table.js';
import { RULES } from '../../src/policy/rules/index.js';
import { RULES_WITHOUT_ROW } from '../../src/policy/rules/not-enforced.js';
import { TEAM_CHECKS } from '../../src/policy/relations/team-checks.js';

/** The numbers of the rules matrix, branches of one rule under its number. They are not continuous. */
const MATRIX = [
  ...range(0, 16), ...range(20, 31), ...range(33, 48), ...range(50, 62),
].map((number) => `R-${String(number).padStart(2, '0')}`);

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

const ofRows = new Set(RULES.flatMap(({ id }) => /^R-\d\d(?=\.)/.exec(id)?.[0] ?? []));
const without = RULES_WITHOUT_ROW.map(({ rule }) => rule as string);

describe('a rule of the matrix', () => {
  it('has a row of its number or stands among those that have none, and never both', () => {
    expect([...ofRows, ...without].sort()).toEqual(MATRIX);
  });

  it('that has no row is done by rows and checks that there are, and rests on law that is registered', () => {
    const known = new Set([...RULES, ...CONSENT_CHECKS, ...TEAM_CHECKS].map(({ id }) => id));
    expect(RULES_WITHOUT_ROW.flatMap(({ enforcedBy }) => enforcedBy).filter((id) => !known.has(id))).toEqual([]);
    expect(RULES_WITHOUT_ROW.filter(({ because, enforcedBy }) => because === 'ELSEWHERE' && enforcedBy.length === 0)).toEqual([]);
    expect(RULES_WITHOUT_ROW.flatMap(({ authorities }) => authorities).filter((id) => !(id in AUTHORITIES))).toEqual([]);
  });

  it('that has no row stands on the page that counsel reads, with its reason', () => {
    const page = pageInText(policyPage(policyTable(null))).replace(/\s+/g, ' ');
    expect(RULES_WITHOUT_ROW.filter(({ title, plain }) => !page.includes(`${title}.`) || !page.includes(plain))).toEqual([]);
  });
});
