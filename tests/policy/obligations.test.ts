import { describe, expect, it } from 'vitest';
import { CATEGORIES, CATEGORY_FACTS, type Category } from '../../src/law/category.js';
import { CATEGORY_REGIMES, CELLS } from '../../src/law/category-regimes.js';
import { NOTICE_IDS } from '../../src/law/notices.js';
import { OBLIGATIONS, type ObligationId } from '../../src/law/obligation.js';
import type { Regime } from '../../src/law/regime.js';
import type { Role } from '../../src/law/role.js';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import { RULES } from '../../src/policy/rules/index.js';
import { SETTING_NAMES, settingsWith } from '../../src/policy/settings.js';
import { byCourt, everything, report } from './documents-on-file.js';
import { asking, facts } from './people.js';
import { cellOf, decided } from './released.js';

/** The duties that rules lay on a category whoever receives it on whatever basis, and its labels. */
function dutiesOf(category: Category, role: Role, regime: Regime = CATEGORY_REGIMES[category][0]!): readonly ObligationId[] {
  return RULES.filter(({ layer, when }) => layer === 'OBLIGATION' && when.bases === undefined && when.facts === undefined
    && (when.categories?.includes(category) ?? true) && (when.regimes?.includes(regime) ?? true)
    && (when.roles?.includes(role) ?? true) && !(when.exceptRoles?.includes(role) ?? false)).flatMap((rule) => rule.obligations ?? []);
}

const labelled = (label: string, role: Role): readonly string[] => CATEGORIES
  .filter((category) => CATEGORY_REGIMES[category].some((regime) => dutiesOf(category, role, regime).some((id) => (OBLIGATIONS[id].labels as readonly string[]).includes(label))))
  .map((category) => CATEGORY_FACTS[category].id);

describe('the labels of a release', () => {
  it.each<[string, Role, readonly string[]]>([
    ['NODSCLCDS', 'PROVIDER', ['C10', 'C13', 'C15', 'C20']], ['NOAUTH', 'PROVIDER', ['C24']],
    ['NOPAT', 'PROVIDER', ['C07', 'C10', 'C11', 'C13', 'C14', 'C15', 'C16', 'C20']], ['NOPAT', 'PARENT', []], ['NOPAT', 'YOUTH', []],
    ['RedisclosureProhibitionMark', 'PROVIDER', ['C11']],
    ['AOD', 'COUNTY_WORKER', CATEGORIES.map((category) => CATEGORY_FACTS[category].id)],
    ['PERSISTLABEL', 'COUNTY_WORKER', CATEGORIES.map((category) => CATEGORY_FACTS[category].id)],
    ['MINEC', 'PROVIDER', CATEGORIES.map((category) => CATEGORY_FACTS[category].id)],
  ])('%s goes to %s with %j', (label, role, expected) => {
    expect(labelled(label, role)).toEqual(expected);
  });

  it('NORDSCLW goes with the juvenile file to everybody outside the county', () => {
    expect(labelled('NORDSCLW', 'PROVIDER')).toEqual(expect.arrayContaining(['C04', 'C05', 'C06', 'C08', 'C22']));
    expect(labelled('NORDSCLW', 'COUNTY_WORKER')).toEqual([]);
  });
});

describe('the duties of those who write public records', () => {
  it('are to keep every victim\'s name out of them, and her whereabouts from the defense (R-25, R-26)', () => {
    expect((['LAW_ENFORCEMENT', 'DISTRICT_ATTORNEY'] as const).map((role) => [dutiesOf('IDENTITY_CORE', role), dutiesOf('LOCATION', role)]
      .map((owed) => owed.filter((id) => id === 'NAME_NOT_PUBLIC' || id === 'NO_ADDRESS_TO_DEFENSE'))))
      .toEqual(Array.from({ length: 2 }, () => [['NAME_NOT_PUBLIC'], ['NAME_NOT_PUBLIC', 'NO_ADDRESS_TO_DEFENSE']]));
    expect(dutiesOf('LOCATION', 'PROVIDER')).not.toContain('NO_ADDRESS_TO_DEFENSE');
  });

  it('are the same whatever the victim elected, so that no duty tells of it (R-25, G7)', () => {
    const police = asking('LAW_ENFORCEMENT');
    const owed = (victimElection: boolean) => decided(police, facts({ mandates: [report(police.caller, 'PC_11166_J')], subject: { victimElection } })).cells;
    expect(owed(true)).toEqual(owed(false));
  });

  it('rest on the sections that say so', () => {
    expect(RULES.filter(({ authorities }) => authorities.includes('PC_841_5')).map(({ id }) => id)).toEqual(['R-26.VICTIM_ADDRESS']);
  });
});

describe('the duties of a consent', () => {
  const provider = asking('PROVIDER');
  const signed = everything(provider.caller);
  const about = facts({ consents: [signed, byCourt(signed)] });
  const owed = (category: Category, regime: Regime) => cellOf(decided(provider, about), category, regime).obligations;

  it('are to use it as it says, and for psychotherapy of a private provider to return or destroy it', () => {
    expect(owed('CASE_FACTS', 'CHILD_WELFARE')).toContain('CONSENT_DIRECTIVE');
    expect([owed('MENTAL_HEALTH', 'CMIA').includes('DELETE_BY'), owed('MENTAL_HEALTH', 'LPS').includes('DELETE_BY')]).toEqual([true, false]);
  });

  it('carry the notice of a school record', () => {
    expect(owed('EDUCATION', 'FERPA')).toContain('NOTICE_FERPA');
    expect(owed('EDUCATION', 'CHILD_WELFARE')).not.toContain('NOTICE_FERPA');
  });

  it('carry the notice of an HIV record', () => {
    expect(dutiesOf('HIV', 'PROVIDER')).toContain('NOTICE_HIV');
  });
});

describe('the notices', () => {
  it('are each owed by some rule, N2 beside N1', () => {
    const owed = new Set(RULES.flatMap((rule) => rule.obligations ?? []).flatMap((id) => OBLIGATIONS[id].notices as readonly string[]));
    expect(NOTICE_IDS.filter((id) => !owed.has(id))).toEqual(['N2', 'N11', 'N12', 'N14']);
  });

  it('and every duty are laid by some rule, but for what a county\'s file, an answer, a message or a table of the report lays itself', () => {
    const laid = new Set(RULES.flatMap((rule) => rule.obligations ?? []));
    expect((Object.keys(OBLIGATIONS) as ObligationId[]).filter((id) => !laid.has(id))).toEqual(['NAME_SUBSTITUTED', 'HUMAN_APPROVAL', 'REDACT', 'MASK', 'PSEUDONYM', 'NO_RELINK']);
  });
});

describe('every category and regime of provenance', () => {
  const NEVER: readonly Category[] = ['SEALED', 'PRIVILEGED', 'CRIMINAL_RECORD', 'LIVE_INVESTIGATION', 'DEIDENTIFIED'];

  it('is opened by some rule to somebody, or is never opened through the gateway', () => {
    const all = compilePolicy({ settings: settingsWith(Object.fromEntries(SETTING_NAMES.map((name) => [name, true]))) });
    const closed = CELLS.filter(({ category, regime }) => !all.rules.some(({ effect, when }) => effect === 'PERMIT'
      && when.categories?.includes(category) && (when.regimes?.includes(regime) ?? true)));
    expect([...new Set(closed.map(({ category }) => category))]).toEqual(NEVER);
    expect(closed).toEqual(CELLS.filter(({ category }) => NEVER.includes(category)));
  });
});
