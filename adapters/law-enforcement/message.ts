import type { Category } from '../../src/law/category.js';
import { categoriesIn, standingOf, type MessageEnvelope, type ReleasedGridEntry, type ReleasedProject } from '../partner-adapter.js';
import { categoriesOfLists } from '../partner-history.js';
import { categoriesOfScreenings } from '../partner-screening.js';
import { NOTHING, type LawEnforcementCase } from './document.js';
import { underElectedName } from './doe.js';
import { documentOf, metadataOf, type Handled } from './handling.js';
import { identified, span, type NiemElement, type NiemMessage } from './niem.js';
import { personOf } from './person.js';
import {
  allegationOf, caseworkerOf, childWelfareCaseOf, missingPersonOf, placementOf, recoveryOf, referralOf, screeningOf, servicesOf, toVictim,
} from './records.js';
import { victimOf, wordsOf } from './victim.js';

/** What the victim is called within a message. */
const VICTIM = 'victim';

/** The message of what was released. A null case is a case of which nothing was released. */
export function messageOf(released: LawEnforcementCase | null, asked: MessageEnvelope): NiemMessage {
  const found = released ?? NOTHING;
  const { youth, envelope } = underElectedName(found.youth, asked);
  const record = { ...found, youth };
  const handled: Handled = { title: 'Case message of the CSEC gateway', county: record.county, categories: categoriesOf(record) };
  const victim = victimOf(record, envelope);
  const activities = [
    ...(record.gridEntries ?? []).filter((row) => standingOf(row) === null).map(unsortedRow),
    ...(record.specialProjects ?? []).map(projectOf),
  ];
  const content = {
    ...documentOf(handled, envelope),
    'nc:Metadata': metadataOf(handled, envelope),
    ...(victim === null ? { 'nc:Person': personOf(record.youth, envelope) } : { 'hs:HumanTraffickingVictim': identified(VICTIM, victim) }),
    'nc:Activity': activities,
    ...recordsOf(record, envelope),
    ...(victim === null ? { 'hs:Service': servicesOf(record.services ?? []) }
      : { 'hs:ProvidedDirectServiceVictimAssociation': servicesOf(record.services ?? []).map(toVictim(VICTIM)) }),
  };
  return { root: 'csec:CaseMessage', content };
}

/** What the record tells of the youth, in the order of the exchange schema. */
function recordsOf(record: LawEnforcementCase, envelope: MessageEnvelope): NiemElement {
  const absences = record.absences ?? [];
  return {
    'hs:PreScreening': (record.screeningFindings ?? []).map(screeningOf),
    'nc:Referral': (record.referrals ?? []).map(referralOf),
    'hs:JuvenileAbuseNeglectAllegation': (record.allegations ?? []).map(allegationOf),
    'hs:ChildWelfareCase': (record.childWelfareCases ?? []).map(childWelfareCaseOf),
    'hs:Caseworker': (record.workers ?? []).map(caseworkerOf),
    'hs:JuvenilePlacement': (record.placements ?? []).map(placementOf),
    'j:MissingPerson': absences.map((absence) => missingPersonOf(absence, envelope)),
    'hs:MissingChildRecovery': absences.map((absence) => recoveryOf(absence, envelope)),
  };
}

/** The categories that the message holds, so that it is labelled with each. */
function categoriesOf(record: LawEnforcementCase): readonly Category[] {
  const { referrals, allegations, childWelfareCases, placements, absences, workers, services } = record;
  return [
    ...categoriesIn(record),
    ...categoriesOfLists([
      ['CASE_FACTS', [...referrals ?? [], ...allegations ?? [], ...childWelfareCases ?? [], ...placements ?? [], ...absences ?? []]],
      ['CSEC_STATUS', (allegations ?? []).flatMap(({ subtypes }) => subtypes ?? [])],
      ['LOCATION', (placements ?? []).filter(({ facilityCounty }) => facilityCounty !== null)],
      ['WORKER_CONTACT', workers],
    ]),
    ...categoriesOfScreenings(record.screeningFindings), ...(services ?? []).flatMap(({ category }) => category ?? []),
  ];
}

/** A row of which neither standing nor type was released: what is known of it, and no claim. */
function unsortedRow(row: ReleasedGridEntry): NiemElement {
  return {
    'nc:ActivityCategoryText': 'CSEC Grid entry',
    'nc:ActivityDate': span(row.startedOn, row.endedOn),
    'nc:ActivityDescriptionText': wordsOf(row),
  };
}

const PROGRAMME_WORDS = { CSEC_REFERRAL: 'CSEC referral', CSEC_HISTORICAL: 'CSEC, historical code', OTHER: 'other programme' } as const;
const THROUGH_WORDS = { REFERRAL: 'through a referral', CASE: 'through a case' } as const;

/** A special project that the youth's referral or case takes part in. */
function projectOf({ projectName, programme, through, startedOn, endedOn, flags }: ReleasedProject): NiemElement {
  const words = [
    programme === null ? null : PROGRAMME_WORDS[programme],
    through === null ? null : THROUGH_WORDS[through],
    ...(flags ?? []),
  ].filter((part) => part !== null);
  return {
    'nc:ActivityCategoryText': 'CWS/CMS special project',
    'nc:ActivityDate': span(startedOn, endedOn),
    'nc:ActivityDescriptionText': words.length === 0 ? null : words.join(', '),
    'nc:ActivityName': projectName,
  };
}
