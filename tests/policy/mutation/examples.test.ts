import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/policy/evaluation/compile.js';
import { RULES } from '../../../src/policy/rules/index.js';
import { settingsWith } from '../../../src/policy/settings.js';
import { cellOf, decided } from '../released.js';
import { EXAMPLES, type Example } from './examples.js';

function answered({ context, about, category, regime, settings = {} }: Example, rules = RULES) {
  return cellOf(decided(context, about, compilePolicy({ rules, settings: settingsWith(settings) })), category, regime);
}

describe('a rule decides', () => {
  it.each(EXAMPLES.map((example) => [example.rule, example.says, example] as const))('%s: %s', (_, __, example) => {
    expect(answered(example)).toMatchObject(example.expected);
  });

  it.each(EXAMPLES.map((example) => [example.rule, example] as const))('otherwise than without %s', (rule, example) => {
    const without = answered(example, RULES.filter(({ id }) => id !== rule));
    expect(without).not.toMatchObject(example.expected);
  });
});
