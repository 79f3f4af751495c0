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
  variable('PUBLIC_URL', null, 'Address under which partners reach the gateway, such as https://gateway.example: in FHIR links, and the audience of their assertions. Default: where it listens.'),
  variable('METRICS_PORT', null, 'Port of /metrics (Prometheus), for the operator\'s own network; 0 takes a free one. Without it there are no metrics.'),
  variable('METRICS_HOST', '127.0.0.1', 'Address that /metrics listens on.'),
  variable('DATABASE_URL', null, 'A PostgreSQL 15 or later. Without it the gateway starts the one npm brought.'),
  variable('DATA_DIR', null, 'Folder for what the gateway keeps itself: the embedded PostgreSQL and the demo keys. Default: .data in the project.'),
  variable('POOL_SIZE', '10', 'Most connections of this gateway to the database.'),
  variable('STATEMENT_TIMEOUT_MILLIS', '10000', 'Longest that one SQL statement may run.'),
  variable('ISSUERS', null, 'JSON list of the token issuers to trust: issuer, audience, algorithms, keys; and agencies (ids) and roles, the only ones its tokens may claim, which every issuer must list where there are several.'),
  variable('ISSUERS_FILE', null, 'The same in a file.'),
  variable('CLIENTS', null, 'JSON list of partners\' systems that may ask over FHIR by themselves: clientId, agencyId, personId, role, purposes, scopes, keys. Default: none may.'),
  variable('CLIENTS_FILE', null, 'The same in a file.'),
  variable('AUDIENCE', 'csec-gateway', 'Audience a token must name where its issuer\'s entry does not say another.'),
  variable('AUDIT_KEY', null, 'Secret of at least 32 characters that authenticates the audit chain. Demo mode makes its own.'),
  variable('AUDIT_KEY_FILE', null, 'The same in a file.'),
  variable('COUNTY', null, 'Number of the county this gateway serves, 01 to 58; a policy file must be of it. Default: the demo\'s county in demo mode, else any.'),
  variable('POLICY_FILE', null, 'The county\'s policy, a JSON file: what counsel chose and what is withheld beyond the law. Default: the strict reading of everything.'),
  variable('LOG_LEVEL', 'info', 'fatal, error, warn, info, debug, trace or silent.'),
  variable('MAX_BODY_BYTES', '102400', 'Largest request body.'),
  variable('MAX_QUERY_COST', '25000', 'Most fields a document may ask for, a list counting as many times as its first.'),
  variable('MAX_UNPACKED_BYTES', '50000000000', 'Most bytes that may come out of the packed files of one extract, pushed or not.'),
  variable('MAX_UNPACKED_RATIO', '100', 'Most bytes that may come out of a packed file of an extract for each byte of it, beyond the first 16 MiB.'),
  variable('RECEPTIONS_AT_ONCE', '2', 'Pushed extracts, of as many counties, that are taken in at once; each is a process of up to 300 MB beside this one.'),
  variable('DELIVERY', 'on', 'on or off: whether this gateway delivers events to partners. Of several that share a database one does at a time.'),
  variable('DELIVERY_LOOPBACK', 'off', 'on or off: whether endpoints on this machine are taken, and without TLS. For trying it out.'),
  variable('DELIVERY_NETWORKS', null, 'Networks of private addresses to which events may be sent, such as 10.1.0.0/16, with commas. Default: none.'),
  variable('HISTORY_CREDENTIALS', null, 'JSON list of what partners\' FHIR endpoints are asked with for service histories, each at that origin alone: agencyId, origin and token; or, by SMART Backend Services, agencyId, origin, clientId, privateKey (a JWK with kid, RSA or P-384), and tokenEndpoint and scope where they are not the usual.'),
  variable('HISTORY_CREDENTIALS_FILE', null, 'The same in a file.'),
  variable('WAITING_PERSONS_DAYS', '30', 'Days for which a person whom a partner named, and what it pushed of her, waits for a worker who knows her; then both are deleted, by the gateway that delivers.'),
  variable('SHUTDOWN_TIMEOUT_MILLIS', '20000', 'How long requests in flight may take to end at a shutdown.'),
  variable('NODE_ENV', null, 'production hides the schema\'s details from error messages and refuses demo mode.'),
] as const satisfies readonly ConfigVariable[];
