import { Fhir } from 'fhir/fhir.js';
import { describe, expect, it } from 'vitest';
import { accountingAsCsv } from '../../src/audit/accounting-csv.js';
import { accountingAsFhir } from '../../src/audit/accounting-fhir.js';
import { accountingEntries, accountingEntry, daysAsSpan, periodsBefore, type AccountedRecord, type Recipient } from '../../src/audit/accounting.js';
import type { Disclosure } from '../../src/audit/disclosure.js';
import { instant, localDate } from '../../src/kernel/dates.js';
import { LEGAL_RETENTION } from '../../src/policy/counsel/policy-file.js';
import { disclosure } from './disclosures.js';

const CLINIC: Recipient = { id: 'a9e0c100-0000-4000-8000-000000000001', name: 'Synthetic Clinic, "North"', kind: 'MENTAL_HEALTH', regimeStatus: 'COVERED_ENTITY' };
const PERIODS = periodsBefore(localDate('2026-03-01'), LEGAL_RETENTION);

const record = (parts: Partial<Disclosure> = {}, more: Partial<AccountedRecord> = {}): AccountedRecord => ({
  disclosure: disclosure(1, {
    released: ['IDENTITY_CORE', 'MENTAL_HEALTH'], rules: ['R-37.MH.TREATMENT', 'C.MH'], authorities: ['CIV_56_103', 'WIC_5328'],
    spoken: { rules: ['R-37.MH.TREATMENT'], authorities: ['CIV_56_103'] }, consents: ['c1@2'], teams: ['team-1'], ...parts,
  }),
  recipient: CLINIC, sealed: false, ...more,
});

const SEAT = { team: 'team-1', statute: 'S18951D', protocol: '2026-1', joinedAt: instant('2026-01-15T08:00:00Z') } as const;
const shown = (of: AccountedRecord, reader: 'YOUTH' | 'OTHER') => accountingEntry(of, reader, PERIODS);

async function* listed(...records: readonly AccountedRecord[]): AsyncGenerator<AccountedRecord> {
  yield* records;
}

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

describe('an entry of an accounting', () => {
  it('tells the youth what was released, to whom, for what and on what', () => {
    expect(shown(record(), 'YOUTH')).toEqual({
      id: 'd15c1050-0000-4000-8000-000000000001', at: '2026-03-01T08:00:00.000Z', subjectId: '5ab1ec70-0000-4000-8000-000000000001',
      agencyId: CLINIC.id, recipient: CLINIC, personId: 'person-1', role: 'MENTAL_HEALTH', purpose: 'TREATMENT',
      categories: ['IDENTITY_CORE', 'MENTAL_HEALTH'], rules: ['R-37.MH.TREATMENT', 'C.MH'], authorities: ['CIV_56_103', 'WIC_5328'],
      consents: ['c1@2'], teams: ['team-1'], seats: [], orders: [], reports: [], emergencies: [], approvals: [], breakGlass: [], notices: [], labels: [], credential: null, accountedUnder: ['WIC_827', 'WIC_10850'], decisionId: 'decision-1', policyVersion: '2026.1',
    });
  });

  const relied = {
    orders: ['order-1', 'order-2'], reports: ['report-1'], emergencies: ['glass-1'], approvals: ['approval-1'], breakGlass: ['MEDICAL_EMERGENCY'], credential: 'VERIFIED', notices: ['N3', 'N6'], labels: ['AOD'],
  } as const;

  it('names to the youth the order, the report and the emergency access it rests on, and to another none of them', () => {
    const of = record(relied, { orderNumbers: { 'order-1': 'JV-1' } });
    expect(shown(of, 'YOUTH')).toMatchObject({ ...relied, orders: [{ id: 'order-1', caseNumber: 'JV-1' }] });
    expect(shown(of, 'OTHER')).toEqual({
      ...shown(record(), 'OTHER'), orders: [], reports: [], emergencies: [], approvals: [], breakGlass: [], notices: [], labels: [], credential: null,
    });
    expect(JSON.stringify(shown(of, 'OTHER'))).not.toMatch(/order-|JV-1|report-1|glass-1|approval-1|N6|VERIFIED/);
  });

  it('proves to the youth by which seat in a team it was, and to another not even that there was one', () => {
    const of = record({ seats: [SEAT, { ...SEAT, team: 'team-2' }] });
    expect(shown(of, 'YOUTH')?.seats).toEqual([SEAT]);
    expect(shown(of, 'OTHER')).toMatchObject({ teams: [], seats: [] });
  });

  it('names no order that a seal took off the file, and of what may not be named nothing it rests on', () => {
    expect(shown(record(relied), 'YOUTH')?.orders).toEqual([]);
    const of = record({
      ...relied, released: ['CASE_FACTS', 'REPORTER_IDENTITY'], consents: ['c1@2', 'c2@1'],
      spoken: { rules: ['R-03'], authorities: ['WIC_827'], consents: ['c1@2'], teams: [], orders: ['order-1'], notices: ['N3'], labels: ['AOD'] },
    }, { orderNumbers: { 'order-1': 'JV-1', 'order-2': 'JV-2' } });
    expect(shown(of, 'YOUTH')).toMatchObject({
      consents: ['c1@2'], teams: [], orders: [{ id: 'order-1', caseNumber: 'JV-1' }], reports: [], emergencies: [], approvals: [], breakGlass: [], notices: ['N3'], labels: ['AOD'],
    });
  });

  it('is none of what released nothing', () => {
    expect((['WITHHELD', 'NOT_FOUND', 'SIMULATED'] as const).map((outcome) => shown(record({ outcome }), 'YOUTH'))).toEqual([null, null, null]);
    expect(shown(record({ subjectId: null }), 'YOUTH')).toBe(null);
    expect(shown(record({ outcome: 'MESSAGE' }), 'YOUTH')?.categories).toEqual(['IDENTITY_CORE', 'MENTAL_HEALTH']);
  });

  it('never names the reporter or what was sealed, nor the rules they rest on, to the youth either', () => {
    const of = record({
      released: ['CASE_FACTS', 'REPORTER_IDENTITY', 'SEALED'], rules: ['R-03.LE.RECORD', 'R-20.LE.INVESTIGATOR'], authorities: ['PC_11167', 'WIC_827'],
      spoken: { rules: ['R-03.LE.RECORD'], authorities: ['WIC_827'] },
    });
    for (const reader of ['YOUTH', 'OTHER'] as const) {
      expect(shown(of, reader)).toMatchObject({ categories: ['CASE_FACTS'], rules: ['R-03.LE.RECORD'], authorities: ['WIC_827'] });
      expect(JSON.stringify(shown(of, reader))).not.toMatch(/REPORTER|SEALED|11167|R-20/);
    }
  });

  it('names no juvenile justice of a disclosure that a seal order reached', () => {
    const of = (sealed: boolean) => shown(record({ released: ['CASE_FACTS', 'JUVENILE_JUSTICE'] }, { sealed }), 'YOUTH');
    expect(of(false)?.categories).toEqual(['CASE_FACTS', 'JUVENILE_JUSTICE']);
    expect(of(true)).toMatchObject({ categories: ['CASE_FACTS'], rules: ['R-37.MH.TREATMENT'] });
  });

  it('names to another nothing that law conceals, and looks as if only the record had been told', () => {
    const part2 = record({ released: ['SUBSTANCE_USE_PART2'], spoken: { rules: [], authorities: [] } });
    const bare = record({ released: [], rules: [], authorities: [], spoken: { rules: [], authorities: [] }, consents: [], teams: [] });
    expect(shown(part2, 'OTHER')).toEqual(shown(bare, 'OTHER'));
    expect(shown(part2, 'YOUTH')?.categories).toEqual(['SUBSTANCE_USE_PART2']);
  });

  it('names to another no Part 2 programme as recipient', () => {
    const programmes: readonly Partial<Recipient>[] = [{ kind: 'SUBSTANCE_USE_PROGRAM' }, { regimeStatus: 'PART2_PROGRAM' }];
    const of = programmes.map((parts) => record({}, { recipient: { ...CLINIC, ...parts } }));
    expect(of.map((one) => shown(one, 'OTHER'))).toEqual([null, null]);
    expect(of.map((one) => shown(one, 'YOUTH')?.recipient?.name)).toEqual([CLINIC.name, CLINIC.name]);
  });

  it('names each law by which it must be accounted for, within that law\'s period', () => {
    const under = (parts: Partial<Disclosure>) => shown(record(parts), 'YOUTH')?.accountedUnder.slice(2);
    expect(under({ obligations: ['NOTICE_LPS'] })).toEqual(['WIC_5328_6']);
    expect(under({ purpose: 'CASE_MANAGEMENT', consents: [] })).toEqual(['CFR_45_164_528']);
    expect(under({ purpose: 'CASE_MANAGEMENT', consents: [], at: instant('2020-03-01T07:59:59Z') })).toEqual([]);
    expect(under({ purpose: 'SUBJECT_REQUEST', consents: [] })).toEqual([]);
    expect(under({ released: ['SUBSTANCE_USE_PART2'] })).toEqual(['CFR_42_2_25']);
    expect(under({ released: ['SUBSTANCE_USE_PART2'], at: instant('2023-03-01T07:59:59Z') })).toEqual([]);
  });

  it('belongs to whole days of the county', () => {
    expect(daysAsSpan(localDate('2026-03-01'), localDate('2026-03-08'))).toEqual({ from: '2026-03-01T08:00:00.000Z', to: '2026-03-09T07:00:00.000Z' });
  });
});

describe('the accounting as CSV', () => {
  it('names a team with the statute, the protocol and the seat that the release rested on', async () => {
    const lineOf = async (seats: Disclosure['seats'] & object) => (await textOf(accountingAsCsv(accountingEntries(listed(record({ seats })), 'YOUTH', PERIODS)))).split('\r\n')[1];
    expect(await lineOf([SEAT])).toContain(',"team-1 (S18951D, protocol 2026-1, member since 2026-01-15T08:00:00.000Z)",');
    expect(await lineOf([{ ...SEAT, statute: 'CFT832', protocol: null }])).toContain(',"team-1 (CFT832, no protocol, member since 2026-01-15T08:00:00.000Z)",');
  });

  it('has a line of headings and a line an entry', async () => {
    expect(await textOf(accountingAsCsv(accountingEntries(listed(record(), record({ released: [] }, { recipient: null })), 'YOUTH', PERIODS)))).toBe([
      'disclosed_at,case_id,recipient_id,recipient,recipient_kind,person_id,role,purpose,information,rules,law,consents,teams,court_orders,reports,emergencies,approvals,break_glass_reasons,notices,labels,identified_by,accounted_under,decision_id,disclosure_id,policy_version',
      '2026-03-01T08:00:00.000Z,5ab1ec70-0000-4000-8000-000000000001,a9e0c100-0000-4000-8000-000000000001,"Synthetic Clinic, ""North""",MENTAL_HEALTH,person-1,Mental-health agency,Treatment of the youth,C01 Identity core; C09 Mental health,R-37.MH.TREATMENT; C.MH,Civ. Code § 56.103; Welf. & Inst. Code § 5328,c1@2,team-1,,,,,,,,,Welf. & Inst. Code § 827; Welf. & Inst. Code § 10850,decision-1,d15c1050-0000-4000-8000-000000000001,2026.1',
      '2026-03-01T08:00:00.000Z,5ab1ec70-0000-4000-8000-000000000001,a9e0c100-0000-4000-8000-000000000001,,,person-1,Mental-health agency,Treatment of the youth,that there is a record,R-37.MH.TREATMENT; C.MH,Civ. Code § 56.103; Welf. & Inst. Code § 5328,c1@2,team-1,,,,,,,,,Welf. & Inst. Code § 827; Welf. & Inst. Code § 10850,decision-1,d15c1050-0000-4000-8000-000000000001,2026.1',
      '',
    ].join('\r\n'));
  });
});

interface Bundle {
  readonly resourceType: string;
  readonly type: string;
  readonly entry?: readonly { readonly fullUrl: string; readonly resource: Readonly<Record<string, never>> }[];
}

const NOW = instant('2026-03-02T08:00:00Z');
const bundleOf = async (reader: 'YOUTH' | 'OTHER', ...records: readonly AccountedRecord[]): Promise<Bundle> =>
  JSON.parse(await textOf(accountingAsFhir(accountingEntries(listed(...records), reader, PERIODS), NOW))) as Bundle;

describe('the accounting as FHIR', () => {
  it('is a Bundle of AuditEvents that FHIR R4 finds valid', async () => {
    const bundle = await bundleOf('YOUTH', record(), record({ released: [], consents: [] }, { recipient: null }), record({ purpose: 'SERVICES' }));
    const events = (bundle.entry ?? []).map(({ resource }) => resource);
    const faultsOf = (resource: object) => new Fhir().validate(JSON.stringify(resource), { errorOnUnexpected: true })
      .messages.filter(({ severity }) => severity === 'error' || severity === 'fatal');
    expect([bundle, ...events].flatMap(faultsOf)).toEqual([]);
    expect(events.length).toBe(5);
    const [, ordered] = (await bundleOf('YOUTH', record({
      orders: ['order-1'], reports: ['report-1'], emergencies: ['glass-1'], approvals: ['approval-1'], breakGlass: ['MEDICAL_EMERGENCY'], credential: 'VERIFIED', notices: ['N3'], labels: ['AOD', 'csec:CSE'],
    }, { orderNumbers: { 'order-1': 'JV-1' } }))).entry ?? [];
    expect(faultsOf(ordered!.resource)).toEqual([]);
    expect(ordered!.resource).toMatchObject({ entity: [
      {}, { securityLabel: [{ code: 'C01' }, { code: 'C09' }, { code: 'AOD' }, { system: 'urn:ca:csec:sensitivity', code: 'CSE' }],
        detail: [{ type: 'notice', valueString: 'N3' }, { type: 'break-glass reason', valueString: 'MEDICAL_EMERGENCY' }, { type: 'identified by', valueString: 'VERIFIED' }] },
      { what: { identifier: { system: 'urn:ca:csec:team', value: 'team-1' } } }, { what: { identifier: { system: 'urn:ca:csec:court-order', value: 'order-1' }, display: 'JV-1' } },
      { what: { identifier: { system: 'urn:ca:csec:mandated-report', value: 'report-1' } } }, { what: { identifier: { system: 'urn:ca:csec:emergency-access', value: 'glass-1' } } },
      { what: { identifier: { system: 'urn:ca:csec:release-approval', value: 'approval-1' } } },
    ] });
    expect(faultsOf({ ...events[0], agent: undefined })).not.toEqual([]);
  });

  it('has no list of entries when there are none', async () => {
    expect(await bundleOf('OTHER', record({ outcome: 'WITHHELD' }))).toEqual({ resourceType: 'Bundle', type: 'collection', timestamp: NOW });
  });

  it('tells a disclosure as IHE BALP tells one at its source', async () => {
    const [event] = (await bundleOf('OTHER', record())).entry ?? [];
    const gateway = { type: 'Device', identifier: { system: 'urn:ca:csec:gateway', value: 'csec-gateway' }, display: 'CSEC gateway' };
    expect(event?.fullUrl).toBe('urn:uuid:d15c1050-0000-4000-8000-000000000001');
    expect(event?.resource).toMatchObject({
      meta: { profile: ['https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PrivacyDisclosure.Source'] },
      type: { system: 'http://dicom.nema.org/resources/ontology/DCM', code: '110106' }, action: 'R', outcome: '0', recorded: '2026-03-01T08:00:00.000Z',
      subtype: [{ system: 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle', code: 'disclose' }],
      purposeOfEvent: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'TREAT' }] }],
      agent: [
        { type: { coding: [{ code: '110153' }] }, who: gateway, requestor: false, network: { address: 'urn:ca:csec:gateway', type: '5' } },
        { type: { coding: [{ code: '110152' }] }, who: { type: 'Organization', identifier: { value: CLINIC.id }, display: CLINIC.name }, network: { type: '5' } },
        { type: { coding: [{ code: 'IRCP' }] }, who: { type: 'Practitioner', identifier: { value: 'person-1' } }, requestor: true },
      ],
      source: { observer: gateway },
      entity: [
        { type: { code: '1' }, role: { code: '1' }, what: { type: 'Patient', identifier: { value: '5ab1ec70-0000-4000-8000-000000000001' } } },
        { type: { code: '2' }, what: { identifier: { value: 'decision-1' } }, securityLabel: [{ code: 'C01' }, { code: 'C09' }] },
      ],
    });
  });

  it('tells the decision by consents as IHE BALP tells one, to the youth alone', async () => {
    const [decision] = (await bundleOf('YOUTH', record())).entry ?? [];
    expect(decision?.resource).toMatchObject({
      meta: { profile: ['https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.AuthZconsent'] },
      type: { code: '110113' }, subtype: [{ system: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType', code: 'AuthZ-Consent' }], action: 'E', outcome: '0',
      agent: [{ type: { coding: [{ code: 'authserver' }] } }, { type: { coding: [{ code: '110150' }] } }, { type: { coding: [{ code: 'IRCP' }] }, requestor: true }, { type: { coding: [{ code: 'PROV' }] } }],
      entity: [{ type: { code: '1' }, role: { code: '1' } }, { type: { system: 'http://hl7.org/fhir/resource-types', code: 'Consent' }, what: { identifier: { value: 'c1@2' } } }],
    });
    expect((await bundleOf('OTHER', record())).entry?.length).toBe(1);
  });
});
