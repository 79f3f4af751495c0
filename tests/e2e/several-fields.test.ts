import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { CALLERS, YOUTHS, caseId, seedCounty } from '../support/seed-county.js';

describe('several questions in one document', () => {
  let gateway: TestGateway;
  beforeAll(async () => { gateway = await startTestGateway({ seed: seedCounty }); });
  afterAll(() => gateway.stop());
  const ask = (document: string) => gateway.ask(CALLERS.worker, document, {}, { purpose: 'CHILD_WELFARE' });

  it('find an admitted youth beside one who does not exist', async () => {
    const nobody = caseId('00000000-0000-4000-8000-0000000000ff');
    const { body } = await ask(`{ no: case(id: "${nobody}") { id } yes: case(id: "${caseId(YOUTHS.ALMA)}") { id gridEntries { isVictim } } also: case(id: "${nobody}") { id } }`);
    expect(body.data).toMatchObject({ no: null, yes: { id: caseId(YOUTHS.ALMA), gridEntries: expect.any(Array) as unknown[] }, also: null });
    expect((body.data as { yes: { gridEntries: unknown[] } }).yes.gridEntries.length).toBeGreaterThan(0);
  });

  it('find an admitted youth beside a page that does not hold her', async () => {
    const { body } = await ask(`{ a: cases(first: 1) { edges { node { id } } } b: cases(first: 1, orderBy: YOUTH_NAME) { edges { node { id status } } }
      c: case(id: "${caseId(YOUTHS.ALMA)}") { id youth { lastName } } }`);
    const { a, b, c } = body.data as { a: { edges: unknown[] }; b: { edges: { node: { status: string | null } }[] }; c: { youth: { lastName: string } } };
    expect([a.edges.length, b.edges.length, b.edges[0]!.node.status !== null, c.youth.lastName.length > 0]).toEqual([1, 1, true, true]);
  });
});
