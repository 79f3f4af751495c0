import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { providerAdapter } from '../../adapters/provider/adapter.js';
import { providerProfile } from '../../adapters/provider/profile.js';
import { keepsThePartnerContract } from './partner-contract.js';
import { ASKED_BY, SAMPLE_CASE, SAMPLE_ENVELOPE, releaseOf, withAt, type Path } from './partner-sample.js';

const SCHEMA_FILE = new URL('../../adapters/provider/csec.referral.v1.schema.json', import.meta.url);
const SCOPE = {
  consent: 'consent_e6@3', categories: ['SUBSTANCE_USE_PART2'], purposes: ['TREATMENT'], redisclosure: 'PROHIBITED', expiresOn: '2026-12-31',
  text: 'Scope of consent consent_e6@3: Substance use, 42 CFR Part 2 (SUBSTANCE_USE_PART2); for TREATMENT; the recipient may pass nothing on (PROHIBITED); until 2026-12-31',
};
const UNTOLD = { gridEntries: null, specialProjects: null, screeningFindings: null, placements: null, absences: null, services: null, workers: null };
const full = releaseOf(providerAdapter.document);
const messageOf = (released: unknown, envelope = SAMPLE_ENVELOPE): z.infer<typeof providerProfile> =>
  providerProfile.parse(JSON.parse(providerAdapter.encode(released, envelope)));

/** The published JSON Schema, read back by the validator, so that the file itself is what judges. */
const published = z.fromJSONSchema(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')) as z.core.JSONSchema.JSONSchema);

function faultsOf(message: string): readonly string[] {
  const value: unknown = JSON.parse(message);
  return [published, providerProfile].flatMap((schema) => {
    const read = schema.safeParse(value);
    return read.success ? [] : read.error.issues.map(({ path, message: text }) => `${path.join('.')}: ${text}`);
  });
}

keepsThePartnerContract(providerAdapter, (messages) => Promise.resolve(messages.map(faultsOf)));

describe('the provider profile', () => {
  it('is published as JSON Schema, and the file is what the profile says today', () => {
    expect(`${JSON.stringify(z.toJSONSchema(providerProfile), null, 2)}\n`).toBe(readFileSync(SCHEMA_FILE, 'utf8'));
  });

  const seeded: [string, Path, unknown][] = [
    ['another profile', ['profile'], 'csec.referral.v2'],
    ['a birth date, which it has no place for', ['client', 'bornOn'], '2010-02-27'],
    ['a status in words of its own', ['csec', 'status'], 'offender'],
    ['an unreal day', ['csec', 'entries', 0, 'start'], '2026-02-31'],
    ['a referral that was answered, which nobody records', ['referral', 0, 'status'], 'accepted'],
    ['no authority', ['authority'], undefined],
    ['no pseudonym', ['client', 'id'], undefined],
    ['an unknown confidentiality', ['handling', 'conf'], 'X'],
  ];

  it.each(seeded)('rejects %s', (_what, path, broken) => {
    expect(faultsOf(JSON.stringify(withAt(messageOf(full), path, broken)))).not.toEqual([]);
  });
});

describe('a case for a service provider', () => {
  it('holds the first name, age band and status with authority and handling, and nothing else, by default', () => {
    const released = releaseOf(providerAdapter.document, { ...SAMPLE_CASE, ...UNTOLD, county: null });
    expect(messageOf(released)).toEqual({
      profile: 'csec.referral.v1',
      message: {
        decision: 'decision_e4', policy: '2026.03_e5', generatedAt: '2026-03-01T08:00:00.000Z', county: '19',
        recipient: { id: 'agency_e2', name: 'Harbour Clinic_e3', kind: 'MENTAL_HEALTH' },
      },
      client: { id: 'pseudonym_e1', idSystem: 'urn:ca:csec:pseudo:agency_e2', firstName: 'Fenja_t01', ageBand: '13_15' },
      csec: { status: 'victim_current' },
      authority: { basis: ['CONSENT'], consentId: ['consent_e6@3'], consentScopes: [SCOPE], expires: '2026-04-01T07:00:00.000Z', notices: SAMPLE_ENVELOPE.notices },
      handling: {
        conf: 'R', obligations: ['NOTICE_827_10850', 'NOTICE_VICTIM'],
        labels: ['ADOL', 'CPLYJPP', 'DEMO', 'DOB', 'IDS', 'NORDSCLW', 'VIO', 'csec:CSE', 'csec:NO_PROSECUTION_OF_MINOR'],
      },
      withheld: ['LOCATION'],
    });
  });

  it('adds rows and special projects where they were released', () => {
    const { csec } = messageOf(full);
    expect(csec?.entries?.[1]).toEqual({
      type: { system: 'urn:ca:cwscms:CSEC_TPC', code: 6869, display: 'Victim During Foster Care_t07' }, isVictim: true, start: '2024-05-07', flags: [],
    });
    expect(csec?.specialProjects?.[0]).toEqual({ name: 'S-CSEC Referral_t09', programme: 'csec_referral', through: 'referral', start: '2021-07-08', flags: [] });
  });

  it('tells with what she was screened, when, by whom, whether it is doubtful and reviewed, and no answer, score or band', () => {
    expect(messageOf(full).screening).toEqual([
      { tool: 'hmis_r15', date: '2020-05-18', agency: ASKED_BY, doubtful: true, review: 'awaiting_review' },
      { tool: 'hmis_r16', date: '2020-06-19', agency: ASKED_BY, doubtful: false, review: 'confirmed' },
      { tool: 'hmis_r15', date: '2020-07-20', doubtful: false, review: 'dismissed' },
    ]);
    expect(providerAdapter.document).toContain('screeningFindings { tool answeredOn agencyId doubtful state }');
    expect(messageOf(withAt(full, ['case', 'screeningFindings', 0, 'agencyId'], null)).screening?.[0]).not.toHaveProperty('agency');
    expect(() => messageOf(withAt(full, ['case', 'screeningFindings', 0, 'agencyId'], 'secret-value')))
      .toThrow('A partner document and its reader disagree at case.screeningFindings.0.agencyId.');
  });

  it('tells each band of age as it was released', () => {
    const bands = ['UNDER_10', 'AGE_10_12', 'AGE_13_15', 'AGE_16_17', 'AGE_18_PLUS'].map((ageBand) => messageOf(withAt(full, ['case', 'youth', 'ageBand'], ageBand)).client.ageBand);
    expect(bands).toEqual(['under_10', '10_12', '13_15', '16_17', '18_plus']);
  });

  it('is labelled as exploitation by a screening alone, and as facts of the case where who asked is told', () => {
    const only = (screeningFindings: unknown) => messageOf(releaseOf(providerAdapter.document, { screeningFindings })).handling.labels;
    const [first, , last] = SAMPLE_CASE.screeningFindings;
    const tellsOf = (labels: readonly string[]): readonly boolean[] => ['csec:CSE', 'csec:CWS'].map((label) => labels.includes(label));
    expect([only([first]), only([last]), only([]), only(null)].map(tellsOf)).toEqual([[true, true], [true, false], [false, false], [false, false]]);
  });

  it('tells of placements, absences, services and the workers to call, where they were released', () => {
    const { placement, safety, services, contacts, handling } = messageOf(full);
    expect(placement).toEqual([{ type: { system: 'urn:ca:cwscms:PLC_FCLC', code: 1417, display: 'Foster Family Home_t28' }, start: '2019-07-08', end: '2019-08-09' }]);
    expect(safety).toEqual({
      currentlyMissing: true, lastAway: { from: '2026-02-20' }, away: [{ kind: 'ran_away', from: '2019-09-10', to: '2019-10-11' }, { kind: 'unexplained', from: '2026-02-20' }],
    });
    expect(services).toEqual([{
      id: 'urn:ca:csec:service:clinic|row-a', kind: 'contact', type: { system: 'urn:ca:cwscms:CNT_TPC', code: 408, display: 'Deliver service_t31' }, provider: 'Provider_t32',
      status: 'completed', start: '2020-02-15', end: '2020-03-16',
    }]);
    expect(contacts?.[0]).toEqual({ role: 'primary_worker', name: 'Synthetic Worker_t34', phone: '213555_t29', start: '2019-11-12', end: '2019-12-13' });
    expect(handling.labels).toEqual(expect.arrayContaining(['MH', 'SSP', 'csec:CWS']));
  });

  it('asks for a service that is to come with a referral, once, and says of whom; a visit that is to come is the worker\'s own', () => {
    const row = { ...SAMPLE_CASE.services.edges[0]!.node, serviceText: 'Counselling_t41', kind: 'SERVICE', status: 'SCHEDULED' };
    const asked = (...rows: readonly object[]) => {
      const { referral, services } = messageOf(releaseOf(providerAdapter.document, { services: { edges: rows.map((node) => ({ node })) } }));
      return { referral, services: services?.map(({ status }) => status) };
    };
    expect(messageOf(full).referral).toEqual([{
      requestedService: 'Trauma therapy_t33', priority: 'urgent', requestedAt: '2020-04-03', dueAt: '2020-04-17', status: 'requested',
    }]);
    expect(asked({ ...row, startedOn: null, requestedOn: '2020-02-15', priority: 'STAT' }).referral?.[0]).toMatchObject({ priority: 'stat', requestedAt: '2020-02-15' });
    expect(asked({ ...row, startedOn: null, requestedOn: '2020-02-15' }).referral?.[0]).not.toHaveProperty('dueAt');
    expect(asked(row, { ...row, kind: 'VISIT' }, { ...row, status: null }, { ...row, kind: null })).toEqual({
      referral: [{
        id: 'urn:ca:csec:service:clinic|row-a', requestedService: 'Counselling_t41', type: { system: 'urn:ca:cwscms:CNT_TPC', code: 408, display: 'Deliver service_t31' },
        provider: 'Provider_t32', dueAt: '2020-02-15', status: 'requested',
      }],
      services: ['scheduled', undefined, 'scheduled'],
    });
    expect(asked({ ...row, serviceText: null }).referral?.[0]).toMatchObject({ requestedService: 'Deliver service_t31' });
    expect(asked()).toEqual({ referral: [], services: [] });
    expect(messageOf(releaseOf(providerAdapter.document, { services: null }))).not.toHaveProperty('referral');
  });

  it('says since when the status is so, by the entries that it follows from, and no other day where one of theirs is not told', () => {
    const since = (csecStatus: string | null, ...gridEntries: readonly (readonly [number, string | null, string | null])[]) => messageOf(releaseOf(providerAdapter.document, {
      csecStatus, gridEntries: gridEntries.map(([code, startedOn, endedOn]) => ({ type: { system: 'urn:ca:cwscms:CSEC_TPC', code, display: null }, isVictim: null, startedOn, endedOn, flags: [] })),
    })).csec?.since;
    const [atRisk, over, now, later] = [[6867, '2021-01-01', '2021-05-05'], [6868, '2021-05-06', '2022-02-02'], [6870, '2023-03-03', null], [6869, '2024-04-04', null]] as const;
    expect([since('VICTIM_CURRENT', later, atRisk, over, now), since('VICTIM_PAST', over, [6871, '2021-06-06', '2021-07-07'], atRisk), since('AT_RISK', [6867, '2021-09-09', null], atRisk)])
      .toEqual(['2023-03-03', '2022-02-02', '2021-01-01']);
    expect([
      since('VICTIM_CURRENT', later, [6870, null, null]), since('VICTIM_PAST', over, [6871, '2021-06-06', null]), since('AT_RISK', atRisk, [6867, null, null]),
      since('VICTIM_CURRENT'), since('VICTIM_CURRENT', [9999, '2020-01-01', null]), since(null, now),
    ]).toEqual(Array.from({ length: 6 }, () => undefined));
    expect(messageOf(releaseOf(providerAdapter.document, { csecStatus: 'VICTIM_CURRENT', gridEntries: null })).csec).toEqual({ status: 'victim_current' });
  });

  it('says when she was last away by the days that are told', () => {
    const last = (...absences: readonly (readonly [string | null, string | null])[]) => messageOf(releaseOf(providerAdapter.document, {
      absences: absences.map(([startedOn, endedOn]) => ({ kind: null, startedOn, endedOn })),
    })).safety?.lastAway;
    expect([last(['2021-01-01', '2021-01-09'], ['2020-01-01', '2020-01-09']), last([null, '2022-01-01'], ['2021-01-01', null]), last([null, '2022-01-01'])])
      .toEqual([{ from: '2021-01-01', to: '2021-01-09' }, { from: '2021-01-01' }, undefined]);
  });

  it('says that the youth is missing where an absence goes on, and never that she is not, for a list may lack what a withheld row tells', () => {
    const missing = (absences: unknown) => messageOf(releaseOf(providerAdapter.document, { ...SAMPLE_CASE, absences })).safety?.currentlyMissing;
    const ended = { kind: 'RAN_AWAY', startedOn: '2019-09-10', endedOn: '2019-10-11' };
    expect([missing([ended]), missing([]), missing([ended, { ...ended, endedOn: null }]), missing([{ ...ended, startedOn: null, endedOn: null }]), missing(null)])
      .toEqual([undefined, undefined, true, undefined, undefined]);
    expect(messageOf(releaseOf(providerAdapter.document, { ...SAMPLE_CASE, absences: [] }))).not.toHaveProperty('safety');
  });

  it('asks for no last name and no birth date, so that a band can never come from one', () => {
    expect(providerAdapter.document).not.toMatch(/lastName|bornOn|\bage\b|address|facility(Name|Street|City|Phone|County)/);
    expect(messageOf(withAt(full, ['case', 'youth', 'ageBand'], null)).client).not.toHaveProperty('ageBand');
  });

  it('says nothing of exploitation when nothing of it was released', () => {
    const released = releaseOf(providerAdapter.document, { ...SAMPLE_CASE, csecStatus: null, gridEntries: null, specialProjects: null, screeningFindings: null });
    expect(messageOf(released)).not.toHaveProperty('csec');
    expect(messageOf(released)).not.toHaveProperty('screening');
    expect(messageOf(released).handling.labels).not.toContain('csec:CSE');
  });
});
