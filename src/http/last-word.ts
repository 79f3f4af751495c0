import type { ApolloServerPlugin, BaseContext, GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { ERROR_CODES } from '../kernel/error-codes.js';
import { codeOf } from './format-error.js';

type WillSend<Ctx extends BaseContext> = NonNullable<GraphQLRequestListener<Ctx>['willSendResponse']>;
/** By the plugin's place in the list; those without the hook leave a gap. */
type Steps<Ctx extends BaseContext> = (WillSend<Ctx> | undefined)[];

/**
 * Lets the plugins' `willSendResponse` run one after another in the given order, and then orders the errors and sets the
 * HTTP status.
 *
 * Apollo runs them all at once, so that a status could be set from a body that the audit is about to replace.
 */
export function inOrder<Ctx extends BaseContext>(plugins: readonly ApolloServerPlugin<Ctx>[]): ApolloServerPlugin<Ctx>[] {
  const waiting = new WeakMap<object, Steps<Ctx>>();
  const held = plugins.map((plugin, index) => withholding(plugin, index, waiting));
  const last: ApolloServerPlugin<Ctx> = {
    async requestDidStart() {
      return {
        async willSendResponse(request) {
          for (const step of waiting.get(request) ?? []) await step?.(request);
          orderErrors(request);
          setStatus(request);
        },
      };
    },
  };
  return [...held, last];
}

function withholding<Ctx extends BaseContext>(
  plugin: ApolloServerPlugin<Ctx>, index: number, waiting: WeakMap<object, Steps<Ctx>>,
): ApolloServerPlugin<Ctx> {
  if (!plugin.requestDidStart) return plugin;
  return {
    ...plugin,
    async requestDidStart(request) {
      const listener = await plugin.requestDidStart!(request);
      if (!listener?.willSendResponse) return listener;
      const steps = waiting.get(request) ?? [];
      steps[index] = listener.willSendResponse.bind(listener);
      waiting.set(request, steps);
      return { ...listener, willSendResponse: async () => undefined };
    },
  };
}

/** Fields fail in the order in which the database answers, which would tell of its work; they are told in the order of the document. */
function orderErrors<Ctx extends BaseContext>({ response }: GraphQLRequestContext<Ctx>): void {
  if (response.body?.kind !== 'single') return;
  const { singleResult } = response.body;
  if ((singleResult.errors?.length ?? 0) > 1) singleResult.errors = [...singleResult.errors!].sort(byPlace);
}

function byPlace(one: GraphQLFormattedError, other: GraphQLFormattedError): number {
  const [a, b] = [one.locations?.[0], other.locations?.[0]];
  if (a && b && (a.line !== b.line || a.column !== b.column)) return a.line - b.line || a.column - b.column;
  const [mine, theirs] = [JSON.stringify(one.path ?? []), JSON.stringify(other.path ?? [])];
  return mine < theirs ? -1 : mine > theirs ? 1 : 0;
}

/** An answer without any data has the status of its first error; one with data is 200, as GraphQL over HTTP has it. */
function setStatus<Ctx extends BaseContext>({ response, errors }: GraphQLRequestContext<Ctx>): void {
  if (response.body?.kind !== 'single') return;
  const { data, errors: told } = response.body.singleResult;
  if ((data !== undefined && data !== null) || !told?.length) return;
  const code = told[0]!.extensions?.['code'];
  const known = typeof code === 'string' && code in ERROR_CODES ? ERROR_CODES[code as keyof typeof ERROR_CODES] : ERROR_CODES[codeOf(errors?.[0])];
  response.http.status = known.status;
}
