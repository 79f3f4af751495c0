import { isStatedWithheld, type MessageEnvelope, type ReleasedCode } from '../partner-adapter.js';
import type { MentalHealthYouth } from './document.js';
import { coding, concept, dataAbsent, SYSTEM, type FhirReference, type FhirResource } from './fhir.js';
import { LANGUAGE_TAGS } from './languages.js';

const GENDER = { F: 'female', M: 'male', I: 'other', U: 'unknown' } as const;

/**
 * The youth, under the recipient's own pseudonym. US Core demands identifier, name and gender: a name that was not
 * released says whether law masks it, and an unreleased gender is `unknown`.
 */
export function patientOf(youth: MentalHealthYouth | null, agency: FhirReference | null, envelope: MessageEnvelope): FhirResource {
  const absent = dataAbsent(isStatedWithheld(envelope, 'IDENTITY_CORE') ? 'masked' : 'unknown');
  const bornOn = youth?.bornOn ?? null;
  const named = youth !== null && (youth.firstName ?? youth.middleName ?? youth.lastName) !== null;
  return {
    resourceType: 'Patient',
    // US Core 5 looks for the reason on the patient itself (us-core-6), others on the name.
    extension: named ? [] : absent.extension,
    identifier: [{ use: 'secondary', system: envelope.pseudonymSystem, value: envelope.pseudonym }],
    name: [nameOf(youth) ?? absent],
    gender: youth?.sex ? GENDER[youth.sex] : 'unknown',
    birthDate: bornOn,
    _birthDate: bornOn === null && isStatedWithheld(envelope, 'IDENTITY_CORE') ? absent : null,
    communication: youth?.primaryLanguage ? [languageOf(youth.primaryLanguage)] : [],
    managingOrganization: agency,
  };
}

function nameOf(youth: MentalHealthYouth | null) {
  if (youth === null) return null;
  const { firstName, middleName, lastName, nameSuffix } = youth;
  if ([firstName, middleName, lastName, nameSuffix].every((part) => part === null)) return null;
  const given = [firstName, middleName].filter((part) => part !== null);
  // US Core asks for a family or a given name; a suffix alone is a name of which the rest is absent.
  const rest = lastName === null && given.length === 0 ? dataAbsent('unknown') : {};
  return { use: 'official', family: lastName, given, suffix: [nameSuffix].filter((part) => part !== null), ...rest };
}

function languageOf({ system, code, display }: ReleasedCode) {
  const tag = LANGUAGE_TAGS.get(code);
  const standard = tag === undefined ? null : coding(SYSTEM.bcp47, tag);
  return { language: concept([standard, coding(system, String(code), display)], display), preferred: true };
}
