import { APPROVERS } from '../../law/approver.js';
import { AUTHORITIES } from '../../law/authority.js';
import type { AuthorityId } from '../../law/authority-ids.js';
import { OBLIGATIONS, type ObligationId } from '../../law/obligation.js';
import { REGIME_TITLES } from '../../law/regime.js';
import { heading, terms, text, type Block } from './page.js';
import type { RuleStanding, TableRule, TableSetting } from './policy-table.js';
import type { Conditions, Rule } from '../rule.js';
import { BASIS_TITLES, EFFECT_WORDS, EXTENT_WORDS, categoryInWords, conditionsInWords, nameInWords, purposeInWords, roleInWords } from '../words.js';

type Term = readonly [string, string];

const STANDING_WORDS: Readonly<Record<RuleStanding, string>> = {
  IN_FORCE: '', OFF_BY_SETTING: ' (silent: counsel\'s switch)', SUSPENDED: ' (suspended by the county)',
};

/** `WIC 827: Juvenile case file; access (verified)`. */
export function authorityInWords(id: AuthorityId): string {
  const { citation, title, verification } = AUTHORITIES[id];
  return `${citation}: ${title} (${nameInWords(verification)})`;
}

const obligationInWords = (id: ObligationId): string => {
  const { notices } = OBLIGATIONS[id];
  return notices.length === 0 ? id : `${id} (notice ${notices.join(', ')})`;
};

/** What the rule does, in a few words: `permits, on agency or listed party, in full`. */
function effectInWords({ effect, layer, basis, extent }: Rule): string {
  const on = layer === 'MANDATE' ? 'MANDATE' : basis;
  return [EFFECT_WORDS[effect], on === undefined ? [] : `on ${BASIS_TITLES[on]}`, extent === undefined ? [] : EXTENT_WORDS[extent]].flat().join(', ');
}

const anyOf = (conditions: Conditions): string => conditionsInWords(conditions).join('; or ');

function whoInWords({ roles, exceptRoles, agencyKinds }: Rule['when']): string {
  const who = roles === undefined ? 'everyone' : roles.map(roleInWords).join('; ');
  const except = exceptRoles === undefined ? '' : `, except ${exceptRoles.map(roleInWords).join('; ')}`;
  return `${who}${except}${agencyKinds === undefined ? '' : `, of an agency of: ${agencyKinds.map(nameInWords).join(', ')}`}`;
}

function whatInWords({ categories, exceptCategories, regimes }: Rule['when']): string {
  const what = categories === undefined ? 'every category' : categories.map(categoryInWords).join('; ');
  const except = exceptCategories === undefined ? '' : `, except ${exceptCategories.map(categoryInWords).join('; ')}`;
  return `${what}${except}${regimes === undefined ? '' : `, from: ${regimes.map((regime) => REGIME_TITLES[regime]).join('; ')}`}`;
}

function periodInWords({ from, to }: Rule['effective']): string {
  if (from === null && to === null) return 'without a known beginning or end';
  return [from === null ? [] : `from ${from}`, to === null ? [] : `until ${to}, exclusive`].flat().join(', ');
}

function switchInWords({ counsel, effect }: Rule, settings: readonly TableSetting[]): readonly Term[] {
  const setting = settings.find(({ name }) => name === counsel);
  if (setting === undefined) return [];
  const speaks = effect === 'PERMIT' ? 'speaks only while it is on' : 'gives way while it is on';
  return [['Counsel\'s switch', `${setting.name} is ${onOff(setting.on)} (strict: ${onOff(setting.strict)}); the rule ${speaks}`]];
}

export const onOff = (on: boolean): string => (on ? 'on' : 'off');

/** One rule as counsel reads it. */
export function ruleOnPage(rule: TableRule, settings: readonly TableSetting[]): readonly Block[] {
  const { when, requires } = rule;
  return [
    heading(4, `${rule.id} ${effectInWords(rule)}${STANDING_WORDS[rule.standing]}`),
    text(rule.plain),
    terms([
      ['Who', whoInWords(when)],
      ['What', whatInWords(when)],
      ['For', when.purposes === undefined ? 'every purpose' : when.purposes.map(purposeInWords).join('; ')],
      ...(when.bases === undefined ? [] : [['On the bases', when.bases.map((basis) => BASIS_TITLES[basis]).join(', ')] as Term]),
      ['When', when.facts === undefined ? 'always' : anyOf(when.facts)],
      ...(requires === undefined ? [] : [['Requires', anyOf(requires)] as Term]),
      ...(rule.approver === undefined ? [] : [['Approved by', APPROVERS[rule.approver]] as Term]),
      ...(rule.widenedByFields === true ? [['Further', 'fields that the consent names'] as Term] : []),
      ['Law', rule.authorities.map(authorityInWords).join('; ')],
      ['In force', periodInWords(rule.effective)],
      ...((rule.obligations ?? []).length === 0 ? [] : [['Owes', (rule.obligations ?? []).map(obligationInWords).join(', ')] as Term]),
      ...switchInWords(rule, settings),
    ]),
  ];
}
