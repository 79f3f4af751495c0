import { inject, vi } from 'vitest';
import { CONSENT_CHECKS } from '../../../src/policy/consents/checks/checks.js';
import { YES } from '../../../src/policy/evaluation/finding.js';
import { TEAM_CHECKS } from '../../../src/policy/relations/team-checks.js';
import './mutants.js';

// Takes one rule or check away before a test file is loaded; the code that runs in service has no such hook.
vi.mock(import('../../../src/policy/rules/index.js'), async (original) => {
  const loaded = await original();
  const lost = inject('mutant');
  return lost?.of === 'RULE' ? { ...loaded, RULES: loaded.RULES.filter(({ id }) => id !== lost.id) } : loaded;
});

const mutant = inject('mutant');
const checks: readonly object[] = mutant?.of === 'CONSENT_CHECK' ? CONSENT_CHECKS : mutant?.of === 'TEAM_KEY' ? TEAM_CHECKS : [];
const check = mutant === null ? undefined : checks[mutant.at];
if (check !== undefined) Object.assign(check, { find: () => YES });
