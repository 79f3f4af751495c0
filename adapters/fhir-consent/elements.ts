import { z } from 'zod';
import { instant, isLocalDate, type Instant, type LocalDate } from '../../src/kernel/dates.js';
import { isUuid } from '../../src/kernel/ids.js';
import {
  CONSENT_CONCERNS, CONSENT_REGIMES, EXPLICIT_MENTIONS, SIGNATORY_ROLES, type Consent,
} from '../../src/model/consent.js';
import { shapeFault } from './fault.js';
import type { FhirExtension } from './shape.js';
import { CONSENT_ELEMENTS } from './systems.js';

/** A consent before it is recorded: what was signed, and who recorded it when. */
export type ConsentDraft = Omit<Consent, 'id' | 'version' | 'usesSoFar' | 'revocation'>;
/** What a FHIR consent cannot say in its own elements, and says in the extension. */
export type ConsentElements = Partial<Omit<ConsentDraft, 'subjectId' | 'effect' | 'status' | 'failedChecks' | 'patientUnknown' | 'provision' | 'recordedByAgencyId' | 'recordedAt'>>;

const one = <T extends z.ZodType>(item: T) => z.tuple([item]).transform(([value]) => value as z.output<T>);
const maybeOne = <T extends z.ZodType>(item: T) => one(item).nullable().default(null);
const many = <T extends z.ZodType>(item: T) => z.array(item).default([]);
const text = z.string();
const uuid = z.string().refine(isUuid);
const day = z.custom<LocalDate>((value) => typeof value === 'string' && isLocalDate(value));
const moment = z.string().transform((value): Instant => instant(value, 'consent.extension'));
const flag = one(z.boolean());

const signature = z.strictObject({
  signedAt: one(moment), method: one(z.enum(['WET', 'ELECTRONIC'])), typefacePt: maybeOne(z.number()), handwritten: flag, standalone: flag,
  role: one(z.enum(SIGNATORY_ROLES)), signerId: maybeOne(text), authorityDocument: maybeOne(text), witness: maybeOne(text),
});

const expiry = z.union([
  z.strictObject({ kind: one(z.literal('DATE')), on: one(day) }),
  z.strictObject({ kind: one(z.literal('EVENT')), event: maybeOne(text).transform((word) => word ?? ''), occurredAt: maybeOne(moment) }),
  z.strictObject({ kind: one(z.literal('NONE_TPO')) }),
]);

const elements = z.strictObject({
  subjectNameAsWritten: maybeOne(text), subjectBornOnAsWritten: maybeOne(day), regimes: many(z.enum(CONSENT_REGIMES)),
  discloserAgencyIds: many(uuid), discloserClasses: many(text), recipientPersonIds: many(uuid), recipientAgencyIds: many(uuid), recipientClasses: many(text),
  intermediary: maybeOne(z.strictObject({ agencyId: one(uuid), participants: many(uuid), treatingOnly: flag })),
  recipientTeam: maybeOne(z.strictObject({ teamId: one(uuid), members: many(text) })),
  categories: many(text), excludedCategories: many(text), fields: many(text), dataFrom: maybeOne(day), dataTo: maybeOne(day), sourceAgencyIds: many(uuid),
  explicitMentions: many(z.enum(EXPLICIT_MENTIONS)), purposes: many(text), redisclosure: one(z.enum(['PROHIBITED', 'TO_NAMED', 'HIPAA_TPO'])),
  effectiveFrom: one(moment), expiry: one(expiry), longerThanYearRequestedBySigner: flag, maxUses: maybeOne(z.number().int()),
  signature: maybeOne(signature), coSignatures: many(signature),
  capacity: maybeOne(z.strictObject({
    basis: one(z.enum(['AGE_18', 'MINOR_STATUTE', 'COURT_ORDER', 'PARENT_AUTHORITY'])), statute: maybeOne(text), ageAtSigning: maybeOne(z.number().int()),
    maturityAttestedBy: maybeOne(text),
  })),
  statements: one(z.strictObject({
    revocationHow: flag, redisclosureRisk: flag, conditioning: flag, part2TpoRedisclosure: flag, refusalConsequences: flag, copyGiven: flag, copyInstructions: flag,
  })),
  documentHash: maybeOne(text), imageHash: maybeOne(text), concerns: many(z.enum(CONSENT_CONCERNS)), supersedes: maybeOne(uuid),
  psychotherapyRequests: many(z.strictObject({
    requesterId: one(uuid), use: one(text), keepUntil: one(day), noOtherUse: flag, destroyPledge: flag, patientCopiedAt: maybeOne(moment),
  })),
});

type Value = string | number | boolean | null | undefined | readonly Value[] | { readonly [name: string]: Value };

/** A value as FHIR extensions: a list is repeated, an object is nested, nothing is left out silently but null. */
function encode(url: string, value: Value): readonly FhirExtension[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'string') return value === '' ? [] : [{ url, valueString: value }];
  if (typeof value === 'boolean') return [{ url, valueBoolean: value }];
  if (typeof value === 'number') return [{ url, valueInteger: value }];
  if (isList(value)) return value.flatMap((item) => encode(url, item));
  return [{ url, extension: Object.entries(value).flatMap(([name, member]) => encode(name, member)) }];
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

function decode(extensions: readonly FhirExtension[]): Record<string, unknown[]> {
  const found: Record<string, unknown[]> = {};
  for (const { url, extension, valueString, valueBoolean, valueInteger } of extensions) {
    (found[url] ??= []).push(extension === undefined ? valueString ?? valueBoolean ?? valueInteger : decode(extension));
  }
  return found;
}

/** Every element of a consent that the extension carries. */
export function writeElements(consent: ConsentElements): FhirExtension {
  const names = Object.keys(elements.shape) as (keyof ConsentElements)[];
  return { url: CONSENT_ELEMENTS, extension: names.flatMap((name) => encode(name, consent[name] as Value)) };
}

/**
 * What the extension says, or null when the document has none.
 * Errors: BAD_INPUT naming the element that is missing, unknown, repeated or of no such value.
 */
export function readElements(extensions: readonly FhirExtension[]): Required<ConsentElements> | null {
  const own = extensions.filter(({ url }) => url === CONSENT_ELEMENTS);
  if (own.length === 0) return null;
  const read = elements.safeParse(decode(own.flatMap(({ extension }) => extension ?? [])));
  if (!read.success) throw shapeFault('consent.extension', read.error);
  return read.data;
}
