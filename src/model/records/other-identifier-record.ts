import type { CodedValue } from '../coded-value.js';

/** A client's id in another system. Source: NCWSNO_T. */
export interface OtherIdentifierRecord {
  readonly clientKey: string;
  readonly system: CodedValue;
  readonly value: string;
}
