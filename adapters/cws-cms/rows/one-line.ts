/** Puts the parts that are there into one line. Absent: null when none is. */
export function oneLine(...parts: readonly (string | null)[]): string | null {
  const line = parts.map((part) => part?.trim() ?? '').filter((part) => part !== '').join(' ');
  return line === '' ? null : line;
}
