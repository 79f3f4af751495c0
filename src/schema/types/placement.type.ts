import { ObjectType } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import type { Absence } from '../../model/absence.js';
import type { Placement } from '../../model/placement.js';
import type { Decision } from '../../policy/decision.js';
import { unlessImplying } from '../../release/implied.js';
import { unlessVictimsArrest } from '../../policy/victims-arrest.js';
import { Classified } from '../classified.js';
import { CASE, LOCATION, LOCATION_MINIMUM } from '../laws.js';
import { CountyCodeScalar, DateScalar } from '../scalars.js';
import { CodedValueType, codedValue } from './coded-value.type.js';
import { AbsenceKindEnum, AbsenceSourceEnum } from './enums.js';

/** A placement out of home. Source: O_HM_PLT, PLC_EPST, PLC_HM_T. */
@ObjectType('Placement', { description: 'A placement out of home. Where it is, is location; that it is, is case fact. Source: O_HM_PLT, PLC_EPST, PLC_HM_T.' })
export class PlacementType {
  @Classified(CASE, () => CodedValueType, { nullable: true, description: 'Type of facility; null where it implies a category that is not released. Source: PLC_HM_T.PLC_FCLC.' })
  facilityType!: CodedValueType | null;

  @Classified(LOCATION, () => String, { nullable: true, description: 'Name of the facility. Null for an address-confidentiality participant, and for an adult about the homes of others (rule R-53).' })
  facilityName!: string | null;

  @Classified(LOCATION, () => String, { nullable: true, description: 'Street of the facility. Null for an address-confidentiality participant, and for an adult about the homes of others (rule R-53).' })
  facilityStreet!: string | null;

  @Classified(LOCATION, () => String, { nullable: true, description: 'City of the facility. Null for an address-confidentiality participant, and for an adult about the homes of others (rule R-53).' })
  facilityCity!: string | null;

  @Classified(LOCATION, () => String, { nullable: true, description: 'Telephone of the facility. Null for an address-confidentiality participant, and for an adult about the homes of others (rule R-53).' })
  facilityPhone!: string | null;

  @Classified(LOCATION_MINIMUM, () => CountyCodeScalar, { nullable: true, description: 'County of the facility. Null for an address-confidentiality participant, and for an adult about the homes of others (rule R-53).' })
  facilityCounty!: string | null;

  @Classified(CASE, () => DateScalar, { nullable: true, description: 'First day.' })
  startedOn!: LocalDate | null;

  @Classified(CASE, () => DateScalar, { nullable: true, description: 'Last day; null while it goes on.' })
  endedOn!: LocalDate | null;

  @Classified(CASE, () => CodedValueType, { nullable: true, description: 'Why it ended; null where the reason implies a category that is not released (rule G7). Source: O_HM_PLT.PLCG_RNC.' })
  endReason!: CodedValueType | null;

  @Classified(CASE, () => DateScalar, { nullable: true, description: 'Day of the removal. Source: PLC_EPST.REMOVAL_DT.' })
  removedOn!: LocalDate | null;

  @Classified(CASE, () => CodedValueType, { nullable: true, description: 'Why the youth was removed; null where the reason implies a category that is not released (rule G7). Source: PLC_EPST.RMV_RSNC.' })
  removalReason!: CodedValueType | null;

  @Classified(CASE, () => DateScalar, { nullable: true, description: 'Last day of the removal episode; null while in care.' })
  episodeEndedOn!: LocalDate | null;
}

/**
 * The fields of a placement before release; an address-confidentiality participant's placement has no place, nor has that of
 * an adult who reads his own file, because it is the home of others; a code that tells of a withheld category is not there.
 */
export function placementFields(row: Placement, confidential: boolean, decision: Decision): PlacementType {
  const told = (value: Placement['endReason'], table: string) => codedValue(unlessImplying(decision, value), table);
  const place = confidential || decision.role === 'FORMER_YOUTH'
    ? { facilityName: null, facilityStreet: null, facilityCity: null, facilityPhone: null, facilityCounty: null }
    : {
        facilityName: unlessVictimsArrest(row.facilityName), facilityStreet: row.facilityStreet, facilityCity: row.facilityCity,
        facilityPhone: row.facilityPhone, facilityCounty: row.facilityCounty,
      };
  return {
    ...place, facilityType: told(row.facilityType, 'PLC_FCLC'), startedOn: row.startedOn, endedOn: row.endedOn,
    endReason: told(row.endReason, 'PLCG_RNC'), removedOn: row.removedOn, removalReason: told(row.removalReason, 'RMV_RSNC'),
    episodeEndedOn: row.episodeEndedOn,
  };
}

/** A span away from placement. */
@ObjectType('Absence', { description: 'A span away from placement, derived: CWS/CMS has no table of absences (WIC 16501.35).' })
export class AbsenceType {
  @Classified(CASE, () => AbsenceKindEnum, { nullable: true, description: 'Why the youth was away.' })
  kind!: string | null;

  @Classified(CASE, () => DateScalar, { nullable: true, description: 'First day away.' })
  startedOn!: LocalDate | null;

  @Classified(CASE, () => DateScalar, { nullable: true, description: 'Day of return; null while still away.' })
  endedOn!: LocalDate | null;

  @Classified(CASE, () => AbsenceSourceEnum, { nullable: true, description: 'The trace it was derived from.' })
  derivedFrom!: string | null;
}

export function absenceFields(row: Absence): AbsenceType {
  return { kind: row.kind, startedOn: row.startedOn, endedOn: row.endedOn, derivedFrom: row.derivedFrom };
}
