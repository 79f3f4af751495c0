import { expect, it } from 'vitest';
import { placesUnanswered } from '../../src/http/places-unanswered.js';

const placesOf = (data: Record<string, unknown> | null, ...paths: readonly (readonly (string | number)[] | undefined)[]) =>
  [...placesUnanswered({ data, errors: paths.map((path) => (path === undefined ? {} : { path })) })];

it('an answer is null at the place of an error, or as far above as the null went', () => {
  expect(placesOf({ case: { services: null } }, ['case', 'services'])).toEqual(['case.services']);
  expect(placesOf({ case: null, me: { role: 'PROVIDER' } }, ['case', 'services', 'edges', 0, 'node', 'id'])).toEqual(['case']);
  expect(placesOf({ a: null, b: { youth: null } }, ['a'], ['b', 'youth', 'lastName'])).toEqual(['a', 'b.youth']);
});

it('nothing is said of what stands in a list, of an error without a place, and where there was none', () => {
  expect(placesOf({ cases: { edges: [{ node: null }, { node: { status: 'OPEN' } }] } }, ['cases', 'edges', 0, 'node', 'status'])).toEqual([]);
  expect(placesOf({ case: null }, undefined)).toEqual([]);
  expect(placesOf({ case: null })).toEqual([]);
});
