import type { FormattedExecutionResult } from 'graphql';

// By the object itself: whoever replaces the data of an answer replaces its text with it.
const TEXTS = new WeakMap<object, string>();

/** The JSON of an answer's data, made once: for its hash in the log and for the answer. The data may not change any more. */
export function dataText(data: object): string {
  const known = TEXTS.get(data);
  if (known !== undefined) return known;
  const text = JSON.stringify(data);
  TEXTS.set(data, text);
  return text;
}

/** The body of an answer: its JSON with errors, data and extensions in this order, and a line's end. */
export function answerText({ errors, data, extensions }: FormattedExecutionResult): string {
  const members = [
    ...(errors === undefined ? [] : [`"errors":${JSON.stringify(errors)}`]),
    ...(data === undefined ? [] : [`"data":${data === null ? 'null' : dataText(data)}`]),
    ...(extensions === undefined ? [] : [`"extensions":${JSON.stringify(extensions)}`]),
  ];
  return `{${members.join(',')}}\n`;
}
