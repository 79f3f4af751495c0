import { isLocalDate } from '../../src/kernel/dates.js';
import { fhirValidators } from './fhir-validators.js';

type Json = Record<string, unknown>;

/** Every object below a value, itself included, with its path. */
function objectsIn(value: unknown, path = ''): readonly { readonly path: string; readonly object: Json }[] {
  if (value === null || typeof value !== 'object') return [];
  const below = Object.entries(value).flatMap(([key, member]) => objectsIn(member, `${path}/${key}`));
  return Array.isArray(value) ? below : [{ path, object: value as Json }, ...below];
}

const CHOICE = /^(value|onset|abatement|occurred|effective|occurrence|performed|event)[A-Z]/;

/** The two checks that no validator makes of every element: real days of the calendar, and one value of each choice. */
export function ownFaults(resource: object): readonly string[] {
  return objectsIn(resource).flatMap(({ path, object }) => {
    const chosen = Object.keys(object).flatMap((key) => CHOICE.exec(key)?.[1] ?? []);
    return [
      ...chosen.filter((choice, index) => chosen.indexOf(choice) !== index).map((choice) => `${path}: more than one ${choice}[x]`),
      ...Object.entries(object).filter(([, member]) => typeof member === 'string' && /^\d{4}-\d{2}-\d{2}/.test(member) && !isLocalDate(member.slice(0, 10)))
        .map(([key]) => `${path}/${key}: no such day`),
    ];
  });
}

/** What FHIR leaves to its users: one confidentiality code a resource, and references that end within the message. */
function linkFaults(bundle: Json): readonly string[] {
  const entries = (bundle['entry'] ?? []) as { readonly fullUrl?: string; readonly resource: Json }[];
  const known = new Set(entries.map(({ fullUrl }) => fullUrl));
  const dangling = objectsIn(bundle).filter(({ object }) => String(object['reference'] ?? '').startsWith('urn:uuid:') && !known.has(String(object['reference'])));
  const labels = [bundle, ...entries.map(({ resource }) => resource)].filter((resource) => {
    const security = ((resource['meta'] ?? {}) as { security?: { system: string }[] }).security ?? [];
    return security.filter(({ system }) => system.endsWith('v3-Confidentiality')).length !== 1;
  });
  return [...dangling.map(({ path }) => `${path}: dangling reference`), ...labels.map(({ resourceType }) => `${String(resourceType)}: not one confidentiality code`)];
}

/** How often each is asked: of every n-th message. Our own checks are made of all. */
export interface Thoroughness {
  readonly fhir: number;
  readonly slow: number;
}

/** Judges bundles by the validators, as often as told, and by our own checks; the first is always judged by all. */
export async function judgeBundles(messages: readonly string[], every: Thoroughness = { fhir: 1, slow: 1 }): Promise<readonly (readonly string[])[]> {
  const { fhir, ...slow } = await fhirValidators();
  return messages.map((message, index) => {
    const bundle = JSON.parse(message) as Json;
    const asked = [...(index % every.fhir === 0 ? [['fhir', fhir] as const] : []), ...(index % every.slow === 0 ? Object.entries(slow) : [])];
    return [
      ...asked.flatMap(([name, validate]) => validate(bundle).map((fault) => `${name}: ${fault}`)),
      ...ownFaults(bundle).map((fault) => `own: ${fault}`), ...linkFaults(bundle).map((fault) => `own: ${fault}`),
    ];
  });
}
