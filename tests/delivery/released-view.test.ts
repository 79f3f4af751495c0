import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { OpenedRequest } from '../../src/delivery/opened-request.js';
import { ReleasedViews } from '../../src/delivery/released-view.js';

const COUNTY = '19';
const REQUEST = {
  gate: { asksForOne: () => undefined, admit: () => Promise.resolve({ validUntil: null }), factsOn: () => ({ subject: { county: COUNTY } }) },
} as unknown as OpenedRequest;

/** The digest of a case of which this is released, under a schema that has these fields. */
async function digestOf(fields: Readonly<Record<string, string>>, released: Readonly<Record<string, unknown>>): Promise<string> {
  const schema = buildSchema(`type Query { case(id: ID!): Case } type Row { day: String kind: String } type Case { ${Object.entries(fields).map(([name, type]) => `${name}: ${type}`).join(' ')} }`);
  schema.getQueryType()!.getFields()['case']!.resolve = () => released;
  const asked = Object.entries(fields).map(([name, type]) => (type.includes('Row') ? `${name} { day kind }` : name)).join(' ');
  const whole = parse(`query($id: ID!) { case(id: $id) { ${asked} } }`);
  return (await new ReleasedViews(schema, { whole, paged: [] }, 'a key of the tests').digestOf(REQUEST, 'b1d7a4c8-6c0e-4a6b-8e0a-2f6f5a1d0c11', COUNTY))!.digest;
}

describe('the digest of what is released of a youth', () => {
  const FIELDS = { county: 'String', rows: '[Row]' };
  const RELEASED = { county: COUNTY, rows: [{ day: '2026-01-05', kind: null }] };

  it('is the same under a schema that gained a field which says nothing of her, and another where it says something', async () => {
    const before = await digestOf(FIELDS, RELEASED);
    const gained = { ...FIELDS, asked: 'String', more: '[Row]' };
    expect(await digestOf(gained, { ...RELEASED, asked: null, more: null })).toBe(before);
    expect(await digestOf(gained, { ...RELEASED, asked: 'STAT', more: null })).not.toBe(before);
  });

  it('tells each other from each: a value, none, no rows, a row of which nothing is told and none at all', async () => {
    const told = [RELEASED, { ...RELEASED, county: null }, { ...RELEASED, rows: [] }, { ...RELEASED, rows: null }, { ...RELEASED, rows: [null] }, { ...RELEASED, rows: [{}] },
      { ...RELEASED, rows: [{ day: null, kind: '2026-01-05' }] }, { ...RELEASED, rows: [null, null] }];
    const digests = await Promise.all(told.map((released) => digestOf(FIELDS, released)));
    expect(new Set(digests).size).toBe(told.length);
  });
});
