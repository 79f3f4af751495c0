import { coding, concept, EXTENSION, SYSTEM, type FhirResource } from '../../../adapters/mental-health/fhir.js';
import { labelCodings } from '../../../adapters/mental-health/security-labels.js';
import { withoutAbsent } from '../../../adapters/partner-adapter.js';
import { scopeInWords } from '../../../adapters/partner-consent-scope.js';
import { CATEGORY_FACTS, CONFIDENTIALITY, type Category } from '../../law/category.js';
import type { ToldDisclosure } from './told-disclosure.js';

/** A resource as the façade tells it, with the categories that its labels come from. */
export interface ToldResource {
  readonly id: string;
  readonly categories: readonly Category[];
  readonly resource: FhirResource;
}

/** What a searchset is made of. */
export interface SearchsetParts {
  readonly base: string;
  readonly found: readonly ToldResource[];
  readonly told: ToldDisclosure | null;
  readonly self: string;
  /** Absent: null on the last page. */
  readonly next: string | null;
  /** Whether older services are released that no page of the search holds. */
  readonly cutShort?: boolean | undefined;
}

/**
 * A page of a search. It says no total: how many there are beyond the page may tell of what is withheld. What law has
 * travel with a release goes as its outcome entry; of a patient who is not there for this caller there is none.
 */
export function searchsetOf({ base, found, told, self, next, cutShort = false }: SearchsetParts): FhirResource {
  return withoutAbsent({
    resourceType: 'Bundle',
    meta: told === null ? null : { security: highWaterOf(found, told) },
    type: 'searchset',
    link: [{ relation: 'self', url: self }, next === null ? null : { relation: 'next', url: next }],
    entry: [
      ...found.map(({ id, resource }) => ({ fullUrl: `${base}/${resource.resourceType}/${id}`, resource, search: { mode: 'match' } })),
      told === null ? null : { resource: outcomeOf(told, cutShort), search: { mode: 'outcome' } },
    ],
  });
}

function highWaterOf(found: readonly ToldResource[], told: ToldDisclosure) {
  const categories = found.flatMap((each) => each.categories);
  const levels = categories.map((category) => CONFIDENTIALITY.indexOf(CATEGORY_FACTS[category].confidentiality));
  const highest = CONFIDENTIALITY[Math.max(CONFIDENTIALITY.indexOf('R'), ...levels)]!;
  const sensitivity = categories.flatMap((category) => CATEGORY_FACTS[category].sensitivity);
  return [coding(SYSTEM.confidentiality, highest), ...labelCodings([...new Set([...sensitivity, ...told.labels])].sort())];
}

const CUT_SHORT = {
  severity: 'warning', code: 'incomplete', diagnostics: 'This search is of the newest hundred services. Older ones are released too; a message holds them all.',
};

/** That the search is of a part, the notices, the scopes of the consents that law has told (42 CFR 2.32(b)), and what is withheld where that may be said. */
function outcomeOf(told: ToldDisclosure, cutShort: boolean): FhirResource {
  const notice = (system: string, code: string, diagnostics: string) =>
    ({ severity: 'information', code: 'informational', details: concept([coding(system, code)]), diagnostics });
  const issues = [
    ...(cutShort ? [CUT_SHORT] : []),
    ...told.notices.map(({ id, text }) => notice(SYSTEM.notice, id, text)),
    ...told.consentScopes.map((scope) => notice('urn:ca:csec:consent', scope.consent, scopeInWords(scope))),
    ...told.withheld.map(({ coordinate, category, reason, remedy }) => ({
      severity: 'information', code: 'suppressed',
      details: concept([coding(SYSTEM.category, category, CATEGORY_FACTS[category].title), coding('urn:ca:csec:reason', reason)], `${coordinate} is withheld`),
      diagnostics: remedy,
    })),
  ];
  // An outcome has an issue: where nothing travels along, it says just that the release stands.
  return {
    resourceType: 'OperationOutcome',
    extension: dutiesOf(told),
    issue: issues.length > 0 ? issues : [{ severity: 'information', code: 'informational', diagnostics: 'Nothing is withheld, and no notice goes with it.' }],
  };
}

/** How long the answer holds, what it obliges to, and the first of the days by which what it tells is returned or destroyed. */
function dutiesOf({ validUntil, obligations, deleteBy = [] }: ToldDisclosure): readonly Record<string, unknown>[] {
  const first = deleteBy.flatMap(({ on }) => on ?? []).toSorted()[0];
  return [
    ...(validUntil === null ? [] : [{ url: EXTENSION.validUntil, valueInstant: validUntil }]),
    ...(first === undefined ? [] : [{ url: EXTENSION.deleteBy, valueDate: first }]),
    ...obligations.map((id) => ({ url: EXTENSION.obligation, valueCode: id })),
  ];
}

/** What travels with one resource that is read by itself. */
export function travelling(told: ToldDisclosure): readonly Record<string, unknown>[] {
  const withheld = [...new Set(told.withheld.map(({ category }) => category))];
  return [
    ...dutiesOf(told),
    ...told.notices.map(({ text }) => ({ url: EXTENSION.notice, valueString: text })),
    ...told.consentScopes.map((scope) => ({ url: EXTENSION.consentScope, valueString: scopeInWords(scope) })),
    ...withheld.map((category) => ({ url: EXTENSION.withheld, valueCoding: coding(SYSTEM.category, category, CATEGORY_FACTS[category].title) })),
  ];
}
