import type { AgencyKind } from '../src/law/agreement.js';
import { lawEnforcementAdapter } from './law-enforcement/adapter.js';
import { mentalHealthAdapter } from './mental-health/adapter.js';
import type { PartnerAdapter, PartnerFormat } from './partner-adapter.js';
import { providerAdapter } from './provider/adapter.js';

/** The adapter of every format; a format without one does not compile. */
export const PARTNER_ADAPTERS: Readonly<Record<PartnerFormat, PartnerAdapter>> = {
  FHIR_R4_BUNDLE: mentalHealthAdapter,
  NIEM_6_XML: lawEnforcementAdapter,
  PROVIDER_JSON: providerAdapter,
};

/** Every adapter, in the order of the formats. */
export const PARTNER_ADAPTER_LIST: readonly PartnerAdapter[] = Object.values(PARTNER_ADAPTERS);

/** The formats that a class of agency may ask for. */
export function formatsOfferedTo(kind: AgencyKind): readonly PartnerFormat[] {
  return PARTNER_ADAPTER_LIST.filter(({ offeredTo }) => offeredTo.includes(kind)).map(({ format }) => format);
}
