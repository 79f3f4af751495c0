import type { LocalDate } from '../../../kernel/dates.js';
import type { Cell } from '../../../law/category-regimes.js';
import { CATEGORY_FACTS } from '../../../law/category.js';
import { ACT_REASON, CONSENT_ACTION, CSEC_AGENCY_KIND, CSEC_CATEGORY, CSEC_PURPOSE } from '../../../law/code-systems.js';
import { PURPOSES, type Purpose } from '../../../law/purpose.js';
import type { ProvisionCode } from '../../../model/consent-provision.js';
import type { Situation } from '../../situation.js';
import { sensitivitiesOf, widestOf } from './codes.js';
import type { ProvisionQuestion } from './question.js';

/** The rows asked about: of a day, of a source. Absent: null is not known. */
export interface AskedRows {
  readonly on: LocalDate | null;
  /** The reference of whoever wrote the rows; `OTHER_SOURCE` for one that the provisions do not name. */
  readonly source: string | null;
}

/** Whoever wrote a row and is named nowhere in the provisions. */
export const OTHER_SOURCE = 'urn:ca:csec:other-source';

const DISCLOSE: ProvisionCode = { system: CONSENT_ACTION, code: 'disclose' };
const OWN_KINDS = /^(Organization|Practitioner)\//;

/** The code of a purpose, in HL7's system where it has one. */
export function codeOfPurpose(purpose: Purpose): ProvisionCode {
  const { code } = PURPOSES[purpose];
  return { system: code.startsWith('csec:') ? CSEC_PURPOSE : ACT_REASON, code };
}

/** What a caller's request for one category asks of the provisions of a consent. */
export function questionOf({ context, facts }: Situation, { category }: Cell, rows: AskedRows): ProvisionQuestion {
  const { caller, asOf, purpose } = context;
  const teams = facts.seats.filter(({ joinedAt, leftAt, closedAt }) => joinedAt <= asOf && !ended(leftAt, asOf) && !ended(closedAt, asOf));
  return {
    asOf, purpose: codeOfPurpose(purpose), action: DISCLOSE,
    recipient: [
      `Organization/${caller.agency.id}`, `Practitioner/${caller.personId}`, `${CSEC_AGENCY_KIND}|${caller.agency.kind}`,
      ...teams.map(({ teamId }) => `CareTeam/${teamId}`),
    ],
    mayName: (reference) => !OWN_KINDS.test(reference) && !reference.startsWith(`${CSEC_AGENCY_KIND}|`) && !reference.startsWith('CareTeam/'),
    record: {
      on: rows.on, confidentiality: CATEGORY_FACTS[category].confidentiality, sensitivities: widestOf(sensitivitiesOf(category)),
      categories: [{ system: CSEC_CATEGORY, code: category }], classes: null, codes: null,
      records: { instance: null, related: null, dependents: null, authoredby: rows.source === null ? null : [rows.source] },
    },
  };
}

const ended = (at: string | null | undefined, asOf: string): boolean => at !== null && at !== undefined && at <= asOf;
