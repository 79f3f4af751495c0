import type { Cell } from '../../src/law/category-regimes.js';
import { CATEGORIES, type Category } from '../../src/law/category.js';
import { categoriesToldBy } from '../../src/law/telling-words.js';
import type { Provenance } from '../../src/model/provenance.js';
import { FieldRefused } from './services-read.js';
import type { HistoryTerms } from '../../src/model/received-service.js';

/** What a record says of the law it stands under. */
export interface StatedLaw {
  /** The categories that its labels name. */
  readonly categories: readonly Category[];
  readonly consentedBy: Provenance['consentedBy'] | null;
}

/** Fields in which a reader finds them, for what is refused. */
export interface LawFields {
  readonly category: string;
  readonly consentedBy: string;
  readonly words: string;
}

/** Whose records are all under Part 2, whichever fact they tell. */
const isPart2 = ({ cells }: HistoryTerms): boolean => cells.every(({ regime }) => regime === 'PART2');

/**
 * The category and law of one record: what it states, as far as the agreement has it; a record whose labels or words tell of
 * something else beside is refused, because a row stands under one category. What a Part 2 programme holds is under Part 2.
 * Errors: FieldRefused LAW_NOT_AGREED, LAW_UNCLEAR.
 */
export function cellOfRecord({ categories }: StatedLaw, words: string, terms: HistoryTerms, fields: LawFields): Cell {
  const [standard] = terms.cells;
  if (isPart2(terms)) return standard;
  if (categories.length > 1) throw new FieldRefused(fields.category, 'LAW_UNCLEAR');
  const cell = categories.length === 0 ? standard : terms.cells.find(({ category }) => category === categories[0]);
  if (cell === undefined) throw new FieldRefused(fields.category, 'LAW_NOT_AGREED');
  if (cell.regime !== 'PART2' && categoriesToldBy(words).some((told) => told !== cell.category)) throw new FieldRefused(fields.words, 'LAW_UNCLEAR');
  return cell;
}

/** Who consented to the care of a record. Errors: FieldRefused LAW_NOT_AGREED for a minor's own care that was not agreed. */
export function consenterOfRecord({ consentedBy }: StatedLaw, terms: HistoryTerms, field: string): Provenance['consentedBy'] {
  const by = consentedBy ?? terms.consentedBy;
  if (by === 'MINOR' && !terms.minorsOwnCare) throw new FieldRefused(field, 'LAW_NOT_AGREED');
  return by;
}

/** Each category once, in the order of the law. */
export const inOrder = (categories: readonly Category[]): readonly Category[] => CATEGORIES.filter((category) => categories.includes(category));
