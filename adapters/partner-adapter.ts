import { z } from 'zod';
import { isLocalDate, type Instant, type LocalDate } from '../src/kernel/dates.js';
import { InvariantError } from '../src/kernel/invariant.js';
import type { AgencyKind } from '../src/law/agreement.js';
import { CATEGORY_FACTS, type Category, type Confidentiality } from '../src/law/category.js';
import type { ObligationId } from '../src/law/obligation.js';
import type { Purpose } from '../src/law/purpose.js';

/** Formats in which a partner can receive a case. */
export const PARTNER_FORMATS = [
  'FHIR_R4_BUNDLE', 'FHIR_R4_MESSAGE', 'NIEM_6_XML', 'NIEM_6_JSON', 'MISSING_PERSON_WORKSHEET_JSON',
  'MISSING_PERSON_WORKSHEET_PDF', 'PROVIDER_JSON', 'PROVIDER_CSV', 'HTCDS_2_CSV',
] as const;
export type PartnerFormat = (typeof PARTNER_FORMATS)[number];

/** What goes with a released case: who receives it, on what decision, and the duties that travel along. */
export interface MessageEnvelope {
  /** Global id of the case. No encoder prints it: it is the same for every partner. */
  readonly caseId: string;
  /** The youth's pseudonym for this recipient, and the system it is of. */
  readonly pseudonym: string;
  readonly pseudonymSystem: string;
  readonly recipient: { readonly agencyId: string; readonly name: string; readonly kind: AgencyKind };
  /** The county whose gateway sends; null when it is not to be named. */
  readonly county: string | null;
  readonly decisionId: string;
  readonly policyVersion: string;
  readonly generatedAt: Instant;
  readonly validUntil: Instant | null;
  readonly basis: readonly string[];
  readonly consentIds: readonly string[];
  /** The scopes of those consents that law has go along (42 CFR 2.32(b)). Absent: none has to. */
  readonly consentScopes?: readonly {
    readonly consent: string; readonly categories: readonly Category[]; readonly purposes: readonly string[];
    readonly redisclosure: 'PROHIBITED' | 'TO_NAMED' | 'HIPAA_TPO'; readonly expiresOn: LocalDate | null;
    /** Of the signature its day, and whether the youth signed or somebody for her. Absent: null where none is recorded. */
    readonly signedOn: LocalDate | null; readonly signedBy: 'SUBJECT' | 'REPRESENTATIVE' | null;
  }[];
  readonly obligations: readonly ObligationId[];
  /** Whether a message that is kept with papers names the youth a Doe, where it names her at all. */
  readonly namesDoe: boolean;
  /** The day by whose end the message is returned or destroyed, where it is to be (`DELETE_BY`) and a day was named. */
  readonly deleteBy: LocalDate | null;
  readonly labels: readonly string[];
  readonly confidentiality: Confidentiality;
  readonly notices: readonly { readonly id: string; readonly text: string }[];
  /** Categories that law withholds and that may be spoken of. Concealed ones never come here. */
  readonly withheld: readonly { readonly category: Category; readonly whenWithheld: 'state' }[];
}

/** What an encoder answers: text, or the bytes of a file that is not text. */
export type MessageContent = string | Uint8Array;

/**
 * A partner's client of the sealed schema: a committed document, and an encoder of what it released. The encoder is
 * pure and total: any result of the document, whatever is null in it, becomes a valid message that holds no value from
 * elsewhere.
 */
export interface PartnerAdapter<Content extends MessageContent = string> {
  readonly format: PartnerFormat;
  /** The classes of agency that may ask for the format. */
  readonly offeredTo: readonly AgencyKind[];
  /** The purposes for which it is made; null is every purpose for which the class of agency has no adapter of its own. */
  readonly purposes: readonly Purpose[] | null;
  /** What a message states by being there, and so is made only where the decision tells it: that the child is missing. Absent: nothing. */
  readonly states?: 'MISSING';
  readonly mediaType: string;
  /** One query with the variable `$id: ID!`. */
  readonly document: string;
  /** One query with `$id: ID!` and `$after: String!`, for what comes after the first page of the document's services. Absent: it asks for none. */
  readonly further?: string;
  /** Errors: InvariantError when the result is not one of the document. */
  encode(released: unknown, envelope: MessageEnvelope): Content;
}

/** An adapter of whatever content. */
export type AnyPartnerAdapter = PartnerAdapter<MessageContent>;

const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text that every format can carry: characters that XML and FHIR forbid, control characters, and those that turn the order
 * of what a reader sees around become U+FFFD. Absent: blank text.
 */
export function printable(text: string): string | null {
  return text.trim() === '' ? null : text.replace(UNPRINTABLE, '\ufffd');
}

const text = z.string().transform(printable).nullable();
const date = z.custom<LocalDate>((value) => typeof value === 'string' && isLocalDate(value)).nullable();
const flags = z.array(z.string()).nullable();
const coded = z.strictObject({ system: z.string(), code: z.number().int(), display: text }).nullable();

/** Shapes of released values, as the schema spells them; each document's reader is made of these. */
export const RELEASED = {
  text, date, coded, flags,
  county: text,
  csecStatus: z.enum(['AT_RISK', 'VICTIM_CURRENT', 'VICTIM_PAST']).nullable(),
  sex: z.enum(['F', 'M', 'I', 'U']).nullable(),
  whole: z.number().int().nullable(),
  texts: z.array(z.string()).transform((words) => words.flatMap((word) => printable(word) ?? [])).nullable(),
  /** Of what is told by being there. */
  noted: z.literal(true).nullable(),
  ageBand: z.enum(['UNDER_10', 'AGE_10_12', 'AGE_13_15', 'AGE_16_17', 'AGE_18_PLUS']).nullable(),
  gridEntries: z.array(
    z.strictObject({ type: coded, isVictim: z.boolean().nullable(), startedOn: date, endedOn: date, flags }),
  ).nullable(),
  specialProjects: z.array(z.strictObject({
    projectName: text,
    programme: z.enum(['CSEC_REFERRAL', 'CSEC_HISTORICAL', 'OTHER']).nullable(),
    through: z.enum(['REFERRAL', 'CASE']).nullable(),
    startedOn: date, endedOn: date, flags,
  })).nullable(),
};

export type ReleasedCode = NonNullable<z.infer<typeof coded>>;
export type ReleasedGridEntry = NonNullable<z.infer<typeof RELEASED.gridEntries>>[number];
export type ReleasedProject = NonNullable<z.infer<typeof RELEASED.specialProjects>>[number];

/** The selection of each list that more than one document asks for. */
export const SELECTED = {
  coded: '{ system code display }',
  gridEntries: 'gridEntries { type { system code display } isVictim startedOn endedOn flags }',
  specialProjects: 'specialProjects { projectName programme through startedOn endedOn flags }',
} as const;

/**
 * Reads the result of a document with the reader that belongs to it.
 * Errors: InvariantError naming the paths at which they disagree, never a value.
 */
export function readReleased<T>(reader: z.ZodType<T>, released: unknown): T {
  const read = reader.safeParse(released);
  if (read.success) return read.data;
  const paths = read.error.issues.map(({ path }) => path.join('.') || 'the result').sort();
  throw new InvariantError(`A partner document and its reader disagree at ${paths.join(', ')}.`);
}

const AT_RISK_TYPE = 6867;
const VICTIM_TYPES: ReadonlySet<number> = new Set([6868, 6869, 6870, 6871, 6872]);

/** What a grid row says of the youth, by the code table's split, else by its type; null when neither was released. */
export function standingOf({ isVictim, type }: ReleasedGridEntry): 'VICTIM' | 'AT_RISK' | null {
  if (isVictim !== null) return isVictim ? 'VICTIM' : 'AT_RISK';
  if (type?.code === AT_RISK_TYPE) return 'AT_RISK';
  return type !== null && VICTIM_TYPES.has(type.code) ? 'VICTIM' : null;
}

/** The categories that a message of this release holds; the pseudonym alone is identity, the county a fact of the case. */
export function categoriesIn(released: {
  readonly county: string | null;
  readonly csecStatus: unknown;
  readonly gridEntries: readonly unknown[] | null;
  readonly specialProjects: readonly unknown[] | null;
}): readonly Category[] {
  const { csecStatus, gridEntries, specialProjects } = released;
  const csec = csecStatus !== null || (gridEntries ?? []).length > 0 || (specialProjects ?? []).length > 0;
  return ['IDENTITY_CORE', ...(released.county === null ? [] : ['CASE_FACTS' as const]), ...(csec ? ['CSEC_STATUS' as const] : [])];
}

/** Whether a category is withheld from this recipient in a way that may be said. */
export function isStatedWithheld(envelope: MessageEnvelope, category: Category): boolean {
  return envelope.withheld.some((withheld) => withheld.category === category);
}

/** The label codes of a message that holds those categories, each once, with those of its duties. */
export function labelsOf(categories: readonly Category[], envelope: MessageEnvelope): readonly string[] {
  return [...new Set([...categories.flatMap((category) => CATEGORY_FACTS[category].sensitivity), ...envelope.labels])].sort();
}

/** The tree without nulls, empty lists and empty objects, which no format may carry. */
export function withoutAbsent<T>(value: T): T {
  return (prune(value) ?? {}) as T;
}

function prune(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items = value.map(prune).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  const members = Object.entries(value).map(([key, member]) => [key, prune(member)] as const).filter(([, member]) => member !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}
