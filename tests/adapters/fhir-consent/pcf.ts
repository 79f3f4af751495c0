import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The 23 consents that IHE published with the outcomes they are to have (CC-BY 4.0), beside the project and not in it. */
const FILE = fileURLToPath(new URL('../../../../shared/data/ihe_pcf_consents.json', import.meta.url));

export interface PublishedConsent {
  readonly id: string;
  readonly level: string;
  readonly consent: Readonly<Record<string, unknown>>;
  /** What is left to enforce beside a permission; null where none was published. */
  readonly publishedResidual: readonly Residual[] | null;
}

export interface Residual {
  readonly type: 'forbid' | 'deny' | 'permit';
  readonly dataPeriod?: { readonly start: string; readonly end: string };
  readonly data?: readonly { readonly meaning: string; readonly reference: { readonly reference: string } }[];
  readonly securityLabel?: readonly { readonly system: string; readonly code: string }[];
}

/** The published consents; none, and a plain word, where the file is absent. */
export function publishedConsents(): readonly PublishedConsent[] {
  if (existsSync(FILE)) return JSON.parse(readFileSync(FILE, 'utf8')) as PublishedConsent[];
  process.stderr.write('The IHE PCF consents are not beside the project: their tests did not run.\n');
  return [];
}
