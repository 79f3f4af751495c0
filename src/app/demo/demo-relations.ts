import { createHash } from 'node:crypto';
import { DEMO_COUNTY, demoAgencyId, demoPersona } from '../../auth/demo-identities.js';
import { ageOn, countyDay, plusDays, plusSeconds, type Instant } from '../../kernel/dates.js';
import type { Involvement, Team, TeamMember } from '../../model/agency.js';
import type { Consent } from '../../model/consent.js';
import type { YouthOutline } from '../../store/queries/youth-outlines.js';
import type { Keyed, TeamAssignment } from '../../store/writers/bulk.js';
import { DEMO_CONSENT_STATES, demoConsent, type DemoConsentState } from './demo-consents.js';

/** Who works with whom in the demo county. */
export interface DemoRelations {
  readonly team: Team;
  readonly members: readonly TeamMember[];
  readonly assignments: readonly TeamAssignment[];
  readonly involvements: readonly Keyed<Involvement>[];
  readonly consents: readonly Consent[];
}

const AGENCY = {
  county: demoAgencyId('child-welfare', DEMO_COUNTY), clinic: demoAgencyId('behavioural-health', DEMO_COUNTY),
  police: demoAgencyId('police', DEMO_COUNTY), provider: demoAgencyId('community-provider', DEMO_COUNTY),
  publicHealth: demoAgencyId('public-health', DEMO_COUNTY), programme: demoAgencyId('substance-use-programme', DEMO_COUNTY),
  lapsed: demoAgencyId('lapsed-clinic', DEMO_COUNTY),
} as const;

/** A fixed id for a thing of the demo, the same at every load. */
export function demoId(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\n'), 'utf8').digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const REACHED_SHARE = 5;

/**
 * Relations for the youths of the demo county: the youth of the tour has every caller of the tour; of the others every
 * fifth has some partner, so that each caller sees some cases and not others, and consents stand in every state.
 */
export function demoRelations(tour: YouthOutline, youths: readonly YouthOutline[], now: Instant): DemoRelations {
  const reached = youths.filter((youth, index) => youth.subjectId !== tour.subjectId && index % REACHED_SHARE === 0 && youth.sensitivity !== 'R');
  const team: Team = {
    id: demoId('team', DEMO_COUNTY), name: 'Demo CSEC Multidisciplinary Team (synthetic)', county: DEMO_COUNTY, statute: 'S18951D',
    protocolVersion: 'demo-protocol-1', protocolExpiresOn: null,
  };
  return {
    team, members: membersOf(team, now),
    assignments: [tour, ...reached.filter((_, index) => index % 2 === 0)].map((youth) => ({
      subjectId: youth.subjectId, recordKey: 'demo', teamId: team.id, assignedAt: plusSeconds(now, -60 * 86_400), unassignedAt: null,
    })),
    involvements: [tour, ...reached].flatMap((youth, index) => involvementsOf(youth, index, now)),
    consents: [...tourConsents(tour, now), ...reached.flatMap((youth, index) => consentsOf(youth, index, now))],
  };
}

function membersOf(team: Team, now: Instant): readonly TeamMember[] {
  const joinedAt = plusSeconds(now, -300 * 86_400);
  const trainingAttestedOn = plusDays(countyDay(now), -310);
  const seats = [
    [demoPersona('mdt-member').personId, AGENCY.publicHealth, 'Public health'],
    [demoPersona('mental-health').personId, AGENCY.clinic, 'Mental health'],
    [demoPersona('county-worker').personId, AGENCY.county, 'Child welfare'],
    [demoPersona('provider').personId, AGENCY.provider, 'Advocacy'],
  ] as const;
  return seats.map(([personId, agencyId, discipline]) => ({
    teamId: team.id, personId, agencyId, discipline, trainingAttestedOn, joinedAt, leftAt: null,
  }));
}

function involvementsOf(youth: YouthOutline, index: number, now: Instant): readonly Keyed<Involvement>[] {
  const startedOn = plusDays(countyDay(now), -120);
  const of = (agencyId: string, kind: Involvement['kind'], more: Partial<Involvement> = {}): Keyed<Involvement> => ({
    subjectId: youth.subjectId, agencyId, kind, startedOn, endedOn: null, referralKey: null, ...more, recordKey: `demo ${kind} ${agencyId}`,
  });
  const tour = index === 0;
  const found: Keyed<Involvement>[] = [];
  if (tour || index % 2 === 0) found.push(of(AGENCY.clinic, 'TREATMENT'));
  if (tour || index % 3 === 0) found.push(of(AGENCY.police, 'INVESTIGATION', { referralKey: youth.reportedReferrals[0] ?? null }));
  if (index % 7 === 3) found.push(of(AGENCY.clinic, 'TREATMENT', { startedOn: plusDays(startedOn, -400), endedOn: plusDays(startedOn, -30) }));
  if (index % 11 === 5) found.push(of(AGENCY.lapsed, 'TREATMENT'));
  return found;
}

const PROVIDER_CATEGORIES = ['IDENTITY_CORE', 'CSEC_STATUS', 'CASE_FACTS'] as const;

function tourConsents(youth: YouthOutline, now: Instant): readonly Consent[] {
  const common = { youth, now, recordedByAgencyId: AGENCY.county, state: 'LIVE' as const };
  return [
    demoConsent({
      ...common, id: demoId('consent', youth.subjectId, 'provider'), recipientAgencyId: AGENCY.provider, discloserAgencyId: AGENCY.county,
      regimes: ['GENERAL_CWS'], categories: PROVIDER_CATEGORIES, purposes: ['SERVICES', 'CARE_COORDINATION'],
      fields: ['Identifier.value'],
    }),
    demoConsent({
      ...common, id: demoId('consent', youth.subjectId, 'part2'), recipientAgencyId: AGENCY.clinic, discloserAgencyId: AGENCY.programme,
      regimes: ['PART2_SPECIFIC'], categories: ['SUBSTANCE_USE_PART2'], purposes: ['TREATMENT', 'CARE_COORDINATION'], statute: 'FAM_6929',
    }),
    demoConsent({
      ...common, id: demoId('consent', youth.subjectId, 'reproductive'), recipientAgencyId: AGENCY.clinic, discloserAgencyId: AGENCY.publicHealth,
      regimes: ['HIPAA_CMIA'], categories: ['REPRODUCTIVE_HEALTH'], purposes: ['TREATMENT'], statute: 'FAM_6925', state: 'REVOKED',
    }),
  ];
}

/** Each reached youth has one consent; the states go round, so that every one is found. */
function consentsOf(youth: YouthOutline, index: number, now: Instant): readonly Consent[] {
  if (youth.bornOn === null || ageOn(youth.bornOn, countyDay(now)) < 13) return [];
  const state: DemoConsentState = DEMO_CONSENT_STATES[index % DEMO_CONSENT_STATES.length]!;
  const health = index % 4 === 1;
  return [demoConsent({
    id: demoId('consent', youth.subjectId, 'one'), youth, now, state, recordedByAgencyId: AGENCY.county,
    recipientAgencyId: AGENCY.provider, discloserAgencyId: health ? AGENCY.clinic : AGENCY.county,
    regimes: health ? ['HIPAA_CMIA', 'LPS'] : ['GENERAL_CWS'],
    categories: health ? ['MENTAL_HEALTH'] : state === 'PARTIAL' ? ['CSEC_STATUS'] : PROVIDER_CATEGORIES,
    purposes: ['SERVICES'], ...(health ? { statute: 'FAM_6924' } : {}),
  })];
}
