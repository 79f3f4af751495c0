import { beforeAll, describe, expect, it } from 'vitest';
import { mentalHealthAdapter } from '../../adapters/mental-health/adapter.js';
import { fhirValidators, type Validator } from './fhir-validators.js';
import { ownFaults } from './mental-health-fhir.js';
import { SAMPLE_ENVELOPE, releaseOf, withAt, type Path } from './partner-sample.js';

type Json = Record<string, ReturnType<typeof JSON.parse>>;

const bundle = JSON.parse(mentalHealthAdapter.encode(releaseOf(mentalHealthAdapter.document), SAMPLE_ENVELOPE)) as Json;
const at = (type: string): number => bundle['entry'].findIndex((entry: Json) => entry['resource']['resourceType'] === type);
const within = (type: string, ...path: (string | number)[]): Path => ['entry', at(type), 'resource', ...path];

/** Twenty faults that a hand could make, of every kind that a format has: each is one change to a bundle that is valid. */
const SEEDED: readonly (readonly [name: string, path: Path, broken: unknown])[] = [
  ['an unreal day', within('Patient', 'birthDate'), '2026-02-31'],
  ['a date that is none', within('Patient', 'birthDate'), '27.02.2010'],
  ['a gender outside its required binding', within('Patient', 'gender'), 'girl'],
  ['a patient without an identifier (US Core)', within('Patient', 'identifier'), undefined],
  ['a patient without a name (us-core-6)', within('Patient', 'name'), undefined],
  ['an abated condition still active (con-4)', within('Condition', 'clinicalStatus', 'coding', 0, 'code'), 'active'],
  ['a condition entered in error with a clinical status (con-5)', within('Condition', 'verificationStatus', 'coding', 0, 'code'), 'entered-in-error'],
  ['a condition without a subject', within('Condition', 'subject'), undefined],
  ['two values of one choice', within('Observation', 'valueBoolean'), true],
  ['an observation without a status', within('Observation', 'status'), undefined],
  ['a flag of an unknown status', within('Flag', 'status'), 'open'],
  ['an episode without a patient', within('EpisodeOfCare', 'patient'), undefined],
  ['a task of an unknown intent', within('Task', 'intent'), 'wish'],
  ['an encounter without a class', within('Encounter', 'class'), undefined],
  ['a consent without a policy (ppc-1)', within('Consent', 'policyRule'), undefined],
  ['a provenance without an agent', within('Provenance', 'agent'), undefined],
  ['a member that R4 does not know', within('Condition', 'diagnosis'), 'x'],
  ['an empty text', within('Organization', 'name'), ''],
  ['two entries of one id (bdl-7)', ['entry', 1, 'fullUrl'], bundle['entry'][0]['fullUrl']],
  ['one where many are expected', within('CareTeam', 'participant'), { member: { display: 'x' } }],
];

describe('twenty faults seeded in a bundle of every resource', () => {
  const caught = new Map<string, readonly string[]>();
  beforeAll(async () => {
    const validators: Readonly<Record<string, Validator>> = await fhirValidators();
    for (const [name, path, broken] of SEEDED) {
      const faulty = JSON.parse(JSON.stringify(withAt(bundle, path, broken))) as object;
      caught.set(name, Object.entries(validators).filter(([, validate]) => validate(faulty).length > 0).map(([validator]) => validator));
    }
  });

  it('are of nine kinds of resource and more', () => {
    expect(new Set(bundle['entry'].map((entry: Json) => entry['resource']['resourceType'])).size).toBeGreaterThanOrEqual(9);
    expect(SEEDED).toHaveLength(20);
  });

  it('are caught, at least eighteen of them, by validators that nobody here wrote', () => {
    const missed = SEEDED.map(([name]) => name).filter((name) => caught.get(name)!.length === 0);
    expect(missed.filter((name) => !['an unreal day', 'two values of one choice'].includes(name))).toEqual([]);
    expect(SEEDED.length - missed.length).toBeGreaterThanOrEqual(18);
    // None of the three does without the others' help.
    for (const validator of ['fhir', '@asymmetrik/fhir-json-schema-validator', '@medplum/core']) {
      expect([...caught.values()].filter((by) => by.includes(validator)).length).toBeGreaterThanOrEqual(8);
    }
  });

  it('that some of them miss are caught by our own two checks', () => {
    for (const [name, path, broken] of SEEDED.filter(([each]) => ['an unreal day', 'two values of one choice'].includes(each))) {
      expect([name, ownFaults(withAt(bundle, path, broken)).length]).toEqual([name, 1]);
    }
    expect(ownFaults(bundle)).toEqual([]);
  });
});
