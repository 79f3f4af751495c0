import { globalId } from '../../src/kernel/ids.js';
import { badElement } from './fault.js';
import type { FhirReference } from './shape.js';
import { CSEC_CASE } from './systems.js';

/** How a reference names a case of this gateway: by its global or its plain id. */
const CASE = /^Case\/(.*)$/s;

/**
 * Says whether the document names its patient by the case, whose youth is then known; any other name of a patient means
 * nothing here, and does not hurt beside the case's.
 * Errors: BAD_INPUT naming the element, where it names another case.
 */
export function caseNamed({ reference, identifier }: FhirReference, subjectId: string): boolean {
  const byReference = reference === undefined ? undefined : CASE.exec(reference)?.[1];
  const byIdentifier = identifier?.system === CSEC_CASE ? identifier.value : undefined;
  const named = [byReference, byIdentifier].filter((id) => id !== undefined);
  if (named.some((id) => id !== globalId('Case', subjectId) && id !== subjectId)) throw badElement('consent.patient', 'is another than the youth of the case');
  return named.length > 0;
}
