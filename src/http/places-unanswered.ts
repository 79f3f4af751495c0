import type { ExecutionResult } from 'graphql';

interface Located {
  readonly path?: readonly (string | number)[];
}

/**
 * Where an answer is null because of errors alone: `case.services`, as the document names it from its root. A place in a list
 * is named only where the errors left it in no entry: another entry may hold what this one does not, or say that there is none.
 */
export function placesUnanswered({ data, errors = [] }: Pick<ExecutionResult, 'data'> & { readonly errors?: readonly Located[] }): ReadonlySet<string> {
  const nulls = new Set<string>();
  const places = new Map<string, readonly string[]>();
  for (const { path = [] } of errors) {
    const reached = nullOn(path, data);
    if (reached === null) continue;
    nulls.add(reached.join('.'));
    const place = reached.filter((step) => typeof step === 'string');
    places.set(place.join('.'), place);
  }
  return new Set([...places].filter(([, place]) => everyOne(data, { place, nulls })).map(([name]) => name));
}

/** How far along the path of an error there is anything: to the null that it left; null where it left none. */
function nullOn(path: readonly (string | number)[], data: unknown): readonly (string | number)[] | null {
  let at: unknown = data;
  for (const [length, step] of path.entries()) {
    at = (at as Readonly<Record<string | number, unknown>> | null | undefined)?.[step] ?? null;
    if (at === null) return path.slice(0, length + 1);
  }
  return null;
}

interface Sought {
  readonly place: readonly string[];
  /** The nulls that errors left, by their whole paths. */
  readonly nulls: ReadonlySet<string>;
}

/** Whether all that the answer has at the place, in whatever entries of lists, is such a null. */
function everyOne(value: unknown, { place, nulls }: Sought, path = ''): boolean {
  const below = (step: string | number): string => (path === '' ? String(step) : `${path}.${step}`);
  // An empty list says that there is none, which is an answer.
  if (Array.isArray(value)) return value.length > 0 && value.every((entry, at) => everyOne(entry, { place, nulls }, below(at)));
  if (nulls.has(path)) return true;
  if (value === null || value === undefined) return place.length > 0;
  const [step, ...rest] = place;
  if (step === undefined) return false;
  return everyOne((value as Readonly<Record<string, unknown>>)[step], { place: rest, nulls }, below(step));
}
