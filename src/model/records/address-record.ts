import type { LocalDate } from '../../kernel/dates.js';
import type { CodedValue } from '../coded-value.js';

/** A client's use of an address over a span of days. Source: CL_ADDRT. Parent: the address. */
export interface ClientAddressRecord {
  readonly clientKey: string;
  readonly addressKey: string;
  readonly kind: CodedValue | null;
  readonly startedOn: LocalDate | null;
  /** Null: current. */
  readonly endedOn: LocalDate | null;
  readonly homeless: boolean | null;
}

/** An address, shared by those who live there. Source: ADDRS_T. */
export interface AddressRecord {
  readonly addressKey: string;
  /** Number, name and kind of the street in one line. */
  readonly street: string | null;
  /** Kind and number of the unit in one line. */
  readonly unit: string | null;
  readonly city: string | null;
  /** Two letters where the code table names the state. */
  readonly state: string | null;
  /** Five digits, leading zeros restored. */
  readonly zip: string | null;
  /** Two digits, `01` to `58` or `99`. */
  readonly county: string | null;
  /** Digits alone, ten where the area code was entered. */
  readonly phone: string | null;
}
