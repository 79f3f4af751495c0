import { demoClaims } from '../../src/auth/demo-claims.js';
import { demoPersona } from '../../src/auth/demo-identities.js';
import type { Category } from '../../src/law/category.js';
import type { Planter } from './canary-county.js';
import type { Asker } from './canary-grants.js';
import { AGENCY } from './canary-youths.js';
import { AGENCY as PARTNER, CALLER, claimsOf } from './scenario-people.js';

/** A release under a consent that was withdrawn since, and who may be told of it; written by hand. */
interface NoticeLaw {
  readonly agency: string;
  /** Who received; absent: a colleague who asks nothing here. */
  readonly person?: string;
  readonly released: readonly Category[];
  /** What was withdrawn; absent: what was released. */
  readonly withdrawn?: readonly Category[];
  /** A colleague took note of it. */
  readonly acknowledged?: true;
  /** Whoever is of the agency, the one person who received, or nobody. */
  readonly told: 'AGENCY' | 'PERSON' | 'NOBODY';
}

const personOf = (persona: 'mental-health' | 'law-enforcement' | 'provider'): string => demoPersona(persona).personId;

const NOTICES: readonly NoticeLaw[] = [
  { agency: AGENCY.alsoUninvolved, released: ['IDENTITY_CORE', 'HIV'], told: 'NOBODY' },
  { agency: AGENCY.clinic, person: personOf('mental-health'), released: ['REPRODUCTIVE_HEALTH'], told: 'PERSON' },
  { agency: AGENCY.clinic, released: ['IDENTITY_CORE', 'HIV'], told: 'AGENCY' },
  // The name of what law conceals would tell a colleague that there was some.
  { agency: AGENCY.clinic, released: ['HIV'], told: 'NOBODY' },
  { agency: PARTNER.portal, person: CALLER.caregiver.personId, released: ['IDENTITY_CORE'], told: 'PERSON' },
  // The persons of a portal are no colleagues.
  { agency: PARTNER.portal, released: ['IDENTITY_CORE'], told: 'NOBODY' },
  { agency: AGENCY.police, released: ['IDENTITY_CORE'], acknowledged: true, told: 'NOBODY' },
  { agency: AGENCY.police, person: personOf('law-enforcement'), released: ['IDENTITY_CORE'], acknowledged: true, told: 'PERSON' },
  // Sealed since: every youth of this county has a seal order that is later than any planted release.
  { agency: AGENCY.provider, person: personOf('provider'), released: ['JUVENILE_JUSTICE'], told: 'NOBODY' },
  { agency: AGENCY.provider, person: personOf('provider'), released: ['IDENTITY_CORE'], withdrawn: ['LOCATION'], told: 'NOBODY' },
  // What was received before an agreement ended must still be destroyed.
  { agency: AGENCY.lapsed, released: ['IDENTITY_CORE'], told: 'AGENCY' },
];

/** The youth of whom all of it was released; of every other only what is told to nobody who asks. */
const OF = 3;

/** Begin the ids of the consents that were rested on, and of their withdrawals. No consent bears one: nothing more is ever released under them. */
const CONSENT = 'c0215e2f';
const WITHDRAWAL = '317d4a00';

const idOf = (word: string, n: number, place: number): string => `${word}-0000-4000-8000-${String(n * 1_000 + place).padStart(12, '0')}`;

/** Plants one release with its withdrawal, and the receipt of a colleague. Its moments, its person and its disclosure are values that stand nowhere else. */
export function plantNotice(planter: Planter, n: number, place: number, law: NoticeLaw): void {
  const [consent, withdrawal] = [idOf(CONSENT, n, place), idOf(WITHDRAWAL, n, place)];
  planter.add(n, 'consent_release', consent, {
    agency_id: law.agency, categories: law.released, ...(law.person === undefined ? {} : { person_id: law.person }),
  });
  planter.add(n, 'consent_withdrawal', withdrawal, { consent_id: consent, categories: law.withdrawn ?? law.released });
  if (law.acknowledged) planter.add(n, 'withdrawal_receipt', withdrawal, { agency_id: law.agency });
}

/** What was released of a youth and withdrawn since. */
export function plantNotices(planter: Planter, n: number): void {
  NOTICES.slice(0, n === OF ? NOTICES.length : 1).forEach((law, place) => plantNotice(planter, n, place, law));
}

/** Person and agency in whose name an asker asks. */
export function nameOf({ caller }: Asker): { readonly personId: string; readonly agencyId: string } {
  const claims = typeof caller === 'string' ? demoClaims({ as: caller }) : 'as' in caller ? demoClaims(caller) : claimsOf(caller);
  return { personId: claims['sub'] as string, agencyId: claims['agency_id'] as string };
}

/** Says whether an asker is told of the withdrawal, or the release, of that id; of those that are added later nobody is. */
export function isToldNotice(asker: Asker, n: number, id: string): boolean {
  const law = n === OF ? NOTICES[Number(id.slice(-12)) % 1_000] : undefined;
  const { personId, agencyId } = nameOf(asker);
  return law !== undefined && law.told !== 'NOBODY' && law.agency === agencyId && (law.told === 'AGENCY' || law.person === personId);
}

/** Says whether an asker is told of it because he received himself: that he did is a fact about him, and decides for him. */
export function receivedHimself(asker: Asker, n: number, id: string): boolean {
  return isToldNotice(asker, n, id) && NOTICES[Number(id.slice(-12)) % 1_000]?.told === 'PERSON';
}

/** Says whether an asker is told of any withdrawal about the youth. */
export const isToldOf = (asker: Asker, n: number): boolean => NOTICES.some((_, place) => isToldNotice(asker, n, idOf(WITHDRAWAL, n, place)));

const LATER = 900;

/** Releases that add nothing to what an asker is told, though they went to his own agency: by what each is of. */
export function untoldNotices(asker: Asker): ReadonlyMap<string, NoticeLaw> {
  const { personId, agencyId } = nameOf(asker);
  const portal = agencyId === PARTNER.portal;
  return new Map<string, NoticeLaw>([
    ['what law conceals, to a colleague', { agency: agencyId, released: ['SUBSTANCE_USE_PART2', 'IMMIGRATION'], told: 'NOBODY' }],
    ['a sealed matter, to himself', { agency: agencyId, person: personId, released: ['JUVENILE_JUSTICE'], told: 'NOBODY' }],
    ['what was not withdrawn, to himself', { agency: agencyId, person: personId, released: ['CASE_FACTS'], withdrawn: ['LOCATION'], told: 'NOBODY' }],
    ['the record, to another agency', { agency: AGENCY.alsoUninvolved, person: personId, released: ['CASE_FACTS'], told: 'NOBODY' }],
    ['the record, to a colleague who took note', { agency: agencyId, released: ['CASE_FACTS'], acknowledged: true, told: 'NOBODY' }],
    ...(portal ? [['the record, to another person of the portal', { agency: agencyId, released: ['CASE_FACTS'], told: 'NOBODY' }] as const] : []),
  ]);
}

/** Where a release that is added later stands. */
export const laterPlace = (at: number): number => LATER + at;
