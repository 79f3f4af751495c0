import { CATEGORY_FACTS, type Category } from '../../src/law/category.js';
import { labelsOf, type MessageEnvelope } from '../partner-adapter.js';
import { scopesInWords } from '../partner-consent-scope.js';
import { childWelfareAgencyOf } from '../partner-counties.js';
import { moment, type NiemElement } from './niem.js';

/** What a message is, and of what: the county of the case where it was released, and the categories that it holds. */
export interface Handled {
  readonly title: string;
  readonly county: string | null;
  readonly categories: readonly Category[];
}

/** The document part: when, until when, under which decision, to whom and from whom. */
export function documentOf({ title, county }: Handled, envelope: MessageEnvelope): NiemElement {
  const sender = envelope.county ?? county;
  return {
    'nc:DocumentCreationDate': moment(envelope.generatedAt),
    'nc:DocumentExpirationDate': moment(envelope.validUntil),
    'nc:DocumentIdentification': {
      'nc:IdentificationID': envelope.decisionId, 'nc:IdentificationCategoryDescriptionText': 'Decision of the CSEC gateway',
    },
    'nc:DocumentRecipient': organization(envelope.recipient.agencyId, envelope.recipient.name),
    'nc:DocumentSource': sender === null ? null : organization(sender, childWelfareAgencyOf(sender)),
    'nc:DocumentTitleText': title,
  };
}

const organization = (id: string, name: string): NiemElement => ({
  'nc:EntityOrganization': { 'nc:OrganizationIdentification': { 'nc:IdentificationID': id }, 'nc:OrganizationName': name },
});

/** Notices and duties as caveats; basis, consents with their scopes, policy and what law withholds as descriptions; labels as sensitivities. */
export function metadataOf({ county, categories }: Handled, envelope: MessageEnvelope): NiemElement {
  const { notices, obligations, deleteBy, basis, consentIds, withheld, policyVersion } = envelope;
  return {
    'nc:CaveatText': [...notices.map(({ text }) => text), ...obligations.map((id) => `Obligation: ${id}${id === 'DELETE_BY' && deleteBy !== null ? ` ${deleteBy}` : ''}`)],
    'nc:DescriptionText': [
      `Policy: ${policyVersion}`,
      ...basis.map((each) => `Basis: ${each}`),
      ...consentIds.map((id) => `Consent: ${id}`),
      ...scopesInWords(envelope),
      ...(county === null ? [] : [`County of the case: ${county}`]),
      ...withheld.map(({ category }) => `Withheld by law: ${CATEGORY_FACTS[category].title}`),
    ],
    'nc:SensitivityText': [`Confidentiality ${envelope.confidentiality}`, ...labelsOf(categories, envelope)],
  };
}
