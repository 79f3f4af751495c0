import pg from 'pg';

const BIGINT = 20;
const TIMESTAMPTZ = 1184;
const DATE = 1082;

/** `2026-03-01 08:00:00.123456+00`, as a session in UTC prints it, to `2026-03-01T08:00:00.123Z`. */
function instantText(text: string): string {
  const [seconds, fraction = ''] = text.slice(0, -3).replace(' ', 'T').split('.');
  return `${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}

/**
 * How our connections read values: days as `yyyy-MM-dd` and moments as ISO text, never as JavaScript dates, which
 * have a time zone of their own; counts as numbers.
 */
export const TEXTUAL_TYPES: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      if (oid === DATE) return (text: string) => text;
      if (oid === TIMESTAMPTZ) return instantText;
      if (oid === BIGINT) return Number;
    }
    return pg.types.getTypeParser(oid, format);
  }) as typeof pg.types.getTypeParser,
};
