import { Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import { CALLER } from '../../law/classification.js';
import type { EndangermentKind } from '../../law/endangerment.js';
import { federalRaceOf } from '../../law/federal-race.js';
import type { MissingChild } from '../../model/missing-child.js';
import type { Placement } from '../../model/placement.js';
import type { Youth } from '../../model/youth.js';
import type { Decision } from '../../policy/decision.js';
import { plainly, type MissingChildRelease } from '../../policy/relations/missing-child.js';
import { Classified } from '../classified.js';
import {
  CSEC_MINIMUM, DISABILITY_MINIMUM, IDENTITY, LOCATION, LOCATION_MINIMUM, MEDICAL_MINIMUM, MENTAL_HEALTH_MINIMUM, REPRODUCTIVE_MINIMUM,
  SUBSTANCE_USE_MINIMUM,
} from '../laws.js';
import { CountyCodeScalar, DateScalar } from '../scalars.js';
import { CodedValueType, codedValue } from './coded-value.type.js';
import { SexEnum } from './enums.js';
import { UserErrorType } from './payload.type.js';
import { placementFields } from './placement.type.js';

/** The statutory minimum set of the report of a missing child. */
@ObjectType('MissingChildReport', {
  description: 'What 42 U.S.C. 671(a)(35)(B) has told of a child who is missing from care: photo, features, what endangers the child, where it was last seen. '
    + 'For whom the report is compelled while it is live, and for whoever is released the category of a field in full on another basis. '
    + 'Never what only a Part 2 programme knows, HIV, abortion, who reported, or the address behind a substitute. That a case has it says nothing of whether the child is missing.',
})
export class MissingChildReportType {
  @Classified(IDENTITY, () => String, { nullable: true, description: 'Where the county keeps the photo. Null where it has none: the gateway holds no pictures.' })
  photoReference!: string | null;

  @Classified(IDENTITY, () => Int, { nullable: true, description: 'Height in inches.' })
  heightInches!: number | null;

  @Classified(IDENTITY, () => Int, { nullable: true, description: 'Weight in pounds.' })
  weightPounds!: number | null;

  @Classified(IDENTITY, () => String, { nullable: true, description: 'Hair, in words.' })
  hair!: string | null;

  @Classified(IDENTITY, () => String, { nullable: true, description: 'Eyes, in words.' })
  eyes!: string | null;

  @Classified(IDENTITY, () => SexEnum, { nullable: true, description: 'Sex. Source: CLIENT_T.GENDER_CD.' })
  sex!: string | null;

  @Classified(IDENTITY, () => CodedValueType, { nullable: true, description: 'Primary ethnicity. Source: CLIENT_T.P_ETHNCTYC.' })
  ethnicity!: CodedValueType | null;

  @Classified(IDENTITY, () => String, { nullable: true, description: 'Federal race of the primary ethnicity; null where that has none.' })
  race!: string | null;

  @Classified(LOCATION_MINIMUM, () => DateScalar, { nullable: true, description: 'Day on which the child was last seen.' })
  lastSeenOn!: LocalDate | null;

  @Classified(LOCATION_MINIMUM, () => String, { nullable: true, description: 'Place where the child was last seen. Null for an address-confidentiality participant who lives, learns or works there (rule R-30).' })
  lastSeenPlace!: string | null;

  @Classified(LOCATION, () => String, { nullable: true, description: 'Name of the last known placement. Null for an address-confidentiality participant.' })
  lastPlacementName!: string | null;

  @Classified(LOCATION, () => String, { nullable: true, description: 'Street of the last known placement. Null for an address-confidentiality participant.' })
  lastPlacementStreet!: string | null;

  @Classified(LOCATION, () => String, { nullable: true, description: 'City of the last known placement. Null for an address-confidentiality participant.' })
  lastPlacementCity!: string | null;

  @Classified(LOCATION, () => CountyCodeScalar, { nullable: true, description: 'County of the last known placement. Null for an address-confidentiality participant.' })
  lastPlacementCounty!: string | null;

  @Classified(CSEC_MINIMUM, () => Boolean, { nullable: true, description: 'True where the child is a victim of commercial sexual exploitation, at risk, or noted to be vulnerable to trafficking; else null.' })
  vulnerableToTrafficking!: true | null;

  @Classified(MEDICAL_MINIMUM, () => [String], { nullable: true, description: 'Prescription medication that the child needs. Null where none is noted.' })
  prescriptionMedications!: readonly string[] | null;

  @Classified(MEDICAL_MINIMUM, () => [String], { nullable: true, description: 'Conditions that endanger the child. Null where none is noted.' })
  medicalConditions!: readonly string[] | null;

  @Classified(MENTAL_HEALTH_MINIMUM, () => Boolean, { nullable: true, description: 'True where suicidal tendencies are noted; else null.' })
  suicidalTendencies!: true | null;

  @Classified(REPRODUCTIVE_MINIMUM, () => Boolean, { nullable: true, description: 'True where a pregnancy is noted; else null. Of any other reproductive care nothing is told.' })
  pregnant!: true | null;

  @Classified(SUBSTANCE_USE_MINIMUM, () => Boolean, { nullable: true, description: 'True where use of substances endangers the child, as others than a Part 2 programme know it; else null.' })
  substanceUse!: true | null;

  @Classified(DISABILITY_MINIMUM, () => Boolean, { nullable: true, description: 'True where a developmental disability endangers the child; else null.' })
  developmentalDisability!: true | null;
}

/** What the report is made of. */
export interface MissingChildSources {
  readonly youth: Youth;
  readonly known: MissingChild;
  /** Newest first. */
  readonly placements: readonly Placement[];
}

/** The fields of the report as far as the decision tells them; a fact of a source that is not released is as if it were not noted. */
export function missingChildFields(sources: MissingChildSources, decision: Decision, release: MissingChildRelease): MissingChildReportType {
  const told = sources.known.endangerments.filter((fact) => release.tellsOf(fact));
  const words = (kind: EndangermentKind): readonly string[] | null => {
    const found = [...new Set(told.flatMap((fact) => (fact.kind === kind && fact.words !== null ? [fact.words] : [])))];
    return found.length === 0 ? null : found;
  };
  const noted = (kind: EndangermentKind): true | null => (told.some((fact) => fact.kind === kind) ? true : null);
  return {
    ...featuresOf(sources, release), ...placeOf(sources, decision, release),
    vulnerableToTrafficking: release.tells('CSEC_STATUS') && sources.youth.csecStatus !== null ? true : noted('TRAFFICKING_VULNERABILITY'),
    prescriptionMedications: words('PRESCRIPTION_MEDICATION'), medicalConditions: words('MEDICAL_CONDITION'),
    suicidalTendencies: noted('SUICIDAL_TENDENCY'), pregnant: noted('PREGNANCY'), substanceUse: noted('SUBSTANCE_USE'),
    developmentalDisability: noted('DEVELOPMENTAL_DISABILITY'),
  };
}

const NO_FEATURES = { photoReference: null, heightInches: null, weightPounds: null, hair: null, eyes: null, sex: null, ethnicity: null, race: null };

function featuresOf({ youth, known: { description } }: MissingChildSources, release: MissingChildRelease): typeof NO_FEATURES | Features {
  if (!release.tells('IDENTITY_CORE')) return NO_FEATURES;
  return {
    photoReference: plainly(description?.photoReference ?? null), heightInches: description?.heightInches ?? null,
    weightPounds: description?.weightPounds ?? null, hair: plainly(description?.hair ?? null), eyes: plainly(description?.eyes ?? null), sex: youth.sex,
    ethnicity: codedValue(youth.ethnicity, 'ETHNCTYC'), race: youth.ethnicity === null ? null : federalRaceOf(youth.ethnicity.code),
  };
}

type Features = Pick<MissingChildReportType, keyof typeof NO_FEATURES>;
type Places = Pick<MissingChildReportType, 'lastSeenOn' | 'lastSeenPlace' | 'lastPlacementName' | 'lastPlacementStreet' | 'lastPlacementCity' | 'lastPlacementCounty'>;

/** Where a participant in Safe at Home lives, learns or works is told to nobody here; nor to an adult where others live. */
function placeOf({ youth, known: { description }, placements }: MissingChildSources, decision: Decision, release: MissingChildRelease): Places {
  const open = release.tells('LOCATION');
  const latest = placements[0];
  // Which placement is the last follows from the days of all: to whom no report is compelled those are case facts.
  const ordered = release.compelled || decision.permits('CASE_FACTS', 'FULL', 'CHILD_WELFARE');
  const placed = open && ordered && latest !== undefined ? placementFields(latest, youth.addressConfidential, decision) : null;
  const kept = (description?.lastSeenAtAddress ?? true) && (youth.addressConfidential || decision.role === 'FORMER_YOUTH');
  return {
    lastSeenOn: open ? description?.lastSeenOn ?? null : null, lastSeenPlace: open && !kept ? plainly(description?.lastSeenPlace ?? null) : null,
    lastPlacementName: placed?.facilityName ?? null, lastPlacementStreet: placed?.facilityStreet ?? null,
    lastPlacementCity: placed?.facilityCity ?? null, lastPlacementCounty: placed?.facilityCounty ?? null,
  };
}

@ObjectType('MissingChildPayload', { description: 'What is known of a missing child, recorded or taken back.' })
export class MissingChildPayloadType {
  @Classified(CALLER, () => Boolean, { description: 'Whether it was done.' })
  done!: boolean;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
