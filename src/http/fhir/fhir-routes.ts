import type { ApolloServer, BaseContext } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { permits } from '../../auth/smart-scopes.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import type { RequestFacts, RequestNotes } from '../request-log.js';
import type { FhirOptions, PushAnswer, Resource } from './fhir-port.js';
import { onlyValue, parametersIn, takeBundles, takeForms, type FormPairs } from './forms.js';
import { inProcess } from './in-process.js';
import { answerOutcomes, send } from './outcome-replies.js';
import { smartConfiguration, TOKEN_PATH } from './smart-configuration.js';

/** What the FHIR routes are given beside their own options. */
export interface FhirSurroundings<Ctx extends BaseContext> {
  readonly apollo: ApolloServer<Ctx>;
  readonly notes: RequestNotes;
  readonly factsOf?: ((context: Ctx) => RequestFacts) | undefined;
  /** The address under which the gateway is reached, without a slash at its end. */
  readonly address: () => string;
}

type Asked = FastifyRequest<{ Params: { readonly type: string; readonly id?: string } }>;

/** By its name alone or as a media type. Where it is not escaped, a plus in an address is a space. */
const JSON_FORMATS = ['json', 'application/json', 'application/fhir+json', 'application/fhir json', 'text/json'];
const JSON_RANGES = ['*/*', 'application/*', 'application/json', 'application/fhir+json', 'text/json'];

/** FHIR answers a HEAD wherever it answers a GET: the same, without its body. */
const READ = { exposeHeadRoute: true } as const;

/** Mounts FHIR below `/fhir`: capability, discovery, read, search and the push of a bundle; every error is an OperationOutcome. */
export function fhirRoutes<Ctx extends BaseContext, Disclosure>(
  app: FastifyInstance, options: FhirOptions<Ctx, Disclosure>, surroundings: FhirSurroundings<Ctx>,
): void {
  const tokenUrlOf = (): string => `${surroundings.address()}${TOKEN_PATH}`;
  const answer = answering(options, surroundings);
  void app.register(async (scope) => {
    takeForms(scope);
    answerOutcomes(scope, surroundings.notes);
    scope.get('/metadata', READ, async (request, reply) => {
      inJson(parametersIn(request.raw.url), request);
      return send(reply, options.facade.capabilityStatement(baseOf(surroundings), tokenUrlOf()));
    });
    scope.get('/.well-known/smart-configuration', READ, async () => smartConfiguration(tokenUrlOf(), options.facade.types));
    scope.get('/:type', READ, async (request: Asked, reply) => send(reply, await answer(request, null, parametersIn(request.raw.url))));
    scope.post('/:type/_search', async (request: Asked, reply) => {
      const form = (request.body as FormPairs | undefined) ?? [];
      return send(reply, await answer(request, null, [...parametersIn(request.raw.url), ...form]));
    });
    scope.get('/:type/:id', READ, async (request: Asked, reply) => send(reply, await answer(request, request.params.id ?? null, parametersIn(request.raw.url))));
    await scope.register(async (pushing) => {
      takeBundles(pushing);
      pushing.post('/', async (request, reply) => {
        const { status, resource } = await push(options, surroundings, request);
        return send(reply.code(status), resource);
      });
    });
  }, { prefix: '/fhir' });
}

/** Who pushes is settled first, then what was sent is looked at. */
async function push<Ctx extends BaseContext, Disclosure>(
  options: FhirOptions<Ctx, Disclosure>, { apollo, notes, factsOf }: FhirSurroundings<Ctx>, request: FastifyRequest,
): Promise<PushAnswer> {
  notes.add(request, { operation: 'FHIR push' });
  const { context, scopes } = await options.callerOf({ id: request.id, headers: request.raw.headersDistinct, body: null });
  if (factsOf) notes.later(request, () => factsOf(context));
  const county = onlyValue(inJson(parametersIn(request.raw.url), request), 'county');
  return options.facade.push({
    ask: inProcess<Ctx, Disclosure>(apollo, context), text: request.body as string, county, permits: (type) => scopes === null || permits(scopes, type, 'write'),
  });
}

const baseOf = ({ address }: { readonly address: () => string }): string => `${address()}/fhir`;

/** Who asks is settled first, then whether the token's scopes reach so far, then the façade is asked. */
function answering<Ctx extends BaseContext, Disclosure>(options: FhirOptions<Ctx, Disclosure>, surroundings: FhirSurroundings<Ctx>) {
  const { apollo, notes, factsOf } = surroundings;
  return async (request: Asked, id: string | null, pairs: FormPairs): Promise<Resource> => {
    const { type } = request.params;
    const known = options.facade.types.includes(type);
    notes.add(request, { operation: `FHIR ${known ? type : 'unknown'} ${id === null ? 'search' : 'read'}` });
    const { context, scopes } = await options.callerOf({ id: request.id, headers: request.raw.headersDistinct, body: null });
    if (factsOf) notes.later(request, () => factsOf(context));
    if (known && scopes !== null && !permits(scopes, type, id === null ? 'search' : 'read')) {
      throw new GatewayError('SCOPE_NOT_GRANTED', 'The token\'s scopes do not cover this.', { field: 'scope' });
    }
    const ask = inProcess<Ctx, Disclosure>(apollo, context);
    return options.facade.answer({ context, ask, base: baseOf(surroundings), type, id, parameters: inJson(pairs, request) });
  };
}

/** The parameters without `_format`, which may ask for JSON alone; where there is none, so may `Accept`. Errors: NOT_ACCEPTABLE. */
function inJson(pairs: FormPairs, { headers: { accept } }: FastifyRequest): FormPairs {
  const formats = pairs.filter(([name]) => name === '_format').map(([, format]) => format);
  const inJsonOnly = formats.every((format) => JSON_FORMATS.includes(format));
  if (!inJsonOnly || (formats.length === 0 && !takesJson(accept))) {
    throw new GatewayError('NOT_ACCEPTABLE', 'FHIR is answered in JSON only.', { field: inJsonOnly ? 'accept' : '_format' });
  }
  return pairs.filter(([name]) => name !== '_format');
}

/** Whether one of the media ranges of an `Accept` is of JSON; who sends none takes anything. */
function takesJson(accept: string | undefined): boolean {
  const ranges = (accept ?? '').split(',').map((range) => range.split(';')[0]!.trim().toLowerCase()).filter((range) => range !== '');
  return ranges.length === 0 || ranges.some((range) => JSON_RANGES.includes(range));
}
