import { z } from 'zod';
import { isUuid } from '../kernel/ids.js';
import { purposeOf, type Purpose } from '../law/purpose.js';
import { TOKEN_ROLES, type TokenRole } from '../law/role-purposes.js';
import type { CredentialStrength, WorkerPrivilege } from '../policy/access-context.js';
import { claimFault } from './token-fault.js';

/** The `acr` of a token whose caller was identified by more than a password. */
export const STRONG_ACR = 'verified';

/** What a verified token says of its caller. */
export interface CallerClaims {
  readonly personId: string;
  readonly agencyId: string;
  readonly role: TokenRole;
  /** Two digits, `99` for the State; null when the token names none. */
  readonly county: string | null;
  readonly credential: CredentialStrength;
  readonly staffKey: string | null;
  readonly privileges: readonly WorkerPrivilege[];
  /** The purposes for which the token may be used at all. */
  readonly purposes: readonly Purpose[];
  readonly tokenId: string | null;
}

/** Names of the privileges in tokens, as CWS/CMS has them. */
export const WORKER_PRIVILEGES = ['SEALED', 'SENSITIVE', 'COUNTYWIDE_READ', 'STATEWIDE_READ'] as const satisfies readonly WorkerPrivilege[];

/** The roles whose people have a CWS/CMS staff id and privileges; in another role's token both are faults. */
const CWS_CMS_STAFF: readonly TokenRole[] = ['COUNTY_WORKER', 'COUNTY_IT', 'STATE'];

const COUNTY = /^(0[1-9]|[1-4][0-9]|5[0-8]|99)$/;

/** Says whether the text is the two-digit number of a California county, or `99` for the State. */
export function isCountyNumber(text: string): boolean {
  return COUNTY.test(text);
}

const uuid = z.string().transform((text) => text.toLowerCase()).refine(isUuid);
const purpose = z.string().transform((text, check): Purpose => {
  const known = purposeOf(text);
  if (known === undefined) check.addIssue({ code: 'custom', message: 'unknown' });
  return known ?? z.NEVER;
});

const claimsSchema = z.object({
  sub: uuid,
  agency_id: uuid,
  role: z.enum(TOKEN_ROLES),
  county: z.string().regex(COUNTY).nullish(),
  acr: z.enum([STRONG_ACR, 'password']).nullish(),
  amr: z.array(z.string()).max(16).nullish(),
  staff_id: z.string().regex(/^[0-9A-Za-z]{3}$/).nullish(),
  privileges: z.array(z.enum(WORKER_PRIVILEGES)).max(16).nullish(),
  purposes: z.array(purpose).min(1).max(64),
  jti: z.string().min(1).max(128).nullish(),
});

/**
 * Reads the caller out of the claims of a verified token.
 * Absent: without `acr`, and without `mfa` among `amr` (RFC 8176), the credential counts as a password.
 * Errors: AUTH_CLAIM_INVALID naming every claim at fault, never its value.
 */
export function callerClaims(payload: Readonly<Record<string, unknown>>): CallerClaims {
  const parsed = claimsSchema.safeParse(payload);
  if (!parsed.success) throw claimFault(...parsed.error.issues.map((issue) => String(issue.path[0])));
  const claims = parsed.data;
  const faults: string[] = [];
  if (!CWS_CMS_STAFF.includes(claims.role)) {
    if (claims.staff_id != null) faults.push('staff_id');
    if (claims.privileges != null && claims.privileges.length > 0) faults.push('privileges');
  }
  if (faults.length > 0) throw claimFault(...faults);
  return {
    personId: claims.sub,
    agencyId: claims.agency_id,
    role: claims.role,
    county: claims.county ?? null,
    credential: credentialOf(claims.acr ?? null, claims.amr ?? []),
    staffKey: claims.staff_id ?? null,
    privileges: [...new Set(claims.privileges ?? [])],
    purposes: [...new Set(claims.purposes)],
    tokenId: claims.jti ?? null,
  };
}

function credentialOf(acr: 'verified' | 'password' | null, amr: readonly string[]): CredentialStrength {
  if (acr !== null) return acr === STRONG_ACR ? 'VERIFIED' : 'PASSWORD';
  return amr.includes('mfa') ? 'VERIFIED' : 'PASSWORD';
}
