import { describe, expect, it } from 'vitest';
import { convert } from 'xmlbuilder2';
import { lawEnforcementAdapter } from '../../adapters/law-enforcement/adapter.js';
import { hasNiemSchemas, wellFormedFaults, xsdFaults } from './law-enforcement-xsd.js';
import { scopesInWords } from '../../adapters/partner-consent-scope.js';
import { keepsThePartnerContract } from './partner-contract.js';
import { SAMPLE_CASE, SAMPLE_ENVELOPE, releaseOf, withAt } from './partner-sample.js';

/** What `JSON.parse` gives: the tests look into messages freely. */
type Json = Record<string, ReturnType<typeof JSON.parse>>;

const full = releaseOf(lawEnforcementAdapter.document);
const xmlOf = (released: unknown, envelope = SAMPLE_ENVELOPE): string => lawEnforcementAdapter.encode(released, envelope);
const messageOf = (released: unknown, envelope = SAMPLE_ENVELOPE): Json => (convert(xmlOf(released, envelope), { format: 'object' }) as Json)['csec:CaseMessage'];
const released = (changes: Json): unknown => releaseOf(lawEnforcementAdapter.document, { ...SAMPLE_CASE, ...changes });

const WELL_FORMED: readonly (readonly [string, string])[] = [
  ['an end tag that is not its start tag', xmlOf(full).replace('</nc:Metadata>', '</nc:Data>')],
  ['a forbidden character', xmlOf(full).replace('Fenja', 'Fen\u0001ja')],
];
const VALID: readonly (readonly [string, string])[] = [
  ['a date that is not one', xmlOf(full).replace('<nc:Date>2010-02-27<', '<nc:Date>27.02.2010<')],
  ['an unreal day', xmlOf(full).replace('<nc:Date>2010-02-27<', '<nc:Date>2010-02-30<')],
  ['a sex outside the code list', xmlOf(full).replace('PersonSexCode>F<', 'PersonSexCode>I<')],
  ['a source of identification outside the code list', xmlOf(full).replace('(CPS)<', '<')],
  ['an indicator that is not a boolean', xmlOf(full).replace('VictimIndicator>true<', 'VictimIndicator>yes<')],
  ['an element that NIEM does not know', xmlOf(full).replaceAll('nc:PersonMiddleName', 'nc:PersonSecondName')],
  ['the name before the birth date', xmlOf(full).replace(/(<nc:PersonBirthDate>[^]*?<\/nc:PersonBirthDate>)(\s*<nc:PersonName>[^]*?<\/nc:PersonName>)/, '$2$1')],
  ['a message without its handling', xmlOf(full).replace(/<nc:Metadata>[^]*<\/nc:Metadata>/, '')],
  ['two youths', xmlOf(full).replace('</hs:HumanTraffickingVictim>', '</hs:HumanTraffickingVictim><nc:Person/>')],
];
const SEEDED = hasNiemSchemas ? [...WELL_FORMED, ...VALID] : WELL_FORMED;
let seededFaults: readonly (readonly string[])[] = [];

if (!hasNiemSchemas) console.warn('NOT VALIDATED AGAINST NIEM 6.0: ../shared/data/niem-6.0 is not on this machine. Messages are checked for well-formedness only.');

keepsThePartnerContract(lawEnforcementAdapter, async (messages) => {
  const broken = SEEDED.map(([, message]) => message);
  const faults = await (hasNiemSchemas ? xsdFaults : wellFormedFaults)([...messages, ...broken]);
  seededFaults = faults.slice(messages.length);
  return faults.slice(0, messages.length);
});

describe('the XML validator', () => {
  it.each(SEEDED.map(([what], index) => ({ what, index })))('rejects $what', ({ index }) => {
    expect(seededFaults[index]).not.toEqual([]);
    expect(seededFaults).toHaveLength(SEEDED.length);
    expect(SEEDED[index]![1]).not.toBe(xmlOf(full));
  });
});

describe('a case for law enforcement', () => {
  it('names the youth as a victim, birth date before name, under the recipient\'s pseudonym', () => {
    expect(messageOf(full)['hs:HumanTraffickingVictim']['j:VictimPerson']).toEqual({
      'nc:PersonBirthDate': { 'nc:Date': '2010-02-27' },
      'nc:PersonName': {
        'nc:PersonGivenName': 'Fenja_t01', 'nc:PersonMiddleName': 'Odila_t02', 'nc:PersonSurName': 'Quist_t03', 'nc:PersonNameSuffixText': 'III_t04',
      },
      'nc:PersonOtherIdentification': {
        'nc:IdentificationID': 'pseudonym_e1', 'nc:IdentificationCategoryDescriptionText': 'urn:ca:csec:pseudo:agency_e2',
      },
      'j:PersonSexCode': 'F',
    });
  });

  it('sends victim rows as identified statuses with events, and at-risk rows as prospective ones', () => {
    const victim = messageOf(full)['hs:HumanTraffickingVictim'];
    const identified = {
      'hs:IdentifiedAsVictimCategoryCode': 'Child Welfare Child Protective Service agency (CPS)', 'hs:IdentifiedAsVictimIndicator': 'true',
    };
    expect(victim['hs:IdentifiedAsVictimStatus']).toEqual([
      { 'nc:StatusDescriptionText': 'Victim, current', ...identified },
      {
        'nc:StatusDescriptionText': 'Victim During Foster Care_t07 (urn:ca:cwscms:CSEC_TPC 6869)', 'nc:StatusDate': { 'nc:Date': '2024-05-07' }, ...identified,
      },
      {
        'nc:StatusCommentText': 'Ended 2025-06-19',
        'nc:StatusDescriptionText': 'Victim while Absent from Placement_t08 (urn:ca:cwscms:CSEC_TPC 6871). CWS/CMS business rules: R_10974_START_BEFORE_BIRTH',
        'nc:StatusDate': { 'nc:Date': '2025-06-01' }, ...identified,
      },
    ]);
    expect(victim['hs:ProspectiveVictimStatus']).toEqual({
      'nc:StatusCommentText': 'Ended 2024-05-06',
      'nc:StatusDescriptionText': 'At Risk_t06 (urn:ca:cwscms:CSEC_TPC 6867). CWS/CMS business rules: START_IN_FUTURE',
      'nc:StatusDate': { 'nc:Date': '2023-04-05' }, 'hs:ProspectiveVictimIndicator': 'true',
    });
    expect(victim['hs:TraffickingEvent'].map((event: Json) => event['nc:ActivityDate'])).toEqual([
      { 'nc:DateRange': { 'nc:StartDate': { 'nc:Date': '2024-05-07' } } },
      { 'nc:DateRange': { 'nc:StartDate': { 'nc:Date': '2025-06-01' }, 'nc:EndDate': { 'nc:Date': '2025-06-19' } } },
    ]);
  });

  it('sends a row of unknown standing without a claim, and special projects by name', () => {
    expect(messageOf(full)['nc:Activity'].map((activity: Json) => [activity['nc:ActivityCategoryText'], activity['nc:ActivityName'], activity['nc:ActivityDescriptionText']])).toEqual([
      ['CSEC Grid entry', undefined, '(urn:ca:cwscms:CSEC_TPC 9999). CWS/CMS business rules: UNKNOWN_CODE'],
      ['CWS/CMS special project', 'S-CSEC Referral_t09', 'CSEC referral, through a referral'],
      ['CWS/CMS special project', 'County  project_t10', 'other programme, through a case, END_IN_FUTURE'],
    ]);
  });

  it('names a person, not a victim, when nothing of the youth\'s status was released', () => {
    for (const changes of [{ csecStatus: null, gridEntries: null }, { csecStatus: null, gridEntries: [] }]) {
      const message = messageOf(released(changes));
      expect(message).not.toHaveProperty(['hs:HumanTraffickingVictim']);
      expect(message['nc:Person']['nc:PersonName']['nc:PersonSurName']).toBe('Quist_t03');
    }
    expect(xmlOf(released({ csecStatus: null, gridEntries: null, specialProjects: null, screeningFindings: null, allegations: null }))).not.toContain('csec:CSE<');
  });

  it('sends the status alone when the rows are withheld, at risk as prospective', () => {
    const victim = messageOf(released({ csecStatus: 'AT_RISK', gridEntries: null }))['hs:HumanTraffickingVictim'];
    expect(victim).toEqual({
      '@structures:id': 'victim', 'j:VictimPerson': victim['j:VictimPerson'],
      'hs:ProspectiveVictimStatus': { 'nc:StatusDescriptionText': 'At risk', 'hs:ProspectiveVictimIndicator': 'true' },
    });
  });

  it('sends intersex as text, for NIEM\'s code list has no such code', () => {
    const person = messageOf(withAt(full, ['case', 'youth', 'sex'], 'I'))['hs:HumanTraffickingVictim']['j:VictimPerson'];
    expect([person['nc:PersonSexText'], person['j:PersonSexCode']]).toEqual(['Intersex', undefined]);
  });

  it('asks for no address, and tells who receives it to keep the name out of public records (R-25, R-26)', () => {
    expect(lawEnforcementAdapter.document).not.toMatch(/address|facility(Name|Street|City|Phone)|workerName|reporter|narrative|school/i);
    const obligations = ['NAME_NOT_PUBLIC', 'NO_ADDRESS_TO_DEFENSE'] as const;
    expect(messageOf(full, { ...SAMPLE_ENVELOPE, notices: [], obligations })['nc:Metadata']['nc:CaveatText'])
      .toEqual(['Obligation: NAME_NOT_PUBLIC', 'Obligation: NO_ADDRESS_TO_DEFENSE']);
  });

  it('tells of absences as a missing person, and of one that ended as a recovery', () => {
    const message = messageOf(full);
    const identification = { 'nc:IdentificationID': 'pseudonym_e1', 'nc:IdentificationCategoryDescriptionText': 'urn:ca:csec:pseudo:agency_e2' };
    expect(message['j:MissingPerson']).toEqual([
      {
        'nc:PersonOtherIdentification': identification, 'j:MissingPersonCircumstanceText': 'Ran away', 'ncic:MissingPersonCircumstanceCode': 'R',
        'j:MissingPersonFoundDate': { 'nc:Date': '2019-10-11' }, 'j:MissingPersonFoundIndicator': 'true',
        'j:MissingPersonStatus': { 'nc:StatusDescriptionText': 'Away from placement since', 'nc:StatusDate': { 'nc:Date': '2019-09-10' } },
      },
      {
        'nc:PersonOtherIdentification': identification, 'j:MissingPersonCircumstanceText': 'Unexplained',
        'j:MissingPersonStatus': { 'nc:StatusDescriptionText': 'Away from placement since', 'nc:StatusDate': { 'nc:Date': '2026-02-20' } },
      },
    ]);
    expect(message['hs:MissingChildRecovery']).toEqual({ 'nc:ActivityDate': { 'nc:Date': '2019-10-11' }, 'hs:Child': { 'nc:PersonOtherIdentification': identification } });
    const nothing = released({ absences: [{ kind: null, startedOn: null, endedOn: null }] });
    expect(xmlOf(nothing)).not.toMatch(/MissingPerson|MissingChildRecovery/);
  });

  it('tells with what she was screened and when, and what that is worth: nothing of who asked, no answer, score or band', () => {
    expect(messageOf(full)['hs:PreScreening']).toEqual([
      {
        'nc:ActivityDate': { 'nc:Date': '2020-05-18' },
        'nc:ActivityDescriptionText': 'Doubtful: an answer contradicts what it depends on. Awaits review by the worker of the case.',
        'hs:PreScreeningToolText': 'HMIS element R15, commercial sexual exploitation, asked at exit',
      },
      {
        'nc:ActivityDate': { 'nc:Date': '2020-06-19' }, 'nc:ActivityDescriptionText': 'Confirmed by the worker of the case.',
        'hs:PreScreeningToolText': 'HMIS element R16, labor exploitation, asked at exit',
      },
      {
        'nc:ActivityDate': { 'nc:Date': '2020-07-20' }, 'nc:ActivityDescriptionText': 'Dismissed by the worker of the case.',
        'hs:PreScreeningToolText': 'HMIS element R15, commercial sexual exploitation, asked at exit',
      },
    ]);
    expect(lawEnforcementAdapter.document).toContain('screeningFindings { tool answeredOn doubtful state }');
    for (const nothing of [null, [], [{ tool: null }]]) expect(xmlOf(released({ screeningFindings: nothing }))).not.toContain('PreScreening');
    const labels = (screeningFindings: unknown): Json => messageOf(releaseOf(lawEnforcementAdapter.document, { screeningFindings }))['nc:Metadata']['nc:SensitivityText'];
    expect([labels(SAMPLE_CASE.screeningFindings), labels(null)].map((each) => [each.includes('csec:CSE'), each.includes('csec:CWS')])).toEqual([[true, false], [false, false]]);
  });

  it('tells of referral, allegation, case, duty line and placement, row by row', () => {
    const message = messageOf(full);
    expect(message['nc:Referral'][0]).toEqual({
      'nc:ActivityCategoryText': 'Child-welfare referral',
      'nc:ActivityDate': { 'nc:DateRange': { 'nc:StartDate': { 'nc:Date': '2019-02-03' }, 'nc:EndDate': { 'nc:Date': '2019-03-04' } } },
      'nc:ActivityDescriptionText': 'Immediate_t23 (urn:ca:cwscms:RFR_RSPC 1520)', 'nc:ActivityDisposition': { 'nc:DispositionText': 'Open a case_t24' },
    });
    expect(message['hs:JuvenileAbuseNeglectAllegation']).toEqual({
      'hs:AbuseNeglectAllegationCategoryText': 'Exploitation_t25 (urn:ca:cwscms:ABS_CTGC 2178)',
      'hs:AbuseNeglectDetailCategoryText': 'Commercial Sexual Exploitation_t26 (urn:ca:cwscms:INJ_DTLC 6873)',
    });
    expect(message['hs:ChildWelfareCase']['nc:CaseResolutionText']).toBe('Court ordered_t27 (urn:ca:cwscms:CLS_RSNC 311)');
    expect(message['hs:Caseworker'][0]).toEqual({
      'nc:PersonContactInformation': {
        'nc:ContactTelephoneNumber': { 'nc:FullTelephoneNumber': { 'nc:TelephoneNumberFullID': '213555_t29' } },
        'nc:ContactInformationDescriptionText': 'Primary worker\'s duty line, from 2019-11-12, until 2019-12-13',
      },
    });
    expect(message['hs:JuvenilePlacement']).toMatchObject({
      'nc:ActivityLocation': { 'nc:Address': { 'nc:AddressCountyName': 'Riverside County' } }, 'hs:PlacementCategoryText': 'Foster Family Home_t28 (urn:ca:cwscms:PLC_FCLC 1417)',
    });
  });

  it('is labelled as exploitation by the sub-type of an allegation alone', () => {
    const labels = (subtypes: unknown): Json => messageOf(released({
      csecStatus: null, gridEntries: null, specialProjects: null, screeningFindings: null, allegations: [{ ...SAMPLE_CASE.allegations[0], subtypes }],
    }))['nc:Metadata']['nc:SensitivityText'];
    expect([SAMPLE_CASE.allegations[0]!.subtypes, []].map((subtypes) => labels(subtypes).includes('csec:CSE'))).toEqual([true, false]);
  });

  it('tells of services only that there are some, as the victim\'s where there is a victim in the message', () => {
    const services = [
      { 'nc:ActivityDescriptionText': 'Contact', 'hs:ServiceCategoryCode': 'Case Management Services' },
      { 'nc:ActivityDescriptionText': 'Service', 'hs:ServiceCategoryCode': 'Mental Health Services' },
    ];
    expect(messageOf(full)['hs:ProvidedDirectServiceVictimAssociation'])
      .toEqual(services.map((service) => ({ 'hs:HumanTraffickingVictim': { '@structures:ref': 'victim' }, 'hs:Service': service })));
    // Each kind of each category once, however many there are; a category for which NIEM has no code is another.
    const row = (category: string | null, kind: string | null) => ({ node: { category, kind } });
    const many = [row('SUBSTANCE_USE_OTHER', 'SERVICE'), row('MENTAL_HEALTH', 'VISIT'), row('SUBSTANCE_USE_OTHER', 'SERVICE'), row('MENTAL_HEALTH', 'SERVICE'), row(null, null)];
    expect(messageOf(released({ services: { edges: many } }))['hs:ProvidedDirectServiceVictimAssociation'].map((each: Json) => Object.values(each['hs:Service']))).toEqual([
      ['Service', 'Other Services'], ['Visit', 'Mental Health Services'], ['Service', 'Mental Health Services'],
    ]);
    const untold = messageOf(released({ csecStatus: null, gridEntries: null }));
    expect([untold['hs:Service'], untold['hs:ProvidedDirectServiceVictimAssociation']]).toEqual([services, undefined]);
  });

  it('names a Doe where it is to, and says so where it does alone (R-25)', () => {
    const elected = { ...SAMPLE_ENVELOPE, namesDoe: true };
    const said = /Obligation: NAME_SUBSTITUTED[^]*csec:NAME_SUBSTITUTED/;
    const nameOf = (sex: string | null) => {
      const of = releaseOf(lawEnforcementAdapter.document, { ...SAMPLE_CASE, youth: { ...SAMPLE_CASE.youth, sex } });
      expect(xmlOf(of, elected)).not.toMatch(/Fenja|Odila|Quist|III_t04/);
      expect(xmlOf(of, elected)).toMatch(said);
      return messageOf(of, elected)['hs:HumanTraffickingVictim']['j:VictimPerson']['nc:PersonName'];
    };
    expect(['F', 'M', 'U', null].map(nameOf)).toEqual(['Jane', 'John', 'J.', 'J.'].map((given) => ({ 'nc:PersonGivenName': given, 'nc:PersonSurName': 'Doe' })));
    const unnamed = releaseOf(lawEnforcementAdapter.document, { ...SAMPLE_CASE, youth: { bornOn: '2010-02-27', sex: 'F' } });
    expect(xmlOf(unnamed, elected)).not.toMatch(/PersonName|Doe|NAME_SUBSTITUTED/);
    expect(xmlOf(full, SAMPLE_ENVELOPE)).toMatch(/Quist_t03/);
    expect(xmlOf(full, SAMPLE_ENVELOPE)).not.toMatch(/NAME_SUBSTITUTED/);
  });

  it('carries decision, validity, parties, notices and labels', () => {
    const message = messageOf(full);
    expect(message['nc:DocumentCreationDate']).toEqual({ 'nc:DateTime': '2026-03-01T08:00:00.000Z' });
    expect(message['nc:DocumentExpirationDate']).toEqual({ 'nc:DateTime': '2026-04-01T07:00:00.000Z' });
    expect(message['nc:DocumentIdentification']['nc:IdentificationID']).toBe('decision_e4');
    expect(message['nc:DocumentRecipient']['nc:EntityOrganization']['nc:OrganizationName']).toBe('Harbour Clinic_e3');
    expect(message['nc:DocumentSource']['nc:EntityOrganization']['nc:OrganizationName']).toBe('Los Angeles County child welfare agency');
    expect(message['nc:Metadata']['nc:CaveatText']).toEqual([
      ...SAMPLE_ENVELOPE.notices.map(({ text }) => text), 'Obligation: NOTICE_827_10850', 'Obligation: NOTICE_VICTIM',
    ]);
    expect(message['nc:Metadata']['nc:DescriptionText']).toEqual([
      'Policy: 2026.03_e5', 'Basis: CONSENT', 'Consent: consent_e6@3', ...scopesInWords(SAMPLE_ENVELOPE), 'County of the case: 19', 'Withheld by law: Location and contact',
    ]);
    expect(message['nc:Metadata']['nc:SensitivityText']).toEqual([
      'Confidentiality R', 'ADOL', 'CPLYJPP', 'DEMO', 'DOB', 'EMOTDIS', 'IDS', 'LIVARG', 'LOCIS', 'MH', 'NORDSCLW', 'PATLOC', 'PSY', 'SSP', 'VIO', 'csec:CSE', 'csec:CWS',
      'csec:NO_PROSECUTION_OF_MINOR',
    ]);
  });
});
