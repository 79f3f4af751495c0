/** A record as JSON in COPY's text. What is null is left out: to whoever reads it that is the same, and a third of a record is. */
export function recordText(record: object): string {
  let text = '';
  for (const name in record) {
    const value = (record as Readonly<Record<string, unknown>>)[name];
    if (value !== null) text += `${text === '' ? '{"' : ',"'}${name}":${typeof value === 'string' ? stringText(value) : valueText(value)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

/** What a string in JSON cannot hold as it is. */
const NEEDS_ESCAPE = /["\\\u0000-\u001f]/;

function stringText(value: string): string {
  return NEEDS_ESCAPE.test(value) ? escapedJson(value) : `"${value}"`;
}

function valueText(value: unknown): string {
  return typeof value === 'object' && value !== null ? objectText(value) : String(value);
}

// Rows of one code share its value, so that its text is made once.
const OBJECT_TEXTS = new WeakMap<object, string>();

function objectText(value: object): string {
  const made = OBJECT_TEXTS.get(value);
  if (made !== undefined) return made;
  const text = escapedJson(value);
  OBJECT_TEXTS.set(value, text);
  return text;
}

/** JSON holds no raw control, so that nothing but its own backslashes means something to COPY. */
function escapedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('\\', '\\\\');
}
