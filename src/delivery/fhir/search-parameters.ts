import { GatewayError } from '../../kernel/gateway-error.js';
import { pseudonymOfPatient } from './fhir-ids.js';

/** Whom a request is about: a youth by the caller's own pseudonym, or by the county's id; nobody, where the words name none. */
export type Whom = { readonly pseudonym: string } | { readonly cwsCms: string } | 'NOBODY';

/** A search as understood. */
export interface FhirSearch {
  /** Absent: null where the search is of every patient. */
  readonly whom: Whom | null;
  /** Only the resource of this id. */
  readonly id: string | null;
  readonly count: number;
  readonly cursor: string | null;
}

export type Parameters = readonly (readonly [name: string, value: string])[];

/** The system of CWS/CMS client ids, as its screens show them. */
export const CWS_CMS_SYSTEM = 'urn:ca:cwscms:CLIENT_T';

export const pseudonymSystemOf = (agencyId: string): string => `urn:ca:csec:pseudo:${agencyId}`;

const COMMON = ['_id', '_count', '_cursor', '_format'];
const OF_PATIENTS = ['identifier', ...COMMON];
const OF_ROWS = ['patient', 'patient.identifier', 'subject', 'subject.identifier', ...COMMON];

/** The parameters by which a type is searched. */
export const parametersOf = (type: string): readonly string[] => (type === 'Patient' ? OF_PATIENTS : OF_ROWS);

const DEFAULT_COUNT = 50;
const MOST = 100;

/**
 * Reads the parameters of a search. What is not understood is refused: to leave it out would widen the search.
 * Errors: BAD_INPUT, naming the parameters that there are and nothing of what was sent.
 */
export function readSearch(type: string, given: Parameters, at: { readonly agencyId: string; readonly base: string }): FhirSearch {
  const known = parametersOf(type);
  const names = given.map(([name]) => name);
  if (names.some((name) => !known.includes(name))) {
    throw new GatewayError('BAD_INPUT', `A search of ${type} takes ${known.join(', ')} and nothing else.`, { fields: known });
  }
  if (new Set(names).size < names.length) throw new GatewayError('BAD_INPUT', 'A parameter is given twice.', { fields: known });
  if (given.some(([, text]) => text.includes(','))) throw new GatewayError('BAD_INPUT', 'A parameter takes one value.', { fields: known });
  const value = new Map(given);
  const asked = names.filter((name) => /^(identifier|patient|subject)/.test(name));
  if (asked.length > 1) throw new GatewayError('BAD_INPUT', 'The patient is named twice.', { fields: asked });
  const [by] = asked;
  return {
    whom: by === undefined ? null : by.endsWith('identifier') ? byIdentifier(value.get(by)!, at.agencyId) : byReference(value.get(by)!, at.base),
    id: value.get('_id') ?? null, count: countOf(value.get('_count')), cursor: value.get('_cursor') ?? null,
  };
}

/** A token `system|value`; without a system it can only be the caller's own pseudonym. Errors: BAD_INPUT for every value of a system. */
function byIdentifier(token: string, agencyId: string): Whom {
  const bar = token.indexOf('|');
  const [system, value] = bar < 0 ? [null, token] : [token.slice(0, bar), token.slice(bar + 1)];
  if (system !== null && value === '') throw new GatewayError('BAD_INPUT', 'An identifier has a value.', { field: 'identifier' });
  if (system === CWS_CMS_SYSTEM) return { cwsCms: value };
  return system === null || system === pseudonymSystemOf(agencyId) ? { pseudonym: value } : 'NOBODY';
}

/** `<id>`, `Patient/<id>`, or either below this façade's own address. */
function byReference(text: string, base: string): Whom {
  const local = text.startsWith(`${base}/`) ? text.slice(base.length + 1) : text;
  const pseudonym = pseudonymOfPatient(local.replace(/^Patient\//, ''));
  return pseudonym === null ? 'NOBODY' : { pseudonym };
}

function countOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_COUNT;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new GatewayError('BAD_INPUT', '_count must be a whole number from 1.', { field: '_count' });
  return Math.min(Number(text), MOST);
}
