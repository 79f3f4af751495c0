import { DISCLOSURE_CONTROLS } from '../law/disclosure-control.js';
import type { PolicyTable, TableCheck, TableRule } from '../policy/counsel/policy-table.js';
import { ruleOnPage } from '../policy/counsel/rule-page.js';
import type { PolicyCellType, PolicyCheckType, PolicyRuleType, PolicyTableType } from './types/policy-table.type.js';

/** A policy without its rules and squares, which are paged. */
export function policyTableFields({ version, file, settings, consentChecks, teamChecks, retention }: PolicyTable): PolicyTableType {
  return {
    version, county: file?.county ?? null, edition: file?.edition ?? null, effectiveOn: file?.effectiveOn ?? null, fileHash: file?.sha256 ?? null,
    settings: settings.map(({ name, plain, on, rules }) => ({ name, plain, on, rules })),
    consentChecks: consentChecks.map(checkFields), teamChecks: teamChecks.map(checkFields),
    reportControls: DISCLOSURE_CONTROLS.map(({ id, plain, authorities }) => ({ id, plain: [plain], authorities })),
    retentionYears: retention.accountingYears,
  };
}

const checkFields = ({ id, plain, authorities }: TableCheck): PolicyCheckType => ({ id, plain, authorities });

/** A rule as its page has it, and as data. */
export function policyRuleFields(rule: TableRule, { settings }: PolicyTable): PolicyRuleType {
  const { id, layer, effect, basis, extent, standing, plain, when, authorities, obligations, effective, counsel } = rule;
  const terms = ruleOnPage(rule, settings).flatMap((block) => (block.kind === 'terms' ? block.items : []));
  return {
    id, layer, effect, basis: basis ?? null, extent: extent ?? null, standing, plain, categories: when.categories ?? null,
    exceptCategories: when.exceptCategories ?? [], roles: when.roles ?? null, exceptRoles: when.exceptRoles ?? [],
    terms: terms.map(([term, words]) => ({ term, words })), authorities, obligations: obligations ?? [],
    effectiveFrom: effective.from, effectiveTo: effective.to, setting: counsel ?? null,
  };
}

/** Every square, by category and role. */
export function policyCells({ cells }: PolicyTable): readonly PolicyCellType[] {
  return cells.flatMap(({ category, roles }) => roles.map(({ role, listed, opened, closed }) => ({
    category, role, listed, opened: [...new Set(opened.map(({ rule }) => rule))], closed,
  })));
}
