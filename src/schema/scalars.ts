import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { instant, localDate } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';

function scalar(name: string, description: string, specifiedByURL: string, parse: (text: string) => string): GraphQLScalarType {
  const parseText = (value: unknown): string => {
    if (typeof value !== 'string') throw new GatewayError('BAD_INPUT', `A ${name} is a string.`, { scalar: name });
    return parse(value);
  };
  return new GraphQLScalarType({
    name, description, specifiedByURL,
    serialize: (value) => value,
    parseValue: parseText,
    parseLiteral: (node: ValueNode) => parseText(node.kind === Kind.STRING ? node.value : null),
  });
}

/** A calendar day. */
export const DateScalar = scalar(
  'Date', 'A calendar day without a time zone, `yyyy-MM-dd`.', 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6', (text) => localDate(text),
);

/** A moment. */
export const DateTimeScalar = scalar(
  'DateTime', 'A moment in UTC, ISO 8601 with milliseconds.', 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6', (text) => instant(text),
);

/** A California county by its CWS/CMS number. */
export const CountyCodeScalar = scalar(
  'CountyCode', 'A California county by its two-digit CWS/CMS number, `01` (Alameda) to `58` (Yuba).',
  'https://www.census.gov/library/reference/code-lists/ansi.html',
  (text) => {
    if (/^(0[1-9]|[1-4]\d|5[0-8])$/.test(text)) return text;
    throw new GatewayError('BAD_INPUT', 'A CountyCode is two digits, 01 to 58.', { scalar: 'CountyCode' });
  },
);
