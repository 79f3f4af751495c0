import { create } from 'xmlbuilder2';
import { CATEGORY_FACTS } from '../../src/law/category.js';
import {
  categoriesIn, labelsOf, standingOf, withoutAbsent, type MessageEnvelope, type ReleasedGridEntry, type ReleasedProject,
} from '../partner-adapter.js';
import { childWelfareAgencyOf } from '../partner-counties.js';
import type { LawEnforcementCase } from './document.js';
import { moment, NAMESPACES, span, type NiemElement } from './niem.js';
import { personOf } from './person.js';
import { victimOf, wordsOf } from './victim.js';

const NOTHING: LawEnforcementCase = { county: null, csecStatus: null, youth: null, gridEntries: null, specialProjects: null };

/** The XML of what was released. A null case is a case of which nothing was released. */
export function messageOf(released: LawEnforcementCase | null, envelope: MessageEnvelope): string {
  const record = released ?? NOTHING;
  const victim = victimOf(record, envelope);
  const activities = [
    ...(record.gridEntries ?? []).filter((row) => standingOf(row) === null).map(unsortedRow),
    ...(record.specialProjects ?? []).map(projectOf),
  ];
  const message = withoutAbsent({
    ...documentOf(record, envelope),
    'nc:Metadata': metadataOf(record, envelope),
    ...(victim === null ? { 'nc:Person': personOf(record.youth, envelope) } : { 'hs:HumanTraffickingVictim': victim }),
    'nc:Activity': activities,
  });
  const root = { 'csec:CaseMessage': { ...NAMESPACES, ...message } };
  return create({ version: '1.0', encoding: 'UTF-8' }, root).end({ prettyPrint: true });
}

/** The document part: when, until when, under which decision, to whom and from whom. */
function documentOf({ county }: LawEnforcementCase, envelope: MessageEnvelope): NiemElement {
  const sender = envelope.county ?? county;
  return {
    'nc:DocumentCreationDate': moment(envelope.generatedAt),
    'nc:DocumentExpirationDate': moment(envelope.validUntil),
    'nc:DocumentIdentification': {
      'nc:IdentificationID': envelope.decisionId, 'nc:IdentificationCategoryDescriptionText': 'Decision of the CSEC gateway',
    },
    'nc:DocumentRecipient': organization(envelope.recipient.agencyId, envelope.recipient.name),
    'nc:DocumentSource': sender === null ? null : organization(sender, childWelfareAgencyOf(sender)),
    'nc:DocumentTitleText': 'Case message of the CSEC gateway',
  };
}

const organization = (id: string, name: string): NiemElement => ({
  'nc:EntityOrganization': { 'nc:OrganizationIdentification': { 'nc:IdentificationID': id }, 'nc:OrganizationName': name },
});

/** Notices and duties as caveats; basis, policy and what law withholds as descriptions; labels as sensitivities. */
function metadataOf(record: LawEnforcementCase, envelope: MessageEnvelope): NiemElement {
  const { notices, obligations, deleteBy, basis, consentIds, withheld, policyVersion } = envelope;
  return {
    'nc:CaveatText': [...notices.map(({ text }) => text), ...obligations.map((id) => `Obligation: ${id}${id === 'DELETE_BY' && deleteBy !== null ? ` ${deleteBy}` : ''}`)],
    'nc:DescriptionText': [
      `Policy: ${policyVersion}`,
      ...basis.map((each) => `Basis: ${each}`),
      ...consentIds.map((id) => `Consent: ${id}`),
      ...(record.county === null ? [] : [`County of the case: ${record.county}`]),
      ...withheld.map(({ category }) => `Withheld by law: ${CATEGORY_FACTS[category].title}`),
    ],
    'nc:SensitivityText': [`Confidentiality ${envelope.confidentiality}`, ...labelsOf(categoriesIn(record), envelope)],
  };
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
