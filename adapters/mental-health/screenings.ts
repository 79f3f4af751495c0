import { TOOL_WORDS, remarksOn, type ReleasedScreening } from '../partner-screening.js';
import { coding, concept, SYSTEM, type FhirResource } from './fhir.js';
import type { Assertion } from './findings.js';
import { labelledInline } from './security-labels.js';

/**
 * A finding of a screening, as a survey that the agency which asked has made. It is final where the worker of the case
 * confirmed it and no answer contradicts another, and taken back where that worker dismissed it. It has no value, and says
 * why: no answer is released, and no score or band is kept.
 */
export function screeningObservation(finding: ReleasedScreening, { patient }: Assertion): FhirResource {
  const { tool, answeredOn, agencyId } = finding;
  const asker = agencyId === null ? null : { type: 'Organization', identifier: { system: SYSTEM.agency, value: agencyId } };
  return {
    resourceType: 'Observation', status: statusOf(finding),
    category: [concept([coding(SYSTEM.observationCategory, 'survey')])],
    code: concept([tool === null ? null : coding(SYSTEM.tool, tool)], tool === null ? 'Screening; its tool is not released or not known' : TOOL_WORDS[tool]),
    subject: patient,
    effectiveDateTime: answeredOn,
    performer: asker === null ? [] : [labelledInline(asker, 'CASE_FACTS')],
    dataAbsentReason: concept([coding(SYSTEM.dataAbsent, 'unsupported')], 'No score or band is kept of this screening'),
    note: remarksOn(finding).map((text) => ({ text })),
  };
}

function statusOf({ state, doubtful }: ReleasedScreening): 'final' | 'preliminary' | 'entered-in-error' | 'unknown' {
  switch (state) {
    case 'CONFIRMED': return doubtful === false ? 'final' : 'preliminary';
    case 'AWAITING_REVIEW': return 'preliminary';
    case 'DISMISSED': return 'entered-in-error';
    case null: return 'unknown';
  }
}
