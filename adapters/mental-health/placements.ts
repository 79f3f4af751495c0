import { countyNameOf } from '../partner-counties.js';
import type { ReleasedPlacement } from '../partner-history.js';
import { coding, concept, EXTENSION, SYSTEM, type FhirResource } from './fhir.js';
import type { Assertion } from './findings.js';
import { labelledInline } from './security-labels.js';

/**
 * A placement out of home, as an episode of care that the county manages: its type, its time, and the county where it
 * is; never the place itself. FHIR demands a status: of a placement whose days were not released nothing can be claimed,
 * and it is not sent. Absent: null for such a one.
 */
export function episodeOf(placement: ReleasedPlacement, { patient, agency }: Assertion): FhirResource | null {
  const { facilityType, facilityCounty, startedOn, endedOn } = placement;
  if (startedOn === null && endedOn === null) return null;
  return {
    resourceType: 'EpisodeOfCare',
    extension: facilityCounty === null ? [] : [{
      url: EXTENSION.placementCounty,
      valueCoding: labelledInline(coding(SYSTEM.county, facilityCounty, countyNameOf(facilityCounty)), 'LOCATION'),
    }],
    status: endedOn === null ? 'active' : 'finished',
    type: facilityType === null ? [] : [concept([coding(facilityType.system, String(facilityType.code), facilityType.display)], facilityType.display)],
    patient,
    managingOrganization: agency,
    period: { start: startedOn, end: endedOn },
  };
}
