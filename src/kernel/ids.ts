import { GatewayError } from './gateway-error.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Global ids of the Relay convention: base64url of `Type:uuid`. */
export function globalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`, 'utf8').toString('base64url');
}

export interface GlobalId {
  readonly type: string;
  readonly id: string;
}

/** Reads a global id. Errors: BAD_ID naming the argument, never its text. */
export function parseGlobalId(text: string, field = 'id'): GlobalId {
  const plain = Buffer.from(text, 'base64url').toString('utf8');
  const colon = plain.indexOf(':');
  const [type, id] = [plain.slice(0, colon), plain.slice(colon + 1)];
  if (colon < 1 || !/^[A-Za-z]+$/.test(type) || !isUuid(id) || globalId(type, id) !== text) {
    throw new GatewayError('BAD_ID', `${field} is not an id of this gateway.`, { field });
  }
  return { type, id };
}

/** Reads a global id of one type. Errors: BAD_ID. */
export function idOfType(type: string, text: string, field = 'id'): string {
  const parsed = parseGlobalId(text, field);
  if (parsed.type !== type) throw new GatewayError('BAD_ID', `${field} is not an id of a ${type}.`, { field });
  return parsed.id;
}
