import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import { TEAM_STATUTES, type TeamStatute } from '../../src/law/agreement.js';
import { BASIS_LETTERS } from '../../src/law/basis.js';
import { CATEGORIES, CATEGORY_FACTS } from '../../src/law/category.js';
import { CATEGORY_REGIMES } from '../../src/law/category-regimes.js';
import { ROLE_AGENCY_KINDS, ROLE_PURPOSES, TOKEN_ROLES } from '../../src/law/role-purposes.js';
import type { Role } from '../../src/law/role.js';
import { COURT_ORDER_KINDS } from '../../src/model/court-order.js';
import { EMERGENCY_REASONS } from '../../src/model/emergency-access.js';
import { MANDATED_REPORT_STATUTES } from '../../src/model/mandated-report.js';
import type { Caller } from '../../src/policy/access-context.js';
import { compilePolicy, type CompiledPolicy } from '../../src/policy/evaluation/compile.js';
import type { CellDecision } from '../../src/policy/decision.js';
import type { Facts } from '../../src/policy/facts.js';
import { SETTING_NAMES, settingsWith } from '../../src/policy/settings.js';
import { brokenGlass, order, report, seatIn, teamConsent } from './documents-on-file.js';
import { agency, asking, facts, refusal } from './people.js';
import { POLICY, decided } from './released.js';

/** What can be on file for that caller and nothing else is: one seat, order, report, emergency or designation. */
function onFile(who: Caller): readonly (readonly [string, Partial<Facts>])[] {
  return [
    ...(Object.keys(TEAM_STATUTES) as TeamStatute[]).map((statute) => [`seat ${statute}`, { seats: [seatIn(who, statute)] }] as const),
    ...(['PC13753', 'CFT832'] as const).map((statute) =>
      [`seat ${statute} and its consent`, { seats: [seatIn(who, statute)], consents: [teamConsent(who, statute)] }] as const),
    ...COURT_ORDER_KINDS.map((kind) => [`order ${kind}`, { orders: [order(who, kind)] }] as const),
    ...MANDATED_REPORT_STATUTES.map((statute) => [`report ${statute}`, { mandates: [report(who, statute)] }] as const),
    ...EMERGENCY_REASONS.map((reason) => [`emergency ${reason}`, { emergencies: [brokenGlass(who, reason)] }] as const),
    ['designation for the index', { designatedForIndexOn: localDate('2026-01-01') }],
  ];
}

const EXTENT = { MINIMUM: 'm', FULL: 'f', NARRATIVE: 'n' } as const;

function inWords(cells: readonly CellDecision[]): string {
  const parts = CATEGORIES.flatMap((category) => {
    const open = cells.filter((cell) => cell.category === category && cell.outcome === 'P');
    const way = (cell: CellDecision): string => `${EXTENT[cell.extent!]}${BASIS_LETTERS[cell.basis!][0]}`;
    return [...new Set(open.map(way))].map((one) => {
      const regimes = open.filter((cell) => way(cell) === one).map((cell) => cell.regime);
      return `${CATEGORY_FACTS[category].id}${one}${regimes.length === CATEGORY_REGIMES[category].length ? '' : `(${regimes.join('+')})`}`;
    });
  });
  return parts.length === 0 ? 'nothing' : parts.join(' ');
}

/** One line for each document and answer of a role; what opens nothing for any purpose is not listed. */
function linesOf(role: Role, policy: CompiledPolicy): readonly string[] {
  const kind = ROLE_AGENCY_KINDS[role][0]!;
  return ROLE_PURPOSES[role].flatMap((purpose) => {
    const context = asking(role, { purpose, who: { agency: agency(kind, { regimeStatus: 'COVERED_ENTITY' }) } });
    return onFile(context.caller).flatMap(([document, about]) => {
      const answer = inWords(decided(context, facts(about), policy).cells);
      const refused = inWords(decided(context, facts({ ...about, consents: [...(about.consents ?? []), refusal()] }), policy).cells);
      if (answer === 'nothing') return [];
      return [`  ${purpose}, ${document}: ${answer}`, ...(refused === answer ? [] : [`    and a refusal: ${refused}`])];
    });
  });
}

describe('the matrix of documents', () => {
  it('is the committed one: category by role, purpose and document on file, under the strict settings and under all', async () => {
    const all = compilePolicy({ settings: settingsWith(Object.fromEntries(SETTING_NAMES.map((name) => [name, true]))) });
    const table = [
      '# What is released of a removed youth of fourteen on one document alone: category, extent (m f n), letter of the basis, regimes where not all.',
      '# First under the strict settings; then what differs with every setting of counsel on.', '',
      ...TOKEN_ROLES.flatMap((role) => {
        const strict = linesOf(role, POLICY);
        const wide = linesOf(role, all).filter((line) => !strict.includes(line));
        return [strict.length === 0 ? `${role}: nothing` : role, ...strict, ...(wide.length === 0 ? [] : ['  with every setting on:', ...wide.map((line) => `  ${line}`)]), ''];
      }),
    ];
    await expect(table.join('\n')).toMatchFileSnapshot('documents-matrix.txt');
  });
});
