import type { Instant } from '../kernel/dates.js';
import type { AgencyKind } from '../law/agreement.js';
import { identifierSystemNamed } from '../law/identifier-systems.js';
import { PSEUDONYM_SYSTEM } from '../model/partner-link.js';
import { asCompared } from '../model/service-names.js';
import type { HistoryAgreement, PersonTold, ReceivedService } from '../model/received-service.js';
import type { ReceivedFinding } from '../model/screening-finding.js';
import { mayNameBy } from '../policy/crosswalk/who-links.js';
import { awaitPerson } from '../store/crosswalk/unlinked-persons.js';
import { historyTerms, recordHistoryTerms, type TermsRecorded } from '../store/histories/history-terms.js';
import { identifierSystemsOf, recordIdentifierSystems, type IdentifierSystems } from '../store/histories/identifier-owners.js';
import { receiveFindings } from '../store/histories/received-findings.js';
import { receiveServices, type ServicesFrom } from '../store/histories/received-services.js';
import type { RequestStore } from './request-store.js';

/** What an agency pushed: each record, each finding of a screening and each person once. */
export interface PushedHistory {
  readonly services: readonly ReceivedService[];
  readonly findings: readonly ReceivedFinding[];
  readonly persons: readonly PersonTold[];
}

/** Who pushes. */
export interface PushedBy extends ServicesFrom {
  readonly personId: string;
  readonly kind: AgencyKind;
}

/** How ids are made, and the way back from a pseudonym of an agency's own, of a youth or of a row; null for what is no pseudonym. */
export interface HistoryNames {
  readonly newId: () => string;
  readonly subjectOf: (agencyId: string, pseudonym: string) => string | null;
}

/** Persons whose statements leave together. */
const AT_ONCE = 100;

/** What partners tell of services, within one request's transaction: under what terms, and what they pushed. */
export class HistoryRegister {
  constructor(private readonly store: RequestStore, private readonly names: HistoryNames) {}

  /** The terms of those agreements that have any, of the newest first. */
  terms(agreementIds: readonly string[]): Promise<readonly HistoryAgreement[]> {
    return historyTerms(this.store, agreementIds);
  }

  /** Keeps the terms of an agreement; later ones stand for earlier. */
  record(terms: Omit<HistoryAgreement, 'county' | 'agencyId'> & TermsRecorded): Promise<void> {
    return recordHistoryTerms(this.store, terms);
  }

  /** Keeps which systems of identifiers an agency gives out itself; false where another agency of the county owns one. Errors: CONFLICT. */
  recordSystems(owned: IdentifierSystems, by: { readonly agencyId: string; readonly personId: string; readonly at: Instant }): Promise<boolean> {
    return recordIdentifierSystems(this.store, owned, by);
  }

  /** The systems that an agency owns, as a county knows it. */
  systemsOf(agencyId: string, county: string): Promise<readonly string[]> {
    return identifierSystemsOf(this.store, { agencyId, county });
  }

  /** Runs what begins with this register's statements once more where it met another's. */
  again<T>(work: () => Promise<T>): Promise<T> {
    return this.store.again(work);
  }

  /**
   * Keeps what an agency pushed, and by what it named whom. Whom each record is of follows from the pseudonyms that the agency
   * was given, from numbers that it gave out itself and the county keeps too, or from what a worker says later; it is looked
   * for beside the request, which writes the same whether there is such a youth or not. Errors: CONFLICT when another push meets it.
   */
  async push({ services, findings, persons }: PushedHistory, by: PushedBy): Promise<void> {
    for (let at = 0; at < persons.length; at += AT_ONCE) await Promise.all(persons.slice(at, at + AT_ONCE).map((person) => this.#meet(person, by)));
    const compared = services.map((service) => ({ ...service, names: asCompared(service.names, by.agencyId, this.names.subjectOf) }));
    await receiveServices(this.store, compared, by);
    await receiveFindings(this.store, findings, by);
  }

  async #meet(told: PersonTold, by: PushedBy): Promise<void> {
    const { agencyId, personId, county, at } = by;
    const { person: { system, value }, firstName, middleName, lastName, bornOn, sex } = told;
    const { newId } = this.names;
    const shared = sharedOf(told, by.kind);
    await awaitPerson(this.store, { agencyId, system, value, county, firstName, middleName, lastName, bornOn, sex, receivedAt: at }, {
      namedId: this.#namedByUs(told, agencyId) ?? newId(), sharedCode: shared?.systemCode ?? null, sharedValue: shared?.value ?? null,
      namedBy: personId, namedAt: at,
    });
  }

  #namedByUs({ person }: PersonTold, agencyId: string): string | null {
    return person.system === `${PSEUDONYM_SYSTEM}${agencyId}` ? this.names.subjectOf(agencyId, person.value) : null;
  }
}

/** The first of her names that the agency gave out itself and the county keeps too; null where it has none. */
function sharedOf({ person, also }: PersonTold, kind: AgencyKind): { readonly systemCode: number; readonly value: string } | null {
  for (const { system, value } of [person, ...also]) {
    const systemCode = identifierSystemNamed(system);
    if (systemCode !== null && mayNameBy(kind, systemCode)) return { systemCode, value };
  }
  return null;
}
