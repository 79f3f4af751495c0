import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Instant, LocalDate } from '../../src/kernel/dates.js';
import type { Agreement } from '../../src/model/agency.js';
import { inForce } from '../../src/policy/relations/agreement-in-force.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { agency, asOwner, asSync } from './small-county.js';

const CLINIC = agency(1);
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await asSync(database.url, `insert into csec.agency (id, name, kind, county, state, regime_status) values ('${CLINIC}', 'Clinic', 'MENTAL_HEALTH', '19', 'CA', 'NONE')`);
});
afterAll(() => database.drop());

/** Days and moments about the two nights on which the county's clocks change, by the quarter of an hour. */
const day = fc.integer({ min: 0, max: 5 }).chain((n) => fc.constantFrom(`2026-03-0${6 + Math.min(n, 3)}`, `2026-11-0${1 + Math.min(n, 2)}`)) as fc.Arbitrary<LocalDate>;
const moment = fc.tuple(day, fc.integer({ min: 0, max: 95 })).map(([on, quarters]) => new Date(Date.parse(`${on}T00:00:00Z`) + quarters * 900_000).toISOString()) as fc.Arbitrary<Instant>;
const CELLS = [{ category: 'MENTAL_HEALTH', regime: 'LPS' }, { category: 'CASE_FACTS', regime: 'CHILD_WELFARE' }] as const;
const agreement = fc.record({
  signedAt: moment, effectiveOn: day, expiresOn: fc.option(day), terminatedAt: fc.option(moment), stores: fc.boolean(), cells: fc.subarray([...CELLS], { minLength: 1 }),
});

test('terms are in force in the store exactly while their agreement is by the policy, through the nights on which clocks change', async () => {
  await asOwner(database.url, (client) => fc.assert(fc.asyncProperty(fc.array(agreement, { minLength: 1, maxLength: 4 }), moment, async (drawn, asOf) => {
    const agreements = drawn.map((one, n): Agreement & typeof one => ({
      ...one, id: `a9eeeeee-0000-4000-8000-00000000000${n}`, agencyId: CLINIC, county: '19', purposes: ['TREATMENT'], protocolVersion: '1',
    }));
    await client.query('begin');
    for (const { id, signedAt, effectiveOn, expiresOn, terminatedAt, cells, stores } of agreements) {
      await client.query(`insert into csec.agreement (id, agency_id, county, purposes, protocol_version, signed_at, effective_on, expires_on, terminated_at)
        values ($1, $2, '19', '{TREATMENT}', '1', $3, $4, $5, $6)`, [id, CLINIC, signedAt, effectiveOn, expiresOn, terminatedAt]);
      await client.query(`insert into csec.history_terms values ($1, $3, 'PARENT', false, $4, null, $2, 'it', now())`,
        [id, CLINIC, JSON.stringify(cells), stores]);
    }
    const { rows: [found] } = await client.query(`select (select agreement_id from csec.terms_in_force($1, '19', $2)) as id,
      csec.terms_store($1, '19', $2) as stores, csec.terms_permit($1, '19', $3, $2) as permits, csec.terms_permit($1, '58', $3, $2) as elsewhere`,
    [CLINIC, asOf, JSON.stringify(CELLS[0])]);
    await client.query('rollback');
    const standing = agreements.filter((one) => inForce(one, asOf).truth === 'TRUE')
      .sort((one, other) => (one.effectiveOn < other.effectiveOn ? 1 : one.effectiveOn > other.effectiveOn ? -1 : one.id < other.id ? -1 : 1));
    const newest = standing[0];
    expect(found).toEqual({
      id: newest?.id ?? null, stores: newest?.stores ?? false, permits: (newest?.stores && newest.cells.includes(CELLS[0])) ?? false,
      // With whom there never were terms there is nothing to go by.
      elsewhere: true,
    });
  }), { numRuns: 150 }));
});
