import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import { BASIS_LETTERS } from '../../src/law/basis.js';
import { CATEGORIES, CATEGORY_FACTS } from '../../src/law/category.js';
import { CATEGORY_REGIMES } from '../../src/law/category-regimes.js';
import { PURPOSE_NAMES, type Purpose } from '../../src/law/purpose.js';
import { ROLES, type Role } from '../../src/law/role.js';
import type { Consent } from '../../src/model/consent.js';
import type { Caller } from '../../src/policy/access-context.js';
import type { CellDecision } from '../../src/policy/decision.js';
import type { Facts } from '../../src/policy/facts.js';
import { NOON, asking, assignment, consentFor, facts, involvement, refusal, seat } from './people.js';
import { POLICY, decided } from './released.js';

/** The relation of the caller to the youth: none, live, or over. */
const RELATIONS = ['none', 'live', 'lapsed'] as const;
type Relation = (typeof RELATIONS)[number];

const OVER = { startedOn: localDate('2025-01-01'), endedOn: localDate('2026-02-28') };

function relationsOf(who: Caller, relation: Relation): Partial<Facts> {
  if (relation === 'none') return {};
  const over = relation === 'lapsed' ? OVER : {};
  return {
    assignments: [assignment(over), assignment({ through: 'REFERRAL', throughKey: 'REFERRAL01', ...over })],
    involvements: (['TREATMENT', 'SERVICE', 'INVESTIGATION', 'SUPERVISION'] as const)
      .map((kind) => involvement(who.agency, kind, { referralKey: kind === 'INVESTIGATION' ? 'REFERRAL01' : null, ...over })),
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

interface Asker {
  readonly name: string;
  readonly role: Role;
  readonly who?: Partial<Caller>;
  readonly county?: string;
}

const ASKERS: readonly Asker[] = [
  { name: 'COUNTY_WORKER', role: 'COUNTY_WORKER' },
  { name: 'COUNTY_WORKER with countywide read', role: 'COUNTY_WORKER', who: { privileges: ['COUNTYWIDE_READ'] } },
  { name: 'OTHER_COUNTY_WORKER', role: 'COUNTY_WORKER', county: '37' },
  ...ROLES.filter((role) => role !== 'COUNTY_WORKER' && role !== 'OTHER_COUNTY_WORKER').map((role): Asker => ({ name: role, role })),
];

function answer(asker: Asker, purpose: Purpose, relation: Relation, consents: (who: Caller) => readonly Consent[]): string {
  const context = asking(asker.role, { purpose, ...(asker.who && { who: asker.who }) });
  const subject = asker.county === undefined ? {} : { subject: { county: asker.county } };
  const about = facts({ ...relationsOf(context.caller, relation), consents: consents(context.caller), ...subject });
  return cellsInWords(decided(context, about).cells);
}

/** Purposes with the same answer share a line, and so do consent states; every combination stands on exactly one. */
function linesOf(asker: Asker): readonly string[] {
  return RELATIONS.flatMap((relation) => {
    const byAnswers = new Map<string, { purposes: Purpose[]; lines: string[] }>();
    for (const purpose of PURPOSE_NAMES) {
      const byConsent = new Map<string, string[]>();
      for (const [state, consents] of Object.entries(CONSENTS)) {
        const words = answer(asker, purpose, relation, consents);
        byConsent.set(words, [...(byConsent.get(words) ?? []), state]);
      }
      const lines = [...byConsent].flatMap(([words, states]) =>
        [`    consent ${states.length === Object.keys(CONSENTS).length ? 'in any state' : states.join(' | ')}`, `      ${words}`]);
      const key = lines.join('\n');
      const known = byAnswers.get(key) ?? { purposes: [], lines };
      byAnswers.set(key, { purposes: [...known.purposes, purpose], lines });
    }
    return [...byAnswers.values()].flatMap(({ purposes, lines }) => [
      `  relation ${relation}, purpose ${purposes.length === PURPOSE_NAMES.length ? 'any' : purposes.join(' | ')}`, ...lines,
    ]);
  });
}

describe('the release matrix', () => {
  it('is the committed one: category by role, purpose, relation and state of consent', async () => {
    const table = [
      '# What is released of a removed youth of fourteen: category by role, purpose, relation and state of consent.',
      '# C09fT(LPS): category, extent (m minimum, f full, n narrative), letter of the basis (A T C K), regimes where not all of them.',
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
