import type { AgencyKind } from '../src/law/agreement.js';
import type { Purpose } from '../src/law/purpose.js';
import { lawEnforcementAdapter, missingChildAdapter } from './law-enforcement/adapter.js';
import { mentalHealthAdapter } from './mental-health/adapter.js';
import type { PartnerAdapter, PartnerFormat } from './partner-adapter.js';
import { providerAdapter } from './provider/adapter.js';

/** The adapters of every format; a format without one does not compile. */
export const PARTNER_ADAPTERS: Readonly<Record<PartnerFormat, readonly [PartnerAdapter, ...PartnerAdapter[]]>> = {
  FHIR_R4_BUNDLE: [mentalHealthAdapter],
  NIEM_6_XML: [lawEnforcementAdapter, missingChildAdapter],
  PROVIDER_JSON: [providerAdapter],
};

/** Every adapter, in the order of the formats. */
export const PARTNER_ADAPTER_LIST: readonly PartnerAdapter[] = Object.values(PARTNER_ADAPTERS).flat();

/** The adapter of a format for a class of agency that asks for that purpose: the purpose's own before the general one. Absent: not offered. */
export function adapterFor(format: PartnerFormat, kind: AgencyKind, purpose: Purpose): PartnerAdapter | null {
  const offered = PARTNER_ADAPTERS[format].filter(({ offeredTo }) => offeredTo.includes(kind));
  return offered.find(({ purposes }) => purposes?.includes(purpose)) ?? offered.find(({ purposes }) => purposes === null) ?? null;
}

/** The formats that a class of agency may ask for. */
export function formatsOfferedTo(kind: AgencyKind): readonly PartnerFormat[] {
  return [...new Set(PARTNER_ADAPTER_LIST.filter(({ offeredTo }) => offeredTo.includes(kind)).map(({ format }) => format))];
}
