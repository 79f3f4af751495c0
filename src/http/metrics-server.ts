import Fastify, { LogController } from 'fastify';

/** The page of the metrics, and how it is written. */
export interface MetricsPage {
  readonly contentType: string;
  /** Errors: whatever keeps the numbers from being read; the answer is then 503, without a word of why. */
  text(): Promise<string>;
}

export interface MetricsServer {
  /** Begins to listen and answers the address. Errors: of the socket. */
  listen(options: { readonly host: string; readonly port: number }): Promise<string>;
  close(): Promise<void>;
}

/** A server of `/metrics` alone, apart from the one that partners reach. */
export function createMetricsServer(page: MetricsPage): MetricsServer {
  const app = Fastify({ logger: false, logController: new LogController({ disableRequestLogging: true }), forceCloseConnections: true, exposeHeadRoutes: false });
  app.get('/metrics', async (_request, reply) => {
    try {
      return await reply.type(page.contentType).send(await page.text());
    } catch {
      return reply.code(503).type('text/plain').send('unavailable\n');
    }
  });
  return {
    listen: ({ host, port }) => app.listen({ host, port }),
    close: () => app.close(),
  };
}
