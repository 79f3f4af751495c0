import type { BaseContext } from '@apollo/server';
import type { Logger } from 'pino';
import { createHttpServer, type HttpServerOptions } from '../http/server.js';
import type { Config } from './config.js';
import { faultOf } from './log.js';
import type { OpenedDatabase } from './open-database.js';

/** What the HTTP side is given, and how to close what stands behind it. */
export type Composition<Ctx extends BaseContext> =
  Pick<HttpServerOptions<Ctx>, 'schema' | 'contextFor' | 'plugins' | 'health' | 'factsOf' | 'fhir' | 'streams'> & { close(): Promise<void> };

/** The steps that the rooms below bring. */
export interface ServingSteps<Ctx extends BaseContext> {
  readonly openDatabase: (config: Config) => Promise<OpenedDatabase>;
  readonly migrate: (url: string) => Promise<void>;
  /** Brings the synthetic county; does nothing when it is there. Demo mode only. */
  readonly loadDemo: (config: Config, url: string, log: Logger) => Promise<void>;
  /** Builds the sealed schema and everything a request needs. */
  readonly compose: (config: Config, url: string, log: Logger) => Promise<Composition<Ctx>>;
  /** Begins what goes on beside the requests, and says how to end it. Absent: nothing does. */
  readonly attend?: (config: Config, url: string, log: Logger) => Promise<{ stop(): Promise<void> }>;
}

/** A gateway that answers. */
export interface Running {
  readonly address: string;
  readonly database: string;
  /** Turns unready, drains, closes the pools, then the database. Safe to call twice; answers how many requests were cut off. */
  stop(): Promise<number>;
}

type Closing = () => Promise<unknown>;

/**
 * Brings the gateway up step by step: database, migrations, demo data, schema, HTTP.
 *
 * Errors: those of the step that failed, after everything opened before it was closed again.
 */
export async function serve<Ctx extends BaseContext>(config: Config, steps: ServingSteps<Ctx>, log: Logger): Promise<Running> {
  const opened: Closing[] = [];
  try {
    const database = await steps.openDatabase(config);
    opened.push(() => database.close());
    log.info({ embedded: config.database.url === null }, 'database open');
    await steps.migrate(database.url);
    log.info('migrations current');
    if (config.mode === 'demo') await steps.loadDemo(config, database.url, log);
    const composition = await steps.compose(config, database.url, log);
    opened.push(() => composition.close());
    const attending = await steps.attend?.(config, database.url, log);
    if (attending) opened.push(() => attending.stop());
    const http = await listen(config, composition, log);
    let stopped: Promise<number> | null = null;
    const stop = async (): Promise<number> => {
      const cut = await http.close(config.shutdownTimeoutMillis);
      await closeAll(opened, log);
      return cut;
    };
    return { address: http.address, database: database.says, stop: () => (stopped ??= stop()) };
  } catch (error) {
    await closeAll(opened, log);
    throw error;
  }
}

async function listen<Ctx extends BaseContext>(config: Config, composition: Composition<Ctx>, log: Logger) {
  const { close: _close, ...parts } = composition;
  const server = await createHttpServer<Ctx>({
    ...parts, log, production: config.production, maxBodyBytes: config.http.maxBodyBytes, limits: { cost: config.http.maxQueryCost },
  });
  const address = await server.listen(config.http).catch(async (error: unknown) => {
    await server.close(0);
    throw error;
  });
  return { address, close: (drainMillis: number) => server.close(drainMillis) };
}

/** Closes in the reverse order of opening; a step that cannot close does not keep the next from closing. */
async function closeAll(opened: Closing[], log: Logger): Promise<void> {
  for (const close of opened.splice(0).reverse()) {
    try {
      await close();
    } catch (error) {
      log.error({ fault: faultOf(error) }, 'a part could not be closed');
    }
  }
}
