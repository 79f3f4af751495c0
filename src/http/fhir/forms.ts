import type { FastifyInstance } from 'fastify';
import { GatewayError } from '../../kernel/gateway-error.js';

/** Names and values in the order in which they came, repeated ones included. */
export type FormPairs = readonly (readonly [name: string, value: string])[];

/** Takes forms and no other body. Errors: BAD_REQUEST, which says nothing of what was sent. */
export function takeForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, [...new URLSearchParams(body as string)]);
  });
}

/** The pairs of a request's query. */
export function parametersIn(url: string | undefined): FormPairs {
  const mark = url?.indexOf('?') ?? -1;
  return mark < 0 ? [] : [...new URLSearchParams(url!.slice(mark + 1))];
}

/** The one value of a name. Absent: null. Errors: BAD_REQUEST when it is given twice. */
export function onlyValue(pairs: FormPairs, name: string): string | null {
  const values = pairs.filter(([each]) => each === name).map(([, value]) => value);
  if (values.length > 1) throw new GatewayError('BAD_REQUEST', `${name} is given twice.`, { field: name });
  return values[0] ?? null;
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** Takes FHIR in JSON, as text, and no other body. Errors: BAD_REQUEST, which says nothing of what was sent. */
export function takeBundles(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  for (const type of ['application/fhir+json', 'application/json']) {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => {
      try {
        done(null, UTF_8.decode(body as Buffer));
      } catch {
        done(new GatewayError('BAD_REQUEST', 'The body is not UTF-8.'));
      }
    });
  }
}
