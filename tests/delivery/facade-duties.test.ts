import { describe, expect, it } from 'vitest';
import { withoutAbsent } from '../../adapters/partner-adapter.js';
import { scopeInWords } from '../../adapters/partner-consent-scope.js';
import { searchsetOf, travelling } from '../../src/delivery/fhir/searchset.js';
import type { ToldDisclosure } from '../../src/delivery/fhir/told-disclosure.js';
import { localDate, type Instant } from '../../src/kernel/dates.js';
import { fhirValidators } from '../adapters/fhir-validators.js';
import type { Parsed } from '../support/gateway.js';

const SCOPE = {
  consent: 'consent@1', categories: ['SUBSTANCE_USE_PART2'], purposes: ['TREATMENT'], redisclosure: 'PROHIBITED', expiresOn: localDate('2026-12-31'),
  signedOn: localDate('2026-01-31'), signedBy: 'SUBJECT',
} as const;

const NOTHING: ToldDisclosure = {
  policyVersion: '2026.03', validUntil: null, decisions: [{ case: 'a', decisionId: 'decision' }], obligations: [], labels: [], notices: [], consents: [],
  consentScopes: [], withheld: [],
};

/** An answer of two cases with every duty there is; of one the day is not known. */
const TOLD: ToldDisclosure = {
  ...NOTHING, validUntil: '2026-04-01T07:00:00.000Z' as Instant, obligations: ['CONSENT_COPY', 'DELETE_BY'], notices: [{ id: 'N1', text: 'Notice' }],
  consents: ['consent@1'], consentScopes: [SCOPE],
  deleteBy: [{ case: 'a', on: localDate('2031-06-30') }, { case: 'b', on: localDate('2030-01-31') }, { case: 'c', on: null }],
  withheld: ['Case.placements', 'Case.absences'].map((coordinate) => ({ coordinate, category: 'LOCATION', reason: 'NOT_RELEASED', authorities: [], remedy: 'Ask.' })),
};

const outcomeOf = (told: ToldDisclosure): Parsed => {
  const { entry } = searchsetOf({ base: 'https://gateway.example/fhir', found: [], told, self: 'https://gateway.example/fhir/Patient', next: null }) as Parsed;
  return entry[0].resource as Parsed;
};
const ofUrl = (extensions: readonly Parsed[], name: string): readonly Parsed[] => extensions.filter(({ url }) => url === `urn:ca:csec:extension:${name}`);

describe('what travels with an answer over FHIR', () => {
  it('goes with one resource: validity, the first day of deletion, duties, notices, scopes and what is withheld, each category once', async () => {
    const extension = travelling(TOLD) as readonly Parsed[];
    expect(ofUrl(extension, 'delete-by')).toEqual([{ url: 'urn:ca:csec:extension:delete-by', valueDate: '2030-01-31' }]);
    expect(ofUrl(extension, 'consent-scope').map(({ valueString }) => valueString)).toEqual([scopeInWords(SCOPE)]);
    expect(ofUrl(extension, 'withheld').map(({ valueCoding }) => valueCoding.code)).toEqual(['LOCATION']);
    expect(['valid-until', 'obligation', 'notice'].map((name) => ofUrl(extension, name).length)).toEqual([1, 2, 1]);
    const flag = withoutAbsent({ resourceType: 'Flag', status: 'active', code: { text: 'Flag' }, subject: { reference: 'Patient/a' }, extension });
    for (const [name, faults] of Object.entries(await fhirValidators())) expect([name, faults(flag)]).toEqual([name, []]);
  });

  it('goes with a search as its outcome', async () => {
    const outcome = outcomeOf(TOLD);
    expect(ofUrl(outcome['extension'], 'delete-by')).toEqual([{ url: 'urn:ca:csec:extension:delete-by', valueDate: '2030-01-31' }]);
    expect(outcome['issue'].map(({ diagnostics }: Parsed) => diagnostics)).toEqual(['Notice', scopeInWords(SCOPE), 'Ask.', 'Ask.']);
    for (const [name, faults] of Object.entries(await fhirValidators())) expect([name, faults(outcome)]).toEqual([name, []]);
  });

  it('is nothing where nothing travels along', () => {
    expect(travelling(NOTHING)).toEqual([]);
    expect([outcomeOf(NOTHING)['extension'], outcomeOf(NOTHING)['issue'].length]).toEqual([undefined, 1]);
  });
});
