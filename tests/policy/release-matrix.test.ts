import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import { BASIS_LETTERS } from '../../src/law/basis.js';
import { CATEGORIES, CATEGORY_FACTS } from '../../src/law/category.js';
import { CATEGORY_REGIMES } from '../../src/law/category-regimes.js';
import { PURPOSE_NAMES, type Purpose } from '../../src/law/purpose.js';
import { ROLES, type Role } from '../../src/law/role.js';
import type { Consent } from '../../src/model/consent.js';
import { INVOLVEMENT_KINDS, type Involvement, type InvolvementKind } from '../../src/model/agency.js';
import type { Caller } from '../../src/policy/access-context.js';
import type { CellDecision } from '../../src/policy/decision.js';
import type { Facts, SubjectFacts } from '../../src/policy/facts.js';
import { situationOf } from '../../src/policy/situation.js';
import { NOON, asking, assignment, consentFor, facts, involvement, refusal, seat } from './people.js';
import { POLICY, decided } from './released.js';

/** The relation of the caller to the youth: none, live, or over. */
const RELATIONS = ['none', 'live', 'lapsed'] as const;
type Relation = (typeof RELATIONS)[number];

const OVER = { startedOn: localDate('2025-01-01'), endedOn: localDate('2026-02-28') };

/** The relations that belong to a referral, whose reporter they may open. */
const TO_A_REFERRAL: readonly InvolvementKind[] = ['INVESTIGATION', 'PROSECUTION', 'JURISDICTION', 'REPRESENTATION'];

/** Every relation at once, so that whatever could open a category to the caller is there; or none, or all of them over. */
function relationsOf(who: Caller, relation: Relation, conditions: Involvement['conditions'] = ['EDUCATION_RIGHTS']): Partial<Facts> {
  if (relation === 'none') return {};
  const over = relation === 'lapsed' ? OVER : {};
  return {
    assignments: [assignment(over), assignment({ through: 'REFERRAL', throughKey: 'REFERRAL01', ...over })],
    involvements: INVOLVEMENT_KINDS.map((kind) => involvement(who.agency, kind, {
      referralKey: TO_A_REFERRAL.includes(kind) ? 'REFERRAL01' : null, personId: who.personId, ...(conditions && { conditions }), ...over,
    })),
    seats: [seat(who.agency, relation === 'lapsed' ? { leftAt: NOON } : {})],
  };
}

const revocation = (at: 'writtenReceivedAt' | 'oralStatedAt'): Consent['revocation'] =>
  ({ writtenReceivedAt: null, oralStatedAt: null, by: 'youth', categories: [], [at]: NOON });

/** What the youth of fourteen, or a court, signed for the caller's agency: all categories that one document may hold. */
function everything(who: Caller, changes: Partial<Consent> = {}): Consent {
  return consentFor(who.agency, {
    categories: CATEGORIES.filter((category) => category !== 'PSYCHOTHERAPY_NOTES'), purposes: PURPOSE_NAMES,
    regimes: ['HIPAA_CMIA', 'LPS', 'GENERAL_CWS', 'PART2_SPECIFIC', 'FERPA', 'HIV'],
    explicitMentions: ['SUD', 'HIV', 'ABORTION', 'STI', 'SOGIE', 'GENDER_AFFIRMING'], ...changes,
  });
}

const CONSENTS: Readonly<Record<string, (who: Caller) => readonly Consent[]>> = {
  none: () => [],
  'live, by the youth': (who) => [everything(who)],
  'live, by the court': (who) => [everything(who, { signature: { ...everything(who).signature!, role: 'COURT', authorityDocument: 'order' } })],
  'partial: excludes C05': (who) => [everything(who, { excludedCategories: ['CSEC_STATUS'] })],
  expired: (who) => [everything(who, { expiry: { kind: 'DATE', on: localDate('2026-02-28') } })],
  'not begun': (who) => [everything(who, { effectiveFrom: instant('2026-04-01T07:00:00Z') })],
  revoked: (who) => [everything(who, { revocation: revocation('writtenReceivedAt') })],
  'withdrawn in words': (who) => [everything(who, { revocation: revocation('oralStatedAt') })],
  invalid: (who) => [everything(who, { status: 'INVALID' })],
  'by a parent after removal': (who) => [everything(who, { signature: { ...everything(who).signature!, role: 'PARENT' } })],
  'live, and a refusal': (who) => [everything(who), refusal()],
};

const EXTENT = { MINIMUM: 'm', FULL: 'f', NARRATIVE: 'n' } as const;

/** `C09fT(LPS)`: category, extent (m, f, n), letter of the basis, and the regimes where not all of them. */
function cellsInWords(cells: readonly CellDecision[]): string {
  const parts = CATEGORIES.flatMap((category) => {
    const open = cells.filter((cell) => cell.category === category && cell.outcome === 'P');
    const ways = [...new Set(open.map((cell) => `${EXTENT[cell.extent!]}${BASIS_LETTERS[cell.basis!][0]}`))];
    return ways.map((way) => {
      const regimes = open.filter((cell) => `${EXTENT[cell.extent!]}${BASIS_LETTERS[cell.basis!][0]}` === way).map((cell) => cell.regime);
      const all = regimes.length === CATEGORY_REGIMES[category].length;
      return `${CATEGORY_FACTS[category].id}${way}${all ? '' : `(${regimes.join('+')})`}`;
    });
  });
  return parts.length === 0 ? 'nothing' : parts.join(' ');
}

/** The members by what they are alike in, each in the order given. */
function grouped<T, K>(all: readonly T[], by: (one: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = by(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}

interface Asker {
  readonly name: string;
  readonly role: Role;
  readonly who?: Partial<Caller>;
  readonly subject?: Partial<SubjectFacts>;
  readonly conditions?: Involvement['conditions'];
}

const DERIVED: readonly Role[] = ['COUNTY_WORKER', 'OTHER_COUNTY_WORKER', 'FORMER_YOUTH'];
const OF_TEN = { bornOn: localDate('2015-06-15') };

const ASKERS: readonly Asker[] = [
  { name: 'COUNTY_WORKER', role: 'COUNTY_WORKER' },
  { name: 'COUNTY_WORKER with countywide read', role: 'COUNTY_WORKER', who: { privileges: ['COUNTYWIDE_READ'] } },
  { name: 'OTHER_COUNTY_WORKER', role: 'COUNTY_WORKER', subject: { county: '37' } },
  ...ROLES.filter((role) => !DERIVED.includes(role)).map((role): Asker => ({ name: role, role })),
  { name: 'PARENT of a child of ten at home', role: 'PARENT', subject: { ...OF_TEN, removedFromParent: false } },
  { name: 'PARENT against whom a safety flag stands', role: 'PARENT', conditions: ['EDUCATION_RIGHTS', 'SAFETY_FLAG'] },
  { name: 'PARENT whose rights ended', role: 'PARENT', conditions: ['EDUCATION_RIGHTS', 'RIGHTS_TERMINATED'] },
  { name: 'FORMER_YOUTH', role: 'YOUTH', subject: { bornOn: localDate('2004-03-01'), hasOpenCase: false } },
];

function answer(asker: Asker, purpose: Purpose, relation: Relation, consents: (who: Caller) => readonly Consent[]): string {
  const context = asking(asker.role, { purpose, ...(asker.who && { who: asker.who }) });
  const about = facts({
    ...relationsOf(context.caller, relation, asker.conditions), consents: consents(context.caller), ...(asker.subject && { subject: asker.subject }),
  });
  return cellsInWords(decided(context, about).cells);
}

/** The purposes of which the same rules speak to the caller; agreement, consents and refusal here are for every purpose. */
function alike(asker: Asker): readonly (readonly Purpose[])[] {
  const { role } = situationOf(asking(asker.role), facts({ ...(asker.subject && { subject: asker.subject }) }), POLICY.settings);
  return [...grouped(PURPOSE_NAMES, (purpose) => POLICY.program(role, purpose)).values()];
}

/** The answers of one relation and purpose, by state of consent; states with the same answer share a line. */
function answersOf(asker: Asker, purpose: Purpose, relation: Relation): string {
  const states = Object.entries(CONSENTS);
  const byWords = grouped(states, ([, consents]) => answer(asker, purpose, relation, consents));
  return [...byWords].map(([words, same]) =>
    `    consent ${same.length === states.length ? 'in any state' : same.map(([state]) => state).join(' | ')}\n      ${words}`).join('\n');
}

/** Relations and purposes with the same answers share their lines; every combination stands on exactly one. */
function linesOf(asker: Asker): readonly string[] {
  const groups = alike(asker);
  const asked = RELATIONS.flatMap((relation) => groups.map((purposes) => ({ relation, purposes, lines: answersOf(asker, purposes[0]!, relation) })));
  const ofRelation = RELATIONS.flatMap((relation) => [...grouped(asked.filter((one) => one.relation === relation), (one) => one.lines)]
    .map(([lines, same]) => ({ relation, lines, purposes: PURPOSE_NAMES.filter((purpose) => same.some((one) => one.purposes.includes(purpose))).join(' | ') })));
  const whole = grouped(ofRelation, ({ purposes, lines }) => `${purposes}\n${lines}`);
  return [...whole.values()].flatMap((same) => {
    const { purposes, lines } = same[0]!;
    return [`  relation ${same.map((one) => one.relation).join(' | ')}, purpose ${purposes === PURPOSE_NAMES.join(' | ') ? 'any' : purposes}`, ...lines.split('\n')];
  });
}

describe('the release matrix', () => {
  it('is the committed one: category by role, purpose, relation and state of consent', async () => {
    const table = [
      '# What is released of a removed youth of fourteen: category by role, purpose, relation and state of consent.',
      '# C09fT(LPS): category, extent (m minimum, f full, n narrative), letter of the basis (A T C K S O M E I), regimes where not all of them.',
      `# Roles that are released nothing at all stand on one line. ${CATEGORIES.length} categories, ${ASKERS.length} callers, ${PURPOSE_NAMES.length} purposes, ${RELATIONS.length} relations, ${Object.keys(CONSENTS).length} states.`,
      '',
      ...ASKERS.flatMap((asker) => {
        const lines = linesOf(asker);
        const silent = lines.filter((line) => line.startsWith('      ')).every((line) => line.trim() === 'nothing');
        return silent ? [`${asker.name}: nothing, whatever the purpose, the relation and the consent`, ''] : [asker.name, ...lines, ''];
      }),
    ];
    expect(POLICY.settings.partnersMayReachSealedClients).toBe(false);
    await expect(table.join('\n')).toMatchFileSnapshot('release-matrix.txt');
  }, 120_000);
});
