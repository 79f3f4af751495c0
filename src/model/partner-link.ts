import type { Instant, LocalDate } from '../kernel/dates.js';

/**
 * On what a link rests. Exchanged: the partner used the pseudonym that we gave it, or an identifier that the county keeps too.
 * Confirmed: a worker of the county said so.
 */
export const LINK_BASES = ['PSEUDONYM', 'SHARED_IDENTIFIER', 'CONFIRMED'] as const;
export type LinkBasis = (typeof LINK_BASES)[number];

/** How pseudonyms of ours are named, before the id of the agency that they are for. */
export const PSEUDONYM_SYSTEM = 'urn:ca:csec:pseudo:';

/** How a partner names a person: an identifier as FHIR has it, within the partner's own systems. */
export interface PartnerIdentifier {
  readonly agencyId: string;
  /** A URI of the partner's naming system, or of ours for pseudonyms. */
  readonly system: string;
  readonly value: string;
}

/** Which youth a partner means by an identifier of its own. */
export interface PartnerLink extends PartnerIdentifier {
  readonly subjectId: string;
  readonly id: string;
  readonly basis: LinkBasis;
  readonly linkedByAgencyId: string;
  readonly linkedByPersonId: string;
  readonly linkedAt: Instant;
  /** Null while it stands. */
  readonly undone: LinkUndone | null;
}

/**
 * When, by whom and why a link was undone, what the agency had been told of the youth while it stood, and the disclosures to
 * others in which what came by the link may have been: by category, for the accounting does not keep rows.
 */
export interface LinkUndone {
  readonly at: Instant;
  readonly byAgencyId: string;
  readonly byPersonId: string;
  readonly because: string;
  readonly disclosureIds: readonly string[];
  readonly shownIds: readonly string[];
}

/** A person whom a partner named and who is linked to no youth; what the partner told of her, never what she received. */
export interface UnlinkedPerson extends PartnerIdentifier {
  readonly id: string;
  /** The county that the partner told of her. */
  readonly county: string;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly bornOn: LocalDate | null;
  readonly sex: 'F' | 'M' | 'I' | 'U' | null;
  readonly receivedAt: Instant;
}
