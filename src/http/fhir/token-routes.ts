import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { TokenAnswer, TokenRefusal, TokenService } from '../../auth/access-tokens.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import { onlyValue, takeForms, type FormPairs } from './forms.js';
import { TOKEN_PATH } from './smart-configuration.js';

const STATUS: Readonly<Record<TokenRefusal, number>> = {
  invalid_request: 400, unsupported_grant_type: 400, invalid_scope: 400, invalid_client: 401, temporarily_unavailable: 503,
};

/** What the token endpoint is given. */
export interface TokenRouteParts {
  readonly tokens: Pick<TokenService, 'grant'>;
  readonly address: () => string;
  readonly log: FastifyBaseLogger;
}

/**
 * Mounts the token endpoint of SMART Backend Services. A client that is refused is told that it is, never which check
 * failed nor whether it is registered; the log says which, by the request's id.
 */
export function tokenRoutes(app: FastifyInstance, { tokens, address, log }: TokenRouteParts): void {
  void app.register(async (scope) => {
    takeForms(scope);
    scope.setErrorHandler((error, request, reply) => {
      const ours = !(error instanceof GatewayError) && ((error as { statusCode?: number }).statusCode ?? 500) >= 500;
      if (ours) log.error({ requestId: request.id, kind: error instanceof Error ? error.name : 'unknown' }, 'a request met a fault');
      return reply.code(ours ? 503 : 400).send({ error: ours ? 'temporarily_unavailable' : 'invalid_request' });
    });
    scope.post(TOKEN_PATH, async (request, reply) => {
      const form = (request.body as FormPairs | undefined) ?? [];
      const answer = await tokens.grant({
        grantType: onlyValue(form, 'grant_type'), assertionType: onlyValue(form, 'client_assertion_type'),
        assertion: onlyValue(form, 'client_assertion'), scope: onlyValue(form, 'scope'),
      }, `${address()}${TOKEN_PATH}`);
      reply.header('pragma', 'no-cache');
      if ('refusal' in answer) {
        logRefusal(log, request.id, answer);
        return reply.code(STATUS[answer.refusal]).send({ error: answer.refusal });
      }
      return { access_token: answer.accessToken, token_type: 'bearer', expires_in: answer.expiresIn, scope: answer.scope };
    });
  });
}

function logRefusal(log: FastifyBaseLogger, requestId: string, { refusal, fault }: Extract<TokenAnswer, { refusal: TokenRefusal }>): void {
  log.warn({ requestId, refusal, ...(fault && { code: fault.code, details: fault.details }) }, 'a client was given no token');
}
