import { ensureDatabase, serverVersion } from '../store/databases.js';
import { storeError } from '../store/store-error.js';
import type { Config } from './config.js';
import { startEmbeddedPostgres } from './embedded/embedded-postgres.js';

/** Name of our database in the embedded server. */
export const EMBEDDED_DATABASE = 'csec';

/** A database that answers. */
export interface OpenedDatabase {
  /** Of the login that owns the schema; serving connections step down from it. */
  readonly url: string;
  /** A sentence for people: whose server it is. Holds no credential. */
  readonly says: string;
  close(): Promise<void>;
}

/**
 * Opens the database of DATABASE_URL, or starts the embedded one (joining it if a gateway runs already).
 * Errors: STORE_UNAVAILABLE, CONFIG_INVALID.
 */
export async function openDatabase(config: Pick<Config, 'checkout' | 'database'>): Promise<OpenedDatabase> {
  const { url, embeddedDir } = config.database;
  if (url !== null) {
    const version = await serverVersion(url).catch((fault: unknown) => { throw storeError(fault, 'connect'); });
    return { url, says: `Using the PostgreSQL ${version} of DATABASE_URL.`, close: async () => undefined };
  }
  let says = '';
  const server = await startEmbeddedPostgres({ checkout: config.checkout, dataDir: embeddedDir, log: (line) => { says = line; } });
  try {
    return { url: await ensureDatabase(server.url, EMBEDDED_DATABASE), says, close: () => server.stop() };
  } catch (fault) {
    await server.stop();
    throw storeError(fault, 'create-database');
  }
}
