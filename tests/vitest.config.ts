import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);

export default defineConfig({
  // type-graphql and our code must share one copy of graphql; two copies refuse each other's schema.
  resolve: { alias: { graphql: require.resolve('graphql/index.js') } },
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/reflect-metadata.ts'],
    pool: 'forks',
    // A worker loads the house once, not once a file: loading it was half of the time. No test may replace a module or leave the environment changed.
    isolate: false,
    // Two files at a time, on two cores as on more: each waits for its database about as long as it computes.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    server: { deps: { inline: ['type-graphql', 'graphql-scalars'] } },
  },
});
