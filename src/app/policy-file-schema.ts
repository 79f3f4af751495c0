import { z } from 'zod';
import { isLocalDate, type LocalDate } from '../kernel/dates.js';
import { APPROVER_NAMES } from '../law/approver.js';
import { AUTHORITY_IDS } from '../law/authority-ids.js';
import { CATEGORIES, CATEGORY_FACTS } from '../law/category.js';
import { PURPOSE_NAMES } from '../law/purpose.js';
import { REGIMES } from '../law/regime.js';
import { ROLES } from '../law/role.js';
import { isCompelled, LEGAL_RETENTION } from '../policy/counsel/policy-file.js';
import { COUNTY_ROW, type Rule } from '../policy/rule.js';
import { SETTING_NAMES } from '../policy/settings.js';

/** The numbers of California's counties. */
export const COUNTY_NUMBER = /^(0[1-9]|[1-4]\d|5[0-8])$/;

const NAME = /^[\w.:-]{1,80}$/;

/** A name may be quoted back; any other text is only said to be none. */
export function named(input: unknown): string {
  return typeof input === 'string' && NAME.test(input) ? input : 'a text that is no name';
}

const oneOf = <T extends string>(names: readonly T[], what: string) =>
  z.enum(names as readonly [T, ...T[]], { error: ({ input }) => `names no ${what}: ${named(input)}` });

const listOf = <T extends z.ZodType>(item: T) =>
  z.array(item, { error: 'must be a list' }).min(1, { error: 'must not be empty' });

const date = z.string({ error: 'must be a date, yyyy-MM-dd' })
  .refine(isLocalDate, { error: 'must be a date, yyyy-MM-dd' }).transform((text) => text as LocalDate);

const words = (most: number) => z.string({ error: 'must be a text' }).trim()
  .min(1, { error: 'must not be empty' }).max(most, { error: `must have at most ${most} characters` })
  .regex(/^[^\p{Cc}]*$/u, { error: 'must be one line' });

const years = (least: number) => z.int({ error: 'must be a whole number of years' })
  .min(least, { error: `must be at least ${least}, the period of the law` }).max(100, { error: 'must be at most 100' });

const object = <T extends z.core.$ZodLooseShape>(shape: T) => z.strictObject(shape, {
  error: (issue) => (issue.code === 'unrecognized_keys'
    ? `has members that are not known: ${issue.keys.map(named).join(', ')}` : 'must be an object'),
});

const settings = object(Object.fromEntries(
  SETTING_NAMES.map((name) => [name, z.boolean({ error: 'must be true or false' }).optional()]),
)).default({});

const rowId = z.string({ error: `must be ${COUNTY_ROW} and a topic` })
  .regex(/^COUNTY\.[A-Z0-9][A-Z0-9_.-]{0,60}$/, { error: `must be ${COUNTY_ROW} and a topic in capitals` });

const row = object({
  id: rowId,
  categories: listOf(oneOf(CATEGORIES, 'category')),
  roles: listOf(oneOf(ROLES, 'role')),
  purposes: listOf(oneOf(PURPOSE_NAMES, 'purpose')).optional(),
  regimes: listOf(oneOf(REGIMES.filter((regime) => regime !== 'UNLABELLED'), 'regime')).optional(),
  plain: words(500),
  authorities: listOf(oneOf(AUTHORITY_IDS, 'authority')),
});

/** To ask for an approval is to speak of what it is for: a category that law conceals is never in the queue of an officer. */
const spokenOf = oneOf(CATEGORIES, 'category').superRefine((category, check) => {
  if (CATEGORY_FACTS[category].whenWithheld !== 'conceal') return;
  check.addIssue({ code: 'custom', message: `names a category that law conceals, of which no approval can be asked without telling of it: ${category}` });
});

const approval = object({
  id: rowId, categories: listOf(spokenOf), roles: listOf(oneOf(ROLES, 'role')), by: oneOf(APPROVER_NAMES, 'approver'), plain: words(500),
  authorities: listOf(oneOf(AUTHORITY_IDS, 'authority')),
});

/** Why a rule cannot be suspended; null when it can. */
function keptIn(rules: readonly Rule[], id: string): string | null {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) return `names no rule: ${named(id)}`;
  if (rule.effect !== 'PERMIT') return `names a rule that permits nothing, and only a permission can be suspended: ${id}`;
  return isCompelled(rule) ? `names a permission that law compels: ${id}` : null;
}

const suspendable = (rules: readonly Rule[]) => z.string({ error: 'must be the id of a rule' }).superRefine((id, check) => {
  const fault = keptIn(rules, id);
  if (fault !== null) check.addIssue({ code: 'custom', message: fault });
});

/** The shape of a policy file over these rules. Every message is our own text and quotes nothing but names. */
export function policyFileSchema(rules: readonly Rule[]) {
  return object({
    format: z.literal(1, { error: 'must be 1, the only format there is' }),
    county: z.string({ error: 'must be a county number, 01 to 58' }).regex(COUNTY_NUMBER, { error: 'must be a county number, 01 to 58' }),
    edition: z.string({ error: 'must be a name' }).regex(/^[\w.-]{1,40}$/, { error: 'must be a name of letters, digits, dots and hyphens' }),
    effectiveOn: date,
    counsel: object({ name: words(200), approvedOn: date }).optional(),
    settings,
    suspend: z.array(suspendable(rules), { error: 'must be a list' }).default([]),
    withhold: z.array(row, { error: 'must be a list' }).default([]),
    approve: z.array(approval, { error: 'must be a list' }).default([]),
    retention: object({
      accountingYears: years(LEGAL_RETENTION.accountingYears).default(LEGAL_RETENTION.accountingYears),
      part2AccountingYears: years(LEGAL_RETENTION.part2AccountingYears).default(LEGAL_RETENTION.part2AccountingYears),
    }).default(LEGAL_RETENTION),
  });
}
