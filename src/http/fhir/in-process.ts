import type { ApolloServer, BaseContext } from '@apollo/server';
import { ERROR_CODES, type ErrorCode } from '../../kernel/error-codes.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import type { Told } from './fhir-port.js';

/**
 * Asks the sealed schema in process as a client over HTTP would: through the same executor, limits, decision and audit.
 * An answer with any error is that error; nothing of what came beside it is told.
 * Errors: the first of the answer, with its code and its sentence.
 */
export function inProcess<Ctx extends BaseContext, Disclosure>(apollo: ApolloServer<Ctx>, contextValue: Ctx) {
  return async (query: string, variables: Readonly<Record<string, unknown>>): Promise<Told<Disclosure>> => {
    const { body } = await apollo.executeOperation({ query, variables }, { contextValue });
    if (body.kind !== 'single') throw new GatewayError('INTERNAL', 'An answer in parts is never sent.');
    const { data, errors, extensions } = body.singleResult;
    const [first] = errors ?? [];
    if (first !== undefined) {
      const code = String(first.extensions?.['code']);
      throw code in ERROR_CODES ? new GatewayError(code as ErrorCode, first.message) : new GatewayError('INTERNAL', ERROR_CODES.INTERNAL.says);
    }
    return { data, disclosure: (extensions?.['disclosure'] as Disclosure | undefined) ?? null };
  };
}
