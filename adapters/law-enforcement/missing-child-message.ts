import type { Category } from '../../src/law/category.js';
import type { MessageEnvelope } from '../partner-adapter.js';
import { countyNameOf } from '../partner-counties.js';
import { documentOf, metadataOf, type Handled } from './handling.js';
import type { MissingChildCase, MissingChildReport } from './missing-child-document.js';
import { day, type NiemElement, type NiemMessage } from './niem.js';
import { identificationOf, nameOf, sexOf } from './person.js';

const NOTHING: MissingChildCase = { county: null, youth: null, missingChildReport: null };

/** The message of what was released of a missing child. A null case is a case of which nothing was released. */
export function missingChildMessageOf(released: MissingChildCase | null, envelope: MessageEnvelope): NiemMessage {
  const record = released ?? NOTHING;
  const report = record.missingChildReport;
  const handled: Handled = {
    title: 'Report of a missing child', county: record.county, categories: categoriesOfMissing(record),
  };
  const content = {
    ...documentOf(handled, envelope),
    'nc:Metadata': metadataOf(handled, envelope),
    'j:MissingPerson': { ...personOf(record, envelope), ...whereaboutsOf(report) },
    'nc:Location': report === null ? null : lastPlacementOf(report),
  };
  return { root: 'csec:MissingChildMessage', content };
}

/** The child as a `nc:PersonType`, in the order of that sequence. */
function personOf({ youth, missingChildReport: report }: MissingChildCase, envelope: MessageEnvelope): NiemElement {
  return {
    'nc:PersonBirthDate': day(youth?.bornOn ?? null),
    'nc:PersonDigitalImage': { 'nc:BinaryDescriptionText': report?.photoReference ?? null },
    'nc:PersonEthnicityText': report?.ethnicity?.display ?? null,
    'nc:PersonEyeColorText': report?.eyes ?? null,
    'nc:PersonHairColorText': report?.hair ?? null,
    'nc:PersonHeightMeasure': measure(report?.heightInches ?? null, 'inches'),
    'nc:PersonMedicalCondition': (report?.medicalConditions ?? []).map((words) => ({ 'nc:MedicalConditionText': words })),
    'nc:PersonMedicationRequiredText': report?.prescriptionMedications ?? null,
    'nc:PersonName': nameOf(youth),
    'nc:PersonOtherIdentification': identificationOf(envelope),
    'nc:PersonRaceText': report?.race ?? null,
    ...sexOf(report?.sex ?? null),
    'nc:PersonWeightMeasure': measure(report?.weightPounds ?? null, 'pounds'),
    'j:PersonAugmentation': {
      'j:PersonDevelopmentDisabilityIndicator': report?.developmentalDisability ?? null,
      'j:PersonDrugAlcoholUseIndicator': report?.substanceUse ?? null,
      'j:PersonPregnantIndicator': report?.pregnant ?? null,
    },
  };
}

/** NIEM has no element for a tendency or a vulnerability; as circumstances they stay where a searcher looks for them. */
function whereaboutsOf(report: MissingChildReport | null): NiemElement {
  return {
    'j:MissingPersonCircumstanceText': [
      report?.suicidalTendencies ? 'Suicidal tendencies' : null,
      report?.vulnerableToTrafficking ? 'Vulnerable to being trafficked' : null,
    ],
    'j:MissingPersonLastSeenDate': day(report?.lastSeenOn ?? null),
    'j:MissingPersonLastSeenLocation': { 'nc:LocationDescriptionText': report?.lastSeenPlace ?? null },
  };
}

/** The last known placement; null when nothing of it was released, for its element alone would tell of one. */
function lastPlacementOf(report: MissingChildReport): NiemElement | null {
  const { lastPlacementName, lastPlacementStreet, lastPlacementCity, lastPlacementCounty } = report;
  if ([lastPlacementName, lastPlacementStreet, lastPlacementCity, lastPlacementCounty].every((part) => part === null)) return null;
  return {
    'nc:Address': {
      'nc:AddressDeliveryPointText': lastPlacementStreet, 'nc:AddressCityName': lastPlacementCity,
      'nc:AddressCountyName': lastPlacementCounty === null ? null : countyNameOf(lastPlacementCounty),
    },
    'nc:LocationDescriptionText': 'Last known placement',
    'nc:LocationName': lastPlacementName,
  };
}

const measure = (value: number | null, unit: string): NiemElement | null =>
  (value === null ? null : { 'nc:MeasureIntegerValue': value, 'nc:MeasureUnitText': unit });

/** The categories that a message of a missing child holds, so that it is labelled with each; its county is a fact of the case. */
export const categoriesOfMissing = ({ county, missingChildReport: report }: Pick<MissingChildCase, 'county' | 'missingChildReport'>): readonly Category[] => [
  ...(county === null ? [] : ['CASE_FACTS' as const]), ...(report === null ? ['IDENTITY_CORE' as const] : categoriesOfReport(report)),
];

function categoriesOfReport(report: MissingChildReport): readonly Category[] {
  const { medicalConditions, prescriptionMedications } = report;
  const told: readonly (readonly [Category, boolean])[] = [
    ['IDENTITY_CORE', true],
    ['LOCATION', report.lastSeenOn !== null || report.lastSeenPlace !== null || lastPlacementOf(report) !== null],
    ['CSEC_STATUS', report.vulnerableToTrafficking !== null],
    ['GENERAL_MEDICAL', [...medicalConditions ?? [], ...prescriptionMedications ?? []].length > 0],
    ['MENTAL_HEALTH', report.suicidalTendencies !== null],
    ['REPRODUCTIVE_HEALTH', report.pregnant !== null],
    ['SUBSTANCE_USE_OTHER', report.substanceUse !== null],
    ['DEVELOPMENTAL_DISABILITY', report.developmentalDisability !== null],
  ];
  return told.flatMap(([category, holds]) => (holds ? [category] : []));
}
