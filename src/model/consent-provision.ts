import type { DatePeriod, Instant } from '../kernel/dates.js';

/** A code with the system that defines it. */
export interface ProvisionCode {
  readonly system: string;
  readonly code: string;
}

/**
 * Whom a provision names: `Organization/<agency id>`, `Practitioner/<person id>`, `CareTeam/<team id>`, any other
 * reference as written, or an agency class as `urn:ca:csec:agency-kind|MENTAL_HEALTH`.
 */
export interface ProvisionActor {
  readonly role: ProvisionCode;
  readonly reference: string;
}

export const PROVISION_MEANINGS = ['instance', 'related', 'dependents', 'authoredby'] as const;
export type ProvisionMeaning = (typeof PROVISION_MEANINGS)[number];

/** Records that a provision names: a record, what relates to it, what depends on it, or what someone wrote. */
export interface ProvisionRecords {
  readonly meaning: ProvisionMeaning;
  readonly reference: string;
}

/**
 * One provision of a consent and the exceptions to it, at any depth. Source: FHIR R4 Consent.provision, R4 form: each
 * level says whether it permits or denies.
 * Absent: an empty list or a null period selects everything; a null effect is not known and so denies.
 */
export interface ConsentProvision {
  readonly effect: 'PERMIT' | 'DENY' | null;
  /** When the provision is in force. Shape: half-open. */
  readonly period: { readonly from: Instant | null; readonly to: Instant | null } | null;
  /** The days of the records that it reaches. Shape: half-open. */
  readonly dataPeriod: DatePeriod | null;
  readonly actors: readonly ProvisionActor[];
  readonly actions: readonly ProvisionCode[];
  readonly purposes: readonly ProvisionCode[];
  /** Confidentiality (a level and what lies below it), sensitivities, and categories of the gateway. */
  readonly securityLabels: readonly ProvisionCode[];
  readonly classes: readonly ProvisionCode[];
  readonly codes: readonly ProvisionCode[];
  readonly records: readonly ProvisionRecords[];
  readonly provisions: readonly ConsentProvision[];
}
