import { CATEGORY_REGIMES } from '../../law/category-regimes.js';
import { REGIME_TITLES } from '../../law/regime.js';
import { heading, list, terms, text, type Block } from './page.js';
import { CHANGE_KINDS, type CellChange, type ChangeKind } from './policy-changes.js';
import { onOff } from './rule-page.js';
import { SETTINGS, SETTING_NAMES, type SettingName } from '../settings.js';
import type { PolicySide } from './policy-diff.js';
import { BASIS_TITLES, EXTENT_WORDS, categoryInWords, purposeInWords, roleInWords, setInWords } from '../words.js';

/** A switch of which the sides differ. */
export interface ReadingChange {
  readonly name: SettingName;
  readonly plain: string;
  readonly before: boolean;
  readonly after: boolean;
  /** No rule names it: it is read within a condition or a check, which then holds in more or fewer cases. */
  readonly withinCondition: boolean;
}

/** Everything in which two policies differ. */
export interface PolicyDiff {
  readonly on: string;
  readonly before: string;
  readonly after: string;
  readonly cells: readonly CellChange[];
  readonly readings: readonly ReadingChange[];
}

/** The switches of which two sides differ. */
export function readingChanges(before: PolicySide, after: PolicySide, named: ReadonlySet<string>): readonly ReadingChange[] {
  return SETTING_NAMES.filter((name) => before.settings[name] !== after.settings[name]).map((name) => ({
    name, plain: SETTINGS[name], before: before.settings[name], after: after.settings[name], withinCondition: !named.has(name),
  }));
}

const CHANGE_WORDS: Readonly<Record<ChangeKind, string>> = {
  opened: 'OPENED', wider: 'WIDER', closed: 'CLOSED', narrower: 'NARROWER', basis: 'OTHER BASIS', duties: 'OTHER DUTIES',
};

function reachInWords({ change, from, to }: CellChange): string {
  const [before, after] = [from === null ? 'nothing' : EXTENT_WORDS[from], to === null ? 'nothing' : EXTENT_WORDS[to]];
  return change === 'duties' || change === 'basis' ? before : `${before} -> ${after}`;
}

function cellOnPage(cell: CellChange): readonly Block[] {
  const { change, category, role, basis, instead, purposes, regimes, when, rules, owed, noLongerOwed } = cell;
  const some = regimes.length < CATEGORY_REGIMES[category].length;
  return [
    heading(4, `${CHANGE_WORDS[change]} ${categoryInWords(category)} to ${roleInWords(role)}, on ${BASIS_TITLES[basis]}`),
    terms([
      ['For', purposes.map(purposeInWords).join('; ')],
      ...(some ? [['From', regimes.map((regime) => REGIME_TITLES[regime]).join('; ')] as const] : []),
      ['Reach', reachInWords(cell)],
      ...(instead === null ? [] : [['Instead of', BASIS_TITLES[instead]] as const]),
      ...(owed.length === 0 ? [] : [['Owed', owed.join(', ')] as const]),
      ...(noLongerOwed.length === 0 ? [] : [['No longer owed', noLongerOwed.join(', ')] as const]),
      ['When', when.map(setInWords).join('; or ')],
      ['By', rules.length === 0 ? 'no rule of its own' : rules.join(', ')],
    ]),
  ];
}

/** Lays a comparison out for a reader. */
export function diffPage({ on, before, after, cells, readings }: PolicyDiff): readonly Block[] {
  const counts = CHANGE_KINDS.map((kind) => `${cells.filter(({ change }) => change === kind).length} ${CHANGE_WORDS[kind].toLowerCase()}`);
  return [
    heading(1, 'What a change of policy changes'),
    terms([['Before', before], ['After', after], ['On', on]]),
    text(cells.length + readings.length === 0 ? 'Nothing changes.' : `Changes of category by role by basis: ${counts.join(', ')}.`),
    ...cells.flatMap(cellOnPage),
    ...(readings.length === 0 ? [] : [
      heading(2, 'Readings'),
      list(readings.map(({ name, before: was, after: is, plain, withinCondition }) =>
        `${name}: ${onOff(was)} -> ${onOff(is)}. ${plain}${withinCondition ? ' It is read within a condition, which so holds in other cases; no cell opens or closes by it alone.' : ''}`)),
    ]),
  ];
}
