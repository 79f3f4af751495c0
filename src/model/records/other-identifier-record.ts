import type { Category } from '../../law/category.js';
import type { CodedValue } from '../coded-value.js';

/** A client's id in another system. Source: NCWSNO_T. */
export interface OtherIdentifierRecord {
  readonly clientKey: string;
  readonly system: CodedValue;
  readonly value: string;
  /** What having an id in that system tells of (rule G7); null for a system that is not known. */
  readonly category: Category | null;
}
