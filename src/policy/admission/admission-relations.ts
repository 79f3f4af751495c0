import type { AgencyKind } from '../../law/agreement.js';
import type { Purpose } from '../../law/purpose.js';
import type { Role } from '../../law/role.js';
import type { InvolvementKind } from '../../model/agency.js';
import type { AccessContext } from '../access-context.js';
import type { AdmissionNode } from './admission.js';

interface Related {
  readonly agencyKind: AgencyKind;
  /** The relations that admit, each with the purposes for which it does. */
  readonly by: readonly { readonly as: InvolvementKind; readonly purposes: readonly Purpose[] }[];
  /** The relation must be the caller's own, and not his agency's. */
  readonly own?: true;
}

const COORDINATION: readonly Purpose[] = ['CARE_COORDINATION', 'CASE_MANAGEMENT'];

/** By which relation to a youth each listed party and each person may know of the youth. A role that is absent: by none. */
const RELATED: Readonly<Partial<Record<Role, Related>>> = {
  PROBATION: {
    agencyKind: 'PROBATION',
    by: [
      { as: 'PROBATION', purposes: [...COORDINATION, 'MISSING_CHILD', 'COURT_PROCEEDING', 'INVESTIGATION'] },
      { as: 'INVESTIGATION', purposes: ['INVESTIGATION'] },
    ],
  },
  PUBLIC_HEALTH_NURSE: { agencyKind: 'PUBLIC_HEALTH', by: [{ as: 'NURSING', purposes: [...COORDINATION, 'TREATMENT'] }] },
  SUBSTANCE_USE_PROGRAM: { agencyKind: 'SUBSTANCE_USE_PROGRAM', by: [{ as: 'TREATMENT', purposes: [...COORDINATION, 'TREATMENT'] }] },
  DISTRICT_ATTORNEY: { agencyKind: 'PROSECUTOR', by: [{ as: 'PROSECUTION', purposes: ['INVESTIGATION', 'COURT_PROCEEDING'] }] },
  EDUCATION: { agencyKind: 'EDUCATION', by: [{ as: 'SCHOOLING', purposes: ['SERVICES', 'CARE_COORDINATION'] }] },
  COURT: { agencyKind: 'COURT', by: [{ as: 'JURISDICTION', purposes: ['COURT_PROCEEDING'] }] },
  MINORS_COUNSEL: { agencyKind: 'MINORS_COUNSEL', by: [{ as: 'REPRESENTATION', purposes: ['COURT_PROCEEDING'] }] },
  PARENT: {
    agencyKind: 'PERSON_PORTAL', own: true,
    by: [{ as: 'PARENTAGE', purposes: ['SUBJECT_REQUEST'] }, { as: 'PERSONAL_REPRESENTATION', purposes: ['SUBJECT_REQUEST'] }],
  },
  CAREGIVER: { agencyKind: 'PERSON_PORTAL', own: true, by: [{ as: 'CARE', purposes: ['CARE_COORDINATION'] }] },
  YOUTH: { agencyKind: 'PERSON_PORTAL', own: true, by: [{ as: 'SELF', purposes: ['SUBJECT_REQUEST'] }] },
};

/** The relations by which the caller may know of a youth for the purpose; none for a role that relations do not admit. */
export function relationsAdmitting({ caller, purpose }: AccessContext): readonly AdmissionNode[] {
  const related = RELATED[caller.role];
  if (related === undefined || related.agencyKind !== caller.agency.kind) return [];
  return related.by.filter((one) => one.purposes.includes(purpose)).map(({ as }): AdmissionNode => ({
    kind: 'involved', agencyId: caller.agency.id, as, ...(related.own === true ? { personId: caller.personId } : {}),
  }));
}
