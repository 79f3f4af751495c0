import { listOf, membersOf } from '../../../adapters/service-histories/fhir-fields.js';
import { SERVICE_RESOURCES } from '../../../adapters/service-histories/read-fhir.js';
import type { FhirResource } from '../../../adapters/mental-health/fhir.js';
import { withoutAbsent } from '../../../adapters/partner-adapter.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import type { RefusedRow } from '../../schema/pushed-services-port.js';
import type { Ask } from './facade.js';

const PUSH_DOCUMENT = `mutation PushServiceRecords($input: PushServiceRecordsInput!) {
  pushServiceRecords(input: $input) { taken passedOver refused { file line field code } userErrors { code field message } } }`;
/** How a bundle may come: as something to be done whole, or as no more than a set. */
const TAKEN_TYPES = ['transaction', 'collection'];
const UNPROCESSABLE = 422;

/** A bundle that a partner pushes. */
export interface BundlePush {
  readonly ask: Ask;
  readonly text: string;
  readonly county: string | null;
  readonly permits: (type: string) => boolean;
}

interface Outcome {
  readonly pushServiceRecords: {
    readonly taken: number; readonly passedOver: number; readonly refused: readonly RefusedRow[];
    readonly userErrors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[];
  };
}

/**
 * Pushes a bundle through the sealed schema, as `pushServiceRecords` does: all of it, or nothing. What is answered follows
 * from the bundle alone. Errors: BAD_INPUT for what is no such bundle, SCOPE_NOT_GRANTED, and those of the schema.
 */
export async function pushBundle({ ask, text, county, permits }: BundlePush): Promise<{ readonly status: number; readonly resource: FhirResource }> {
  const bundle = membersOf(parsed(text));
  if (bundle['resourceType'] !== 'Bundle' || !TAKEN_TYPES.includes(String(bundle['type']))) {
    throw new GatewayError('BAD_INPUT', 'What is pushed is a Bundle of type transaction or collection.', { field: 'Bundle.type' });
  }
  const entries = listOf(bundle['entry']);
  const types = new Set(entries.map((entry) => membersOf(membersOf(entry)['resource'])['resourceType']));
  if (SERVICE_RESOURCES.some((type) => types.has(type) && !permits(type))) {
    throw new GatewayError('SCOPE_NOT_GRANTED', 'The token\'s scopes do not cover this.', { field: 'scope' });
  }
  const { data } = await ask(PUSH_DOCUMENT, { input: { format: 'FHIR_BUNDLE', files: [{ content: text }], county } });
  const { taken, refused, userErrors } = (data as Outcome).pushServiceRecords;
  if (userErrors.length > 0) return { status: UNPROCESSABLE, resource: { resourceType: 'OperationOutcome', issue: issuesOf(refused, userErrors) } };
  if (bundle['type'] === 'transaction') {
    return { status: 200, resource: withoutAbsent({ resourceType: 'Bundle', type: 'transaction-response', entry: entries.map(() => ({ response: { status: '200 OK' } })) }) };
  }
  const says = { severity: 'information', code: 'informational', diagnostics: `${taken} records were taken.` };
  return { status: 200, resource: { resourceType: 'OperationOutcome', issue: [says] } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GatewayError('BAD_INPUT', 'What is pushed is no JSON.', { field: 'Bundle' });
  }
}

/** Where each fault is, by entry and element, and which: never what stood there. */
function issuesOf(refused: readonly RefusedRow[], userErrors: Outcome['pushServiceRecords']['userErrors']): readonly object[] {
  if (refused.length === 0) return userErrors.map(({ code, message }) => ({ severity: 'error', code: 'invalid', details: codeOf(code), diagnostics: message }));
  return refused.map(({ line, field, code }) => withoutAbsent({
    severity: 'error', code: 'invalid', details: codeOf(code), expression: [field === 'entry' || field === 'resourceType' ? `Bundle.${field}` : placeOf(line, field)],
  }));
}

const codeOf = (code: string): object => ({ coding: [{ system: 'urn:ca:csec:error', code }] });

/** `Encounter.period.start` of the second entry is `Bundle.entry[1].resource.period.start`. */
function placeOf(line: number, field: string | null): string {
  const entry = `Bundle.entry[${line - 1}]`;
  if (field === null) return entry;
  return field.startsWith('request.') ? `${entry}.${field}` : `${entry}.resource${field.replace(/^[A-Z][A-Za-z]*(?=\.)/, '').replace(/^(?=[a-z])/, '.')}`;
}
