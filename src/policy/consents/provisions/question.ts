import type { Instant, LocalDate } from '../../../kernel/dates.js';
import type { Confidentiality } from '../../../law/category.js';
import type { ProvisionCode, ProvisionMeaning } from '../../../model/consent-provision.js';

/** The record that is to be released, as a provision can select it. Absent: null is not known, an empty list is none. */
export interface AskedRecord {
  /** The day of the record. */
  readonly on: LocalDate | null;
  /** Null, unlabelled, counts as V. */
  readonly confidentiality: Confidentiality | null;
  readonly sensitivities: readonly ProvisionCode[] | null;
  /** The gateway's category. */
  readonly categories: readonly ProvisionCode[];
  readonly classes: readonly ProvisionCode[] | null;
  readonly codes: readonly ProvisionCode[] | null;
  /** References by which each meaning would find the record. */
  readonly records: Readonly<Record<ProvisionMeaning, readonly string[] | null>>;
}

/** What is asked of a consent's provisions: when, for what, for whom, of which record. */
export interface ProvisionQuestion {
  readonly asOf: Instant;
  /** Null when the request states none. */
  readonly purpose: ProvisionCode | null;
  readonly action: ProvisionCode;
  /** Every reference that names the recipient. */
  readonly recipient: readonly string[];
  /** Says whether a reference could name the recipient in a way that cannot be seen from here, as a group's does. */
  readonly mayName: (reference: string) => boolean;
  readonly record: AskedRecord;
}
