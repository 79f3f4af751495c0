import { Fhir } from 'fhir/fhir.js';
import { isLocalDate } from '../../src/kernel/dates.js';

type Json = Record<string, unknown>;
const fhir = new Fhir();

/** Every object below a value, itself included, with its path. */
function objectsIn(value: unknown, path = ''): readonly { readonly path: string; readonly object: Json }[] {
  if (value === null || typeof value !== 'object') return [];
  const below = Object.entries(value).flatMap(([key, member]) => objectsIn(member, `${path}/${key}`));
  return Array.isArray(value) ? below : [{ path, object: value as Json }, ...below];
}

/** Faults that the third-party validator does not look for: unreal days, two values for one choice, empty members. */
function structuralFaults(path: string, object: Json): readonly string[] {
  const keys = Object.keys(object);
  const faults: string[] = [];
  for (const choice of ['value', 'onset', 'abatement', 'occurred', 'effective']) {
    const chosen = keys.filter((key) => new RegExp(`^${choice}[A-Z]`).test(key));
    if (chosen.length > 1) faults.push(`${path}: more than one ${choice}[x]`);
  }
  for (const [key, member] of Object.entries(object)) {
    if (typeof member === 'string' && /^\d{4}-\d{2}-\d{2}/.test(member) && !isLocalDate(member.slice(0, 10))) faults.push(`${path}/${key}: no such day`);
    if (member === null || member === '' || (typeof member === 'object' && Object.keys(member).length === 0)) faults.push(`${path}/${key}: empty`);
    if (typeof member === 'string' && (member.trim() === '' || /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(member))) faults.push(`${path}/${key}: forbidden text`);
  }
  return faults;
}

const codesOf = (concept: unknown): readonly unknown[] =>
  (((concept as Json | undefined)?.['coding'] ?? []) as Json[]).map(({ code }) => code);

/** The invariants of R4 that a case message can break: con-4, con-5, ppc-1, US Core name, one confidentiality code. */
function invariantFaults(resource: Json): readonly string[] {
  const faults: string[] = [];
  const type = String(resource['resourceType']);
  const clinical = codesOf(resource['clinicalStatus']);
  if (type === 'Condition') {
    const abated = Object.keys(resource).some((key) => key.startsWith('abatement'));
    if (abated && !['inactive', 'resolved', 'remission'].includes(String(clinical[0]))) faults.push('con-4');
    if (codesOf(resource['verificationStatus'])[0] === 'entered-in-error' && clinical.length > 0) faults.push('con-5');
  }
  if (type === 'Consent' && resource['policy'] === undefined && resource['policyRule'] === undefined) faults.push('ppc-1');
  if (type === 'Patient') {
    const names = (resource['name'] ?? []) as Json[];
    if (!names.some(({ family, given, extension }) => family ?? given ?? extension)) faults.push('us-core-6');
    for (const needed of ['identifier', 'name', 'gender']) if (resource[needed] === undefined) faults.push(`us-core ${needed}`);
  }
  const security = (((resource['meta'] ?? {}) as Json)['security'] ?? []) as Json[];
  if (security.filter(({ system }) => String(system).endsWith('v3-Confidentiality')).length !== 1) faults.push('one confidentiality code');
  return faults.map((fault) => `${type}: ${fault}`);
}

/** Unique full URLs, and references that end within the message. */
function linkFaults(bundle: Json): readonly string[] {
  const urls = ((bundle['entry'] ?? []) as Json[]).map(({ fullUrl }) => String(fullUrl));
  const known = new Set(urls);
  const dangling = objectsIn(bundle).filter(({ object }) => typeof object['reference'] === 'string' && !known.has(object['reference']));
  return [...(known.size === urls.length ? [] : ['bdl-7']), ...dangling.map(({ path }) => `${path}: dangling reference`)];
}

/** Every fault of a bundle: those the `fhir` package finds, and those of our own checks. */
export function faultsOfBundle(message: string): readonly string[] {
  const bundle = JSON.parse(message) as Json;
  const verdict = fhir.validate(bundle, { errorOnUnexpected: true });
  const found = verdict.messages.filter(({ severity }) => severity === 'error' || severity === 'fatal').map(({ location, message: text }) => `${location}: ${text}`);
  const resources = [bundle, ...((bundle['entry'] ?? []) as Json[]).map(({ resource }) => resource as Json)];
  return [
    ...found,
    ...objectsIn(bundle).flatMap(({ path, object }) => structuralFaults(path, object)),
    ...resources.flatMap(invariantFaults),
    ...linkFaults(bundle),
  ];
}
