import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { answerText } from './answer-text.js';
import { compiledGateway } from './compiled-execution.js';
import { errorFormatter, type HiddenFault } from './format-error.js';
import { inOrder } from './last-word.js';
import { MAX_TOKENS, withinLimits, type DocumentLimits } from './limits.js';

/** What the GraphQL endpoint is made of. */
export interface GraphqlSetting<Ctx extends BaseContext> {
  readonly schema: GraphQLSchema;
  readonly plugins: readonly ApolloServerPlugin<Ctx>[];
  readonly limits: DocumentLimits;
  readonly production: boolean;
  readonly log: FastifyBaseLogger;
  /** The request whose error this is, so that the log and the caller name the same one. */
  readonly requestIdOf: (error: unknown) => string | undefined;
}

const MAX_RECURSIVE_SELECTIONS = 100_000;

/** The executor of GraphQL requests: every default that would tell, cache, batch or call home is off. */
export function createApollo<Ctx extends BaseContext>(setting: GraphqlSetting<Ctx>): ApolloServer<Ctx> {
  const tell = (fault: HiddenFault): void => setting.log.error({ fault }, 'a request met a fault');
  return new ApolloServer<Ctx>({
    gateway: compiledGateway(setting.schema),
    plugins: [
      ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(), ApolloServerPluginUsageReportingDisabled(),
      ...inOrder(setting.plugins),
    ],
    formatError: errorFormatter(tell, setting.requestIdOf),
    validationRules: [withinLimits(setting.limits)],
    maxRecursiveSelections: MAX_RECURSIVE_SELECTIONS,
    parseOptions: { maxTokens: MAX_TOKENS },
    introspection: true,
    csrfPrevention: true,
    stringifyResult: answerText,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: setting.production,
    stopOnTerminationSignals: false,
    nodeEnv: setting.production ? 'production' : 'development',
    logger: quiet(setting.log),
  });
}

/** Apollo's own lines quote the error they report, which may quote a record; only that there was one is kept. */
function quiet(log: FastifyBaseLogger) {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: () => log.warn('the GraphQL executor warns'),
    error: () => log.error('the GraphQL executor met a fault'),
  };
}
