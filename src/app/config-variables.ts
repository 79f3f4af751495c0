/** One variable of the environment, as `--help` and the README print it. */
export interface ConfigVariable {
  readonly name: string;
  readonly description: string;
  /** Absent: null when the variable has no default of its own. */
  readonly default: string | null;
}

function variable(name: string, fallback: string | null, description: string): ConfigVariable {
  return { name, description, default: fallback };
}

/** Every variable that the gateway reads. There is none that turns the seal, the gate or the audit off. */
export const CONFIG_VARIABLES = [
  variable('MODE', null, 'demo (synthetic county and demo issuer) or serve. Default: serve when issuers are given, else demo.'),
  variable('HOST', '127.0.0.1', 'Address to listen on.'),
  variable('PORT', '4000', 'Port to listen on; 0 takes a free one.'),
  variable('METRICS_PORT', null, 'Port of /metrics (Prometheus), for the operator\'s own network; 0 takes a free one. Without it there are no metrics.'),
  variable('METRICS_HOST', '127.0.0.1', 'Address that /metrics listens on.'),
  variable('DATABASE_URL', null, 'A PostgreSQL 15 or later. Without it the gateway starts the one npm brought.'),
  variable('DATA_DIR', null, 'Folder for what the gateway keeps itself: the embedded PostgreSQL and the demo keys. Default: .data in the project.'),
  variable('POOL_SIZE', '10', 'Most connections of this gateway to the database.'),
  variable('STATEMENT_TIMEOUT_MILLIS', '10000', 'Longest that one SQL statement may run.'),
  variable('ISSUERS', null, 'JSON list of the token issuers to trust: issuer, audience, algorithms, keys; and agencies (ids) and roles, the only ones its tokens may claim, which every issuer must list where there are several.'),
  variable('ISSUERS_FILE', null, 'The same in a file.'),
  variable('AUDIENCE', 'csec-gateway', 'Audience a token must name where its issuer\'s entry does not say another.'),
  variable('AUDIT_KEY', null, 'Secret of at least 32 characters that authenticates the audit chain. Demo mode makes its own.'),
  variable('AUDIT_KEY_FILE', null, 'The same in a file.'),
  variable('COUNTY', null, 'Number of the county this gateway serves, 01 to 58; a policy file must be of it. Default: the demo\'s county in demo mode, else any.'),
  variable('POLICY_FILE', null, 'The county\'s policy, a JSON file: what counsel chose and what is withheld beyond the law. Default: the strict reading of everything.'),
  variable('LOG_LEVEL', 'info', 'fatal, error, warn, info, debug, trace or silent.'),
  variable('MAX_BODY_BYTES', '102400', 'Largest request body.'),
  variable('MAX_QUERY_COST', '25000', 'Most fields a document may ask for, a list counting as many times as its first.'),
  variable('SHUTDOWN_TIMEOUT_MILLIS', '20000', 'How long requests in flight may take to end at a shutdown.'),
  variable('NODE_ENV', null, 'production hides the schema\'s details from error messages and refuses demo mode.'),
] as const satisfies readonly ConfigVariable[];
