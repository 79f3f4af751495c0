import type { Logger } from 'pino';
import { recordKeyOfUiId } from '../../adapters/cws-cms/identifier.js';
import type { Config } from '../../src/app/config.js';
import { partnerSettings } from '../../src/app/deliver-events.js';
import { FHIR_CONSENTS } from '../../src/app/fhir-consents.js';
import type { Composition } from '../../src/app/serve.js';
import { auditKey, payloadMac } from '../../src/audit/chain.js';
import { openIssuers } from '../../src/auth/issuers.js';
import { readPushed } from '../../src/delivery/histories/read-pushed.js';
import { MessageComposer } from '../../src/delivery/compose-message.js';
import { disclosurePlugin } from '../../src/http/disclosure-plugin.js';
import { factsOfRequest, type GatewayRequest } from '../../src/http/gateway-request.js';
import { openRequest, type RequestParts } from '../../src/http/open-request.js';
import { pseudonymsUnder } from '../../src/http/pseudonyms.js';
import { systemClock } from '../../src/kernel/clock.js';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import { policyTable } from '../../src/policy/counsel/policy-table.js';
import { remedyFor, statedReason } from '../../src/policy/remedies.js';
import { ProgramRegister } from '../../src/reports/program-register.js';
import { buildSealedSchema } from '../../src/schema/build-schema.js';
import { PolicySimulation } from '../../src/schema/policy-simulation.js';
import { PgAgencyDirectory } from '../../src/store/agency-directory.js';
import { pgAuditLog } from '../../src/store/pg-audit-log.js';
import { closePool, servingPool } from '../../src/store/pools.js';
import { permitAll } from './permit-all.js';

/** The gateway as it is composed for serving, but for the decision, which permits everything. It exists only here. */
export async function composeWithoutPolicy(config: Config, url: string, log: Logger): Promise<Composition<GatewayRequest>> {
  const policy = compilePolicy();
  const sealed = buildSealedSchema();
  const secret = config.auditKey!;
  const pool = servingPool({ url, max: config.database.poolSize, statementTimeoutMillis: config.database.statementTimeoutMillis });
  const parts: RequestParts = {
    pool, sealed, policy, callers: { issuers: openIssuers(config.auth.issuers, systemClock), directory: new PgAgencyDirectory(pool), clock: systemClock },
    simulation: permitAll(new PolicySimulation(policy)), messages: new MessageComposer(sealed.schema), consentDocuments: FHIR_CONSENTS, pseudonyms: pseudonymsUnder(secret),
    clientKeyOf: recordKeyOfUiId, policyTable: policyTable(null), historiesOver: () => ({ live: async () => ({ rows: [], instead: [], beside: new Map(), unanswered: [] }) }), readPushed,
    reportsOver: (store) => new ProgramRegister(store, false), partners: partnerSettings(config, secret),
  };
  return {
    schema: sealed.schema,
    contextFor: (incoming) => openRequest(parts, incoming),
    plugins: [disclosurePlugin({
      schema: sealed.schema,
      auditLog: (session) => pgAuditLog(session, auditKey(secret)), payloadMac: (payload) => payloadMac(auditKey(secret), payload),
      remedyFor: () => (category, { role }) => ({ reason: statedReason(policy, role, category), remedy: remedyFor(policy, role, category) }),
      onFault: (requestId, code) => log.error({ requestId, code }, 'an answer was withheld'),
    })],
    health: {}, factsOf: factsOfRequest, close: () => closePool(pool),
  };
}
