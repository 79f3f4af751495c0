import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { LocalDate } from '../kernel/dates.js';
import type { PolicyFile, ReadPolicyFile } from '../policy/counsel/policy-file.js';
import type { Rule } from '../policy/rule.js';
import { RULES } from '../policy/rules/index.js';
import { SETTING_NAMES } from '../policy/settings.js';
import { duplicateKeys } from './duplicate-keys.js';
import { COUNTY_NUMBER, named, policyFileSchema } from './policy-file-schema.js';

/** What a policy file is checked against beside its own shape. */
export interface PolicyFilePlace {
  /** The county this gateway serves. Absent: null, any. */
  readonly county: string | null;
  /** The day on which it must be in force. Absent: null, any. */
  readonly today: LocalDate | null;
  readonly rules?: readonly Rule[];
}

/** A policy file, or everything that is wrong with it: each fault begins with its path in the file. */
export type PolicyFileReading = { readonly read: ReadPolicyFile } | { readonly faults: readonly string[] };

/** Reads a policy file. Shape: all faults at once; no fault quotes anything but a name. */
export function readPolicyFile(path: string, place: PolicyFilePlace): PolicyFileReading {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return { faults: ['cannot be read'] };
  }
  const parsed = parsePolicyFile(bytes.toString('utf8'), place);
  if ('faults' in parsed) return parsed;
  return { read: Object.freeze({ file: parsed.file, sha256: createHash('sha256').update(bytes).digest('hex') }) };
}

/** Reads the text of a policy file. */
export function parsePolicyFile(text: string, place: PolicyFilePlace): { readonly file: PolicyFile } | { readonly faults: readonly string[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { faults: ['is not JSON'] };
  }
  const parsed = policyFileSchema(place.rules ?? RULES).safeParse(json);
  const faults = [
    ...(parsed.error?.issues ?? []).map((issue) => `${placeOf(issue.path)}${issue.message}`),
    ...duplicateKeys(text).map((path) => `${placeOf(path)}is given twice`),
    ...repetitions(json), ...faultsTogether(json, place),
  ];
  if (!parsed.success || faults.length > 0) return { faults };
  return { file: Object.freeze({ ...parsed.data, counsel: parsed.data.counsel ?? null }) as PolicyFile };
}

function placeOf(steps: readonly PropertyKey[]): string {
  const path = steps.map((part) => (typeof part === 'number' ? `[${part}]` : `.${named(part)}`)).join('').replace(/^\./, '');
  return path === '' ? '' : `${path} `;
}

/** Members of a value that may be of any shape. */
function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

const listIn = (value: unknown, name: string): readonly unknown[] => {
  const list = member(value, name);
  return Array.isArray(list) ? list : [];
};

/** What a list names a second time, by its place. */
function repeatedIn(list: readonly unknown[], path: string): readonly string[] {
  return list.flatMap((one, at) => (typeof one === 'string' && list.indexOf(one) < at ? [`${path}[${at}] is named twice: ${named(one)}`] : []));
}

function repetitions(json: unknown): readonly string[] {
  const rows = ['withhold', 'approve'].flatMap((list) => listIn(json, list).map((row, at) => ({ row, path: `${list}[${at}]` })));
  const ids = rows.map(({ row }) => member(row, 'id'));
  return [
    ...repeatedIn(listIn(json, 'suspend'), 'suspend'),
    ...ids.flatMap((id, at) => (typeof id === 'string' && ids.indexOf(id) < at ? [`${rows[at]!.path}.id is the id of another row: ${named(id)}`] : [])),
    ...rows.flatMap(({ row, path }) => ['categories', 'roles', 'purposes', 'regimes', 'authorities']
      .flatMap((list) => repeatedIn(listIn(row, list), `${path}.${list}`))),
  ];
}

/** What only several members together can have wrong. */
function faultsTogether(json: unknown, { county, today }: PolicyFilePlace): readonly string[] {
  const faults: string[] = [];
  const [of, from] = [member(json, 'county'), member(json, 'effectiveOn')];
  if (county !== null && typeof of === 'string' && COUNTY_NUMBER.test(of) && of !== county) faults.push(`county is not the county of this gateway, ${named(county)}`);
  if (today !== null && typeof from === 'string' && from > today) faults.push('effectiveOn is not reached');
  const wider = SETTING_NAMES.filter((name) => member(member(json, 'settings'), name) === true);
  if (wider.length > 0 && member(json, 'counsel') === undefined) faults.push(`counsel is needed where a wider reading is chosen: ${wider.join(', ')}`);
  return faults;
}
