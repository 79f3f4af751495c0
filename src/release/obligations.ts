import { countyDay, plusSeconds, type Instant, type LocalDate } from '../kernel/dates.js';
import type { Category } from '../law/category.js';
import { OBLIGATIONS, type ObligationId } from '../law/obligation.js';
import type { Consent } from '../model/consent.js';
import type { AccessContext } from '../policy/access-context.js';
import { agreementInForce } from '../policy/relations/agreement-in-force.js';
import { requestsStanding } from '../policy/consents/checks/psychotherapy-request.js';
import type { CellDecision } from '../policy/decision.js';

/** What must travel with a response, each once. */
export interface Duties {
  readonly obligations: readonly ObligationId[];
  /** HL7 and `csec:` label codes. */
  readonly labels: readonly string[];
  /** Ids of the notice texts of the law room. */
  readonly notices: readonly string[];
  /** Ids of the consents that the release rests on, whose scope goes with Part 2 data (42 CFR 2.32(b)). */
  readonly consents: readonly string[];
  /** The earliest moment at which any cell stops standing. */
  readonly validUntil: Instant | null;
}

/** The union of the duties of the cells that a response rests on. */
export function dutiesOf(cells: Iterable<CellDecision>): Duties {
  const obligations = new Set<ObligationId>();
  const labels = new Set<string>();
  const notices = new Set<string>();
  const consents = new Set<string>();
  let validUntil: Instant | null = null;
  for (const cell of cells) {
    for (const id of cell.obligations) {
      obligations.add(id);
      for (const label of OBLIGATIONS[id].labels) labels.add(label);
      for (const notice of OBLIGATIONS[id].notices) notices.add(notice);
    }
    for (const consent of cell.consents) consents.add(consent);
    if (cell.validUntil !== null && (validUntil === null || cell.validUntil < validUntil)) validUntil = cell.validUntil;
  }
  return {
    obligations: [...obligations].sort(), labels: [...labels].sort(), notices: [...notices].sort(),
    consents: [...consents].sort(), validUntil,
  };
}

/** The labels and notices that obligations bring, each once and sorted. */
export function carriedBy(obligations: readonly ObligationId[]): Pick<Duties, 'labels' | 'notices'> {
  const of = (kind: 'labels' | 'notices'): readonly string[] => [...new Set(obligations.flatMap((id): readonly string[] => OBLIGATIONS[id][kind]))].sort();
  return { labels: of('labels'), notices: of('notices') };
}

/** What the answer itself does with what it tells: functions of what was asked and decided, and of no row. */
export interface Doing {
  /** Something that was asked for and may be spoken of is taken out. */
  readonly redacts: boolean;
  /** A youth is named by the recipient's own pseudonym. */
  readonly pseudonymizes: boolean;
}

/** The duties of an answer that itself takes out or replaces, which its labels say. Source: consent-engine rules, section 4.4. */
export function dutiesDoing(duties: Duties, { redacts, pseudonymizes }: Doing): Duties {
  const done: readonly ObligationId[] = [...(redacts ? ['REDACT'] as const : []), ...(pseudonymizes ? ['PSEUDONYM'] as const : [])];
  if (done.length === 0) return duties;
  return { ...duties, obligations: [...duties.obligations, ...done].sort(), labels: [...new Set([...duties.labels, ...carriedBy(done).labels])].sort() };
}

/** What is returned or destroyed by the end of which day, on the county's calendar. */
export interface Deletion {
  readonly on: LocalDate;
  readonly categories: readonly Category[];
}

/** By whose words the days are told: of one subject, to one caller. */
export interface Pledges {
  readonly context: AccessContext;
  readonly county: string | null;
  /** The subject's, as they were decided on. */
  readonly consents: readonly Consent[];
}

/**
 * The days by which the recipient returns or destroys what he pledged to: the earliest that his own written requests
 * beside the consents relied on name, else the last day of his agency's agreement with the county.
 * Absent: where neither names a day, the duty stands without one. Authority: CIV_56_104 (rule R-40).
 */
export function deletionsOwed(cells: readonly CellDecision[], { context, county, consents }: Pledges): readonly Deletion[] {
  const owed = cells.filter(({ obligations }) => obligations.includes('DELETE_BY'));
  const byDay = new Map<LocalDate, Set<Category>>();
  for (const { category, consents: reliedOn } of owed) {
    const pledged = consents.filter(({ id, version }) => reliedOn.includes(`${id}@${version}`))
      .flatMap((consent) => requestsStanding(consent, context)).map(({ keepUntil }) => keepUntil).sort();
    const on = pledged[0] ?? agreementsLastDay(context, county);
    if (on !== null) byDay.set(on, (byDay.get(on) ?? new Set()).add(category));
  }
  return [...byDay].map(([on, categories]) => ({ on, categories: [...categories].sort() })).sort((one, other) => (one.on < other.on ? -1 : 1));
}

function agreementsLastDay(context: AccessContext, county: string | null): LocalDate | null {
  const { truth, until } = agreementInForce(context, county);
  return truth !== 'TRUE' || until === null ? null : countyDay(plusSeconds(until, -0.001));
}
