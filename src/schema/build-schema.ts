import 'reflect-metadata';
import { getNamedType, isLeafType, isObjectType, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { InvariantError } from '../kernel/invariant.js';
import { compileProjection, type Project } from '../release/projection.js';
import { CaseQueryResolver } from './resolvers/case-query.resolver.js';
import { CaseRecordsResolver } from './resolvers/case-records.resolver.js';
import { CaseSubscriptionResolver } from './resolvers/case-subscription.resolver.js';
import { CaseResolver } from './resolvers/case.resolver.js';
import { CallerQueryResolver } from './resolvers/caller-query.resolver.js';
import { ConsentMutationResolver } from './resolvers/consent-mutation.resolver.js';
import { CourtOrderResolver } from './resolvers/court-order.resolver.js';
import { DocumentMutationResolver } from './resolvers/document-mutation.resolver.js';
import { EmergencyAlertResolver } from './resolvers/emergency-alert.resolver.js';
import { EmergencyResolver } from './resolvers/emergency.resolver.js';
import { ExplainResolver } from './resolvers/explain.resolver.js';
import { ForwardCaseResolver } from './resolvers/forward-case.resolver.js';
import { IdentityResolver } from './resolvers/identity.resolver.js';
import { InvolvementMutationResolver } from './resolvers/involvement-mutation.resolver.js';
import { MandatedReportResolver } from './resolvers/mandated-report.resolver.js';
import { MissingChildResolver } from './resolvers/missing-child.resolver.js';
import { OperationsQueryResolver } from './resolvers/operations-query.resolver.js';
import { HistoryTermsResolver } from './resolvers/history-terms.resolver.js';
import { PartnerSubscriptionResolver } from './resolvers/partner-subscription.resolver.js';
import { PolicyTableResolver } from './resolvers/policy-table.resolver.js';
import { ProgramReportResolver } from './resolvers/program-report.resolver.js';
import { PushedServicesResolver } from './resolvers/pushed-services.resolver.js';
import { ReferralResolver } from './resolvers/referral.resolver.js';
import { ReleaseApprovalResolver } from './resolvers/release-approval.resolver.js';
import { SyncUploadResolver } from './resolvers/sync-upload.resolver.js';
import { DutiesResolver } from './resolvers/duties.resolver.js';
import { TeamMutationResolver } from './resolvers/team-mutation.resolver.js';
import { ScreeningFindingResolver } from './resolvers/screening-finding.resolver.js';
import { VictimElectionResolver } from './resolvers/victim-election.resolver.js';
import { WithdrawalResolver } from './resolvers/withdrawal.resolver.js';
import { classificationOf, sealSchema } from './seal.js';

/** The sealed schema, and the projection of each type of a youth's record. */
export interface SealedSchema {
  readonly schema: GraphQLSchema;
  readonly projections: ReadonlyMap<string, Project>;
}

let built: SealedSchema | null = null;

/**
 * The sealed schema: the one way to get it. Built once, because the registry of its classes comes out otherwise when it
 * is read a second time. Errors: SchemaNotSealedError with every problem.
 */
export function buildSealedSchema(): SealedSchema {
  return (built ??= build());
}

function build(): SealedSchema {
  const schema = sealSchema(withArgumentsInOrder(buildSchemaSync({
    resolvers: [
      CallerQueryResolver, CaseQueryResolver, CaseResolver, CaseRecordsResolver, ReferralResolver, ExplainResolver, OperationsQueryResolver, SyncUploadResolver,
      ReleaseApprovalResolver, ConsentMutationResolver, TeamMutationResolver, DocumentMutationResolver, CourtOrderResolver, EmergencyResolver, EmergencyAlertResolver,
      MandatedReportResolver, MissingChildResolver, VictimElectionResolver, InvolvementMutationResolver, ForwardCaseResolver, WithdrawalResolver,
      ProgramReportResolver, PolicyTableResolver, DutiesResolver, PartnerSubscriptionResolver, CaseSubscriptionResolver, IdentityResolver, HistoryTermsResolver,
      PushedServicesResolver, ScreeningFindingResolver,
    ],
    pubSub: NOWHERE,
    validate: false,
    authMode: 'error',
  })));
  return { schema, projections: projectionsOf(schema) };
}

/** type-graphql asks for a place where events are published; ours come from the database, and the transports decide on each. */
const NOWHERE = {
  publish: (): never => { throw new InvariantError('Nothing is published here.'); },
  subscribe: (): never => { throw new InvariantError('Nothing is published here.'); },
};

/** Parameter decorators run from the last to the first; readers of the schema expect the order of the source. */
function withArgumentsInOrder(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) (field.args as unknown[]).reverse();
  }
  return schema;
}

/** Types whose values stand on the row that holds them: a code, and released views that were made with the row. */
const EMBEDDED: ReadonlySet<string> = new Set(['CodedValue', 'ServiceAlsoTold']);

/** A projection for each object type that holds a field of a category or a row; relations are not its business. */
function projectionsOf(schema: GraphQLSchema): ReadonlyMap<string, Project> {
  const projections = new Map<string, Project>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const laws = Object.values(type.getFields()).map((field) => ({ field, classification: classificationOf(field as never) }));
    if (!laws.some(({ classification }) => classification.kind === 'category' || classification.kind === 'row')) continue;
    const embedded = laws.filter(({ field }) => isLeafType(getNamedType(field.type)) || EMBEDDED.has(getNamedType(field.type).name));
    projections.set(type.name, compileProjection(embedded.map(({ field, classification }) => (
      { field: field.name, coordinate: `${type.name}.${field.name}`, classification }))));
  }
  return projections;
}
