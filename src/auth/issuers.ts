import type { Clock } from '../kernel/clock.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { issuerListSchema, type IssuerSettings, type SettledIssuer } from './issuer-settings.js';
import type { KeyRing } from './key-ring.js';
import { remoteKeyRing } from './remote-keys.js';
import { readStaticKeys, staticKeyRing } from './static-keys.js';

/** A trusted issuer with its keys at hand. */
export interface Issuer {
  readonly settings: SettledIssuer;
  readonly keys: KeyRing;
}

/** The trusted issuers, by the exact text of their `iss`. */
export type Issuers = ReadonlyMap<string, Issuer>;

/** Every fault of a list of issuer settings, each naming its setting and never its value; an empty list when all is well. */
export function faultsOfIssuers(candidate: unknown): readonly string[] {
  const parsed = issuerListSchema.safeParse(candidate);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${settingName(issue.path)}: ${issue.message}`);
  const faults = parsed.data.flatMap((settings, index) => keyFaults(settings).map((fault) => `issuers[${index}].keys.${fault}`));
  const names = parsed.data.map((settings) => settings.issuer);
  names.forEach((name, index) => {
    if (names.indexOf(name) !== index) faults.push(`issuers[${index}].issuer: repeats an earlier issuer`);
  });
  return faults;
}

/** Opens the configured issuers. Nothing is fetched yet. Errors: CONFIG_INVALID listing every fault. */
export function openIssuers(candidate: readonly IssuerSettings[], clock: Clock): Issuers {
  const faults = faultsOfIssuers(candidate);
  if (faults.length > 0) {
    throw new GatewayError('CONFIG_INVALID', `The issuers have faults: ${faults.join('; ')}.`, { settings: faults });
  }
  return new Map(issuerListSchema.parse(candidate).map((settings) => [settings.issuer, { settings, keys: ringOf(settings, clock) }]));
}

function ringOf(settings: SettledIssuer, clock: Clock): KeyRing {
  return settings.keys.kind === 'jwks'
    ? remoteKeyRing(settings.keys, clock)
    : staticKeyRing(readStaticKeys(settings.keys, settings.algorithms).keys);
}

function keyFaults(settings: SettledIssuer): readonly string[] {
  return settings.keys.kind === 'static' ? readStaticKeys(settings.keys, settings.algorithms).faults : [];
}

function settingName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, step) => (typeof step === 'number' ? `${name}[${step}]` : `${name}.${String(step)}`), 'issuers');
}
