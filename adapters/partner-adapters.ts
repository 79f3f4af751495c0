import type { AgencyKind } from '../src/law/agreement.js';
import type { Purpose } from '../src/law/purpose.js';
import { lawEnforcementAdapter, lawEnforcementJsonAdapter, missingChildAdapter, missingChildJsonAdapter } from './law-enforcement/adapter.js';
import { worksheetAdapter, worksheetPdfAdapter } from './law-enforcement/worksheet/adapter.js';
import { mentalHealthAdapter, mentalHealthMessageAdapter } from './mental-health/adapter.js';
import type { AnyPartnerAdapter, PartnerFormat } from './partner-adapter.js';
import { htcdsAdapter, providerAdapter, providerCsvAdapter } from './provider/adapter.js';

/** The adapters of every format; a format without one does not compile. */
export const PARTNER_ADAPTERS: Readonly<Record<PartnerFormat, readonly [AnyPartnerAdapter, ...AnyPartnerAdapter[]]>> = {
  FHIR_R4_BUNDLE: [mentalHealthAdapter],
  FHIR_R4_MESSAGE: [mentalHealthMessageAdapter],
  NIEM_6_XML: [lawEnforcementAdapter, missingChildAdapter],
  NIEM_6_JSON: [lawEnforcementJsonAdapter, missingChildJsonAdapter],
  MISSING_PERSON_WORKSHEET_JSON: [worksheetAdapter],
  MISSING_PERSON_WORKSHEET_PDF: [worksheetPdfAdapter],
  PROVIDER_JSON: [providerAdapter],
  PROVIDER_CSV: [providerCsvAdapter],
  HTCDS_2_CSV: [htcdsAdapter],
};

/** Every adapter, in the order of the formats. */
export const PARTNER_ADAPTER_LIST: readonly AnyPartnerAdapter[] = Object.values(PARTNER_ADAPTERS).flat();

/** The adapter of a format for a class of agency that asks for that purpose: the purpose's own before the general one. Absent: not offered. */
export function adapterFor(format: PartnerFormat, kind: AgencyKind, purpose: Purpose): AnyPartnerAdapter | null {
  const offered = PARTNER_ADAPTERS[format].filter(({ offeredTo }) => offeredTo.includes(kind));
  return offered.find(({ purposes }) => purposes?.includes(purpose)) ?? offered.find(({ purposes }) => purposes === null) ?? null;
}

/** The formats that a class of agency may ask for. */
export function formatsOfferedTo(kind: AgencyKind): readonly PartnerFormat[] {
  return [...new Set(PARTNER_ADAPTER_LIST.filter(({ offeredTo }) => offeredTo.includes(kind)).map(({ format }) => format))];
}
