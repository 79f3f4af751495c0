import type { Category } from '../../src/law/category.js';
import type { MessageEnvelope, ReleasedCode } from '../partner-adapter.js';
import { countyNameOf } from '../partner-counties.js';
import type { ReleasedAbsence, ReleasedPlacement, ReleasedWorker } from '../partner-history.js';
import { remarksOn, TOOL_WORDS, type UnnamedScreening } from '../partner-screening.js';
import type { LawEnforcementCase } from './document.js';
import { day, referring, span, type NiemElement } from './niem.js';
import { identificationOf } from './person.js';

type Row<K extends 'referrals' | 'allegations' | 'childWelfareCases' | 'services'> = NonNullable<LawEnforcementCase[K]>[number];

/** The words of a code with the code, or the code alone where the county's table has no words. */
const worded = (coded: ReleasedCode | null): string | null =>
  (coded === null ? null : [coded.display, `(${coded.system} ${coded.code})`].filter((part) => part !== null).join(' '));

/** With what the youth was screened and when, and what it is worth; who asked, an answer, a score or a band is in no message. */
export function screeningOf({ tool, answeredOn, ...finding }: UnnamedScreening): NiemElement {
  return {
    'nc:ActivityDate': day(answeredOn),
    'nc:ActivityDescriptionText': remarksOn(finding).join(' ') || null,
    'hs:PreScreeningToolText': tool === null ? null : TOOL_WORDS[tool],
  };
}

/** A child-welfare referral. Who reported is in no message. */
export function referralOf({ receivedOn, closedOn, response, disposition }: Row<'referrals'>): NiemElement {
  return {
    'nc:ActivityCategoryText': 'Child-welfare referral',
    'nc:ActivityDate': span(receivedOn, closedOn),
    'nc:ActivityDescriptionText': worded(response),
    'nc:ActivityDisposition': { 'nc:DispositionText': disposition },
  };
}

/** What was alleged to have been done to the youth. NIEM derives the element from a charge; nothing of a charge is in it. */
export function allegationOf({ type, subtypes }: Row<'allegations'>): NiemElement {
  return { 'hs:AbuseNeglectAllegationCategoryText': worded(type), 'hs:AbuseNeglectDetailCategoryText': (subtypes ?? []).map(worded) };
}

export function childWelfareCaseOf({ startedOn, endedOn, closeReason }: Row<'childWelfareCases'>): NiemElement {
  return { 'nc:ActivityDate': span(startedOn, endedOn), 'nc:CaseResolutionText': worded(closeReason) };
}

/** The type, time and county of a placement. */
export function placementOf({ facilityType, facilityCounty, startedOn, endedOn }: ReleasedPlacement): NiemElement {
  return {
    'nc:ActivityDate': span(startedOn, endedOn),
    'nc:ActivityLocation': facilityCounty === null ? null : { 'nc:Address': { 'nc:AddressCountyName': countyNameOf(facilityCounty) } },
    'hs:PlacementCategoryText': worded(facilityType),
  };
}

const CIRCUMSTANCES = { RAN_AWAY: 'Ran away', ABDUCTED: 'Abducted', UNEXPLAINED: 'Unexplained' } as const;

/** A span away from placement. Only running away has a code: who abducted a child is not known here. */
export function missingPersonOf({ kind, startedOn, endedOn }: ReleasedAbsence, envelope: MessageEnvelope): NiemElement | null {
  if (kind === null && startedOn === null && endedOn === null) return null;
  return {
    'nc:PersonOtherIdentification': identificationOf(envelope),
    'j:MissingPersonCircumstanceText': kind === null ? null : CIRCUMSTANCES[kind],
    'ncic:MissingPersonCircumstanceCode': kind === 'RAN_AWAY' ? 'R' : null,
    'j:MissingPersonFoundDate': day(endedOn),
    'j:MissingPersonFoundIndicator': endedOn === null ? null : true,
    'j:MissingPersonStatus': startedOn === null ? null : { 'nc:StatusDescriptionText': 'Away from placement since', 'nc:StatusDate': day(startedOn) },
  };
}

/** The end of a span away: the youth is back. How, CWS/CMS does not say. */
export function recoveryOf({ endedOn }: ReleasedAbsence, envelope: MessageEnvelope): NiemElement | null {
  return endedOn === null ? null : { 'nc:ActivityDate': day(endedOn), 'hs:Child': { 'nc:PersonOtherIdentification': identificationOf(envelope) } };
}

const DUTY_LINES = {
  PRIMARY: 'Primary worker\'s duty line', SECONDARY: 'Secondary worker\'s duty line', READ_ONLY: 'Duty line of a worker who reads',
} as const;

/** The duty line of a worker who carries the case, and from when until when; without a name. */
export function caseworkerOf({ kind, workerPhone, startedOn, endedOn }: ReleasedWorker): NiemElement {
  const words = [kind === null ? null : DUTY_LINES[kind], startedOn && `from ${startedOn}`, endedOn && `until ${endedOn}`].filter((part) => part !== null);
  return {
    'nc:PersonContactInformation': {
      'nc:ContactTelephoneNumber': { 'nc:FullTelephoneNumber': { 'nc:TelephoneNumberFullID': workerPhone } },
      'nc:ContactInformationDescriptionText': words.join(', ') || null,
    },
  };
}

const SERVICES: Readonly<Partial<Record<Category, string>>> = {
  CASE_FACTS: 'Case Management Services', MENTAL_HEALTH: 'Mental Health Services', GENERAL_MEDICAL: 'Medical and Dental Services',
  EDUCATION: 'Educational Services',
};
const KINDS = { CONTACT: 'Contact', VISIT: 'Visit', SERVICE: 'Service' } as const;

/** That the youth has services, each kind of each category once: neither when, nor what, nor by whom. */
export function servicesOf(services: readonly Row<'services'>[]): readonly NiemElement[] {
  const each = new Map(services.filter(({ category, kind }) => category !== null || kind !== null).map((row) => [`${row.category} ${row.kind}`, row]));
  return [...each.values()].map(({ category, kind }) => ({
    'nc:ActivityDescriptionText': kind === null ? null : KINDS[kind],
    'hs:ServiceCategoryCode': category === null ? null : SERVICES[category] ?? 'Other Services',
  }));
}

/** A service as one that the victim of this message was given. */
export const toVictim = (victim: string) => (service: NiemElement): NiemElement => ({ 'hs:HumanTraffickingVictim': referring(victim), 'hs:Service': service });
