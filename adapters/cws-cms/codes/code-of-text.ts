import { CellFault } from '../fields/cell-fault.js';
import { readCode } from '../fields/numbers.js';
import type { SystemCodeRecord } from '../../../src/model/records/system-code-record.js';
import type { CodeTables } from './code-tables.js';

/** By its words, a code; null where several codes that are in use have them. */
type CodesByWords = ReadonlyMap<string, number | null>;

// The code tables of a run are one object for all of its rows.
const BY_WORDS = new WeakMap<CodeTables, Map<string, CodesByWords>>();

/** Extracts write descriptions with blanks and letters as their tool prints them. */
const plain = (words: string): string => words.trim().replace(/\s+/g, ' ').toLowerCase();

function codesByWords(tables: CodeTables, metaTables: readonly string[]): CodesByWords {
  const known = BY_WORDS.get(tables) ?? new Map<string, CodesByWords>();
  if (known.size === 0) BY_WORDS.set(tables, known);
  const key = metaTables.join();
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = new Map<string, number | null>();
  const drawnOn = [...tables.values()].filter(({ metaTable }) => metaTables.length === 0 || metaTables.includes(metaTable));
  // What a code says now goes before what it or another said once, and a code in use before one that no longer is.
  note(made, drawnOn.filter(({ inactive }) => !inactive), current);
  note(made, drawnOn.filter(({ inactive }) => inactive), current);
  note(made, drawnOn, former);
  known.set(key, made);
  return made;
}

const current = ({ shortDescription }: SystemCodeRecord): readonly string[] => (shortDescription === null ? [] : [shortDescription]);
const former = ({ formerDescriptions = [] }: SystemCodeRecord): readonly string[] => formerDescriptions;

/** Notes the codes by their words, but for words that others have already. */
function note(made: Map<string, number | null>, codes: readonly SystemCodeRecord[], wordsOf: (code: SystemCodeRecord) => readonly string[]): void {
  const found = new Map<string, Set<number>>();
  for (const record of codes) {
    for (const words of wordsOf(record).map(plain)) found.set(words, (found.get(words) ?? new Set()).add(record.code));
  }
  for (const [words, of] of found) if (!made.has(words)) made.set(words, of.size === 1 ? [...of][0]! : null);
}

/**
 * The SYS_ID that a cell of a code column holds: as a number, or, in extracts of which a reporting tool translated the
 * codes, as its SHORT_DSC in the code tables that the county has now or, where no code has it now, had before. 0 is none: null.
 * Errors: CODE_TEXT_UNKNOWN for words that no code of these tables has; CODE_TEXT_AMBIGUOUS for those of several;
 * NUMBER_INVALID for what begins as a number and is none. Source: cws-cms rules, section 8 (CAD).
 */
export function codeOfCell(cell: string, tables: CodeTables, metaTables: readonly string[]): number | null | CellFault {
  const id = readCode(cell);
  if (!(id instanceof CellFault) || /^[\d.\s-]*$/.test(cell)) return id;
  const code = codesByWords(tables, metaTables).get(plain(cell));
  if (code === null) return new CellFault('CODE_TEXT_AMBIGUOUS');
  return code ?? (/^\d/.test(cell) ? id : new CellFault('CODE_TEXT_UNKNOWN'));
}
