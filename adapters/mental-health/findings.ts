import { standingOf, type ReleasedGridEntry } from '../partner-adapter.js';
import type { MentalHealthCase } from './document.js';
import { coding, concept, SYSTEM, type Coding, type FhirReference, type FhirResource } from './fhir.js';

/** Whom a finding is about and which county office asserts it; no county, no assertion by name. */
export interface Assertion {
  readonly patient: FhirReference;
  readonly agency: FhirReference | null;
  readonly recorder: FhirReference | null;
}

const AT_RISK = coding(SYSTEM.snomed, '716565009', 'At increased risk of child sexual exploitation');
const VICTIM = coding(SYSTEM.snomed, '713834002', 'Victim of child sexual exploitation');

/** The clinical concept of a row by what it says of the youth, or null when that was not released. */
function conceptOf(row: ReleasedGridEntry): Coding | null {
  const standing = standingOf(row);
  if (standing === null) return null;
  return standing === 'VICTIM' ? VICTIM : AT_RISK;
}

/** True when the released dates say that the row goes on: its start is known and it has no end. */
export function isOpen({ startedOn, endedOn }: { readonly startedOn: string | null; readonly endedOn: string | null }): boolean {
  return startedOn !== null && endedOn === null;
}

export const isOpenVictimRow = (row: ReleasedGridEntry): boolean => standingOf(row) === 'VICTIM' && isOpen(row);

/**
 * One grid row, as a health concern that the county asserts. It is never a confirmed diagnosis: at risk is unconfirmed,
 * a victim row provisional. A row without dates says nothing of whether it goes on, so it has no clinical status.
 */
export function conditionOf(row: ReleasedGridEntry, { patient, recorder }: Assertion): FhirResource {
  const clinical = conceptOf(row);
  return {
    resourceType: 'Condition',
    clinicalStatus: clinicalStatusOf(row),
    verificationStatus: concept([coding(SYSTEM.conditionVerification, clinical === VICTIM ? 'provisional' : 'unconfirmed')]),
    category: [concept([coding(SYSTEM.conditionCategory, 'health-concern')])],
    code: concept(
      [clinical, row.type && coding(row.type.system, String(row.type.code), row.type.display)],
      row.type?.display ?? 'CSEC Grid entry; its type is not released or not known',
    ),
    subject: patient,
    onsetDateTime: row.startedOn,
    abatementDateTime: row.endedOn,
    recorder,
    note: row.flags?.map((flag) => ({ text: `CWS/CMS business rule: ${flag}` })) ?? [],
  };
}

function clinicalStatusOf(row: ReleasedGridEntry) {
  if (row.endedOn !== null) return concept([coding(SYSTEM.conditionClinical, 'resolved')]);
  return isOpen(row) ? concept([coding(SYSTEM.conditionClinical, 'active')]) : null;
}

const STATUS_WORDS = {
  AT_RISK: 'At risk of commercial sexual exploitation',
  VICTIM_CURRENT: 'Victim of commercial sexual exploitation, current',
  VICTIM_PAST: 'Victim of commercial sexual exploitation, past',
} as const;

/** The status that the county's rows add up to, as an observation of its own: rows and status are released apart. */
export function statusObservation(status: NonNullable<MentalHealthCase['csecStatus']>, { patient, agency }: Assertion): FhirResource {
  return {
    resourceType: 'Observation', status: 'final',
    category: [concept([coding(SYSTEM.observationCategory, 'social-history')])],
    code: concept([coding(SYSTEM.csecFinding, 'csec-status')], 'CSEC status asserted by county child welfare'),
    subject: patient,
    performer: agency === null ? [] : [agency],
    valueCodeableConcept: concept([coding(SYSTEM.csecStatus, status)], STATUS_WORDS[status]),
  };
}
