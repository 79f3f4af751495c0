import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const require = createRequire(import.meta.url);

/** Where the files that take long are: proofs, the twin in Cedar, runs of a sync, and the chains of the log. */
const LONG = /tests\/(proof|policy\/cedar|sync)\/|tests\/store\/audit-log/;

/** The longest files first, so that no worker is left with one of them at the end; what took how long is known only from a run before. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const [long, others] = [true, false].map((first) => files.filter(({ moduleId }) => LONG.test(moduleId) === first));
    return [...await super.sort(long!), ...await super.sort(others!)];
  }
}

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
    // Three files at a time, on two cores as on more: each waits for its database a third of the time.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 120_000,
    server: { deps: { inline: ['type-graphql', 'graphql-scalars'] } },
  },
});
