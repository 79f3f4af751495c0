import { countyDay, type Instant } from '../kernel/dates.js';
import type { Purpose } from '../law/purpose.js';
import type { Agency, Agreement } from '../model/agency.js';

/** Says whether the agreement is in force at that moment: its last day ends at midnight of the county's calendar. */
export function isAgreementLive(agreement: Agreement, asOf: Instant): boolean {
  const day = countyDay(asOf);
  return agreement.signedAt <= asOf
    && agreement.effectiveOn <= day
    && (agreement.expiresOn === null || day <= agreement.expiresOn)
    && (agreement.terminatedAt === null || asOf < agreement.terminatedAt);
}

/** An agency with its agreements at one moment. */
export interface AgencyAt {
  readonly agency: Agency;
  readonly agreements: readonly Agreement[];
  readonly asOf: Instant;
}

/**
 * Says whether the agency may state the purpose: under one live agreement with its county that names it, or as the
 * county's own child-welfare agency, which is the custodian and has no agreement with itself. A body without a county
 * needs one with any county; whether it reaches a given youth's county is decided for that youth.
 */
export function agencyMayState(purpose: Purpose, { agency, agreements, asOf }: AgencyAt): boolean {
  if (agency.kind === 'CHILD_WELFARE' && agency.county !== null) return true;
  return agreements.some((agreement) => agreement.agencyId === agency.id
    && (agency.county === null || agreement.county === agency.county)
    && agreement.purposes.includes(purpose)
    && isAgreementLive(agreement, asOf));
}
