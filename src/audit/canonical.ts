/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The one text of a JSON value: keys in the order of their code units, no spaces. Two equal values have equal texts. */
export function canonicalText(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    // Of plain values JSON has one text already.
    if (!value.some((item: Json) => typeof item === 'object' && item !== null)) return JSON.stringify(value);
    return `[${value.map((item: Json) => canonicalText(item)).join(',')}]`;
  }
  const members = value as Readonly<Record<string, Json>>;
  return `{${Object.keys(members).sort().map((key) => `${JSON.stringify(key)}:${canonicalText(members[key]!)}`).join(',')}}`;
}
