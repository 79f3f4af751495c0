/**
 * What graphql-js says of a faulty document, rid of the values that the document or its variables hold.
 *
 * Shape: an allow-list. A message that no entry knows becomes the fallback; names of fields, arguments, types and
 * variables stay, because they are of the schema or of the document's grammar.
 */
const NAME = String.raw`"[$@]?[_A-Za-z][\w.]*[!?\]\[]*"`;
const TYPE = String.raw`"[\[_A-Za-z][\w!\[\]]*"`;
const PLACE = String.raw`"[$@]?[_A-Za-z][\w.\[\]()!:@]*"`;

interface Phrase {
  readonly form: RegExp;
  readonly says: (match: RegExpExecArray) => string;
}

function keeps(form: string): Phrase {
  return { form: new RegExp(`^${form}$`), says: ([whole]) => whole };
}

function keepsStart(form: string, rest: string, end = '.'): Phrase {
  return { form: new RegExp(`^(${form})${rest}$`, 's'), says: (match) => `${match[1]}${end}` };
}

const PHRASES: readonly Phrase[] = [
  keeps(`Cannot query field ${NAME} on type ${NAME}\\.`),
  keeps(`Unknown (?:argument|type|fragment|directive|operation named) ${PLACE}(?: on (?:field|directive) ${PLACE})?\\.`),
  keeps(`Field ${PLACE} argument ${PLACE} of type ${TYPE} is required, but it was not provided\\.`),
  keeps(`Directive ${PLACE} argument ${PLACE} of type ${TYPE} is required, but it was not provided\\.`),
  keeps(`Field ${NAME} must (?:not have a selection since type ${TYPE} has no subfields|have a selection of subfields)\\.`),
  keepsStart(`Field ${NAME} of type ${TYPE} must have a selection of subfields`, '\\..*'),
  keeps(`Field ${PLACE} of required type ${TYPE} was not provided\\.`),
  keeps(`Field ${PLACE} is not defined by type ${TYPE}\\.`),
  keeps(`Variable ${PLACE} is (?:not defined|never used in operation|not defined by operation)(?: ${NAME})?\\.`),
  keeps(`Variable ${PLACE} is not defined by operation ${NAME}\\.`),
  keeps(`Variable ${PLACE} is never used(?: in operation ${NAME})?\\.`),
  keeps(`Variable ${PLACE} of type ${TYPE} used in position expecting type ${TYPE}\\.`),
  keeps(`Variable ${PLACE} of required type ${TYPE} was not provided\\.`),
  keeps(`Variable ${PLACE} of non-null type ${TYPE} must not be null\\.`),
  keeps(`Variable ${PLACE} cannot be non-input type ${TYPE}\\.`),
  keeps(`There can be only one (?:argument|variable|fragment|operation|input field) named ${PLACE}\\.`),
  keeps(`Fragment ${NAME} (?:is never used|cannot condition on non composite type ${TYPE})\\.`),
  keeps(`Fragment cannot condition on non composite type ${TYPE}\\.`),
  keeps(`Fragment ${NAME} cannot be spread here as objects of type ${TYPE} can never be of type ${TYPE}\\.`),
  keeps(`Fragment cannot be spread here as objects of type ${TYPE} can never be of type ${TYPE}\\.`),
  keepsStart(`Cannot spread fragment ${NAME} within itself`, '.*'),
  keepsStart(`Fields ${NAME} conflict`, ' because .*'),
  keeps('This anonymous operation must be the only defined operation\\.'),
  keeps('Must provide operation name if query contains multiple operations\\.'),
  keeps('Must provide an operation\\.'),
  keeps(`Directive ${PLACE} may not be used on [A-Z_]+\\.`),
  keeps(`The directive ${PLACE} can only be used once at this location\\.`),
  keeps('Maximum introspection depth exceeded'),
  { form: new RegExp(`^Expected value of type (${TYPE}), found .*$`, 's'), says: (match) => `Expected a value of type ${match[1]!.replace('!', '')}.` },
  { form: new RegExp(`^(?:Value .* does not exist in|Enum) (${TYPE})(?: enum| cannot represent).*$`, 's'), says: (match) => `Expected a value of the enum ${match[1]}.` },
  { form: /^([_A-Za-z]\w*) cannot represent .*$/s, says: (match) => `Expected a value that ${match[1]} can represent.` },
  { form: new RegExp(`^Variable (${PLACE}) got invalid value .*$`, 's'), says: variableFault },
  { form: /^Syntax Error: (Expected [\w $@!(){}[\]:=|&."]{1,40}?|Unexpected)[, ].*$/s, says: () => 'The document is not GraphQL: a part of it is not expected where it stands.' },
  keeps('Syntax Error: Unterminated string\\.'),
];

/** Where in a variable the fault lies, and which of the known faults it is; read from the end, behind the value. */
const VARIABLE_PLACE = new RegExp(String.raw` at "([_A-Za-z]\w*(?:\.[_A-Za-z]\w*|\[\d+\])*)"; [^;]*$`, 's');
const VARIABLE_REASON = new RegExp(
  `; (Field ${PLACE} of required type ${TYPE} was not provided|Field ${PLACE} is not defined by type ${TYPE}|`
  + `Expected (?:non-nullable )?type ${TYPE} (?:not to be null|to be an object))\\.$`);

function variableFault(match: RegExpExecArray): string {
  const message = match[0];
  const place = VARIABLE_PLACE.exec(message)?.[1];
  const reason = VARIABLE_REASON.exec(message)?.[1];
  return `Variable ${match[1]} has a value that is not valid${place ? ` at "${place}"` : ''}${reason ? `: ${reason}` : ''}.`;
}

/** The variable, and the place within it, that a message of graphql-js is about: `input.effectiveFrom`. */
export function variablePlace(message: string): string | undefined {
  const variable = /^Variable "\$([_A-Za-z]\w*)" got invalid value /.exec(message)?.[1];
  return variable && (VARIABLE_PLACE.exec(message)?.[1] ?? variable);
}

/** The message without its values and without guesses at other names of the schema. */
export function safeMessage(message: string, fallback: string): string {
  const plain = message.replace(/ Did you mean .*\?$/s, '').trim();
  for (const { form, says } of PHRASES) {
    const match = form.exec(plain);
    if (match) return says(match);
  }
  return fallback;
}
