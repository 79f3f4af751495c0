import { registerEnumType } from 'type-graphql';

type Closed<T extends string> = { readonly [K in T]: K };

/** A GraphQL enum of a closed list of words, each its own value. */
export function closedEnum<T extends string>(
  name: string, words: readonly T[], description: string, describe: Partial<Record<T, string>> = {},
): Closed<T> {
  const values = Object.fromEntries(words.map((word) => [word, word])) as Closed<T>;
  const valuesConfig = Object.fromEntries(
    Object.entries(describe).map(([word, text]) => [word, { description: text as string }]),
  );
  registerEnumType(values, { name, description, valuesConfig: valuesConfig as never });
  return values;
}
