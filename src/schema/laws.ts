import { byRow, inCategory, operations, tellingAlso } from '../law/classification.js';
import { IDENTIFIER_CATEGORIES } from '../law/identifier-systems.js';
import type { Role } from '../law/role.js';
import { FILED_CATEGORIES, SERVING } from '../policy/filing.js';
import { SERVICE_CATEGORIES } from '../policy/history-terms.js';

/** The laws that the fields of the schema stand under, named once. */
export const IDENTITY_MINIMUM = inCategory('IDENTITY_CORE', 'MINIMUM', 'WIC_10850', 'WIC_827');
export const IDENTITY = inCategory('IDENTITY_CORE', 'FULL', 'WIC_10850', 'WIC_827');
export const LOCATION_MINIMUM = inCategory('LOCATION', 'MINIMUM', 'WIC_10850', 'PC_293');
export const LOCATION = inCategory('LOCATION', 'FULL', 'WIC_10850', 'PC_293', 'GOV_6205');
export const ACTUAL_ADDRESS = inCategory('SAFE_AT_HOME_ADDRESS', 'FULL', 'GOV_6205');
export const CASE_MINIMUM = inCategory('CASE_FACTS', 'MINIMUM', 'WIC_10850', 'WIC_827');
export const CASE = inCategory('CASE_FACTS', 'FULL', 'WIC_10850', 'WIC_827');
export const CSEC_MINIMUM = inCategory('CSEC_STATUS', 'MINIMUM', 'WIC_16501_35', 'WIC_10850');
export const CSEC = inCategory('CSEC_STATUS', 'FULL', 'WIC_16501_45', 'WIC_10850');
/** Who elected is a victim: told with identity to who may know of her status (rules R-25, G7). */
export const ELECTION = tellingAlso(inCategory('IDENTITY_CORE', 'FULL', 'PC_293', 'WIC_10850'), { category: 'CSEC_STATUS', extent: 'MINIMUM', needed: true });
/** Eligibility under SB 855 follows from allegations too, and needs what opens them (rule G7). */
export const ELIGIBILITY = tellingAlso(CSEC, { category: 'CASE_FACTS', extent: 'FULL', needed: true });
/** Who screened a youth served her, which is a fact of the case (rule G7). */
export const SCREENED_BY = tellingAlso(CSEC, { category: 'CASE_FACTS', extent: 'FULL', needed: true });
/** Projects beside the programme's are there for who reads the county's narratives (rule G6). */
export const PROJECTS = tellingAlso(CSEC, { category: 'CASE_FACTS', extent: 'NARRATIVE', needed: false });
/** An absence that a grid row alone tells of tells of the grid row (rule G7). */
export const ABSENCES = tellingAlso(CASE, { category: 'CSEC_STATUS', extent: 'FULL', needed: false });
export const EXPLOITATION_NARRATIVE = inCategory('EXPLOITATION_DETAIL', 'NARRATIVE', 'WIC_10850', 'PC_293');
export const EXPLOITATION = inCategory('EXPLOITATION_DETAIL', 'FULL', 'WIC_10850', 'PC_293');
export const REPORTER = inCategory('REPORTER_IDENTITY', 'FULL', 'PC_11167');
export const REPRODUCTIVE = inCategory('REPRODUCTIVE_HEALTH', 'FULL', 'FAM_6925', 'CIV_56_108');
/** What endangers a missing child, as far as the statute has it told. */
export const REPRODUCTIVE_MINIMUM = inCategory('REPRODUCTIVE_HEALTH', 'MINIMUM', 'USC_42_671_A_35', 'FAM_6925', 'CIV_56_108');
export const MENTAL_HEALTH_MINIMUM = inCategory('MENTAL_HEALTH', 'MINIMUM', 'USC_42_671_A_35', 'WIC_5328', 'CIV_56_10');
export const MEDICAL_MINIMUM = inCategory('GENERAL_MEDICAL', 'MINIMUM', 'USC_42_671_A_35', 'CIV_56_10');
export const SUBSTANCE_USE_MINIMUM = inCategory('SUBSTANCE_USE_OTHER', 'MINIMUM', 'USC_42_671_A_35', 'WIC_10850');
export const DISABILITY_MINIMUM = inCategory('DEVELOPMENTAL_DISABILITY', 'MINIMUM', 'USC_42_671_A_35', 'WIC_4514');
export const SOGIE = inCategory('SOGIE', 'FULL', 'WIC_16001_9');
export const WORKER = inCategory('WORKER_CONTACT', 'MINIMUM', 'WIC_18961_5');

export const SERVICE_ROW = byRow(SERVICE_CATEGORIES, 'WIC_10850', 'WIC_5328', 'CIV_56_10', 'CFR_42_2', 'WIC_4514', 'EDC_49076', 'FAM_9200');
/** A row of the ids in other systems: identity, and the category that its system tells of. */
export const IDENTIFIER_ROW = byRow(IDENTIFIER_CATEGORIES, 'WIC_10850', 'WIC_827', 'WIC_5328', 'CIV_56_10', 'WIC_4514', 'EDC_49076');

/** A document filed under the case: the category that each row carries. */
export const DOCUMENT_ROW = byRow(
  FILED_CATEGORIES, 'WIC_827', 'WIC_10850', 'WIC_830', 'WIC_5328', 'CIV_56_10', 'CFR_42_2', 'PC_11167_5', 'EDC_49076', 'FAM_9200',
);

/** Who brings documents: the county, and the agencies and team members that file their own. */
const FILERS: readonly Role[] = [
  'COUNTY_WORKER', 'PROBATION', 'PUBLIC_HEALTH_NURSE', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM', 'PROVIDER', 'TRAFFICKING_CASEWORKER',
  'CHILD_ADVOCACY_CENTER', 'MDT_MEMBER', 'MDT30_MEMBER', 'CFT_MEMBER', 'LAW_ENFORCEMENT', 'DISTRICT_ATTORNEY', 'EDUCATION', 'COURT',
  'MINORS_COUNSEL',
];
/** Orders that seal: the county that carries the case, and the court. */
export const SEALING = operations(['COUNTY_WORKER', 'COURT'], 'WIC_781', 'WIC_786', 'PC_236_14');
/** What an agency was sent and must destroy; never for private persons, whose portal is one agency for all of them. */
export const SEAL_NOTICES = operations([...FILERS, 'NCMEC', 'FEDERAL', 'COUNTY_IT'], 'WIC_781', 'WIC_786', 'PC_236_14');
/** That the glass was broken: the county's privacy officer, and whose records were opened; never private persons. */
export const EMERGENCY_ALERTS = operations(FILERS, 'CFR_42_2_51', 'CFR_45_164_512', 'WIC_10850');
/** Who received under a consent is told of its withdrawal: agencies, and the private persons whom it named. */
export const WITHDRAWAL_NOTICES = operations(
  [...FILERS, 'NCMEC', 'PARENT', 'CAREGIVER'], 'CIV_56_15', 'CFR_42_2_31', 'CFR_45_164_508',
);
/** When they served a youth is filed by those who give services, whatever they may tell beside. */
export const SERVICE_DATES = operations(SERVING, 'EVID_1038', 'WIC_10850');
/** Service records are pushed by the agencies that give the services. */
export const PUSHING = operations(
  ['PROBATION', 'PUBLIC_HEALTH_NURSE', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM', 'PROVIDER', 'CHILD_ADVOCACY_CENTER', 'EDUCATION'],
  'WIC_10850', 'WIC_5328', 'CIV_56_10', 'CFR_42_2', 'EDC_49076',
);
export const FILING = operations(FILERS, 'WIC_827', 'WIC_10850');

/** The county's own administration of consents, teams and agreements. */
export const COUNTY_ADMINISTRATION = operations(['COUNTY_WORKER'], 'WIC_10850');
/** Agreements and teams are also kept by county IT, who see no youth in them. */
export const COUNTY_REGISTERS = operations(['COUNTY_WORKER', 'COUNTY_IT'], 'WIC_10850', 'WIC_18961_7');
/** Sync runs and quarantine. */
export const COUNTY_OPERATIONS = operations(['COUNTY_IT'], 'WIC_16501_5');
/** The accounting of disclosures, kept by the county as custodian. */
export const ACCOUNTING = operations(['COUNTY_WORKER'], 'CFR_45_164_528', 'WIC_5328_6');

/** Released counts of the programme: the State, which reports to the Legislature, and the counties that keep the records. */
export const PROGRAM_REPORT = operations(['STATE', 'COUNTY_WORKER', 'COUNTY_IT'], 'SB_855', 'WIC_10850', 'CFR_45_205_50', 'CALHHS_DDG');
/** Freezing and signing a table of it: the State's own analysts, experts and counsel. */
export const PROGRAM_SIGNING = operations(['STATE'], 'SB_855', 'WIC_10850', 'CALHHS_DDG');
/** The rules as data: those who administrate the gateway, and counsel of county and State. */
export const POLICY_READING = operations(['COUNTY_WORKER', 'COUNTY_IT', 'STATE'], 'WIC_10850');
