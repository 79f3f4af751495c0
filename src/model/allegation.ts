import type { LocalDate } from '../kernel/dates.js';
import type { CodedValue } from './coded-value.js';

/** An allegation whose victim is the youth. Source: ALLGTN_T with IJHM_DET. */
export interface Allegation {
  readonly subjectId: string;
  readonly referralKey: string | null;
  /** The top-level type, ALG_TPC. */
  readonly type: CodedValue | null;
  /** The sub-types, IJHM_DET.INJR_HMC: 6873 commercial sexual exploitation, 6874 failure to protect from it. */
  readonly subtypes: readonly CodedValue[];
  /** Null: no disposition yet. */
  readonly disposition: CodedValue | null;
  readonly dispositionOn: LocalDate | null;
  readonly abuseStartedOn: LocalDate | null;
  readonly abuseEndedOn: LocalDate | null;
  /** ALLGTN_T.LOC_DSC: where it happened, free text. */
  readonly locationNarrative: string | null;
  /** ALLGTN_T.DISPSN_DSC: why it was disposed so, free text. */
  readonly dispositionNarrative: string | null;
}
