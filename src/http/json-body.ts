import type { FastifyInstance } from 'fastify';
import { GatewayError } from '../kernel/gateway-error.js';

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** Takes JSON in UTF-8 and no other body. Errors: BAD_REQUEST, which says nothing of what was sent. */
export function takeJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const charset = /charset="?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
    if (!/^utf-?8$/i.test(charset)) return done(new GatewayError('BAD_REQUEST', 'The body must be encoded in UTF-8.'));
    try {
      return done(null, JSON.parse(UTF_8.decode(body as Buffer)));
    } catch (error) {
      const encoding = !(error instanceof SyntaxError);
      return done(new GatewayError('BAD_REQUEST', encoding ? 'The body is not UTF-8.' : 'The body is not JSON.'));
    }
  });
}
