const TOKEN = /"(?:\\.|[^"\\])*"|[{}[\],:]/g;

interface Level {
  /** The names of an object; null for a list. */
  readonly names: Set<string> | null;
  /** Where in it the reading stands: the last name, or the number of the element. */
  at: string | number;
}

/**
 * The places at which an object of a JSON text has a member twice: a reader of JSON takes the last without a word, and a
 * person who reads the text may take the first. Shape: a place is the names and numbers that lead to it. The text is valid JSON.
 */
export function duplicateKeys(text: string): readonly (readonly (string | number)[])[] {
  const levels: Level[] = [];
  const twice: (readonly (string | number)[])[] = [];
  const tokens = text.match(TOKEN) ?? [];
  tokens.forEach((token, index) => {
    const level = levels.at(-1);
    if (token === '{') levels.push({ names: new Set(), at: '' });
    else if (token === '[') levels.push({ names: null, at: 0 });
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',' && level?.names === null) level.at = Number(level.at) + 1;
    else if (token.startsWith('"') && level?.names && tokens[index + 1] === ':') {
      const name = JSON.parse(token) as string;
      level.at = name;
      if (level.names.has(name)) twice.push(levels.map((one) => one.at));
      level.names.add(name);
    }
  });
  return twice;
}
