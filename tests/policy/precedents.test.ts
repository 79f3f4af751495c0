import { describe, expect, it } from 'vitest';
import { Precedents, type Asked } from '../../src/policy/evaluation/precedents.js';

const asked = (...pairs: readonly string[]): readonly Asked<string>[] =>
  pairs.map((pair) => ({ question: pair.slice(0, 1), answer: pair.slice(1) }));

/** Answers from a table and remembers what it was asked; what the table lacks cannot be answered. */
function witness(answers: Readonly<Record<string, string>>) {
  const questions: string[] = [];
  return {
    questions,
    answer: (question: string): string => {
      questions.push(question);
      const answer = answers[question];
      if (answer === undefined) throw new Error('cannot be answered');
      return answer;
    },
  };
}

describe('precedents', () => {
  const precedents = new Precedents<string, string>(100);
  precedents.keep('start', asked('a1', 'b1'), 'both');
  precedents.keep('start', asked('a1', 'b2', 'c1'), 'three');
  precedents.keep('start', asked('a2'), 'one');
  precedents.keep('bare', [], 'unasked');

  it.each([
    [{ a: '1', b: '1' }, 'both', ['a', 'b']],
    [{ a: '1', b: '2', c: '1' }, 'three', ['a', 'b', 'c']],
    [{ a: '2' }, 'one', ['a']],
    [{ a: '1', b: '2', c: '9' }, undefined, ['a', 'b', 'c']],
    [{ a: '3' }, undefined, ['a']],
  ])('ask no more than leads to the ruling: %j', (answers, ruling, questions) => {
    const { answer, questions: put } = witness(answers);
    expect(precedents.find('start', answer)).toBe(ruling);
    expect(put).toEqual(questions);
  });

  it('know nothing of another start, and ask nothing there', () => {
    const { answer, questions } = witness({});
    expect([precedents.find('elsewhere', answer), precedents.find('bare', answer), questions]).toEqual([undefined, 'unasked', []]);
  });

  it('leave what cannot be answered to whoever asked', () => {
    expect(() => precedents.find('start', witness({ a: '1' }).answer)).toThrow('cannot be answered');
  });

  it('hold so many steps and begin anew', () => {
    const few = new Precedents<string, string>(3);
    few.keep('one', asked('a1', 'b1'), 'first');
    few.keep('two', asked('a1'), 'second');
    expect(few.find('one', witness({ a: '1', b: '1' }).answer)).toBe('first');
    few.keep('three', asked('a1'), 'third');
    expect(['one', 'two', 'three'].map((start) => few.find(start, witness({ a: '1', b: '1' }).answer))).toEqual([undefined, undefined, 'third']);
  });
});
