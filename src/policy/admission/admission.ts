import type { AgencyKind } from '../../law/agreement.js';
import type { Category } from '../../law/category.js';
import type { Purpose } from '../../law/purpose.js';
import type { Involvement } from '../../model/agency.js';
import type { Sensitivity } from '../../model/youth.js';
import type { AccessContext, Caller } from '../access-context.js';
import { relationsAdmitting } from './admission-relations.js';
import { STATE_COUNTY } from '../relations/role-towards.js';
import { sensitivitiesOpenTo, type CountyRelation } from '../relations/sensitivity-matrix.js';
import { STRICT_SETTINGS, type Settings } from '../settings.js';
import { AGENCY_PURPOSES } from '../situation.js';
import { specialNodes } from './special-admission.js';

/** A client's sensitivity and the relation of his county to the worker's: `S:OTHER`. */
export type SensitivityLimit = `${Sensitivity}:${CountyRelation}`;

/** The clients that the access matrix opens to a worker whose county is `home`. */
export interface Limited {
  readonly home: string | null;
  readonly limits: readonly SensitivityLimit[];
}

/**
 * One way in which a caller may know that a youth exists. Closed. What the SQL of each must match, at least:
 * `involved`: involvements of that agency and kind, whatever their dates and conditions; with a `personId` only those
 * that belong to that very person, so one that names nobody in particular does not match.
 * `ordered`: orders of the youth that name the agency or the person as recipient, whatever their dates, but none that
 * only lets a parent sign (PARENT_MAY_SIGN). `reported`: compelled reports to the agency that have not ended.
 * `emergency`: accesses by breaking the glass that this person of this agency opened and that are neither closed nor
 * over; by id only: a page never reads it (rule R-60). `indexed`: youths of that county with an open case; by id and
 * identifier only, because the index of WIC 18961.5 locates and never lists.
 */
export type AdmissionNode =
  | ({ readonly kind: 'county'; readonly county: string } & Limited)
  | ({ readonly kind: 'everywhere' } & Limited)
  | ({ readonly kind: 'assigned'; readonly staffKey: string } & Limited)
  | { readonly kind: 'involved'; readonly agencyId: string; readonly as: Involvement['kind']; readonly personId?: string }
  | { readonly kind: 'seated'; readonly personId: string; readonly agencyId: string }
  | { readonly kind: 'consented'; readonly agencyId: string; readonly personId: string; readonly agencyKind: AgencyKind }
  | { readonly kind: 'ordered'; readonly agencyId: string; readonly personId: string }
  | { readonly kind: 'reported'; readonly agencyId: string }
  | { readonly kind: 'emergency'; readonly agencyId: string; readonly personId: string }
  | { readonly kind: 'indexed'; readonly county: string };

/**
 * Which records a caller may know of, for the store to compile into SQL. It may be wider than the decisions and is
 * never narrower; it releases nothing: a subject is admitted only when its decision also releases something.
 */
export type Admission =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'any-of'; readonly nodes: readonly AdmissionNode[] };

export const NOBODY: Admission = Object.freeze({ kind: 'nobody' });

const CARE: readonly Purpose[] = ['TREATMENT', 'CARE_COORDINATION', 'CASE_MANAGEMENT'];
const PARTNER: readonly Purpose[] = [...CARE, 'SERVICES', 'MDT'];

/** The records that the caller may know of, by what the caller and the purpose alone say. The default is nobody, and nobody without an agreement. */
export function admissionFor(context: AccessContext, settings: Settings = STRICT_SETTINGS): Admission {
  if (context.agreementLapsed) return NOBODY;
  const nodes = [...nodesFor(context, settings), ...relationsAdmitting(context), ...specialNodes(context, settings)];
  return nodes.length === 0 ? NOBODY : Object.freeze({ kind: 'any-of', nodes: Object.freeze(nodes.map((node) => Object.freeze(node))) });
}

function nodesFor({ caller, purpose }: AccessContext, settings: Settings): readonly AdmissionNode[] {
  const { agency } = caller;
  switch (caller.role) {
    case 'COUNTY_WORKER':
      return ['CHILD_WELFARE', 'STATE'].includes(agency.kind) ? workerNodes(caller, purpose, settings) : [];
    case 'MENTAL_HEALTH':
      if (agency.kind !== 'MENTAL_HEALTH' || !PARTNER.includes(purpose)) return [];
      return [...(CARE.includes(purpose) ? [involved(caller, 'TREATMENT')] : []), seated(caller), consented(caller)];
    case 'PROVIDER':
      return agency.kind === 'COMMUNITY_PROVIDER' && PARTNER.includes(purpose) ? [seated(caller), consented(caller)] : [];
    case 'MDT_MEMBER':
      return purpose === 'MDT' && agency.kind !== 'FEDERAL' ? [seated(caller)] : [];
    case 'LAW_ENFORCEMENT':
      return agency.kind === 'LAW_ENFORCEMENT' && purpose === 'INVESTIGATION' && caller.credential === 'VERIFIED'
        ? [involved(caller, 'INVESTIGATION')] : [];
    default:
      return [];
  }
}

const involved = (caller: Caller, as: Involvement['kind']): AdmissionNode => ({ kind: 'involved', agencyId: caller.agency.id, as });
const seated = (caller: Caller): AdmissionNode => ({ kind: 'seated', personId: caller.personId, agencyId: caller.agency.id });
const consented = (caller: Caller): AdmissionNode =>
  ({ kind: 'consented', agencyId: caller.agency.id, personId: caller.personId, agencyKind: caller.agency.kind });

/** The limits of the sensitivity matrix for one worker. */
function limitsOf(caller: Caller): Limited {
  const relations: readonly CountyRelation[] = ['SAME', 'OTHER', 'NONE'];
  return {
    home: caller.county,
    limits: relations.flatMap((relation) =>
      sensitivitiesOpenTo(caller, relation).map((sensitivity): SensitivityLimit => `${sensitivity}:${relation}`)),
  };
}

function workerNodes(caller: Caller, purpose: Purpose, settings: Settings): readonly AdmissionNode[] {
  const { county, privileges, staffKey } = caller;
  if (county === null || (!AGENCY_PURPOSES.includes(purpose) && purpose !== 'TREATMENT')) return [];
  const limited = limitsOf(caller);
  const nodes: AdmissionNode[] = [];
  if (county === STATE_COUNTY || privileges.includes('STATEWIDE_READ')) nodes.push({ kind: 'everywhere', ...limited });
  else if (privileges.includes('COUNTYWIDE_READ')) {
    nodes.push({ kind: 'county', county, ...limited });
    const limits = limited.limits.filter((limit) => limit.endsWith(':NONE'));
    if (settings.clientsWithoutCountyOpenCountywide) nodes.push({ kind: 'everywhere', home: county, limits });
  }
  if (staffKey !== null) nodes.push({ kind: 'assigned', staffKey, ...limited });
  if (county !== STATE_COUNTY) nodes.push(involved(caller, 'SUPERVISION'), involved(caller, 'REQUEST'));
  return nodes;
}

/** What every worker admitted by a privilege to read may read on every row. */
const READ_ON_EVERY_ROW: readonly Category[] = ['IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS'];

/**
 * Says whether a filter or an order by fields of this category may be used: whether the caller reads the category on
 * every row that can be admitted to him, whatever the row holds (rule G3). Static in caller and purpose.
 */
export function filterMayBeUsed(context: AccessContext, category: Category): boolean {
  const { caller, purpose } = context;
  const reads = caller.county === STATE_COUNTY || caller.privileges.includes('COUNTYWIDE_READ') || caller.privileges.includes('STATEWIDE_READ');
  return caller.role === 'COUNTY_WORKER' && ['CHILD_WELFARE', 'STATE'].includes(caller.agency.kind) && reads
    && AGENCY_PURPOSES.includes(purpose) && READ_ON_EVERY_ROW.includes(category);
}
