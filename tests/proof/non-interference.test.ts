import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnChanges, hiddenChanges, type Change, type ChangeOf } from '../support/canary-changes.js';
import { canaryCounty, seedCanaryCounty } from '../support/canary-county.js';
import { ASKERS, type Asker } from '../support/canary-oracle.js';
import { changeable, type Changeable } from '../support/canary-snapshot.js';
import { firstDifference, transcript, type Order, type Questions } from '../support/canary-transcript.js';
import { YOUTHS } from '../support/canary-youths.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

const DEEP = process.env['CSEC_TEST_DEEP'] === '1';
const PAIRS = DEEP ? 2_000 : 200;
/** Fixed, so that a run can be repeated; other pairs at every deep run. CSEC_PROOF_SEED replays one. */
const SEED = Number(process.env['CSEC_PROOF_SEED'] ?? (DEEP ? Date.now() % 2 ** 31 : 20_260_301));
const MINUTES = 60_000;

const county = canaryCounty();
const hidden = new Map<Asker, Readonly<Record<string, readonly ChangeOf[]>>>();
const before = new Map<string, Promise<readonly string[]>>();
let gateway: TestGateway;
let database: Changeable;

beforeAll(async () => {
  gateway = await startTestGateway({ seed: (url) => seedCanaryCounty(url, county) });
  database = await changeable(gateway.databaseUrl);
  console.log(`Non-interference: ${PAIRS} pairs, seed ${SEED}; CSEC_PROOF_SEED=${SEED} replays them.`);
});
afterAll(async () => {
  await database.close();
  await gateway.stop();
});

/** What one pair is made from: numbers, so that a failing pair shrinks to few and small ones. */
interface Pick {
  readonly kind: number;
  readonly which: number;
  readonly salt: number;
}

const picks = fc.record({ kind: fc.nat({ max: 1000 }), which: fc.nat({ max: 100_000 }), salt: fc.nat({ max: 500 }) });
const pairs = fc.record({
  name: fc.constantFrom(...ASKERS.map(({ name }) => name)), changes: fc.array(picks, { minLength: 1, maxLength: 4 }), order: fc.constantFrom<Order>('ANY', 'OPENED_ON', 'YOUTH_NAME'),
  beside: fc.constantFrom(...YOUTHS.map(({ n }) => n)),
});

/** The changes of a pair, none twice; who disappears does so at the end, with whatever was added to him. */
function changesOf(asker: Asker, made: readonly Pick[]): readonly Change[] {
  if (!hidden.has(asker)) hidden.set(asker, hiddenChanges(county, asker));
  const kinds = Object.values(hidden.get(asker)!).filter((list) => list.length > 0);
  const byName = new Map<string, Change>();
  for (const { kind, which, salt } of made) {
    const list = kinds[kind % kinds.length]!;
    const change = list[which % list.length]!(salt);
    byName.set(change.n >= 100 ? `arrival ${change.n}` : change.name, change);
  }
  return [...byName.values()].sort((one, other) => Number(one.last ?? false) - Number(other.last ?? false));
}

function answersBefore(asker: Asker, questions: Questions): Promise<readonly string[]> {
  const key = JSON.stringify([asker.name, questions]);
  const known = before.get(key) ?? transcript(gateway, county, asker, questions);
  before.set(key, known);
  return known;
}

/** The answers with the changes made; the database is as before when this returns. */
async function answersWith(asker: Asker, questions: Questions, changes: readonly Change[]): Promise<readonly string[]> {
  try {
    await database.make(changes);
    return await transcript(gateway, county, asker, questions);
  } finally {
    await database.restore(changes);
  }
}

const askerOf = (name: string): Asker => ASKERS.find((asker) => asker.name === name)!;

const named = (asker: Asker, changes: readonly Change[]): string => `${asker.name}, ${asker.purpose}: ${changes.map(({ name }) => name).join('; ')}`;

/** The youths a pair asks about: one that was changed and one beside; lists show the others. */
const asked = (changes: readonly Change[], beside: number): readonly number[] =>
  [...new Set([...changes.map(({ n }) => n).sort((one, other) => one - other).slice(0, 1), beside])];

describe('non-interference', () => {
  test(`what a caller may not see makes no difference to any byte that he is sent, in ${PAIRS} pairs of databases`, async () => {
    await fc.assert(fc.asyncProperty(pairs, async ({ name, changes: made, order, beside }) => {
      const asker = askerOf(name);
      const changes = changesOf(asker, made);
      const questions = { about: asked(changes, beside), order };
      const first = await answersBefore(asker, questions);
      const second = await answersWith(asker, questions, changes);
      expect({ pair: named(asker, changes), difference: firstDifference(first, second) }).toEqual({ pair: named(asker, changes), difference: null });
    }), { numRuns: PAIRS, seed: SEED, endOnFailure: false });
  }, DEEP ? 60 * MINUTES : 10 * MINUTES);

  test('what a caller may see does make a difference, so that the comparison can fail', async () => {
    const seeing = ASKERS.filter(({ sees }) => Object.keys(sees).length > 0).map(({ name }) => name);
    await fc.assert(fc.asyncProperty(fc.constantFrom(...seeing), fc.nat({ max: 100_000 }), async (name, which) => {
      const asker = askerOf(name);
      const list = columnChanges(county, asker, true);
      const change = list[which % list.length]!(1);
      const questions = { about: [change.n], order: 'ANY' as const };
      const first = await answersBefore(asker, questions);
      const difference = firstDifference(first, await answersWith(asker, questions, [change]));
      expect({ pair: named(asker, [change]), difference }).toEqual({ pair: named(asker, [change]), difference: expect.any(Array) as unknown });
    }), { numRuns: 30, seed: SEED });
  }, 5 * MINUTES);

  test('the same database asked twice gives the same bytes', async () => {
    for (const asker of ASKERS) {
      const questions = { about: [1, 7], order: 'YOUTH_NAME' as const };
      const difference = firstDifference(await answersBefore(asker, questions), await transcript(gateway, county, asker, questions));
      expect({ asker: asker.name, difference }).toEqual({ asker: asker.name, difference: null });
    }
  }, 5 * MINUTES);
});
