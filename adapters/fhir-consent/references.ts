import { idOfType, isUuid } from '../../src/kernel/ids.js';
import { AGENCY_KINDS } from '../../src/law/agreement.js';
import { CSEC_AGENCY_KIND } from '../../src/law/code-systems.js';
import { CSEC_AGENCY } from './systems.js';
import type { FhirReference } from './shape.js';

const TYPED = /^(Organization|Practitioner|CareTeam)\/(.+)$/;
const GLOBAL: Readonly<Record<string, string>> = { Organization: 'Agency', Practitioner: 'Person', CareTeam: 'Team' };

/** The id of this gateway behind a global or plain id; what is neither stays as written. */
function idOf(type: string, text: string): string {
  if (isUuid(text)) return text;
  try {
    return idOfType(type, text);
  } catch {
    return text;
  }
}

/** A reference in the words that provisions use: `Organization/<id>`, a class of agency, or as written. */
export function referenceOf({ reference, identifier }: FhirReference): string {
  if (reference !== undefined) {
    const [, type, id] = TYPED.exec(reference) ?? [];
    return type === undefined || id === undefined ? reference : `${type}/${idOf(GLOBAL[type]!, id)}`;
  }
  if (identifier?.system === CSEC_AGENCY) return `Organization/${idOf('Agency', identifier.value)}`;
  return `${identifier?.system ?? ''}|${identifier?.value ?? ''}`;
}

/** The id in a reference of that type to something of this gateway, or nothing. */
export function idsOf(type: 'Organization' | 'Practitioner' | 'CareTeam', references: readonly string[]): readonly string[] {
  return [...new Set(references.flatMap((reference) => {
    const [, found, id] = TYPED.exec(reference) ?? [];
    return found === type && id !== undefined && isUuid(id) ? [id] : [];
  }))];
}

/** The classes of agency among references. */
export function classesOf(references: readonly string[]): readonly string[] {
  const words: readonly string[] = AGENCY_KINDS;
  return [...new Set(references.flatMap((reference) => {
    const word = reference.startsWith(`${CSEC_AGENCY_KIND}|`) ? reference.slice(CSEC_AGENCY_KIND.length + 1) : '';
    return words.includes(word) ? [word] : [];
  }))];
}

/** A reference as FHIR writes it. */
export function fhirReference(reference: string): Record<string, unknown> {
  const bar = reference.indexOf('|');
  return bar < 0 ? { reference } : { identifier: { system: reference.slice(0, bar), value: reference.slice(bar + 1) } };
}
