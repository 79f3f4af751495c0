import { describe, expect, it } from 'vitest';
import { convert } from 'xmlbuilder2';
import { missingChildAdapter } from '../../adapters/law-enforcement/adapter.js';
import { hasNiemSchemas, wellFormedFaults, xsdFaults } from './law-enforcement-xsd.js';
import { keepsThePartnerContract } from './partner-contract.js';
import { SAMPLE_CASE, SAMPLE_ENVELOPE, releaseOf, withAt } from './partner-sample.js';

/** What `JSON.parse` gives: the tests look into messages freely. */
type Json = Record<string, ReturnType<typeof JSON.parse>>;

const full = releaseOf(missingChildAdapter.document);
const xmlOf = (released: unknown): string => missingChildAdapter.encode(released, SAMPLE_ENVELOPE);
const messageOf = (released: unknown): Json => (convert(xmlOf(released), { format: 'object' }) as Json)['csec:MissingChildMessage'];

const BROKEN: readonly (readonly [string, string])[] = [
  ['a case message in its stead', xmlOf(full).replaceAll('csec:MissingChildMessage', 'csec:CaseMessage')],
  ['a height that is no number', xmlOf(full).replace('IntegerValue>63<', 'IntegerValue>tall<')],
  ['whereabouts before features', xmlOf(full).replace(/(<nc:PersonWeightMeasure>[^]*?<\/nc:PersonWeightMeasure>)([^]*)(<j:MissingPersonLastSeenDate>[^]*?<\/j:MissingPersonLastSeenDate>)/, '$3$2$1')],
  ['a status of the case', xmlOf(full).replace('<j:MissingPerson>', '<hs:HumanTraffickingVictim/><j:MissingPerson>')],
];
const SEEDED = hasNiemSchemas ? BROKEN : [];
let seededFaults: readonly (readonly string[])[] = [];

keepsThePartnerContract(missingChildAdapter, async (messages) => {
  const faults = await (hasNiemSchemas ? xsdFaults : wellFormedFaults)([...messages, ...SEEDED.map(([, message]) => message)]);
  seededFaults = faults.slice(messages.length);
  return faults.slice(0, messages.length);
});

describe('the XML validator, of the report of a missing child', () => {
  it('rejects what is not one', () => {
    expect(SEEDED.filter((_each, index) => seededFaults[index]!.length === 0).map(([what]) => what)).toEqual([]);
    expect(BROKEN.filter(([, message]) => message === xmlOf(full))).toEqual([]);
  });
});

describe('the report of a missing child', () => {
  it('is the statutory set: features, what endangers the child, where it was last seen, and the last placement', () => {
    expect(messageOf(full)['j:MissingPerson']).toEqual({
      'nc:PersonBirthDate': { 'nc:Date': '2010-02-27' },
      'nc:PersonDigitalImage': { 'nc:BinaryDescriptionText': 'Photo_t11' },
      'nc:PersonEthnicityText': 'Ethnicity_t14', 'nc:PersonEyeColorText': 'Green_t13', 'nc:PersonHairColorText': 'Brown_t12',
      'nc:PersonHeightMeasure': { 'nc:MeasureIntegerValue': '63', 'nc:MeasureUnitText': 'inches' },
      'nc:PersonMedicalCondition': { 'nc:MedicalConditionText': 'Asthma_t22' },
      'nc:PersonMedicationRequiredText': ['Insulin_t20', 'Keppra_t21'],
      'nc:PersonName': {
        'nc:PersonGivenName': 'Fenja_t01', 'nc:PersonMiddleName': 'Odila_t02', 'nc:PersonSurName': 'Quist_t03', 'nc:PersonNameSuffixText': 'III_t04',
      },
      'nc:PersonOtherIdentification': {
        'nc:IdentificationID': 'pseudonym_e1', 'nc:IdentificationCategoryDescriptionText': 'urn:ca:csec:pseudo:agency_e2',
      },
      'nc:PersonRaceText': 'Race_t15', 'j:PersonSexCode': 'F',
      'nc:PersonWeightMeasure': { 'nc:MeasureIntegerValue': '118', 'nc:MeasureUnitText': 'pounds' },
      'j:PersonAugmentation': {
        'j:PersonDevelopmentDisabilityIndicator': 'true', 'j:PersonDrugAlcoholUseIndicator': 'true', 'j:PersonPregnantIndicator': 'true',
      },
      'j:MissingPersonCircumstanceText': ['Suicidal tendencies', 'Vulnerable to being trafficked'],
      'j:MissingPersonLastSeenDate': { 'nc:Date': '2026-02-26' },
      'j:MissingPersonLastSeenLocation': { 'nc:LocationDescriptionText': 'Bus station_t16' },
    });
    expect(messageOf(full)['nc:Location']).toEqual({
      'nc:Address': { 'nc:AddressDeliveryPointText': 'Street_t18', 'nc:AddressCityName': 'City_t19', 'nc:AddressCountyName': 'Riverside County' },
      'nc:LocationDescriptionText': 'Last known placement', 'nc:LocationName': 'Home_t17',
    });
  });

  it('asks for nothing beside the set: no status, row, project, service, referral or worker of the case', () => {
    expect(missingChildAdapter.document).not.toMatch(/csecStatus|gridEntries|specialProjects|services|referrals|allegations|workers|documents|identifiers|aliases|addresses/);
    expect(Object.keys(messageOf(full)).filter((name) => !name.startsWith('@'))).toEqual([
      'nc:DocumentCreationDate', 'nc:DocumentExpirationDate', 'nc:DocumentIdentification', 'nc:DocumentRecipient', 'nc:DocumentSource', 'nc:DocumentTitleText',
      'nc:Metadata', 'j:MissingPerson', 'nc:Location',
    ]);
  });

  it('is labelled by each fact that it tells, and by no other', () => {
    const nothing = Object.fromEntries(Object.keys(SAMPLE_CASE.missingChildReport).map((field) => [field, null]));
    const labelsOf = (report: object | null): readonly string[] => [messageOf(releaseOf(missingChildAdapter.document, { county: null, youth: null, missingChildReport: report }))['nc:Metadata']['nc:SensitivityText']].flat();
    const bare = labelsOf(nothing);
    const added = (field: keyof typeof SAMPLE_CASE.missingChildReport): readonly string[] =>
      labelsOf({ ...nothing, [field]: SAMPLE_CASE.missingChildReport[field] }).filter((label) => !bare.includes(label));
    expect((['suicidalTendencies', 'pregnant', 'substanceUse', 'developmentalDisability', 'vulnerableToTrafficking', 'medicalConditions', 'lastSeenOn', 'lastPlacementCity', 'hair'] as const).map(added)).toEqual([
      ['EMOTDIS', 'MH', 'PSY'], ['PREGNANT', 'SEX'], ['SUD'], ['COGN', 'DVD'], ['VIO', 'csec:CSE'], ['DIA', 'DRGIS'], ['LIVARG', 'LOCIS', 'PATLOC'], ['LIVARG', 'LOCIS', 'PATLOC'], [],
    ]);
  });

  it('says nothing of a fact that was withheld, in element or label, as if none were noted', () => {
    const told = (field: string) => xmlOf(withAt(full, ['case', 'missingChildReport', field], null));
    expect(told('pregnant')).not.toMatch(/Pregnan|PREGNANT/);
    expect(told('suicidalTendencies')).not.toMatch(/uicid|>MH</);
    expect(told('substanceUse')).not.toMatch(/DrugAlcohol|>SUD</);
    expect(told('developmentalDisability')).not.toMatch(/Disability|>DVD</);
    expect(told('vulnerableToTrafficking')).not.toMatch(/traffick|csec:CSE</);
    expect(told('photoReference')).not.toContain('DigitalImage');
    const bare = xmlOf(releaseOf(missingChildAdapter.document, { ...SAMPLE_CASE, missingChildReport: null }));
    expect(bare).not.toMatch(/MissingPerson(?!>)|nc:Location|Augmentation/);
  });
});
