import type { Sensitivity } from '../../model/youth.js';
import type { Caller } from '../access-context.js';
import type { SubjectFacts } from '../facts.js';
import { STATE_COUNTY } from './role-towards.js';
import { NOT_KNOWN, certain, type Finding } from '../evaluation/finding.js';

/** What lets a worker reach restricted clients: a privilege, and whether the worker is a county's or the State's. */
export type WorkerLevel = 'COUNTY_SENSITIVE' | 'COUNTY_SEALED' | 'STATE_SENSITIVE' | 'STATE_SEALED';

export type CountyRelation = 'SAME' | 'OTHER' | 'NONE';

/**
 * Which levels reach a sensitive or a sealed client; an unrestricted client is open to every worker.
 * Source: CWS/CMS access matrix (Legacy Security 2.7), cws-cms.md section 4.5.
 */
export const SENSITIVITY_MATRIX: Readonly<Record<'S' | 'R', Readonly<Record<CountyRelation, readonly WorkerLevel[]>>>> = {
  S: {
    SAME: ['COUNTY_SENSITIVE', 'STATE_SENSITIVE'],
    OTHER: ['STATE_SENSITIVE'],
    NONE: ['COUNTY_SENSITIVE'],
  },
  R: {
    SAME: ['COUNTY_SEALED', 'STATE_SEALED'],
    OTHER: [],
    NONE: ['COUNTY_SEALED', 'STATE_SEALED'],
  },
};

/** The levels that a worker holds. */
export function workerLevels(caller: Caller): readonly WorkerLevel[] {
  const state = caller.county === STATE_COUNTY;
  const levels: WorkerLevel[] = [];
  if (caller.privileges.includes('SENSITIVE')) levels.push(state ? 'STATE_SENSITIVE' : 'COUNTY_SENSITIVE');
  if (caller.privileges.includes('SEALED')) levels.push(state ? 'STATE_SEALED' : 'COUNTY_SEALED');
  return levels;
}

/** The sensitivities that a worker reaches among clients of that relation to his county. */
export function sensitivitiesOpenTo(caller: Caller, relation: CountyRelation): readonly Sensitivity[] {
  const levels = workerLevels(caller);
  const restricted = (['S', 'R'] as const).filter((sensitivity) =>
    SENSITIVITY_MATRIX[sensitivity][relation].some((level) => levels.includes(level)));
  return ['N', ...restricted];
}

/** Says whether the matrix closes this client to this worker; unknown for a worker of no county. */
export function closedBySensitivity(caller: Caller, subject: SubjectFacts): Finding {
  if (caller.county === null) return NOT_KNOWN;
  if (subject.sensitivity === 'N') return certain(false);
  const relation = subject.county === null ? 'NONE' : subject.county === caller.county ? 'SAME' : 'OTHER';
  return certain(!sensitivitiesOpenTo(caller, relation).includes(subject.sensitivity));
}
