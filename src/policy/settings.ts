/**
 * What the law leaves to county counsel, or what rests on recollection: each a switch whose `true` is the wider
 * reading, and whose default is the stricter. A rule that names a setting permits only while it is on, or denies only
 * while it is off.
 */
export const SETTINGS = {
  partnersMayReachSealedClients: 'Partner agencies may reach clients whom the county sealed (SENSTV_IND R).',
  partnersMayReachSealedReferrals: 'Partner agencies may reach referrals and cases of limited access that the county sealed (LMT_ACSSCD R).',
  teamOpensGeneralMedical: 'A standing team opens general medical information (C17 by T).',
  investigatorsNeedNoAgreement: 'Law-enforcement investigators need no agreement with the county.',
  clientsWithoutCountyOpenCountywide: 'A worker with countywide read may reach clients whom no case or referral places in a county.',
  careCoordinationCoversNonMinorDependents: 'Care coordination by the county (Civ. 56.103, WIC 5328.04) goes on after the eighteenth birthday for dependents.',
  removedParentSignsOutsideMentalHealth: 'A parent signs for information other than mental health after the youth was removed.',
  parentSignsPart2UnderTwelve: 'A parent signs for Part 2 records of a youth under twelve.',
  minorSignsGeneralMedicalFrom15: 'A minor of fifteen or more who lives apart signs for general medical records (Fam. 6922).',
  minorSignsForTraffickingTeamAlone: 'A minor of twelve or more signs alone for a human-trafficking team (PC 13753); else counsel or guardian signs beside him.',
  agreementMayDifferFromTeamProtocol: 'The agreement of a team member\'s agency may name another protocol version than the team works under.',
  psychotherapyWithoutWrittenRequest: 'Outpatient psychotherapy information goes on a consent to others than clinicians without their written request (Civ. 56.104).',
  consentWithoutDocumentHash: 'A consent may be relied on without the hash of its signed document.',
  integratedProgrammeEstablished: 'The county has formally established an integrated children\'s services programme, whose one authorization opens records (WIC 18986.46).',
  copiesUnder827: 'Whoever may only inspect the juvenile file (letter V of the decision table) receives it as data, which is a copy.',
  listedAgenciesNeedNoAgreement: 'Probation, foster-care nursing, prosecutors and schools need no agreement with the youth\'s county for access under WIC 827.',
  investigatorReadsAbuseReportText: 'The county\'s investigator reads the text of every abuse report on the youth, which may name the reporter of another referral.',
  adoptionFileOpensToCaseWorker: 'The worker who carries the case counts as the adoption unit (C28).',
  schoolNoticeUnder827b: 'A school is told of juvenile justice what WIC 827(b) has it told (C22).',
  caregiverLearnsCsecStatus: 'A caregiver who needs it learns the CSEC status without a consent (C05).',
  parentInspectsCareMinorCouldConsentTo: 'A parent inspects mental-health and substance-use information of a minor of twelve or more to which the minor did not consent himself.',
  representativeInspectsForTheDeceased: 'A personal representative inspects the county\'s file of a deceased youth\'s health without a signed authorization.',
  countyIndexOperates: 'The county has adopted its standard of who is at risk and operates the shared index (WIC 18961.5).',
  advocacyCentersReceive: 'Child advocacy centers receive what the decision table lists for them; every such cell awaits counsel.',
  onCallWorkersBreakGlass: 'A county worker on call may break the glass for a child in immediate danger (WIC 10850).',
  policeBreakGlassForMissing: 'Law enforcement may break the glass for a child who is missing or in imminent danger.',
  schoolsBreakGlass: 'A school may break the glass in a health or safety emergency (34 CFR 99.36).',
  policeReceiveEndangerment: 'The report of a missing child tells law enforcement, and not only the clearinghouse, what endangers the child.',
  stateTablesTellZeros: 'A statewide table of the programme report tells a zero as a zero; how the guideline treats zero cells is not confirmed (CALHHS_DDG).',
  providersGiveLegalAid: 'The community providers that a youth names for immigration matters give legal aid.',
} as const satisfies Record<string, string>;

export type SettingName = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

export type Settings = Readonly<Record<SettingName, boolean>>;

/** Every switch off: the stricter reading of each. */
export const STRICT_SETTINGS: Settings = Object.freeze(
  Object.fromEntries(SETTING_NAMES.map((name) => [name, false])) as Record<SettingName, boolean>,
);

/** The strict settings with these readings chosen by counsel. */
export function settingsWith(chosen: Partial<Settings>): Settings {
  return Object.freeze({ ...STRICT_SETTINGS, ...chosen });
}
