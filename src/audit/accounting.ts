import { countyDayEnd, countyInstant, plusYears, type Instant, type LocalDate } from '../kernel/dates.js';
import type { AgencyKind, RegimeStatus } from '../law/agreement.js';
import type { AuthorityId } from '../law/authority-ids.js';
import { CATEGORY_FACTS, type Category } from '../law/category.js';
import type { Purpose } from '../law/purpose.js';
import type { Role } from '../law/role.js';
import type { Retention } from '../policy/counsel/policy-file.js';
import type { SeatReliedOn } from '../policy/relations/seats-relied-on.js';
import type { Disclosure, DocumentsReliedOn, SpokenGrounds } from './disclosure.js';

/** The agency that received, as the register of agencies has it now. */
export interface Recipient {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly regimeStatus: RegimeStatus;
}

/** A record of the log with what an accounting must know beside it. */
export interface AccountedRecord {
  readonly disclosure: Disclosure;
  /** Null: the register no longer has the agency. */
  readonly recipient: Recipient | null;
  /** A seal order reached what was disclosed. */
  readonly sealed: boolean;
  /** The court's number of each order relied on, by its id; of those alone that are still on file. Absent: none is. */
  readonly orderNumbers?: Readonly<Record<string, string>>;
}

/** A court order on which a release rested, as the court names it. */
export interface AccountedOrder {
  readonly id: string;
  readonly caseNumber: string;
}

/** Of whom and of which days an accounting is asked: of one youth, or of everything one agency received. */
export interface AccountingRequest {
  readonly of: { readonly subjectId: string } | { readonly agencyId: string };
  /** Half-open. */
  readonly from: Instant;
  readonly to: Instant;
}

/** Reads the records of the log that released something, oldest first, a few at a time. */
export type ReadDisclosures = (request: AccountingRequest) => AsyncIterable<AccountedRecord>;

/** Who reads the accounting: the youth, or anybody else. */
export type AccountingReader = 'YOUTH' | 'OTHER';

/** One disclosure as its reader may see it: ids, words of closed lists, and law. */
export interface AccountingEntry {
  readonly id: string;
  readonly at: Instant;
  readonly subjectId: string;
  readonly agencyId: string;
  readonly recipient: Recipient | null;
  readonly personId: string;
  readonly role: Role;
  readonly purpose: Purpose;
  /** What was released; empty: that there is a record, or what may not be named to this reader. */
  readonly categories: readonly Category[];
  readonly rules: readonly string[];
  readonly authorities: readonly string[];
  /** These, to the labels, for the youth only. */
  readonly consents: readonly string[];
  readonly teams: readonly string[];
  /** The recipient's seats in those teams as they stood; none in earlier records. */
  readonly seats: readonly SeatReliedOn[];
  readonly orders: readonly AccountedOrder[];
  readonly reports: readonly string[];
  readonly emergencies: readonly string[];
  readonly approvals: readonly string[];
  readonly breakGlass: readonly string[];
  readonly notices: readonly string[];
  readonly labels: readonly string[];
  /** How the recipient's person was identified; null in earlier records, and for another than the youth. */
  readonly credential: string | null;
  /** The laws by which this entry must be accounted for. */
  readonly accountedUnder: readonly AuthorityId[];
  readonly decisionId: string | null;
  readonly policyVersion: string;
}

/** Never told to the youth either: who reported, and what was sealed. Authority: PC_11167, WIC_781. */
const HIDDEN_FROM_YOUTH: readonly Category[] = ['REPORTER_IDENTITY', 'SEALED'];
const SEALABLE: readonly Category[] = ['JUVENILE_JUSTICE', 'SEALED'];
const RELEASES = ['RELEASED', 'MESSAGE'];
const HEALTH: readonly Category[] = [
  'MENTAL_HEALTH', 'PSYCHOTHERAPY_NOTES', 'SUBSTANCE_USE_PART2', 'SUBSTANCE_USE_OTHER', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV',
  'ASSAULT_MEDICAL', 'GENERAL_MEDICAL',
];

function mayBeNamed(category: Category, sealed: boolean, reader: AccountingReader): boolean {
  if (!Object.hasOwn(CATEGORY_FACTS, category) || (sealed && SEALABLE.includes(category))) return false;
  return reader === 'YOUTH' ? !HIDDEN_FROM_YOUTH.includes(category) : CATEGORY_FACTS[category].whenWithheld === 'state';
}

/** That a Part 2 programme received says that the youth is its patient (42 CFR 2.13(c)). */
const isPart2 = (recipient: Recipient | null): boolean =>
  recipient !== null && (recipient.kind === 'SUBSTANCE_USE_PROGRAM' || recipient.regimeStatus === 'PART2_PROGRAM');

/** The days before which an accounting of each law need not reach. */
export interface AccountingPeriods {
  readonly accountingFrom: Instant;
  readonly part2From: Instant;
}

/** The periods that end on a day, on the county's calendar. */
export function periodsBefore(today: LocalDate, { accountingYears, part2AccountingYears }: Retention): AccountingPeriods {
  return { accountingFrom: countyInstant(plusYears(today, -accountingYears)), part2From: countyInstant(plusYears(today, -part2AccountingYears)) };
}

/** What each law asks to be accounted for, of what the reader is shown; every entry is of the county's own record. */
function lawsOf(entry: Omit<AccountingEntry, 'accountedUnder'>, disclosure: Disclosure, periods: AccountingPeriods): readonly AuthorityId[] {
  const { at, purpose, categories } = entry;
  const onConsent = disclosure.consents.length > 0;
  const hipaa = categories.some((category) => HEALTH.includes(category)) && !onConsent && purpose !== 'TREATMENT' && purpose !== 'SUBJECT_REQUEST';
  return [
    'WIC_827', 'WIC_10850',
    ...(categories.includes('MENTAL_HEALTH') && disclosure.obligations.includes('NOTICE_LPS') ? ['WIC_5328_6'] as const : []),
    ...(hipaa && at >= periods.accountingFrom ? ['CFR_45_164_528'] as const : []),
    ...(categories.includes('SUBSTANCE_USE_PART2') && onConsent && at >= periods.part2From ? ['CFR_42_2_25'] as const : []),
  ];
}

/**
 * An entry of an accounting for its reader; null for what is none, or may not be known to him.
 *
 * Shape: where a category is hidden, rules and authorities are those of the categories that may be spoken of, and an
 * entry with nothing to name looks like one that released only that there is a record. Another than the youth is shown no
 * document: that one stands under an entry without a category would tell of the category. An order that a seal reached
 * is not on file any more, and so is not named to anybody.
 * Authority: CFR_45_164_528, CFR_42_2_25, CFR_42_2_13, WIC_5328_6, PC_11167.
 */
export function accountingEntry(record: AccountedRecord, reader: AccountingReader, periods: AccountingPeriods): AccountingEntry | null {
  const { disclosure, recipient, sealed, orderNumbers = {} } = record;
  const { id, at, subjectId, agencyId, personId, role, purpose, released, decisionId, policyVersion, outcome, spoken } = disclosure;
  if (subjectId === null || !RELEASES.includes(outcome) || (reader === 'OTHER' && isPart2(recipient))) return null;
  const categories = released.filter((category) => mayBeNamed(category, sealed, reader));
  const grounds: SpokenGrounds = categories.length === released.length ? disclosure : spoken ?? { rules: [], authorities: [] };
  // Records of earlier days name all consents and teams together, of which the youth was told.
  const shown: DocumentsReliedOn = reader === 'YOUTH' ? { consents: disclosure.consents, teams: disclosure.teams, ...grounds } : {};
  const emergencies = shown.emergencies ?? [];
  const entry = {
    id, at, subjectId, agencyId, recipient, personId, role, purpose, categories, decisionId, policyVersion,
    rules: grounds.rules, authorities: grounds.authorities,
    consents: shown.consents ?? [], teams: shown.teams ?? [], seats: seatsIn(disclosure, shown.teams ?? []), reports: shown.reports ?? [], emergencies,
    approvals: shown.approvals ?? [], notices: shown.notices ?? [], labels: shown.labels ?? [],
    orders: (shown.orders ?? []).flatMap((order) => (orderNumbers[order] === undefined ? [] : [{ id: order, caseNumber: orderNumbers[order] }])),
    breakGlass: emergencies.length > 0 ? disclosure.breakGlass ?? [] : [], credential: reader === 'YOUTH' ? disclosure.credential ?? null : null,
  };
  return { ...entry, accountedUnder: lawsOf(entry, disclosure, periods) };
}

/** The seats of a record in the teams that are shown of it. */
export const seatsIn = ({ seats = [] }: Disclosure, shown: readonly string[]): readonly SeatReliedOn[] => seats.filter(({ team }) => shown.includes(team));

/** A team as an export names it: with the statute and the protocol by which its member received, and since when he was one. */
export function teamInWords(team: string, seats: readonly SeatReliedOn[]): string {
  const held = seats.filter((seat) => seat.team === team)
    .map(({ statute, protocol, joinedAt }) => `${statute}, ${protocol === null ? 'no protocol' : `protocol ${protocol}`}, member since ${joinedAt}`);
  return held.length === 0 ? team : `${team} (${held.join('; ')})`;
}

/** The entries of an accounting, as they are read. */
export async function* accountingEntries(
  records: AsyncIterable<AccountedRecord>, reader: AccountingReader, periods: AccountingPeriods,
): AsyncGenerator<AccountingEntry> {
  for await (const record of records) {
    const entry = accountingEntry(record, reader, periods);
    if (entry !== null) yield entry;
  }
}

/** The days from one to another, both included, as a half-open span of moments. */
export function daysAsSpan(from: LocalDate, to: LocalDate): Pick<AccountingRequest, 'from' | 'to'> {
  return { from: countyInstant(from), to: countyDayEnd(to) };
}
