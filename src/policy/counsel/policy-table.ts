import type { AuthorityId } from '../../law/authority-ids.js';
import { BASIS_LETTERS, type Basis } from '../../law/basis.js';
import { CATEGORIES, CATEGORY_FACTS, type Category } from '../../law/category.js';
import { basesListed, tableRow } from '../../law/decision-table.js';
import type { Extent } from '../../law/extent.js';
import { ROLE_ABBREVIATION, ROLES, type Role } from '../../law/role.js';
import { CONSENT_CHECKS } from '../consents/checks/checks.js';
import { LEGAL_RETENTION, policyUnder, sourceUnder, type PolicyFile, type ReadPolicyFile, type Retention } from './policy-file.js';
import { LAYERS, type Rule } from '../rule.js';
import { RULES } from '../rules/index.js';
import { RULES_WITHOUT_ROW, type RuleWithoutRow } from '../rules/not-enforced.js';
import { SETTINGS, SETTING_NAMES, STRICT_SETTINGS, type SettingName, type Settings } from '../settings.js';
import { TEAM_CHECKS } from '../relations/team-checks.js';

/** Whether a rule speaks under a policy, and if not, why. */
export type RuleStanding = 'IN_FORCE' | 'OFF_BY_SETTING' | 'SUSPENDED';

export interface TableRule extends Rule {
  readonly standing: RuleStanding;
}

/** A rule that opens a category to a role, and how. */
export interface Opening {
  readonly rule: string;
  readonly basis: Basis;
  readonly extent: Extent;
}

/** One square of category and role. */
export interface TableCell {
  readonly role: Role;
  /** The words of the decision table; where it has no such column or row, the letters of what may open it all the same. */
  readonly listed: string;
  readonly opened: readonly Opening[];
  /** Rules that close it, whatever the facts. */
  readonly closed: readonly string[];
}

export interface TableSetting {
  readonly name: SettingName;
  readonly plain: string;
  readonly on: boolean;
  readonly strict: boolean;
  /** Rules that name it; none where it is read within a condition. */
  readonly rules: readonly string[];
}

export interface TableCheck {
  readonly id: string;
  readonly plain: readonly string[];
  readonly authorities: readonly AuthorityId[];
}

export const TABLE_FORMAT = 'csec-policy-table/1';

/** A whole policy as it can be read and kept: the rules and their standing, what opens each cell, checks and settings. */
export interface PolicyTable {
  readonly format: typeof TABLE_FORMAT;
  readonly version: string;
  readonly file: (Pick<PolicyFile, 'county' | 'edition' | 'effectiveOn' | 'counsel'> & { readonly sha256: string }) | null;
  readonly rules: readonly TableRule[];
  readonly cells: readonly { readonly category: Category; readonly roles: readonly TableCell[] }[];
  readonly consentChecks: readonly TableCheck[];
  readonly teamChecks: readonly TableCheck[];
  /** The rules of the matrix that have no row, and what stands in their stead. */
  readonly withoutRow: readonly RuleWithoutRow[];
  readonly settings: readonly TableSetting[];
  readonly retention: Retention;
}

const CLOSING_LAYERS = ['FLOOR', 'CATEGORY_LAW', 'NARROWING'];

/** Says whether a rule can speak of the category to the role at all. */
const concerns = ({ when }: Rule, category: Category, role: Role): boolean =>
  (when.categories?.includes(category) ?? true) && !(when.exceptCategories?.includes(category) ?? false)
  && (when.roles?.includes(role) ?? true) && !(when.exceptRoles?.includes(role) ?? false);

/** Says whether a rule closes whatever it concerns, and asks for nothing. */
const closesAlways = ({ layer, effect, when }: Rule): boolean => CLOSING_LAYERS.includes(layer) && effect === 'DENY'
  && when.facts === undefined && when.agencyKinds === undefined && when.purposes === undefined && when.regimes === undefined;

const lettersOf = (category: Category, role: Role): string =>
  basesListed(category, role).map((basis) => BASIS_LETTERS[basis][0]).join(',') || 'x';

function cellOf(rules: readonly Rule[], category: Category, role: Role): TableCell {
  const speaking = rules.filter((rule) => concerns(rule, category, role));
  const opened = speaking.flatMap(({ id, effect, layer, basis, extent }) => (effect !== 'PERMIT' || extent === undefined ? []
    : [{ rule: id, basis: layer === 'MANDATE' ? 'MANDATE' as const : basis!, extent }]));
  return {
    role, opened, listed: tableRow(CATEGORY_FACTS[category].id)?.[ROLE_ABBREVIATION[role]] ?? lettersOf(category, role),
    closed: speaking.filter(closesAlways).map((rule) => rule.id),
  };
}

/** Checks of one number are one entry. */
function checks(asked: readonly { readonly id: string; readonly plain: string; readonly authorities: readonly AuthorityId[] }[]): readonly TableCheck[] {
  return [...new Set(asked.map((check) => check.id))].sort().map((id) => {
    const parts = asked.filter((check) => check.id === id);
    return { id, plain: parts.map((part) => part.plain), authorities: [...new Set(parts.flatMap((part) => part.authorities))].sort() };
  });
}

function settingsIn(chosen: Settings, rules: readonly Rule[]): readonly TableSetting[] {
  return SETTING_NAMES.map((name) => ({
    name, plain: SETTINGS[name], on: chosen[name], strict: STRICT_SETTINGS[name],
    rules: rules.filter((rule) => rule.counsel === name).map((rule) => rule.id).sort(),
  }));
}

const inOrder = (a: Rule, b: Rule): number => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer) || (a.id < b.id ? -1 : 1);

/** Lays a policy out, under a county's file or the strict reading. Shape: stable; equal policies make equal tables. */
export function policyTable(read: ReadPolicyFile | null): PolicyTable {
  const policy = policyUnder(read);
  const file = read?.file ?? null;
  // Every rule, also those that do not speak: a reader must see what a setting or the file took out.
  const all = [...sourceUnder(file).rules, ...RULES.filter((rule) => file?.suspend.includes(rule.id) === true)];
  const speaking = new Set(policy.rules.map((rule) => rule.id));
  const standing = ({ id }: Rule): RuleStanding => (speaking.has(id) ? 'IN_FORCE' : file?.suspend.includes(id) === true ? 'SUSPENDED' : 'OFF_BY_SETTING');
  const rules = [...all].sort(inOrder).map((rule) => ({ ...rule, standing: standing(rule) }));
  return {
    format: TABLE_FORMAT, version: policy.version,
    file: file === null || read === null ? null
      : { county: file.county, edition: file.edition, effectiveOn: file.effectiveOn, counsel: file.counsel, sha256: read.sha256 },
    rules,
    cells: CATEGORIES.map((category) => ({ category, roles: ROLES.map((role) => cellOf(policy.rules, category, role)) })),
    consentChecks: checks(CONSENT_CHECKS), teamChecks: checks(TEAM_CHECKS), withoutRow: RULES_WITHOUT_ROW,
    settings: settingsIn(policy.settings, RULES), retention: file?.retention ?? LEGAL_RETENTION,
  };
}
