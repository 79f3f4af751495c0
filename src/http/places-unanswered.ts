import type { ExecutionResult } from 'graphql';

/**
 * Where an answer is null because of an error: `case.services`, as the document names it from its root. Of what stands in
 * a list none is named, since another entry may hold what this one does not.
 */
export function placesUnanswered({ data, errors = [] }: Pick<ExecutionResult, 'data'> & { readonly errors?: readonly Located[] }): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { path = [] } of errors) {
    let at: unknown = data;
    const place: string[] = [];
    for (const step of path) {
      if (typeof step === 'number') break;
      place.push(step);
      at = (at as Readonly<Record<string, unknown>>)[step] ?? null;
      if (at !== null) continue;
      found.add(place.join('.'));
      break;
    }
  }
  return found;
}

interface Located {
  readonly path?: readonly (string | number)[];
}
