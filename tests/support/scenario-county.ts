import { globalId } from '../../src/kernel/ids.js';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { Category } from '../../src/law/category.js';
import type { Regime } from '../../src/law/regime.js';
import type { InvolvementKind } from '../../src/model/agency.js';
import type { DocumentKind } from '../../src/model/case-document.js';
import type { Consent } from '../../src/model/consent.js';
import type { CourtOrder } from '../../src/model/court-order.js';
import { columnsOf } from '../../src/store/writers/columns.js';
import { consentOf } from './seed-county-consents.js';
import { fullYouth, youthRow, type Row, type SubjectTable } from './seed-county-youths.js';
import { writeCounty } from './seed-county.js';
import { AGENCY, CALLER, COUNTY_A, personUuid, SCENARIO_AGENCIES, SCENARIO_AGREEMENTS } from './scenario-people.js';

/**
 * The youth of the scenarios under one letter: 15, a dependent removed from her mother, in care in County A, a victim
 * while in care; in therapy at the county clinic, in a Part 2 programme, seen by a reproductive clinic, and a
 * participant of Safe at Home. Scenarios that change her state ask of a youth of their own, who is alike but for that.
 */
export interface ScenarioYouth {
  /** One letter; begins every text of hers. */
  readonly letter: string;
  readonly columns?: Row;
  readonly consents?: readonly (Partial<Consent> & Pick<Consent, 'regimes' | 'categories' | 'purposes'>)[];
  readonly orders?: readonly Partial<CourtOrder>[];
  /** Service records by category, changed. */
  readonly services?: Readonly<Partial<Record<Category, Row>>>;
  /** Categories of which she has neither service nor document. */
  readonly nothingOf?: readonly Category[];
}

const numberOf = (letter: string): string => letter.charCodeAt(0).toString(16);
const idFor = (word: string, letter: string, n = 0): string => `${word}-00${numberOf(letter)}-4000-8000-${String(n).padStart(12, '0')}`;

/** The subject id of the youth of that letter. */
export const subjectOf = (letter: string): string => idFor('5ce40000', letter);
/** The global id of her case. */
export const caseOf = (letter: string): string => globalId('Case', subjectOf(letter));
export const consentIdOf = (letter: string, n = 0): string => idFor('c0c5e000', letter, n);
const orderIdOf = (letter: string, n = 0): string => idFor('0bde4000', letter, n);
const documentIdOf = (letter: string, n: number): string => idFor('d0c40000', letter, n);

/** The teams that every youth here is assigned to. */
export const TEAM = {
  standing: '7ea40000-0000-4000-8000-000000000001', investigation: '7ea40000-0000-4000-8000-000000000002',
  family: '7ea40000-0000-4000-8000-000000000003', trafficking: '7ea40000-0000-4000-8000-000000000004',
} as const;

const TEAM_STATUTE = { standing: 'S18951D', investigation: 'S18961_7', family: 'CFT832', trafficking: 'PC13753' } as const;

/** Who sits where: the standing team of four, the team of the investigation, the family's team, the trafficking team. */
const SEATS: Readonly<Record<keyof typeof TEAM, readonly (readonly [string, string])[]>> = {
  standing: [
    [CALLER.member.personId, AGENCY.publicHealth], [personUuid(31), AGENCY.clinic], [personUuid(32), AGENCY.probation], [personUuid(33), AGENCY.shelter],
    [CALLER.interviewer.personId, AGENCY.advocacyCenter],
  ],
  investigation: [[CALLER.detectiveInTeam.personId, AGENCY.police], [personUuid(31), AGENCY.clinic], [CALLER.interviewer.personId, AGENCY.advocacyCenter]],
  family: [[CALLER.caregiver.personId, AGENCY.portal], [personUuid(31), AGENCY.clinic]],
  trafficking: [[CALLER.traffickingMember.personId, AGENCY.trafficking], [personUuid(33), AGENCY.shelter]],
};

/** Each relation of an agency, or of one person, to the youth. */
const RELATIONS: readonly { readonly agency: string; readonly as: InvolvementKind; readonly person?: string; readonly referral?: true }[] = [
  { agency: AGENCY.clinic, as: 'TREATMENT' }, { agency: AGENCY.programme, as: 'TREATMENT' }, { agency: AGENCY.publicHealth, as: 'NURSING' },
  { agency: AGENCY.police, as: 'INVESTIGATION', referral: true }, { agency: AGENCY.probation, as: 'PROBATION' },
  { agency: AGENCY.prosecutor, as: 'PROSECUTION', referral: true }, { agency: AGENCY.school, as: 'SCHOOLING' }, { agency: AGENCY.court, as: 'JURISDICTION' },
  { agency: AGENCY.counsel, as: 'REPRESENTATION' }, { agency: AGENCY.advocacyCenter, as: 'INTERVIEW' },
  { agency: AGENCY.countyB, as: 'REQUEST' }, { agency: AGENCY.countyB, as: 'SUPERVISION' },
  { agency: AGENCY.portal, as: 'SELF', person: CALLER.youth.personId }, { agency: AGENCY.portal, as: 'PARENTAGE', person: CALLER.mother.personId },
  { agency: AGENCY.portal, as: 'PARENTAGE', person: CALLER.father.personId }, { agency: AGENCY.portal, as: 'CARE', person: CALLER.caregiver.personId },
];

/** One document of each category that is filed at all, by its law; the matter of 2024 is the petition's. */
const FILED: readonly {
  readonly category: Category; readonly regime: Regime; readonly kind: DocumentKind; readonly matter?: string; readonly teamId?: string;
}[] = [
  { category: 'CASE_FACTS', regime: 'CHILD_WELFARE', kind: 'COURT_REPORT' },
  { category: 'EXPLOITATION_DETAIL', regime: 'CHILD_WELFARE', kind: 'INVESTIGATION_REPORT' },
  { category: 'ABUSE_REPORT', regime: 'CHILD_WELFARE', kind: 'ABUSE_REPORT' },
  { category: 'MENTAL_HEALTH', regime: 'LPS', kind: 'ASSESSMENT' },
  { category: 'PSYCHOTHERAPY_NOTES', regime: 'LPS', kind: 'PSYCHOTHERAPY_NOTE' },
  { category: 'SUBSTANCE_USE_PART2', regime: 'PART2', kind: 'ASSESSMENT' },
  { category: 'REPRODUCTIVE_HEALTH', regime: 'CMIA', kind: 'MEDICAL_REPORT' },
  { category: 'HIV', regime: 'CMIA', kind: 'MEDICAL_REPORT' },
  { category: 'EDUCATION', regime: 'FERPA', kind: 'EDUCATION_PLAN' },
  { category: 'SOGIE', regime: 'CHILD_WELFARE', kind: 'LETTER' },
  { category: 'IMMIGRATION', regime: 'CHILD_WELFARE', kind: 'IMMIGRATION_FILE' },
  { category: 'JUVENILE_JUSTICE', regime: 'COURT', kind: 'PETITION', matter: 'JV-2024-602' },
  { category: 'SEALED', regime: 'COURT', kind: 'PETITION', matter: 'JV-2023-781' },
  { category: 'THIRD_PARTY', regime: 'CHILD_WELFARE', kind: 'RELATIONSHIP' },
  { category: 'ADOPTION', regime: 'COURT', kind: 'ADOPTION_FILE' },
  { category: 'CASE_FACTS', regime: 'CHILD_WELFARE', kind: 'TEAM_DISCUSSION', teamId: TEAM.investigation },
];

/** The title of the document of hers of that kind and category; no two of her documents share it. */
export const titleOf = (letter: string, category: Category, kind?: DocumentKind): string =>
  `${letter}-Title-${category}${kind === 'TEAM_DISCUSSION' ? '-TALK' : ''}`;

/** A consent of hers: fails no check on 1 March 2026, signed by herself at fifteen; parts may be changed. */
function signedBy(letter: string, n: number, parts: NonNullable<ScenarioYouth['consents']>[number]): Consent {
  return consentOf({
    id: consentIdOf(letter, n), subjectId: subjectOf(letter), recipientAgencyIds: [], discloserAgencyIds: [AGENCY.county], subjectBornOnAsWritten: localDate('2010-06-15'),
    capacity: { basis: 'MINOR_STATUTE', statute: null, ageAtSigning: 15, maturityAttestedBy: 'Synthetic Clinician' }, ...parts,
  });
}

/** The row of a consent. */
function consentRow(consent: Consent): Row {
  const { id, version, subjectId, effect, status, recordedByAgencyId, recordedAt } = consent;
  return { subject_id: subjectId, id, version, effect, status, recorded_by_agency_id: recordedByAgencyId, recorded_at: recordedAt, record: consent };
}

/** An order about her records that names the police unless told otherwise. */
function orderAbout(letter: string, n: number, parts: Partial<CourtOrder>): CourtOrder {
  return {
    id: orderIdOf(letter, n), subjectId: subjectOf(letter), kind: 'DISCLOSURE_827', court: 'Synthetic Juvenile Court', caseNumber: `ORD-${letter}-${n}`,
    categories: [], recipientAgencyIds: [AGENCY.police], recipientPersonIds: [], purposes: [], dataFrom: null, dataTo: null, subpoenaServed: false,
    findingsMade: false, effectiveFrom: instant('2026-01-05T18:00:00Z'), expiresOn: null, vacatedAt: null, documentHash: null,
    recordedByAgencyId: AGENCY.county, recordedAt: instant('2026-01-05T18:00:00Z'), ...parts,
  };
}

type Tables = Record<SubjectTable | 'court_order' | 'case_document', Row[]>;

function rowsOf(youth: ScenarioYouth): Tables {
  const { letter, services = {} } = youth;
  const subject = subjectOf(letter);
  const full = fullYouth(subject, letter);
  const own = full.service_record.map((row): Row => ({ ...row, ...services[row['category'] as Category] }));
  const [programme] = own.filter(({ category }) => category === 'SUBSTANCE_USE_PART2');
  const attended = ['2025-12-01', '2025-12-08', '2025-12-15', '2026-01-12'].map((day, n): Row => ({
    ...programme, record_key: `${letter}-attended-${n}`, started_on: day, public_id: idFor('5e4a0000', letter, n),
  }));
  const tables: Tables = {
    ...full, service_record: [...own, ...attended],
    involvement: RELATIONS.map(({ agency, as, person, referral }) => ({
      subject_id: subject, record_key: `${as} ${agency} ${person ?? ''}`, agency_id: agency, kind: as, person_id: person ?? null, conditions: [],
      started_on: '2025-06-10', ended_on: null, referral_key: referral ? `${letter}-referral-1` : null,
    })),
    team_assignment: Object.entries(TEAM).map(([name, id]) => ({
      subject_id: subject, record_key: name, team_id: id, assigned_at: '2025-10-01T17:00:00Z', unassigned_at: null,
      window_opened_at: name === 'investigation' ? '2026-02-15T18:00:00Z' : null,
    })),
    consent: (youth.consents ?? []).map((parts, n) => consentRow(signedBy(letter, n, parts))),
    court_order: (youth.orders ?? []).map((parts, n) => ({ ...columnsOf(orderAbout(letter, n, parts)) })),
    case_document: FILED.map(({ category, regime, kind, matter, teamId }, n) => ({
      subject_id: subject, id: documentIdOf(letter, n), category, kind, title: titleOf(letter, category, kind), filed_on: '2025-11-15',
      matter: matter ?? null, team_id: teamId ?? null, text: `${letter}-Text-${category} ${letter}-Reporter ${letter}-School`, system: 'county', regime,
      source_agency_id: AGENCY.county, consented_by: 'NOT_APPLICABLE',
    })),
  };
  const kept = ({ category }: Row): boolean => !(youth.nothingOf ?? []).includes(category as Category);
  return { ...tables, service_record: tables.service_record.filter(kept), case_document: tables.case_document.filter(kept) };
}

/** Writes the county of the scenarios with these youths into a migrated database. */
export async function seedScenarios(databaseUrl: string, youths: readonly ScenarioYouth[]): Promise<void> {
  const tables = youths.map(rowsOf).reduce((all, rows) => {
    for (const [table, list] of Object.entries(rows)) all[table as SubjectTable].push(...list);
    return all;
  });
  await writeCounty(databaseUrl, {
    registers: registers(), tables,
    youths: youths.map(({ letter, columns }) => youthRow(subjectOf(letter), letter, { born_on: '2010-06-15', address_confidential: true, ...columns })),
  });
}

function registers() {
  const people = new Map<string, string>([
    ...Object.values(CALLER).map(({ personId, agencyId }): [string, string] => [personId, agencyId]),
    ...Object.values(SEATS).flat(),
  ]);
  return {
    agency: SCENARIO_AGENCIES.map((one): Row => ({ ...columnsOf(one) })),
    person: [...people].map(([id, agency_id]): Row => ({ id, agency_id, name: 'Synthetic Person', staff_key: null })),
    agreement: SCENARIO_AGREEMENTS.map((one): Row => ({ ...columnsOf(one) })),
    team: Object.entries(TEAM).map(([name, id]): Row => ({
      id, name: `Synthetic ${name} team`, county: COUNTY_A, statute: TEAM_STATUTE[name as keyof typeof TEAM], protocol_version: 'demo-protocol-1',
      protocol_expires_on: null,
    })),
    team_member: Object.entries(SEATS).flatMap(([name, seats]) => seats.map(([person_id, agency_id]): Row => ({
      team_id: TEAM[name as keyof typeof TEAM], person_id, agency_id, discipline: 'Synthetic', training_attested_on: '2025-02-01',
      joined_at: '2025-03-01T18:00:00Z', left_at: null,
    }))),
  };
}
