import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { type DocumentNode, execute, type ExecutionResult, type GraphQLSchema, isAbstractType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';

/** Compiled documents kept at once; the one that was compiled first gives way. */
const KEPT = 200;

/** A document is compiled when it is asked again: most that are asked once are asked by hand. */
const SIGHTS_BEFORE_COMPILING = 2;

type GatewayInterface = ApolloServerOptionsWithGateway<BaseContext>['gateway'];
type GatewayExecutor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

/** What may run: a whole request as graphql-js takes it. */
interface Execution {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
}

/**
 * Runs queries that partners repeat by code compiled from them, and everything else as graphql-js does.
 *
 * Shape: the answer is that of graphql-js, byte for byte; whatever a compiled query cannot answer without an error is
 * run again by graphql-js, whose errors alone leave. Running again reads the same snapshot, of which whatever is decided
 * again is decided alike.
 * Only documents that were validated come here, and few of them are kept.
 */
export class CompiledExecution {
  readonly #sights = new WeakMap<DocumentNode, number>();
  /** By document and operation, oldest first; null: cannot be compiled. */
  readonly #compiled = new Map<DocumentNode, Map<string, CompiledQuery | null>>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Documents whose compiled form is kept. */
  get kept(): number {
    return this.#compiled.size;
  }

  async run(execution: Execution): Promise<ExecutionResult> {
    const query = this.#queryFor(execution);
    if (query !== null) {
      const answer = await query.query(undefined, execution.context, execution.variables);
      if (answer.errors === undefined || answer.errors.length === 0) return answer;
    }
    return this.#asIs(execution);
  }

  async #asIs({ document, operationName, variables, context }: Execution): Promise<ExecutionResult> {
    return execute({
      schema: this.schema, document, variableValues: variables, contextValue: context, ...(operationName === undefined ? {} : { operationName }),
    });
  }

  #queryFor({ document, operationName }: Execution): CompiledQuery | null {
    const sights = (this.#sights.get(document) ?? 0) + 1;
    this.#sights.set(document, sights);
    if (sights < SIGHTS_BEFORE_COMPILING) return null;
    const known = this.#compiled.get(document) ?? new Map<string, CompiledQuery | null>();
    if (!this.#compiled.has(document)) this.#keep(document, known);
    const name = operationName ?? '';
    const found = known.get(name);
    if (found !== undefined) return found;
    const made = compiled(this.schema, document, operationName);
    known.set(name, made);
    return made;
  }

  #keep(document: DocumentNode, queries: Map<string, CompiledQuery | null>): void {
    if (this.#compiled.size >= KEPT) {
      const oldest = this.#compiled.keys().next().value!;
      this.#compiled.delete(oldest);
      // Whoever asks more documents in turn than are kept must not have one compiled at every request.
      this.#sights.delete(oldest);
    }
    this.#compiled.set(document, queries);
  }
}

/** The compiled form of one operation, or null where only graphql-js runs it: mutations, interfaces, introspection. */
function compiled(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): CompiledQuery | null {
  if (!compiles(schema, document)) return null;
  const made = compileQuery(schema, document, operationName, { disablingCapturingStackErrors: true });
  return isCompiledQuery(made) ? made : null;
}

function compiles(schema: GraphQLSchema, document: DocumentNode): boolean {
  let able = true;
  const types = new TypeInfo(schema);
  visit(document, visitWithTypeInfo(types, {
    OperationDefinition: ({ operation }) => { if (operation !== 'query') able = false; },
    SelectionSet: () => { if (isAbstractType(types.getParentType())) able = false; },
    Field: ({ name }) => { if (name.value === '__schema' || name.value === '__type') able = false; },
  }));
  return able;
}

/** Brings compiled execution into Apollo by the one door it leaves open for an executor of one's own. */
export function compiledGateway(schema: GraphQLSchema): GatewayInterface {
  const execution = new CompiledExecution(schema);
  const executor: GatewayExecutor = ({ document, request, operationName, context }) => execution.run({
    document, operationName: operationName ?? undefined, variables: request.variables ?? {}, context,
  }) as ReturnType<GatewayExecutor>;
  let told: Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0] | null = null;
  return {
    onSchemaLoadOrUpdate: (tell) => {
      told = tell;
      return () => { told = null; };
    },
    load: async () => {
      told?.({ apiSchema: schema, coreSupergraphSdl: '' });
      return { executor };
    },
    stop: async () => undefined,
  };
}
