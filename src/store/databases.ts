import pg from 'pg';

/** Whether a server answers, and which PostgreSQL it is (its major version). Errors: those of the connection. */
export async function serverVersion(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ version: string }>('select current_setting(\'server_version_num\') as version');
    return Math.floor(Number(rows[0]!.version) / 10_000);
  });
}

/** Makes the database if it is not there and answers its URL. Two that race both succeed. */
export async function ensureDatabase(url: string, name: string): Promise<string> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`).catch(toleratingDuplicate);
  });
  return databaseUrl(url, name);
}

/** Makes a database as a copy of another, which nobody may be connected to, and answers its URL. */
export async function copyDatabase(url: string, template: string, name: string): Promise<string> {
  await withClient(url, (client) =>
    client.query(`create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)}`));
  return databaseUrl(url, name);
}

/** Removes a database, cutting whoever is still connected to it. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  await withClient(url, (client) => client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`));
}

/** Names of the databases that begin with a prefix. */
export async function databasesNamed(url: string, prefix: string): Promise<readonly string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1) order by datname', [prefix]);
    return rows.map(({ datname }) => datname);
  });
}

/** Runs a step while no other session holds the same key. The lock ends with the session, also when it dies. */
export async function withAdvisoryLock<T>(url: string, key: number, step: () => Promise<T>): Promise<T> {
  return withClient(url, async (client) => {
    await client.query('select pg_advisory_lock($1)', [key]);
    return step();
  });
}

/** The same server and credentials, another database. */
export function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(name)}`;
  return changed.href;
}

async function withClient<T>(url: string, step: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'csec-gateway administration', connectionTimeoutMillis: 10_000 });
  // A session that the server cuts reports it here as well; without a listener that would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await step(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function toleratingDuplicate(error: { code?: string }): void {
  // 42P04 is duplicate_database; 23505 is the same race one step earlier.
  if (error.code !== '42P04' && error.code !== '23505') throw error;
}
