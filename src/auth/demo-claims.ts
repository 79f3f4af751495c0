import type { Purpose } from '../law/purpose.js';
import type { WorkerPrivilege } from '../policy/access-context.js';
import { DEMO_AGENCIES, DEMO_COUNTY, demoPersona, type DemoPersonaName } from './demo-identities.js';

/** Who a demo token is for; everything but the persona has a default. */
export interface DemoChoice {
  readonly as: DemoPersonaName;
  readonly county?: string | undefined;
  /** The token's purposes; every purpose of the role unless told. */
  readonly purposes?: readonly Purpose[] | undefined;
  /** Added to those of the persona; an empty list takes them all away. */
  readonly privileges?: readonly WorkerPrivilege[] | undefined;
  readonly agencyId?: string | undefined;
  readonly personId?: string | undefined;
  readonly staffKey?: string | undefined;
}

/** The claims of a demo token. */
export function demoClaims(choice: DemoChoice): Readonly<Record<string, unknown>> {
  const persona = demoPersona(choice.as, choice.county ?? DEMO_COUNTY);
  const staffKey = persona.role === 'COUNTY_WORKER' ? choice.staffKey ?? persona.staffKey : null;
  const county = countyOf(choice, persona.county);
  return {
    sub: choice.personId ?? persona.personId,
    agency_id: choice.agencyId ?? persona.agencyId,
    role: persona.role,
    ...(county === null ? {} : { county }),
    acr: 'verified',
    ...(staffKey === null ? {} : { staff_id: staffKey }),
    privileges: privilegesOf(choice.privileges, persona.privileges),
    purposes: choice.purposes ?? persona.purposes,
  };
}

/** A token for an agency of another's choosing claims that agency's county, or none, unless one is told. */
function countyOf(choice: DemoChoice, ofPersona: string): string | null {
  if (choice.county !== undefined || choice.agencyId === undefined) return ofPersona;
  return DEMO_AGENCIES.find((agency) => agency.id === choice.agencyId)?.county ?? null;
}

function privilegesOf(chosen: readonly WorkerPrivilege[] | undefined, own: readonly WorkerPrivilege[]): readonly WorkerPrivilege[] {
  if (chosen === undefined) return own;
  return chosen.length === 0 ? [] : [...new Set([...own, ...chosen])];
}
