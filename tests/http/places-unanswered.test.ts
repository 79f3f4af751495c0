import { expect, it } from 'vitest';
import { placesUnanswered } from '../../src/http/places-unanswered.js';

const placesOf = (data: Record<string, unknown> | null, ...paths: readonly (readonly (string | number)[] | undefined)[]) =>
  [...placesUnanswered({ data, errors: paths.map((path) => (path === undefined ? {} : { path })) })];

it('an answer is null at the place of an error, or as far above as the null went', () => {
  expect(placesOf({ case: { services: null } }, ['case', 'services'])).toEqual(['case.services']);
  expect(placesOf({ case: null, me: { role: 'PROVIDER' } }, ['case', 'services', 'edges', 0, 'node', 'id'])).toEqual(['case']);
  expect(placesOf({ a: null, b: { youth: null } }, ['a'], ['b', 'youth', 'lastName'])).toEqual(['a', 'b.youth']);
});

it('of a list it is said where no entry has it, and not where one has it or says that there is none', () => {
  const errorsIn = (...entries: readonly number[]) => entries.map((entry) => ['cases', 'edges', entry, 'node', 'services']);
  const of = (...services: readonly unknown[]) => ({ cases: { edges: services.map((one) => ({ node: { services: one, status: 'OPEN' } })) } });
  expect(placesOf(of(null, null), ...errorsIn(0, 1))).toEqual(['cases.edges.node.services']);
  expect(placesOf(of(null, { edges: [] }), ...errorsIn(0))).toEqual([]);
  expect(placesOf(of(null, null), ...errorsIn(0))).toEqual([]);
  expect(placesOf(of(null, []), ...errorsIn(0))).toEqual([]);
  // An entry that the error took with it is no entry that has it.
  expect(placesOf({ cases: { edges: [null, { node: { services: null } }] } }, ...errorsIn(0, 1))).toEqual(['cases.edges.node.services']);
  expect(placesOf({ cases: { edges: [null, null] } }, ...errorsIn(0, 1))).toEqual(['cases.edges']);
});

it('nothing is said of an error without a place, of one that left no null, and where there was none', () => {
  expect(placesOf({ case: null }, undefined)).toEqual([]);
  expect(placesOf({ case: { status: 'OPEN' } }, ['case', 'status'])).toEqual([]);
  expect(placesOf({ case: null })).toEqual([]);
  expect(placesOf(null, ['case'])).toEqual(['case']);
});
