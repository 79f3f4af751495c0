import type { LocalDate } from '../kernel/dates.js';
import type { RuleId } from './authority-entry.js';
import { isRule } from './authority.js';
import type { Allocation, FiscalYear, LetterEntry, LetterKind, LetterSource, LetterTopic } from './letter-entry.js';
import { PRACTICE_LETTERS } from './letters-practice.js';
import { PROGRAMME_LETTERS } from './letters-programme.js';

export { LETTER_SOURCES, LETTER_TOPICS } from './letter-entry.js';
export type { Allocation, FiscalYear, LetterKind, LetterSource, LetterTopic } from './letter-entry.js';

/** The id of a letter of the register, as one would cite it: `ACL 16-74`, `ACIN I-59-18`, `CFL 18/19-29`. */
export type LetterId = (typeof PROGRAMME_LETTERS | typeof PRACTICE_LETTERS)[number]['id'];

/** An instruction of the State to the counties, or a document that goes with one. */
export interface Letter {
  readonly id: LetterId;
  readonly kind: LetterKind;
  readonly title: string;
  readonly topic: LetterTopic;
  readonly alsoUnder: readonly LetterTopic[];
  /** Null: the compendium files it by topic only. */
  readonly fiscalYear: FiscalYear | null;
  readonly issuedOn: LocalDate | null;
  /** What it replaced or revised, and what replaced it, only where the listing says so. */
  readonly replaces: readonly LetterId[];
  readonly replacedBy: readonly LetterId[];
  /** What it replaced, where that is less than the whole letter. */
  readonly replacedPart: string | null;
  readonly accompanies: LetterId | null;
  readonly allocations: readonly Allocation[];
  readonly source: LetterSource;
  readonly printedAs: string | null;
  readonly ruleIds: readonly RuleId[];
}

const ENTRIES: readonly (LetterEntry & { readonly id: LetterId })[] = [...PROGRAMME_LETTERS, ...PRACTICE_LETTERS];
const IDS: ReadonlySet<string> = new Set(ENTRIES.map(({ id }) => id));

const isLetterId = (id: string): id is LetterId => IDS.has(id);

function letterOf(entry: LetterEntry & { readonly id: LetterId }): Letter {
  const { alsoUnder = [], fiscalYear = null, issuedOn = null, replaces = [], allocations = [], ruleIds = [] } = entry;
  const { replacedPart = null, accompanies = null, source = 'COMPENDIUM', printedAs = null } = entry;
  return Object.freeze({
    id: entry.id, kind: entry.kind, title: entry.title, topic: entry.topic, alsoUnder, fiscalYear, issuedOn,
    replaces: replaces.filter(isLetterId),
    replacedBy: ENTRIES.filter((later) => later.replaces?.includes(entry.id)).map(({ id }) => id),
    replacedPart, accompanies: accompanies !== null && isLetterId(accompanies) ? accompanies : null,
    allocations, source, printedAs, ruleIds,
  });
}

/** Every letter of the compendium, and the later ones that the field's own lists add. */
export const LETTERS: readonly Letter[] = Object.freeze(ENTRIES.map(letterOf));

/** The letter of that id, or undefined. */
export function letterById(id: string): Letter | undefined {
  return LETTERS.find((letter) => letter.id === id);
}

/** The letters that speak of a rule of the matrix. */
export function lettersByRule(rule: string): readonly Letter[] {
  return LETTERS.filter((letter) => letter.ruleIds.some((cited) => isRule(cited, rule)));
}
