import { CATEGORY_FACTS } from '../../law/category.js';
import { heading, list, table, terms, text, type Block } from './page.js';
import type { PolicyTable, TableCell, TableCheck } from './policy-table.js';
import { LAYERS } from '../rule.js';
import type { RuleWithoutRow } from '../rules/not-enforced.js';
import { authorityInWords, onOff, ruleOnPage } from './rule-page.js';
import { BASIS_TITLES, EXTENT_WORDS, LAYER_TITLES, categoryInWords, roleInWords } from '../words.js';

function introduction({ version, file, rules, settings }: PolicyTable): readonly Block[] {
  const silent = rules.filter((rule) => rule.standing !== 'IN_FORCE').length;
  return [
    heading(1, 'The policy of the CSEC gateway'),
    text('Made from the rules that the gateway runs. A category is released only where a rule opens it, no rule closes it, and every requirement is met; what is not known denies.'),
    terms([
      ['Policy version', version],
      ...(file === null ? [['County file', 'none: the strict reading of everything']] as const : [
        ['County file', `county ${file.county}, edition ${file.edition}, in force from ${file.effectiveOn}`],
        ['SHA-256 of the file', file.sha256],
        ['Approved', file.counsel === null ? 'by nobody named; it only narrows' : `by ${file.counsel.name} on ${file.counsel.approvedOn}`],
      ] as const),
      ['Rules', `${rules.length}, of which ${silent} ${silent === 1 ? 'is' : 'are'} silent`],
      ['Counsel\'s switches', `${settings.length}, of which ${settings.filter(({ on }) => on).length} on`],
    ]),
  ];
}

function rulesOnPage({ rules, settings }: PolicyTable): readonly Block[] {
  return [
    heading(2, 'Rules, in the order in which they decide'),
    text('A denial in a layer overrides everything else in it, and a later layer only narrows what an earlier one left open.'),
    ...LAYERS.flatMap((layer, at) => {
      const ofLayer = rules.filter((rule) => rule.layer === layer);
      return [
        heading(3, `${at + 1}. ${LAYER_TITLES[layer].title}`),
        text(`${LAYER_TITLES[layer].says}${ofLayer.length === 0 ? ' There is no rule in it.' : ''}`),
        ...ofLayer.flatMap((rule) => ruleOnPage(rule, settings)),
      ];
    }),
  ];
}

/** The words of the law's table stand also where no rule opens what it lists: a reader must see the difference. */
function cellOnPage(cell: TableCell): readonly string[] {
  const opened = cell.opened.map(({ rule, basis, extent }) => `${rule} (${BASIS_TITLES[basis]}, ${EXTENT_WORDS[extent]})`);
  return [roleInWords(cell.role), cell.listed, opened.length === 0 ? 'nothing' : opened.join('; '), cell.closed.join('; ')];
}

const isOpenOrListed = ({ listed, opened }: TableCell): boolean => opened.length > 0 || !listed.startsWith('x');

function cellsOnPage({ cells }: PolicyTable): readonly Block[] {
  return [
    heading(2, 'Decision table: what opens each category to each role'),
    text('"Law" is the cell of the decision table, by its letters: A agency or listed party, T team, K care coordination, C consent, O court order, M mandatory report, E emergency, I index, V view only, S self, x never. No rule may open what it does not list. "Closed by" names rules that close the cell whatever the facts; rules that ask facts stand with the rules above.'),
    ...cells.flatMap(({ category, roles }) => {
      const shown = roles.filter(isOpenOrListed);
      const closed = roles.filter((cell) => !isOpenOrListed(cell));
      const { whenWithheld } = CATEGORY_FACTS[category];
      return [
        heading(3, categoryInWords(category)),
        text(whenWithheld === 'conceal' ? 'To whom it is withheld, the answer has the shape of no record.' : 'To whom it is withheld, the answer says that it is.'),
        ...(shown.length === 0 ? [] : [table(['Role', 'Law', 'Opened by', 'Closed by'], shown.map(cellOnPage))]),
        ...(closed.length === 0 ? [] : [text(`Closed to: ${closed.map(({ role }) => roleInWords(role)).join('; ')}.`)]),
      ];
    }),
  ];
}

const checkOnPage = ({ id, plain, authorities }: TableCheck): readonly [string, string] =>
  [id, `${plain.join(' ')} ${authorities.map(authorityInWords).join('; ')}`];

const WHY = { ELSEWHERE: 'Done elsewhere', SCHEMA: 'Nothing here to apply to', MANUAL: 'Done by people', NO_POWER: 'Opens and closes nothing' } as const;

const withoutRowOnPage = ({ rule, title, because, enforcedBy, authorities, plain }: RuleWithoutRow): readonly [string, string] =>
  [rule, `${title}. ${WHY[because]}${enforcedBy.length === 0 ? '' : ` (${enforcedBy.join(', ')})`}: ${plain} ${authorities.map(authorityInWords).join('; ')}`];

/** Lays the table out as a page for county counsel. */
export function policyPage(policy: PolicyTable): readonly Block[] {
  const { consentChecks, teamChecks, settings, retention, withoutRow } = policy;
  return [
    ...introduction(policy), ...rulesOnPage(policy), ...cellsOnPage(policy),
    heading(2, 'Checks of a consent'), text('Every consent passes all of them at every use, or it opens nothing.'),
    terms(consentChecks.map(checkOnPage)),
    heading(2, 'Keys of a team'), text('A seat opens what a team opens only while every key of it holds.'),
    terms(teamChecks.map(checkOnPage)),
    heading(2, 'Rules of the matrix that have no row'), text('What each asks is done elsewhere, by people, or has nothing here to apply to.'),
    terms(withoutRow.map(withoutRowOnPage)),
    heading(2, 'Counsel\'s switches'),
    table(['Switch', 'Now', 'Strict', 'Rules', 'When on'], settings.map(({ name, on, strict, rules, plain }) =>
      [name, onOff(on), onOff(strict), rules.length === 0 ? 'within a condition' : rules.join('; '), plain])),
    heading(2, 'Accounting of disclosures'),
    list([
      `Reaches back ${retention.accountingYears} years (${authorityInWords('CFR_45_164_528')}).`,
      `Of Part 2 records released on a consent, ${retention.part2AccountingYears} years at least (42 CFR 2.25).`,
    ]),
  ];
}
