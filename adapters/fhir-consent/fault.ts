import type { z } from 'zod';
import { GatewayError } from '../../src/kernel/gateway-error.js';

/** A fault of a FHIR document, by the path of the element; never by what stands there. */
export function badElement(path: string, says: string): GatewayError {
  return new GatewayError('BAD_INPUT', `${path} ${says}.`, { field: path });
}

/** The first fault that a shape finds, by the path of the element. */
export function shapeFault(root: string, { issues }: z.ZodError): GatewayError {
  const path = (issues[0]?.path ?? []).reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${String(step)}`), root);
  return badElement(path, 'is missing or not as FHIR R4 has it');
}
