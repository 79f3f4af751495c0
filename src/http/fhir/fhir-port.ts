import type { SmartScope } from '../../auth/smart-scopes.js';
import type { TokenService } from '../../auth/access-tokens.js';
import type { IncomingRequest } from '../graphql-routes.js';

/** A FHIR resource as it leaves. */
export interface Resource {
  readonly resourceType: string;
}

/** What an answer of the sealed schema says; `disclosure` is null where nothing was decided. */
export interface Told<Disclosure> {
  readonly data: unknown;
  readonly disclosure: Disclosure | null;
}

/** One request to the façade, with the way to ask the sealed schema under its caller. */
export interface FhirRequest<Ctx, Disclosure> {
  readonly context: Ctx;
  readonly ask: (document: string, variables: Readonly<Record<string, unknown>>) => Promise<Told<Disclosure>>;
  readonly base: string;
  readonly type: string;
  /** Absent: null for a search. */
  readonly id: string | null;
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** A bundle that a partner pushes, as it was sent. */
export interface FhirPush<Ctx, Disclosure> extends Pick<FhirRequest<Ctx, Disclosure>, 'ask'> {
  readonly text: string;
  /** The county that it is for. Absent: null where it does not say. */
  readonly county: string | null;
  /** Whether the token's scopes let resources of that type be pushed. */
  readonly permits: (type: string) => boolean;
}

/** What became of a push. */
export interface PushAnswer {
  readonly status: number;
  readonly resource: Resource;
}

/** What answers for the façade. It sees no HTTP and no token. */
export interface FhirPort<Ctx, Disclosure> {
  readonly types: readonly string[];
  capabilityStatement(base: string, tokenUrl: string): Resource;
  /** Errors: any GatewayError becomes an OperationOutcome. */
  answer(request: FhirRequest<Ctx, Disclosure>): Promise<Resource>;
  /** Errors: any GatewayError becomes an OperationOutcome. */
  push(push: FhirPush<Ctx, Disclosure>): Promise<PushAnswer>;
}

/** A caller of the façade, and what its token narrows it to; null where the token speaks of no FHIR scope. */
export interface FhirCaller<Ctx> {
  readonly context: Ctx;
  readonly scopes: readonly SmartScope[] | null;
}

/** What the FHIR side of the server is made of. */
export interface FhirOptions<Ctx, Disclosure = never> {
  readonly facade: FhirPort<Ctx, Disclosure>;
  readonly callerOf: (request: IncomingRequest) => Promise<FhirCaller<Ctx>>;
  readonly tokens: Pick<TokenService, 'grant'>;
  /** The address under which partners reach the gateway, without a slash at its end. Absent: null, the one it listens on. */
  readonly publicUrl: string | null;
}
