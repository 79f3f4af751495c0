import type { LocalDate } from '../../kernel/dates.js';
import type { Approver } from '../../law/approver.js';
import type { AuthorityId } from '../../law/authority-ids.js';
import { BASES, type Basis } from '../../law/basis.js';
import type { Category } from '../../law/category.js';
import type { Purpose } from '../../law/purpose.js';
import type { Regime } from '../../law/regime.js';
import type { Role } from '../../law/role.js';
import { compilePolicy, type CompiledPolicy, type PolicySource } from '../evaluation/compile.js';
import type { Rule } from '../rule.js';
import { RULES } from '../rules/index.js';
import { settingsWith, type Settings } from '../settings.js';

/** A row by which the county withholds more than the law does. Absent lists: every purpose, every source. */
export interface WithheldRow {
  /** `COUNTY.` and a topic. */
  readonly id: string;
  readonly categories: readonly Category[];
  readonly roles: readonly Role[];
  readonly purposes?: readonly Purpose[];
  readonly regimes?: readonly Regime[];
  readonly plain: string;
  readonly authorities: readonly AuthorityId[];
}

/** A row by which the county lets a category go to a role only after a person approved it. */
export interface ApprovalRow {
  /** `COUNTY.` and a topic. */
  readonly id: string;
  readonly categories: readonly Category[];
  readonly roles: readonly Role[];
  readonly by: Approver;
  readonly plain: string;
  readonly authorities: readonly AuthorityId[];
}

/** For how many years an accounting of disclosures reaches back; a county may lengthen them. Units: years. */
export interface Retention {
  /** 45 CFR 164.528. */
  readonly accountingYears: number;
  /** 42 CFR 2.25. */
  readonly part2AccountingYears: number;
}

/** The periods of the law. */
export const LEGAL_RETENTION: Retention = Object.freeze({ accountingYears: 6, part2AccountingYears: 3 });

/**
 * A county's policy: the readings that its counsel chose, and what it withholds beyond the law. Beyond the readings it
 * only narrows: nothing in it can open a category.
 */
export interface PolicyFile {
  readonly format: 1;
  /** Two digits, 01 to 58. */
  readonly county: string;
  readonly edition: string;
  readonly effectiveOn: LocalDate;
  /** Who approved it; a file that chooses a wider reading has one. Absent: null. */
  readonly counsel: { readonly name: string; readonly approvedOn: LocalDate } | null;
  readonly settings: Partial<Settings>;
  /** Ids of permissions that the county does without. */
  readonly suspend: readonly string[];
  readonly withhold: readonly WithheldRow[];
  readonly approve: readonly ApprovalRow[];
  readonly retention: Retention;
}

/** A policy file as it was read, with the SHA-256 of its bytes in hexadecimal. */
export interface ReadPolicyFile {
  readonly file: PolicyFile;
  readonly sha256: string;
}

/**
 * The bases on which law compels a release: a mandate, an order of the court, the youth's own access. A county's policy
 * is no answer to them, so that no row of it binds them and none of their permissions can be suspended.
 */
export const COMPELLED_BASES: readonly Basis[] = ['MANDATE', 'COURT_ORDER', 'SELF'];

/** Says whether law compels what the rule opens. */
export function isCompelled(rule: Rule): boolean {
  return rule.layer === 'MANDATE' || (rule.basis !== undefined && COMPELLED_BASES.includes(rule.basis));
}

/** What waits for no approval: what law compels, and an emergency, which is reviewed afterwards (rule R-60). */
const WITHOUT_APPROVAL: readonly Basis[] = [...COMPELLED_BASES, 'EMERGENCY'];

function approvalRules({ approve, effectiveOn }: PolicyFile): readonly Rule[] {
  return approve.map(({ id, categories, roles, by, plain, authorities }) => ({
    id, layer: 'NARROWING', effect: 'REQUIRE', requires: [['APPROVED']], approver: by, obligations: ['HUMAN_APPROVAL'], authorities, plain,
    effective: { from: effectiveOn, to: null }, when: { categories, roles, bases: BASES.filter((basis) => !WITHOUT_APPROVAL.includes(basis)) },
  }));
}

/** The county's rows as rules: denials that narrow, and approvals that it asks for, on every basis that law leaves open. */
export function countyRules(file: PolicyFile): readonly Rule[] {
  return [...withheldRules(file), ...approvalRules(file)];
}

function withheldRules({ withhold, effectiveOn }: PolicyFile): readonly Rule[] {
  return withhold.map(({ id, categories, roles, purposes, regimes, plain, authorities }) => ({
    id, layer: 'NARROWING', effect: 'DENY', authorities, plain, effective: { from: effectiveOn, to: null },
    when: {
      categories, roles, bases: BASES.filter((basis) => !COMPELLED_BASES.includes(basis)),
      ...(purposes && { purposes }), ...(regimes && { regimes }),
    },
  }));
}

/** The rules and settings under a county's policy; without one, the strict ones. */
export function sourceUnder(file: PolicyFile | null, rules: readonly Rule[] = RULES): Required<Pick<PolicySource, 'rules' | 'settings'>> {
  if (file === null) return { rules, settings: settingsWith({}) };
  const kept = rules.filter((rule) => !file.suspend.includes(rule.id));
  return { rules: [...kept, ...countyRules(file)], settings: settingsWith(file.settings) };
}

/**
 * Makes the policy of a county ready to decide. Its version ends in the first sixteen digits of the hash of the file,
 * so that every decision and every record of the log names the file it was made under.
 * Errors: those of `compilePolicy`.
 */
export function policyUnder(read: ReadPolicyFile | null): CompiledPolicy {
  const compiled = compilePolicy(sourceUnder(read?.file ?? null));
  if (read === null) return compiled;
  return Object.freeze({ ...compiled, version: `${compiled.version}+file:${read.sha256.slice(0, 16)}` });
}
