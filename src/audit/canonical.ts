/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Texts of lists and objects that stand in more than one value. */
export type SharedTexts = Map<object, string>;

/**
 * The one text of a JSON value: keys in the order of their code units, no spaces. Two equal values have equal texts.
 * With `shared`, the text of a list or object that comes again is not made again; none may change meanwhile.
 */
export function canonicalText(value: Json, shared?: SharedTexts): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = shared?.get(value);
  if (known !== undefined) return known;
  const text = textOf(value, shared);
  shared?.set(value, text);
  return text;
}

function textOf(value: readonly Json[] | { readonly [key: string]: Json }, shared: SharedTexts | undefined): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalText(item, shared)).join(',')}]`;
  const members = value as Readonly<Record<string, Json>>;
  return membersText(membersInOrder(Object.keys(members)), (key) => members[key]!, shared);
}

/** The keys of an object in the order of its text, each with the text that stands before its value. */
export type OrderedMembers = readonly { readonly key: string; readonly before: string }[];

/** Puts the keys of an object in order; objects with the same keys share it. */
export function membersInOrder(keys: readonly string[]): OrderedMembers {
  return keys.toSorted().map((key, at) => ({ key, before: `${at === 0 ? '{' : ','}${JSON.stringify(key)}:` }));
}

/** The text of the object that has these members. */
export function membersText(members: OrderedMembers, valueOf: (key: string) => Json, shared?: SharedTexts): string {
  let text = '';
  for (const { key, before } of members) text += before + canonicalText(valueOf(key), shared);
  return text === '' ? '{}' : `${text}}`;
}
