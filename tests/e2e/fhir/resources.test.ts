import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pseudonymsUnder } from '../../../src/http/pseudonyms.js';
import { fhirValidators, type Validator } from '../../adapters/fhir-validators.js';
import { ownFaults } from '../../adapters/mental-health-fhir.js';
import { askFhir, CLIENTS, tokenFor } from '../../support/fhir-client.js';
import { AUDIT_KEY, startTestGateway, type Answer, type Parsed, type TestGateway } from '../../support/gateway.js';
import { AGENCY, CALLERS, YOUTHS } from '../../support/seed-county.js';

let gateway: TestGateway;
let token: string;
let validators: Readonly<Record<string, Validator>>;
beforeAll(async () => {
  gateway = await startTestGateway({ variables: { CLIENTS } });
  token = await tokenFor(gateway);
  validators = await fhirValidators();
});
afterAll(async () => { await gateway.stop(); });

const idOf = (subject: string, agency: string = AGENCY.clinic): string => Buffer.from(pseudonymsUnder(AUDIT_KEY).of(agency, subject), 'base64url').toString('hex');
const ALMA = idOf(YOUTHS.ALMA);
const NOBODY = idOf('ffffffff-0000-4000-8000-000000000000');
const TYPES = ['Patient', 'Condition', 'Flag', 'Observation', 'EpisodeOfCare', 'Procedure', 'Encounter', 'ServiceRequest', 'Task', 'CareTeam', 'Consent', 'Provenance'] as const;
const ofAlma = (type: string): string => (type === 'Patient' ? `Patient?_id=${ALMA}` : `${type}?patient=${ALMA}`);
const found = ({ body }: Answer): Parsed[] => ((body as Parsed).entry ?? []).filter((entry: Parsed) => entry.search.mode === 'match').map(({ resource }: Parsed) => resource);
const faultsOf = (resource: object): readonly string[] => [
  ...Object.entries(validators).flatMap(([name, validate]) => validate(resource).map((fault) => `${name}: ${fault}`)), ...ownFaults(resource),
];

/** What the clinic is not released of Alma, wherever it would stand. */
const NEVER = [
  'A-Alias', 'A-MEDS', 'A-Street', 'A-City', 'A-Facility', 'A-Reporter', 'A-LocationNarrative', 'A-Orientation', 'A-Identity', 'Cl13ntA0X5', YOUTHS.ALMA, 'A-referral',
  'A-PREV', 'A-REPRODUCTIVE', 'A-HIV', '0X5',
];

describe('each type of resource over FHIR', () => {
  it.each(TYPES)('%s: its search and each of its resources are valid by three validators, and read by ids that stay', async (type) => {
    const answer = await askFhir(gateway, ofAlma(type), token);
    expect(answer.status).toBe(200);
    expect(faultsOf(answer.body)).toEqual([]);
    expect(answer.body).not.toHaveProperty('total');
    expect(found(answer).map(({ resourceType }) => resourceType)).toEqual(found(answer).map(() => type));
    for (const resource of found(answer)) {
      const { status, body } = await askFhir(gateway, `${type}/${resource.id}`, token);
      expect([status, faultsOf(body)]).toEqual([200, []]);
      const { extension, policy, ...same } = body as Parsed;
      const { extension: _its, policy: _policy, ...told } = resource;
      // What names the decision differs with each, as each reading is decided anew.
      expect({ ...same, entity: null }).toEqual({ ...told, entity: null });
      expect(extension.length).toBeGreaterThan(0);
      expect(policy).toEqual(resource.policy);
    }
    expect(NEVER.filter((text) => answer.text.includes(text))).toEqual([]);
    // The whole is labelled as strictly as the strictest of its parts.
    const levels = ['R', ...found(answer).map(({ meta }) => meta.security[0].code as string)];
    expect((answer.body as Parsed).meta.security[0].code).toBe(levels.includes('V') ? 'V' : 'R');
  });

  it('tells what the clinic is released: which types have something, and which say that it is withheld', async () => {
    const told = await Promise.all(TYPES.map(async (type) => {
      const answer = await askFhir(gateway, ofAlma(type), token);
      const outcome = (answer.body as Parsed).entry.find((entry: Parsed) => entry.search.mode === 'outcome').resource;
      return [type, found(answer).length, outcome.issue.filter(({ code }: Parsed) => code === 'suppressed').map(({ details }: Parsed) => details.text)];
    }));
    const services = Array.from({ length: 4 }, () => 'Case.services is withheld');
    expect(told).toEqual([
      ['Patient', 1, []], ['Condition', 3, []], ['Flag', 2, ['Case.absences is withheld']], ['Observation', 1, ['ScreeningFinding.agencyId is withheld']],
      ['EpisodeOfCare', 0, ['Case.placements is withheld']], ['Procedure', 7, services], ['Encounter', 0, services], ['ServiceRequest', 0, services],
      ['Task', 0, services], ['CareTeam', 0, ['Case.workers is withheld']], ['Consent', 0, []], ['Provenance', 1, []],
    ]);
  });

  it('asserts a grid row as the county\'s own, with SNOMED words, and never as a confirmed diagnosis', async () => {
    const conditions = found(await askFhir(gateway, ofAlma('Condition'), token));
    expect(conditions.length).toBeGreaterThan(0);
    for (const { subject, verificationStatus, category, code } of conditions) {
      expect(subject).toEqual({ reference: `Patient/${ALMA}` });
      expect(['unconfirmed', 'provisional']).toContain(verificationStatus.coding[0].code);
      expect(category[0].coding[0].code).toBe('health-concern');
      expect(code.coding.map(({ system }: Parsed) => system)).toContain('urn:ca:cwscms:CSEC_TPC');
    }
  });

  it('of a youth who is not admitted is byte for byte of one who does not exist, by search and by read', async () => {
    for (const type of [...TYPES, 'AuditEvent']) {
      const whole = async (patient: string): Promise<unknown> => {
        const search = await askFhir(gateway, type === 'Patient' ? `Patient?_id=${patient}` : `${type}?patient=Patient/${patient}`, token);
        const read = await askFhir(gateway, `${type}/${type === 'Patient' ? patient : `${patient}-${'0'.repeat(20)}`}`, token);
        return [search, read].map(({ status, text }) => [status, text.replaceAll(patient, '<id>')]);
      };
      const nobody = await whole(NOBODY);
      for (const hidden of [YOUTHS.CORA, YOUTHS.RENATA]) expect(await whole(idOf(hidden))).toEqual(nobody);
    }
  });

  it('goes on page by page in the order of ids, ends where they end, and takes no cursor of another type', async () => {
    const all = found(await askFhir(gateway, ofAlma('Condition'), token)).map(({ id }) => id);
    expect(all.length).toBeGreaterThan(1);
    for (const path of [`Condition?_id=${all[1]}`, `${ofAlma('Condition')}&_id=${all[1]}`]) expect(found(await askFhir(gateway, path, token)).map(({ id }) => id)).toEqual([all[1]]);
    const seen: string[] = [];
    let path: string | undefined = `${ofAlma('Condition')}&_count=1`;
    let cursor = '';
    while (path !== undefined) {
      const answer: Answer = await askFhir(gateway, path, token);
      seen.push(...found(answer).map(({ id }) => id));
      const next: string | undefined = (answer.body as Parsed).link.find(({ relation }: Parsed) => relation === 'next')?.url;
      if (next !== undefined) cursor = new URL(next).searchParams.get('_cursor')!;
      path = next?.slice(`${gateway.address}/fhir/`.length);
    }
    expect(seen).toEqual(all);
    expect((await askFhir(gateway, `${ofAlma('Flag')}&_cursor=${cursor}`, token)).status).toBe(400);
    expect((await askFhir(gateway, 'Condition', token)).status).toBe(400);
  });

  it('asks the schema for no more than its own type tells', async () => {
    const categories = async (type: string): Promise<readonly string[]> => {
      const requestId = `abababab-0000-4000-8000-${String(TYPES.indexOf(type as never)).padStart(12, '0')}`;
      await askFhir(gateway, ofAlma(type), token, { 'x-request-id': requestId });
      return (await gateway.disclosures(requestId)).flatMap(({ released }) => released.map(({ category }: Parsed) => category ?? '') as string[]);
    };
    expect(await categories('Patient')).not.toContain('CSEC_STATUS');
    expect(await categories('Condition')).not.toContain('IDENTITY_CORE');
  });
});

describe('the accounting over FHIR', () => {
  it('is told to the worker who carries the case, valid and paged; to a clinic it is as if there were none', async () => {
    const worker = await gateway.token(CALLERS.worker);
    const path = `AuditEvent?patient=${idOf(YOUTHS.ALMA, AGENCY.county)}&_count=3`;
    const answer = await askFhir(gateway, path, worker, { 'x-purpose-of-use': 'CHILD_WELFARE' });
    expect([answer.status, found(answer).length, faultsOf(answer.body)]).toEqual([200, 3, []]);
    expect(answer.text).not.toContain(YOUTHS.ALMA);
    const next = (answer.body as Parsed).link.find(({ relation }: Parsed) => relation === 'next').url as string;
    const second = await askFhir(gateway, next.slice(`${gateway.address}/fhir/`.length), worker, { 'x-purpose-of-use': 'CHILD_WELFARE' });
    expect(found(second).map(({ id }) => id).filter((id) => found(answer).some((event) => event.id === id))).toEqual([]);
    const [, middle] = found(answer);
    const one = await askFhir(gateway, `${path}&_id=${middle!.id}`, worker, { 'x-purpose-of-use': 'CHILD_WELFARE' });
    // The question itself stands in the accounting by now, so the event is found on this page or on the next.
    expect(found(one).map(({ id }) => id).filter((id) => id !== middle!.id)).toEqual([]);
    const none = await askFhir(gateway, `AuditEvent?patient=${ALMA}`, token);
    expect([none.status, (none.body as Parsed).entry]).toEqual([200, undefined]);
  });
});

describe('what the façade says of itself', () => {
  it('is valid too, as is every refusal', async () => {
    const { body } = await askFhir(gateway, 'metadata', token);
    // The JSON schema of one validator is of 4.0.0 and knows no later number of R4.
    expect([(body as Parsed).fhirVersion, faultsOf({ ...body, fhirVersion: '4.0.0' })]).toEqual(['4.0.1', []]);
    for (const path of ['Patient/none', 'Patient?x=y']) expect(faultsOf((await askFhir(gateway, path, token)).body)).toEqual([]);
  });
});
