import { create } from 'xmlbuilder2';
import {
  categoriesIn, standingOf, withoutAbsent, type MessageEnvelope, type ReleasedGridEntry, type ReleasedProject,
} from '../partner-adapter.js';
import type { LawEnforcementCase } from './document.js';
import { underElectedName } from './doe.js';
import { documentOf, metadataOf, type Handled } from './handling.js';
import { NAMESPACES, span, type NiemElement } from './niem.js';
import { personOf } from './person.js';
import { victimOf, wordsOf } from './victim.js';

const NOTHING: LawEnforcementCase = { county: null, csecStatus: null, youth: null, gridEntries: null, specialProjects: null };

/** The XML of what was released. A null case is a case of which nothing was released. */
export function messageOf(released: LawEnforcementCase | null, asked: MessageEnvelope): string {
  const found = released ?? NOTHING;
  const { youth, envelope } = underElectedName(found.youth, asked);
  const record = { ...found, youth };
  const handled: Handled = { title: 'Case message of the CSEC gateway', county: record.county, categories: categoriesIn(record) };
  const victim = victimOf(record, envelope);
  const activities = [
    ...(record.gridEntries ?? []).filter((row) => standingOf(row) === null).map(unsortedRow),
    ...(record.specialProjects ?? []).map(projectOf),
  ];
  const message = withoutAbsent({
    ...documentOf(handled, envelope),
    'nc:Metadata': metadataOf(handled, envelope),
    ...(victim === null ? { 'nc:Person': personOf(record.youth, envelope) } : { 'hs:HumanTraffickingVictim': victim }),
    'nc:Activity': activities,
  });
  const root = { 'csec:CaseMessage': { ...NAMESPACES, ...message } };
  return create({ version: '1.0', encoding: 'UTF-8' }, root).end({ prettyPrint: true });
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
