import type { Role } from '../../src/law/role.js';
import type { Involvement, InvolvementKind } from '../../src/model/agency.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import type { Facts } from '../../src/policy/facts.js';
import { settingsWith, type Settings } from '../../src/policy/settings.js';
import { asking, facts, involvement } from './people.js';
import { released } from './released.js';

/** What somebody of that role, whose agency so relates to the youth, is released. */
export function answered(role: Role, as: InvolvementKind, more: {
  readonly asks?: Partial<AccessContext>; readonly relation?: Partial<Involvement>; readonly about?: Parameters<typeof facts>[0];
  readonly settings?: Partial<Settings>;
} = {}): readonly string[] {
  const context = asking(role, more.asks ?? {});
  const about: Facts = facts({ involvements: [involvement(context.caller.agency, as, more.relation ?? {})], ...more.about });
  return released(context, about, compilePolicy({ settings: settingsWith(more.settings ?? {}) }));
}

/** The lines of these categories, by their ids. */
export const only = (lines: readonly string[], ...ids: readonly string[]) => lines.filter((line) => ids.includes(line.slice(0, 3)));
