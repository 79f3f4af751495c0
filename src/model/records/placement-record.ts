import type { LocalDate } from '../../kernel/dates.js';
import type { CodedValue } from '../coded-value.js';

/** A removal episode. Source: PLC_EPST. In care while it has no end. */
export interface PlacementEpisodeRecord {
  readonly clientKey: string;
  /** THIRD_ID: the episode within the client. */
  readonly episodeKey: string;
  readonly removedOn: LocalDate;
  /** `HH:mm:ss` on California's clock. */
  readonly removedTime: string | null;
  readonly removalReason: CodedValue | null;
  readonly endedOn: LocalDate | null;
  readonly responsibleAgency: CodedValue | null;
  readonly county: string | null;
}

/** A placement in a home or facility. Source: O_HM_PLT. Parent: the home. */
export interface PlacementRecord {
  /** FKPLC_EPST: the client id, the first half of the episode's key. */
  readonly clientKey: string;
  /** FKPLC_EPS0: THIRD_ID of the episode, the second half. */
  readonly episodeKey: string;
  readonly homeKey: string;
  readonly startedOn: LocalDate;
  readonly endedOn: LocalDate | null;
  /** PLCG_RNC: why it changed or ended; 1431 ran away, 1439 abducted. */
  readonly endReason: CodedValue | null;
}

/** A home or facility, shared by those placed there. Source: PLC_HM_T. */
export interface PlacementHomeRecord {
  readonly homeKey: string;
  readonly facilityName: string | null;
  readonly facilityType: CodedValue | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly phone: string | null;
  readonly county: string | null;
  /** CONF_EFIND: the home's address is confidential; a letter that is not understood counts as yes. */
  readonly addressConfidential: boolean;
}
