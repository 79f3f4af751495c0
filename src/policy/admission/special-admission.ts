import type { Purpose } from '../../law/purpose.js';
import type { Role } from '../../law/role.js';
import type { AccessContext, Caller } from '../access-context.js';
import type { AdmissionNode } from './admission.js';
import { ELIGIBLE } from '../relations/emergencies.js';
import type { Settings } from '../settings.js';

/** Ways in beside relations and the county's own work, each for the roles and purposes of its rules. */
interface Way {
  readonly roles: readonly Role[];
  readonly purposes: readonly Purpose[];
  readonly node: (caller: Caller) => AdmissionNode | null;
}

const CARE: readonly Purpose[] = ['TREATMENT', 'CARE_COORDINATION', 'CASE_MANAGEMENT', 'SERVICES', 'MDT'];

const seated = ({ personId, agency }: Caller): AdmissionNode => ({ kind: 'seated', personId, agencyId: agency.id });
const consented = ({ personId, agency }: Caller): AdmissionNode =>
  ({ kind: 'consented', agencyId: agency.id, personId, agencyKind: agency.kind });
const verified = (node: (caller: Caller) => AdmissionNode | null): Way['node'] => (caller) => (caller.credential === 'VERIFIED' ? node(caller) : null);
const ordered = verified(({ personId, agency }) => ({ kind: 'ordered', agencyId: agency.id, personId }));
const emergency = verified(({ personId, agency }) => ({ kind: 'emergency', agencyId: agency.id, personId }));

const WAYS: readonly Way[] = [
  { roles: ['MDT30_MEMBER', 'PROBATION'], purposes: ['MDT'], node: seated },
  { roles: ['CFT_MEMBER'], purposes: ['CARE_COORDINATION', 'CASE_MANAGEMENT'], node: seated },
  {
    roles: ['SUBSTANCE_USE_PROGRAM', 'TRAFFICKING_CASEWORKER', 'EDUCATION'], purposes: [...CARE, 'EMERGENCY_TREATMENT'], node: consented,
  },
  { roles: ['MENTAL_HEALTH'], purposes: CARE, node: (caller) => (caller.agency.kind === 'HOSPITAL' ? consented(caller) : null) },
  {
    roles: ['LAW_ENFORCEMENT', 'DISTRICT_ATTORNEY', 'COURT', 'PROBATION', 'MINORS_COUNSEL'],
    purposes: ['COURT_PROCEEDING', 'INVESTIGATION', 'MISSING_CHILD', 'CASE_MANAGEMENT'], node: ordered,
  },
  {
    roles: ['LAW_ENFORCEMENT', 'NCMEC'], purposes: ['INVESTIGATION', 'MISSING_CHILD'],
    node: verified(({ agency }) => ({ kind: 'reported', agencyId: agency.id })),
  },
  { roles: Object.keys(ELIGIBLE) as Role[], purposes: ['BREAK_GLASS', 'EMERGENCY_TREATMENT'], node: emergency },
];

/** The ways of a child advocacy center, which wait for counsel. */
const CENTER: readonly Way[] = [
  { roles: ['CHILD_ADVOCACY_CENTER'], purposes: ['MDT'], node: seated },
  { roles: ['CHILD_ADVOCACY_CENTER'], purposes: [...CARE, 'INVESTIGATION'], node: consented },
];

const INDEX: readonly Way[] = [{
  roles: ['MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM', 'PROVIDER', 'CHILD_ADVOCACY_CENTER'], purposes: CARE,
  node: verified(({ county }) => (county === null ? null : { kind: 'indexed', county })),
}];

/** The nodes by which teams, consents, orders, reports, emergencies and the index admit this caller for this purpose. */
export function specialNodes({ caller, purpose }: AccessContext, settings: Settings): readonly AdmissionNode[] {
  if (caller.agency.kind === 'FEDERAL') return [];
  const ways = [...WAYS, ...(settings.advocacyCentersReceive ? CENTER : []), ...(settings.countyIndexOperates ? INDEX : [])];
  return ways
    .filter(({ roles, purposes }) => roles.includes(caller.role) && purposes.includes(purpose))
    .flatMap(({ node }) => node(caller) ?? []);
}
