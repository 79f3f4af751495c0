import { Ctx, Int, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import type { Category } from '../../law/category.js';
import type { Role } from '../../law/role.js';
import { cursorOf, keysOf, pageSize } from '../../loaders/page.js';
import type { Rule } from '../../policy/rule.js';
import { ClassifiedQuery, ClassifiedResolver, RevealingArg } from '../classified.js';
import { connectionOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import { POLICY_READING } from '../laws.js';
import { policyCells, policyRuleFields, policyTableFields } from '../policy-table-view.js';
import { CategoryEnum, RoleEnum } from '../types/enums.js';
import { LayerEnum, PolicyCellConnectionType, PolicyRuleConnectionType, PolicyTableType } from '../types/policy-table.type.js';

/** The rules as data, for those who administrate the gateway and for counsel. Reads no database. */
@Resolver(() => PolicyTableType)
export class PolicyTableResolver {
  @ClassifiedQuery(POLICY_READING, () => PolicyTableType, { description: 'The rules that decide here: what `npm run policy -- table` prints. For those who administrate the gateway, and counsel.' })
  policyTable(@Ctx() context: GatewayContext): unknown {
    return policyTableFields(context.policyTable);
  }

  @ClassifiedResolver(POLICY_READING, () => PolicyRuleConnectionType, { description: 'Rules, in the order in which they decide; those too that a setting or the county keeps silent.' })
  rules(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Rules in the page, 1 to 100.', defaultValue: 20 }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @RevealingArg('layer', 'nothing', () => LayerEnum, { nullable: true, description: 'Only of this layer.' }) layer: string | null,
    @RevealingArg('category', 'nothing', () => CategoryEnum, { nullable: true, description: 'Only those that can speak of this category.' }) category: Category | null,
    @RevealingArg('role', 'nothing', () => RoleEnum, { nullable: true, description: 'Only those that can speak to this role.' }) role: Role | null,
    @Ctx() context: GatewayContext,
  ): unknown {
    const matching = context.policyTable.rules.filter((rule) => (!layer || rule.layer === layer) && speaksOf(rule, category, role));
    return pageOf('policyRules', { rows: matching, keyOf: ({ id }) => [id], show: (rule) => policyRuleFields(rule, context.policyTable) }, first, after);
  }

  @ClassifiedResolver(POLICY_READING, () => PolicyCellConnectionType, { description: 'Squares of category and role: what opens each, and what closes it.' })
  cells(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Squares in the page, 1 to 100.', defaultValue: 25 }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @RevealingArg('category', 'nothing', () => CategoryEnum, { nullable: true, description: 'Only of this category.' }) category: Category | null,
    @RevealingArg('role', 'nothing', () => RoleEnum, { nullable: true, description: 'Only of this role.' }) role: Role | null,
    @Ctx() context: GatewayContext,
  ): unknown {
    const matching = policyCells(context.policyTable).filter((cell) => (!category || cell.category === category) && (!role || cell.role === role));
    return pageOf('policyCells', { rows: matching, keyOf: (cell) => [cell.category, cell.role], show: (cell) => cell }, first, after);
  }
}

function speaksOf({ when }: Rule, category: Category | null, role: Role | null): boolean {
  const within = <T>(one: T | null, only: readonly T[] | undefined, except: readonly T[] | undefined): boolean =>
    one === null || ((only?.includes(one) ?? true) && !(except?.includes(one) ?? false));
  return within(category ?? null, when.categories, when.exceptCategories) && within(role ?? null, when.roles, when.exceptRoles);
}

interface Listed<T> {
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => readonly string[];
  readonly show: (row: T) => unknown;
}

/** A page of a list that stands in memory and changes only with the policy. */
function pageOf<T>(list: string, { rows, keyOf, show }: Listed<T>, first: number, after: string | null): unknown {
  const size = pageSize(first);
  const [sample] = rows;
  const start = after && sample ? keysOf(list, after, keyOf(sample).length).join('\n') : null;
  const at = start === null ? -1 : rows.findIndex((row) => keyOf(row).join('\n') === start);
  if (start !== null && at === -1) throw new GatewayError('BAD_CURSOR', 'after is not a cursor of this list.', { field: 'after' });
  const page = rows.slice(at + 1, at + 1 + size).map((row) => ({ row, cursor: cursorOf(list, keyOf(row)) }));
  return connectionOf({ rows: page, hasNextPage: rows.length > at + 1 + size }, after, show);
}
