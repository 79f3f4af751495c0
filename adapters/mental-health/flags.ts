import type { ReleasedProject } from '../partner-adapter.js';
import type { ReleasedAbsence } from '../partner-history.js';
import type { MentalHealthCase } from './document.js';
import { coding, concept, fhirCode, SYSTEM, type FhirResource } from './fhir.js';
import { isOpenVictimRow, type Assertion } from './findings.js';

/**
 * The safety flag of a youth who is a victim now, by an open victim row or by the released status; null otherwise. Its
 * period begins with the earliest open row.
 */
export function safetyFlag(released: MentalHealthCase, { patient, agency }: Assertion): FhirResource | null {
  const open = (released.gridEntries ?? []).filter(isOpenVictimRow);
  if (open.length === 0 && released.csecStatus !== 'VICTIM_CURRENT') return null;
  const start = open.map(({ startedOn }) => startedOn).filter((day) => day !== null).sort()[0] ?? null;
  return {
    resourceType: 'Flag', status: 'active',
    category: [concept([coding(SYSTEM.flagCategory, 'safety')])],
    code: concept([coding(SYSTEM.flag, 'csec-victim')], 'Victim of commercial sexual exploitation'),
    subject: patient,
    period: { start },
    author: agency,
  };
}

/**
 * A special project the youth takes or took part in. The flag is inactive once the participation has ended. FHIR demands a
 * status: of a participation whose days were not released nothing can be claimed, and it is not sent. Absent: null for such a one.
 */
export function projectFlag(project: ReleasedProject, { patient, agency }: Assertion): FhirResource | null {
  const { projectName, programme, through } = project;
  if (project.startedOn === null && project.endedOn === null) return null;
  return {
    resourceType: 'Flag', status: project.endedOn === null ? 'active' : 'inactive',
    category: [concept([coding(SYSTEM.flagCategory, 'admin')])],
    code: concept(
      [
        projectName === null ? null : coding(SYSTEM.project, fhirCode(projectName)),
        programme === null ? null : coding(SYSTEM.programme, programme),
        through === null ? null : coding(SYSTEM.through, through),
        ...(project.flags ?? []).map((flag) => coding(SYSTEM.flag, flag)),
      ],
      projectName ?? 'CWS/CMS special project; its name is not released or not known',
    ),
    subject: patient,
    period: { start: project.startedOn, end: project.endedOn },
    author: agency,
  };
}

/**
 * A span away from placement. FHIR demands a status: of an absence whose days were not released nothing can be claimed,
 * and it is not sent. Absent: null for such a one.
 */
export function absenceFlag({ kind, startedOn, endedOn }: ReleasedAbsence, { patient, agency }: Assertion): FhirResource | null {
  if (startedOn === null && endedOn === null) return null;
  return {
    resourceType: 'Flag', status: endedOn === null ? 'active' : 'inactive',
    category: [concept([coding(SYSTEM.flagCategory, 'safety')])],
    code: concept([coding(SYSTEM.flag, 'away-from-placement'), kind === null ? null : coding(SYSTEM.absence, kind)], 'Away from placement'),
    subject: patient,
    period: { start: startedOn, end: endedOn },
    author: agency,
  };
}
