import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pseudonymsUnder } from '../../src/http/pseudonyms.js';
import { askFhir, CLIENTS, tokenFor } from '../support/fhir-client.js';
import { AUDIT_KEY, startTestGateway, type Parsed, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../support/seed-county.js';

/** More than two of the longest pages of the schema. */
const MANY = 230;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ variables: { CLIENTS } });
  const insert = (youth: string, from: number, category: string) => gateway.sql(`insert into csec.service_record
      (subject_id, record_key, category, kind, service_text, status, started_on, system, regime, source_agency_id)
    select $1, 'many-' || $4::text || n, $4::text, 'SERVICE', 'Many ' || $4::text || ' ' || n, 'COMPLETED', date '2024-01-01' - n, 'CWS/CMS', 'CHILD_WELFARE', $5
    from generate_series(1, $2::int) as n where n >= $3::int`, [youth, MANY, from, category, AGENCY.county]);
  await insert(YOUTHS.ALMA, 1, 'CASE_FACTS');
  await insert(YOUTHS.ALMA, 1, 'GENERAL_MEDICAL');
  // The oldest of all is of a kind of its own.
  await gateway.sql(`update csec.service_record set kind = 'VISIT' where record_key = 'many-CASE_FACTS${MANY}'`);
});
afterAll(async () => { await gateway.stop(); });

const ALMA = caseId(YOUTHS.ALMA);
async function message(caller: keyof typeof CALLERS, format: string): Promise<string> {
  const { body } = await gateway.ask(CALLERS[caller], `query($id: ID!) { partnerMessage(caseId: $id, format: ${format}) { content } }`, { id: ALMA });
  return body.data.partnerMessage.content as string;
}
const wordsOf = (category: string): string[] => Array.from({ length: MANY }, (_each, index) => `Many ${category} ${index + 1}`).sort();
const manyIn = (words: readonly (string | undefined)[]): string[] => words.filter((each) => each?.startsWith('Many ')).map((each) => each!).sort();

describe('a history of more services than the schema gives in a page', () => {
  it('is in a message to its end, in every format that tells of services, each service once and none that is withheld', async () => {
    const bundle = JSON.parse(await message('clinician', 'FHIR_R4_BUNDLE')) as Parsed;
    expect(manyIn(bundle.entry.map(({ resource }: Parsed) => resource.code?.text))).toEqual(wordsOf('GENERAL_MEDICAL'));
    expect(new Set(bundle.entry.map(({ fullUrl }: Parsed) => fullUrl)).size).toBe(bundle.entry.length);
    const { services } = JSON.parse(await message('provider', 'PROVIDER_JSON')) as Parsed;
    expect(manyIn(services.map(({ words }: Parsed) => words))).toEqual(wordsOf('CASE_FACTS'));
    const rows = parse(await message('provider', 'PROVIDER_CSV'), { bom: true, columns: true }) as Parsed[];
    expect(manyIn(rows.map((row) => row['services.words']))).toEqual(wordsOf('CASE_FACTS'));
    expect((await message('detective', 'NIEM_6_XML')).match(/<nc:ActivityDescriptionText>(Contact|Visit|Service)</g)).toContain('<nc:ActivityDescriptionText>Visit<');
  });

  it('is one disclosure however many pages were turned', async () => {
    const requestId = 'abababab-0000-4000-8000-0000000000aa';
    await gateway.ask(CALLERS.clinician, 'query($id: ID!) { partnerMessage(caseId: $id, format: FHIR_R4_BUNDLE) { content } }', { id: ALMA }, { requestId });
    expect((await gateway.disclosures(requestId)).map(({ outcome, subjectId }) => [outcome, subjectId])).toEqual([['MESSAGE', YOUTHS.ALMA]]);
  });

  it('is the newest hundred over FHIR, which says so, and of a youth whose services are fewer says nothing', async () => {
    const token = await tokenFor(gateway);
    const issues = async (youth: string): Promise<readonly Parsed[]> => {
      const patient = Buffer.from(pseudonymsUnder(AUDIT_KEY).of(AGENCY.clinic, youth), 'base64url').toString('hex');
      const { body } = await askFhir(gateway, `Procedure?patient=${patient}`, token);
      return (body as Parsed).entry.find(({ search }: Parsed) => search.mode === 'outcome').resource.issue.map(({ severity, code }: Parsed) => `${severity} ${code}`);
    };
    expect((await issues(YOUTHS.ALMA))[0]).toBe('warning incomplete');
    await gateway.sql(`delete from csec.service_record where subject_id = $1 and record_key like 'many-GENERAL%'`, [YOUTHS.ALMA]);
    // What is withheld of her makes no list longer.
    expect(await issues(YOUTHS.ALMA)).not.toContain('warning incomplete');
  });
});
