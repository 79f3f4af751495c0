import type { Admission, AdmissionNode } from '../policy/admission/admission.js';

/**
 * The alternatives of an admission as the database's functions take them: the nodes of the policy room, unchanged,
 * because the database knows the same closed set. Nobody is no alternative.
 */
export function nodesOf(admission: Admission): readonly AdmissionNode[] {
  switch (admission.kind) {
    case 'nobody': return [];
    case 'any-of': return admission.nodes;
  }
}
