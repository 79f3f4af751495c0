import type { ReleasedWorker } from '../partner-history.js';
import { coding, concept, SYSTEM, type FhirResource } from './fhir.js';
import type { Assertion } from './findings.js';

/** Who of the county is to be reached about the youth: duty lines with their part in the case, never a worker's name. Absent: null for nobody. */
export function careTeamOf(workers: readonly ReleasedWorker[], { patient, agency }: Assertion): FhirResource | null {
  const participants = workers.filter(({ kind, workerPhone }) => kind !== null || workerPhone !== null);
  if (participants.length === 0) return null;
  return {
    resourceType: 'CareTeam', subject: patient, managingOrganization: agency === null ? [] : [agency],
    participant: participants.map(({ kind, workerPhone, startedOn, endedOn }) => ({
      role: kind === null ? [] : [concept([coding(SYSTEM.assignment, kind)])],
      member: { type: 'PractitionerRole', display: workerPhone === null ? 'County child-welfare worker' : `County child-welfare worker, duty line ${workerPhone}` },
      period: { start: startedOn, end: endedOn },
    })),
  };
}
