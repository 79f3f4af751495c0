import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isLocalDate, type LocalDate } from '../kernel/dates.js';
import { AGENCY_KINDS } from '../law/agreement.js';
import { APPROVER_NAMES } from '../law/approver.js';
import { BASES } from '../law/basis.js';
import { CATEGORIES } from '../law/category.js';
import { EXTENTS } from '../law/extent.js';
import { OBLIGATIONS, type ObligationId } from '../law/obligation.js';
import { PURPOSE_NAMES } from '../law/purpose.js';
import { REGIMES } from '../law/regime.js';
import { ROLES } from '../law/role.js';
import { compilePolicy } from '../policy/evaluation/compile.js';
import { PREDICATE_NAMES } from '../policy/evaluation/predicate-names.js';
import type { PolicySide } from '../policy/counsel/policy-diff.js';
import { policyUnder, type ReadPolicyFile } from '../policy/counsel/policy-file.js';
import { TABLE_FORMAT } from '../policy/counsel/policy-table.js';
import { EFFECTS, LAYERS, type Rule } from '../policy/rule.js';
import { RULES } from '../policy/rules/index.js';
import { SETTING_NAMES, settingsWith } from '../policy/settings.js';
import { readPolicyFile } from './read-policy-file.js';

/** A policy to compare: the built-in one, a county's file, or a table that was kept. */
export interface ReadSide extends PolicySide {
  readonly version: string;
  /** The first day on which all of it is in force; null: any. */
  readonly effectiveOn: LocalDate | null;
  /** The settings that rules name, speaking or silent. */
  readonly named: ReadonlySet<string>;
}

/** One side, or everything that is wrong with it; `table` says of which of the two kinds of file it is. */
export type SideReading = { readonly side: ReadSide } | { readonly faults: readonly string[]; readonly table: boolean };

const unknown = { error: 'names what this gateway does not know' };
const names = <T extends string>(list: readonly T[]) => z.array(z.enum(list as readonly [T, ...T[]], unknown)).optional();
const conditions = z.array(z.array(z.enum(PREDICATE_NAMES as unknown as readonly [string, ...string[]], unknown))).optional();
const day = z.string().nullable();

const ruleSchema = z.strictObject({
  id: z.string(), layer: z.enum(LAYERS, unknown), effect: z.enum(EFFECTS, unknown), basis: z.enum(BASES, unknown).optional(),
  when: z.strictObject({
    categories: names(CATEGORIES), exceptCategories: names(CATEGORIES), roles: names(ROLES), exceptRoles: names(ROLES),
    purposes: names(PURPOSE_NAMES), regimes: names(REGIMES), bases: names(BASES), agencyKinds: names(AGENCY_KINDS), facts: conditions,
  }),
  requires: conditions, extent: z.enum(EXTENTS, unknown).optional(), widenedByFields: z.boolean().optional(), authorities: z.array(z.string()),
  obligations: names(Object.keys(OBLIGATIONS) as ObligationId[]), effective: z.strictObject({ from: day, to: day }), plain: z.string(),
  counsel: z.string().optional(), approver: z.enum(APPROVER_NAMES as [string, ...string[]], unknown).optional(),
  standing: z.enum(['IN_FORCE', 'OFF_BY_SETTING', 'SUSPENDED']),
});

/** What a comparison reads of a table that `policy table --format json` printed; the rest of it is for people. */
const tableSchema = z.object({
  format: z.literal(TABLE_FORMAT), version: z.string(), file: z.object({ effectiveOn: z.string().refine(isLocalDate, { error: 'is no date' }) }).nullable(),
  rules: z.array(ruleSchema),
  settings: z.array(z.object({ name: z.enum(SETTING_NAMES as [string, ...string[]], unknown), on: z.boolean() })),
});

function sideOfTable(json: unknown): SideReading {
  const parsed = tableSchema.safeParse(json);
  if (!parsed.success) return { table: true, faults: parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')} ${message}`) };
  const { version, file, rules: listed, settings } = parsed.data;
  const rules = listed.filter(({ standing }) => standing === 'IN_FORCE').map(({ standing: _, ...rule }) => rule as unknown as Rule);
  const named = new Set(listed.flatMap(({ counsel }) => counsel ?? []));
  try {
    const chosen = settingsWith(Object.fromEntries(settings.map(({ name, on }) => [name, on])));
    compilePolicy({ rules, settings: chosen });
    return { side: { version, effectiveOn: file === null ? null : file.effectiveOn as LocalDate, settings: chosen, named, rules } };
  } catch (fault) {
    return { table: true, faults: [`has rules that this gateway would not run: ${(fault as Error).message}`] };
  }
}

/** The rules that speak under a county's file, or under none. */
export function sideUnder(read: ReadPolicyFile | null): ReadSide {
  const { version, rules, settings } = policyUnder(read);
  return { version, rules, settings, effectiveOn: read?.file.effectiveOn ?? null, named: new Set(RULES.flatMap(({ counsel }) => counsel ?? [])) };
}

/** Reads one side of a comparison: `default`, a policy file of any county, or a kept table. All faults at once. */
export function readSide(from: string): SideReading {
  if (from === 'default') return { side: sideUnder(null) };
  const json = jsonIn(from);
  if (typeof json === 'object' && json !== null && 'format' in json && json.format === TABLE_FORMAT) return sideOfTable(json);
  const reading = readPolicyFile(from, { county: null, today: null });
  return 'faults' in reading ? { ...reading, table: false } : { side: sideUnder(reading.read) };
}

/** The JSON of a file; undefined where there is none, which the reader of policy files tells. */
function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
