import { BASES } from '../../law/basis.js';
import { ROLES } from '../../law/role.js';
import { IN_FORCE, type Rule } from '../rule.js';

const WORKERS = ['COUNTY_WORKER', 'OTHER_COUNTY_WORKER'] as const;

/** What a mark of the county's own system does not keep shut: a statute, a court, the youth himself. */
const BEYOND_THE_MARK: readonly string[] = ['MANDATE', 'COURT_ORDER', 'SELF'];

/** Clients whom the county marked sensitive or sealed in CWS/CMS. */
export const CLIENT_SENSITIVITY_RULES: readonly Rule[] = [
  {
    id: 'R-00.ACCESS_MATRIX', layer: 'FLOOR', effect: 'DENY',
    when: { roles: WORKERS, facts: [['CLOSED_BY_SENSITIVITY']] },
    authorities: ['WIC_10850', 'WIC_16501_5'], effective: IN_FORCE,
    plain: 'A sensitive or sealed client is open only to workers who hold that privilege for that county.',
  },
  {
    id: 'R-00.SEALED_CLIENT', layer: 'NARROWING', effect: 'DENY',
    when: {
      roles: ROLES.filter((role) => role !== 'COUNTY_WORKER' && role !== 'OTHER_COUNTY_WORKER'), facts: [['SUBJECT_SEALED']],
      bases: BASES.filter((basis) => !BEYOND_THE_MARK.includes(basis)),
    },
    authorities: ['WIC_10850', 'WIC_16501_5'], effective: IN_FORCE, counsel: 'partnersMayReachSealedClients',
    plain: 'A client whom the county sealed is closed to partner agencies, but for what a statute or a court compels and for the youth himself.',
  },
];
