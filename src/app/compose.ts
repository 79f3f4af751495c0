import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import path from 'node:path';
import { recordKeyOfUiId } from '../../adapters/cws-cms/identifier.js';
import { auditKey, payloadMac } from '../audit/chain.js';
import { openTokenService } from '../auth/access-tokens.js';
import { openClients } from '../auth/client-assertion.js';
import { openDemoIssuer } from '../auth/demo-issuer.js';
import { openIssuers } from '../auth/issuers.js';
import { MessageComposer } from '../delivery/compose-message.js';
import { AskedHistories } from '../delivery/histories/ask-histories.js';
import { readPushed } from '../delivery/histories/read-pushed.js';
import { FhirFacade } from '../delivery/fhir/facade.js';
import { disclosurePlugin } from '../http/disclosure-plugin.js';
import type { FhirOptions } from '../http/fhir/fhir-port.js';
import { openFhirRequest } from '../http/fhir/open-fhir-request.js';
import { factsOfRequest, type GatewayRequest } from '../http/gateway-request.js';
import { openRequest, type RequestParts } from '../http/open-request.js';
import { pseudonymsUnder } from '../http/pseudonyms.js';
import type { Clock } from '../kernel/clock.js';
import { policyUnder } from '../policy/counsel/policy-file.js';
import { policyTable } from '../policy/counsel/policy-table.js';
import { statedRefusal } from '../policy/remedies.js';
import { ProgramRegister } from '../reports/program-register.js';
import { buildSealedSchema } from '../schema/build-schema.js';
import { FHIR_CONSENTS } from './fhir-consents.js';
import { PolicySimulation } from '../schema/policy-simulation.js';
import { PgAgencyDirectory } from '../store/agency-directory.js';
import { PgAssertionRegister } from '../store/client-assertions.js';
import { auditWritable, databaseReachable, migrationsCurrent } from '../store/health.js';
import { pgAuditLog } from '../store/pg-audit-log.js';
import { closePool, servingPool } from '../store/pools.js';
import type { Config } from './config.js';
import { deliverEvents, partnerSettings } from './deliver-events.js';
import { keptSecret } from './kept-secret.js';
import type { Composition } from './serve.js';
import { askingHistories } from './asking-histories.js';
import { streamChanges } from './stream-changes.js';

/** The secret under which the log is authenticated and pseudonyms are made: configured, or the demo's own, made once. */
export function auditSecret(config: Pick<Config, 'auditKey' | 'dataDir'>): string {
  return config.auditKey ?? keptSecret(path.join(config.dataDir, 'audit.key'));
}

/** Puts the rooms together: the one place where ports meet what implements them. Errors: CONFIG_INVALID, SchemaNotSealedError. */
export async function composeGateway(config: Config, url: string, log: Logger, clock: Clock): Promise<Composition<GatewayRequest>> {
  const secret = auditSecret(config);
  const key = auditKey(secret);
  const policy = policyUnder(config.policy);
  const sealed = buildSealedSchema();
  const issuers = openIssuers(await issuerSettings(config, clock), clock);
  const pool = servingPool({
    url, max: config.database.poolSize, statementTimeoutMillis: config.database.statementTimeoutMillis,
    onLost: (code) => log.warn({ code }, 'an idle database connection was lost'),
  });
  const asking = askingHistories(config, { url, log, key });
  const pseudonyms = pseudonymsUnder(secret);
  const parts: RequestParts = {
    pool, sealed, policy, callers: { issuers, directory: new PgAgencyDirectory(pool), clock },
    simulation: new PolicySimulation(policy), messages: new MessageComposer(sealed.schema), consentDocuments: FHIR_CONSENTS, pseudonyms,
    clientKeyOf: recordKeyOfUiId, policyTable: policyTable(config.policy),
    historiesOver: (store) => new AskedHistories({ store, live: asking.live, record: asking.record, secret, idOf: pseudonyms.subjectOf }), readPushed, partners: partnerSettings(config, secret),
    reportsOver: (store) => new ProgramRegister(store, policy.settings.stateTablesTellZeros),
  };
  const delivering = config.delivery.on ? deliverEvents(config, { url, log, clock, request: parts, secret }) : null;
  const streaming = streamChanges({ url, log, request: parts, secret, statementTimeoutMillis: config.database.statementTimeoutMillis });
  return {
    schema: sealed.schema,
    contextFor: (incoming) => openRequest(parts, incoming),
    plugins: [recording(sealed.schema, { policy, key, log })],
    health: {
      database: () => databaseReachable(pool), migrations: () => migrationsCurrent(url), audit: () => auditWritable(pool),
    },
    factsOf: factsOfRequest,
    fhir: readingOverFhir(config, parts, secret),
    streams: streaming.options,
    close: async () => {
      await Promise.all([delivering?.stop(), streaming.stop()]);
      await Promise.all([closePool(pool), asking.close()]);
    },
  };
}

/** Records every answer before it leaves. */
function recording(
  schema: GraphQLSchema, { policy, key, log }: { readonly policy: ReturnType<typeof policyUnder>; readonly key: ReturnType<typeof auditKey>; readonly log: Logger },
): ReturnType<typeof disclosurePlugin> {
  return disclosurePlugin({
    schema,
    auditLog: (session) => pgAuditLog(session, key), payloadMac: (payload) => payloadMac(key, payload),
    remedyFor: () => (category, decision) => statedRefusal(policy, decision, category),
    onFault: (requestId, code) => log.error({ requestId, code }, 'an answer was withheld'),
    onAlert: (requestId, alert) => log.warn({ requestId, ...alert }, 'the privacy officer is to know'),
  });
}

/** The façade over the sealed schema, and the tokens that the gateway gives for it. */
function readingOverFhir(config: Config, parts: RequestParts, secret: string): FhirOptions<GatewayRequest> {
  const { clock } = parts.callers;
  const tokens = openTokenService({
    secret, clients: openClients(config.auth.clients, clock), register: new PgAssertionRegister(parts.pool), clock,
  });
  return {
    facade: new FhirFacade({ secret, subjectOf: (agencyId, pseudonym) => parts.pseudonyms.subjectOf(agencyId, pseudonym) }),
    callerOf: (incoming) => openFhirRequest(parts, tokens.issuers, incoming), tokens, publicUrl: config.http.publicUrl,
  };
}

/** The configured issuers; in demo mode also the demo's own. */
async function issuerSettings(config: Config, clock: Clock) {
  if (config.mode !== 'demo') return config.auth.issuers;
  const demo = await openDemoIssuer({ folder: config.dataDir, production: config.production, clock });
  return [...config.auth.issuers, demo.settings];
}
