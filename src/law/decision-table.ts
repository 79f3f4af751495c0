import { BASES, BASIS_LETTERS, type Basis } from './basis.js';
import { CATEGORY_FACTS, type Category } from './category.js';
import { ROLES, ROLE_ABBREVIATION, type Role } from './role.js';

/** The columns of the decision table, by the abbreviations of `ROLE_ABBREVIATION`. */
export const DECISION_COLUMNS = [
  'CW', 'XCW', 'PROB', 'PHN', 'MH', 'SUD', 'CSP', 'HTC', 'CAC', 'MDT', 'MDT30', 'CFT', 'LE', 'DA', 'EDU',
  'COURT', 'MCOUN', 'PARENT', 'CARE', 'YOUTH', 'NCMEC', 'FED', 'STATE', 'FORMER',
] as const;

/**
 * The decision table, verbatim: which bases may open a category to a role. No rule may reach beyond it.
 * Shape: one row a category, cells in the order of `DECISION_COLUMNS`, written four lines a row.
 * Source: confidentiality rules, section 5.
 */
const ROWS: Readonly<Record<string, readonly [string, string, string, string]>> = {
  C01: [
    'A | A | A | A | I,K,C | I,C | I,C | C | I,T',
    'T | T | C832 | M,A,O | A | A',
    'A | A | A | A | S | M',
    'x | x (C30 only) | S',
  ],
  C02: [
    'A | A | A | A | K | C | C min | C | T min',
    'T need | T | C832 min | M missing,O | O | A enrol',
    'A | A | A unless safety flag | own | S | M last seen',
    'x | x (C30 only) | S',
  ],
  C03: [
    'A vault | x | O | x | x | x | x | x | x',
    'x | x | x | x (SOS route) | O | x',
    'O | O | x | x | x | x',
    'x | x (C30 only) | x',
  ],
  C04: [
    'A | A | A | A min | T,K min,C | C | T,C | C | T',
    'T | T | C832 | A active case,O | A | A min',
    'A | A | A | A min 16010.4 | S | x',
    'x | x (C30 only) | S',
  ],
  C05: [
    'A | A | A,T | A | T,K,C | C | T,C | C | T',
    'T | T | C832 | M,A | A | x',
    'A | A | A unless safety flag | C/A need | S | M',
    'x | x (C30 only) | S',
  ],
  C06: [
    'A | A need | T,O | x | T,C | C | C | C | T',
    'T | T | x | M min,A | A | x',
    'A | A | A redacted | x | S | x',
    'x | x (C30 only) | S',
  ],
  C07: [
    'A investigator | A if investigating | A if investigating | x | x | x | x | x | x',
    'x | x | x | A investigating | A filed case | x',
    'A,O | A | x | x | x | x',
    'x | x (C30 only) | redacted',
  ],
  C08: [
    'A | A | A if investigating | x | T less C07 | x | x | x | T less C07',
    'T less C07 | T less C07 | x | A | A | x',
    'A | A | V redacted | x | S redacted | x',
    'x | x (C30 only) | S',
  ],
  C09: [
    'K | K | K | K | K,E | C | C | C | C (T if LPS source)',
    'T if LPS source, else C | same | C832+C | O | O | C',
    'O,A | C,A | A unless R-39/R-46 | K min | S | M suicidality, meds',
    'x | x (C30 only) | S',
  ],
  C10: [
    'x | x | x | x | C* | x | x | x | x',
    'x | x | x | O | O | x',
    'O | x | x | x | x (164.524(a)(1)) | x',
    'x | x (C30 only) | x',
  ],
  C11: [
    'C | C | C | C | C,E | C,E | C | C | C',
    'C | C | C | O 2.65 | O 2.64/2.65 | C',
    'O 2.63-2.65 | C | C by minor | C | S | x',
    'x | x (C30 only) | S',
  ],
  C12: [
    'A | A | A | A | K,T | K | C | C | T',
    'T | T | C832 | O | O | C',
    'A | A | A unless R-46 | min | S | M',
    'x | x (C30 only) | S',
  ],
  C13: [
    'C | C | x | C (K to treat) | C | x | C | C | C',
    'C | C | C | O | O | x',
    'O | C | C by minor | C | S | M pregnancy only',
    'x | x (C30 only) | S',
  ],
  C14: [
    'C | C | x | K,C | C | x | C | C | C',
    'C | C | C | O | O | x',
    'O | C | C by minor | C | S | x',
    'x | x (C30 only) | S',
  ],
  C15: [
    'C1 | C1 | x | C1 | C1 | C1 | C1 | x | x',
    'C1 | C1 | C1 | x | x | x',
    'O per 120975 ff | C1 | C1 by minor | C1 | S | x',
    'x | x (C30 only) | S',
  ],
  C16: [
    'A exam report | A | x | K | C,T | x | C | C | T',
    'T | T | C | A exam report,O | A | x',
    'A | A | C by minor | C | S | x',
    'x | x (C30 only) | S',
  ],
  C17: [
    'K | K | K | K | K,E | C | C | C | C',
    'C (T: COUNSEL) | C (T: COUNSEL) | C832 | O | O | C',
    'A | A | A unless R-46 | K | S | M meds, conditions',
    'x | x (C30 only) | S',
  ],
  C18: [
    'A ed | A transfer | A ed | A ed | C | x | C | x | C',
    'C | C | C832 | O,E 99.36 | O | A',
    'A | A | A ed-rights holder | A | S | x',
    'x | x (C30 only) | S',
  ],
  C19: [
    'K | K | K | K | K | x | C | x | C',
    'C | C | C832 | O | O | C',
    'A | A | A | K | S | M',
    'x | x (C30 only) | S',
  ],
  C20: [
    'C | C | x | C | C | x | C | C | x',
    'C | C | C | x | x | C',
    'O | C | C by youth | C | S | x (identification need, COUNSEL)',
    'x | x (C30 only) | S',
  ],
  C21: [
    'A own work | A | x | x | C | x | C legal aid | C | x',
    'C | C | C | x | x | x',
    'O | A | A own | x | S | x',
    'x | x (C30 only) | S',
  ],
  C22: [
    'A | A | A | x | V,C | x | C | x | T',
    'T | T | C832 | A,O | A | A 827(b) only',
    'A | A | A | min | S | x',
    'x | x (C30 only) | S',
  ],
  C23: [
    'x | x | x | x | x | x | x | x | x',
    'x | x | x | x | x | x',
    'per order | x (via court) | x | x | x (via court) | x',
    'x | x (C30 only) | x',
  ],
  C24: [
    'x | x | x | x | x | x | x | x | x',
    'x | x | x | O in camera | O in camera | x',
    'O in camera | x | x | x | x | x',
    'x | x (C30 only) | x',
  ],
  C25: [
    'x | x | x | x | x | x | x | x | x',
    'x | x | x | own CLETS | own | x',
    'own | discovery | x | x | S via DOJ | x',
    'x | x (C30 only) | x',
  ],
  C26: [
    'A | A | A min | x | C of that person | x | C of that person | x | T min',
    'T min | T min | x | A | A | x',
    'A | A | own data | x | redacted | x',
    'x | x (C30 only) | redacted',
  ],
  C27: [
    'x | x | x | x | x | x | x | x | x',
    'x | x | x | own system | own | x',
    'O | x | x | x | x | x',
    'x | x (C30 only) | x',
  ],
  C28: [
    'A unit | A ICPC | x | x | x | x | x | x | x',
    'x | x | x | x | x | x',
    'A | A | x | own RFA | x | x',
    'x | x (C30 only) | x',
  ],
};

/**
 * What the table leaves out and a statute gives. C29, the contact of the assigned worker: to the index (WIC
 * 18961.5(c)(3)), to teams, and in the compelled reports (rules ). `E` of rule R-60 for the worker on call, for
 * law enforcement and the school, and `M` of 42 USC 671(a)(35) for law enforcement: each waits for a setting of counsel.
 * `DEIDENTIFIED` has no row: it is of no youth.
 */
const BESIDE_THE_TABLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  C01: { CW: 'E', LE: 'E' },
  C02: { CW: 'E', LE: 'E' },
  C04: { CW: 'E' },
  C05: { CW: 'E', LE: 'E' },
  C06: { CW: 'E', LE: 'E' },
  C09: { LE: 'M' },
  C12: { CW: 'E', LE: 'M' },
  C13: { LE: 'M' },
  C17: { LE: 'M' },
  C18: { EDU: 'E' },
  C19: { LE: 'M' },
  C29: { CW: 'A,E', MDT: 'T', MDT30: 'T', MH: 'I', SUD: 'I', CSP: 'I', CAC: 'I', LE: 'M', NCMEC: 'M' },
};

/** The cells of one row of the table, by column, or undefined for a category without a row. */
export function tableRow(categoryId: string): Readonly<Record<string, string>> | undefined {
  const row = ROWS[categoryId];
  if (row === undefined) return undefined;
  const cells = row.flatMap((line) => line.split(' | '));
  return Object.fromEntries(DECISION_COLUMNS.map((column, at) => [column, cells[at] ?? '']));
}

const LETTER_BASES: ReadonlyMap<string, Basis> = new Map(
  BASES.flatMap((basis) => BASIS_LETTERS[basis].map((letter): [string, Basis] => [letter, basis])),
);

/** The bases that the words of one cell list; a cell that begins with `x` lists none. */
export function basesOfCell(words: string): readonly Basis[] {
  if (words.startsWith('x')) return [];
  const found = words.split(/[\s,;:()/+]+/).map((word) => LETTER_BASES.get(word));
  return [...new Set(found.filter((basis) => basis !== undefined))];
}

function listed(category: Category, role: Role): readonly Basis[] {
  const id = CATEGORY_FACTS[category].id;
  const column = ROLE_ABBREVIATION[role];
  const words = tableRow(id)?.[column] ?? 'x';
  const beside = basesOfCell(BESIDE_THE_TABLE[id]?.[column] ?? 'x');
  return [...new Set([...basesOfCell(words === 'same' ? (tableRow(id)?.['MDT'] ?? 'x') : words), ...beside])];
}

const LISTED: ReadonlyMap<string, readonly Basis[]> = new Map(
  (Object.keys(CATEGORY_FACTS) as Category[]).flatMap((category) =>
    ROLES.map((role): [string, readonly Basis[]] => [`${category}/${role}`, Object.freeze(listed(category, role))])),
);

/** The bases that the decision table lists for this category and role, in the order to try. */
export function basesListed(category: Category, role: Role): readonly Basis[] {
  return LISTED.get(`${category}/${role}`) ?? [];
}
