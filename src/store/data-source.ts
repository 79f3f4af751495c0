import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations.js';

/** Name under which our connections show in `pg_stat_activity`. */
export const APPLICATION_NAME = 'csec-gateway';

/** The TypeORM data source of the administering login: migrations and nothing else. Not yet connected. */
export function adminDataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName: `${APPLICATION_NAME} migrate`,
    schema: 'csec',
    migrations: [...MIGRATIONS],
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    installExtensions: false,
    synchronize: false,
    logging: false,
    poolErrorHandler: () => undefined,
  });
}
