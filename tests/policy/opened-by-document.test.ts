import { describe, expect, it } from 'vitest';
import { TEAM_STATUTES, type TeamStatute } from '../../src/law/agreement.js';
import type { Basis } from '../../src/law/basis.js';
import { CATEGORIES, CATEGORY_FACTS, type Category } from '../../src/law/category.js';
import { basesListed } from '../../src/law/decision-table.js';
import { PURPOSE_NAMES, type Purpose } from '../../src/law/purpose.js';
import { ROLES, ROLE_ABBREVIATION, type Role } from '../../src/law/role.js';
import { INVOLVEMENT_KINDS } from '../../src/model/agency.js';
import { COURT_ORDER_KINDS } from '../../src/model/court-order.js';
import { EMERGENCY_REASONS } from '../../src/model/emergency-access.js';
import { localDate } from '../../src/kernel/dates.js';
import type { Caller } from '../../src/policy/access-context.js';
import { compilePolicy, type CompiledPolicy } from '../../src/policy/evaluation/compile.js';
import { CONSENT_CHECKS } from '../../src/policy/consents/checks/checks.js';
import type { Facts } from '../../src/policy/facts.js';
import { settingsWith, type SettingName } from '../../src/policy/settings.js';
import { brokenGlass, byCourt, everything, order, report, seatIn, single, teamConsent } from './documents-on-file.js';
import { agency, asking, assignment, caller, facts, involvement } from './people.js';
import { POLICY, decided } from './released.js';

/** The bases that rest on a document or a seat: letters T, C, O, M, E and I. */
const BY_DOCUMENT: readonly Basis[] = ['TEAM', 'CONSENT', 'COURT_ORDER', 'MANDATE', 'EMERGENCY', 'INDEX'];

/** What waits for a setting of counsel: role, basis and setting; `any` is every basis of the role. */
const SETTINGS_OF: readonly (readonly [Role, Basis | 'any', SettingName, readonly Category[] | null])[] = [
  ['CHILD_ADVOCACY_CENTER', 'any', 'advocacyCentersReceive', null],
  ['COUNTY_WORKER', 'EMERGENCY', 'onCallWorkersBreakGlass', null],
  ['LAW_ENFORCEMENT', 'EMERGENCY', 'policeBreakGlassForMissing', ['IDENTITY_CORE', 'LOCATION', 'CSEC_STATUS', 'EXPLOITATION_DETAIL']],
  ['LAW_ENFORCEMENT', 'MANDATE', 'policeReceiveEndangerment', ['MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER', 'REPRODUCTIVE_HEALTH', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY']],
  ['EDUCATION', 'EMERGENCY', 'schoolsBreakGlass', null],
  ['PROVIDER', 'CONSENT', 'providersGiveLegalAid', ['IMMIGRATION']],
  ['MDT_MEMBER', 'TEAM', 'teamOpensGeneralMedical', ['GENERAL_MEDICAL']],
  ['MDT30_MEMBER', 'TEAM', 'teamOpensGeneralMedical', ['GENERAL_MEDICAL']],
  ...(['MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM', 'PROVIDER'] as const).map((role) => [role, 'INDEX', 'countyIndexOperates', null] as const),
];

/** What the table lists and no rule opens, and why. */
const NOT_OPENED: Readonly<Record<string, string>> = {
  'C07 COURT COURT_ORDER': 'An order names no referral, and a reporter is told of one referral only; the court that hears it reads as a listed party.',
  'C24 COURT COURT_ORDER': 'What was said in confidence is not held here; a court sees it in camera at its source (R-36.PRIVILEGE).',
  'C24 DA COURT_ORDER': 'What was said in confidence is not held here; a court sees it in camera at its source (R-36.PRIVILEGE).',
  'C24 LE COURT_ORDER': 'What was said in confidence is not held here; a court sees it in camera at its source (R-36.PRIVILEGE).',
  'C26 CSP CONSENT': 'The consent must be of the other person; consents on file here are of the youth.',
  'C26 MH CONSENT': 'The consent must be of the other person; consents on file here are of the youth.',
  'C27 COURT COURT_ORDER': 'A live investigation stays in the system of the agency that conducts it (R-31.LIVE_INVESTIGATION).',
};

/** While two checks bear the number, the second closes what is counted in uses, as every HIV authorization is. */
const USES_ARE_COUNTED = CONSENT_CHECKS.filter((check) => check.id === 'K17').length === 1;
const waitsForCounting = (one: string): boolean => !USES_ARE_COUNTED && /^C15 \w+ CONSENT$/.test(one);

const OWN_KINDS: Readonly<Partial<Record<Role, readonly Parameters<typeof agency>[0][]>>> = { MENTAL_HEALTH: ['MENTAL_HEALTH', 'HOSPITAL'] };
const ASKS_AS: Readonly<Partial<Record<Role, Role>>> = { OTHER_COUNTY_WORKER: 'COUNTY_WORKER', FORMER_YOUTH: 'YOUTH' };

/** What can be on file of the youth for that caller, each alone. */
function onFile(who: Caller): readonly Partial<Facts>[] {
  const seats = (Object.keys(TEAM_STATUTES) as TeamStatute[]).map((statute) => seatIn(who, statute));
  return [
    { seats, consents: [teamConsent(who, 'PC13753')] },
    { seats, consents: [teamConsent(who, 'CFT832'), everything(who), ...single(who), byCourt(everything(who))] },
    { seats, consents: [byCourt(teamConsent(who, 'CFT832'))] },
    { orders: COURT_ORDER_KINDS.map((kind) => order(who, kind)) },
    { mandates: [report(who, 'PC_11166_J'), report(who, 'USC_42_671_A_35')] },
    { emergencies: EMERGENCY_REASONS.map((reason) => brokenGlass(who, reason)) },
    { designatedForIndexOn: localDate('2026-01-01') },
  ];
}

const square = (category: Category, role: Role, basis: Basis): string => `${CATEGORY_FACTS[category].id} ${ROLE_ABBREVIATION[role]} ${basis}`;

function openedFor(role: Role, who: Caller, purpose: Purpose, policy: CompiledPolicy): readonly string[] {
  const as = ASKS_AS[role] ?? role;
  const subject = role === 'OTHER_COUNTY_WORKER' ? { subject: { county: '37' } } : {};
  const involvements = INVOLVEMENT_KINDS.map((kind) => involvement(who.agency, kind, { personId: who.personId, referralKey: 'REFERRAL01' }));
  return onFile(who).flatMap((documents) => {
    const about = facts({ ...subject, involvements, assignments: as === 'COUNTY_WORKER' ? [assignment()] : [], ...documents });
    return decided(asking(as, { purpose, who }), about, policy).cells.filter((cell) => cell.outcome === 'P').flatMap((cell) =>
      cell.rules.map((id) => policy.ruleById(id)).flatMap((rule) => {
        const basis = rule?.layer === 'MANDATE' ? 'MANDATE' : rule?.basis;
        return rule?.effect === 'PERMIT' && basis !== undefined ? [square(cell.category, role, basis)] : [];
      }));
  });
}

function opened(role: Role, policy: CompiledPolicy): readonly string[] {
  const plain = caller(ASKS_AS[role] ?? role);
  const kinds = OWN_KINDS[role] ?? [plain.agency.kind];
  return kinds.flatMap((kind) => PURPOSE_NAMES.flatMap((purpose) =>
    openedFor(role, { ...plain, agency: agency(kind, { regimeStatus: 'COVERED_ENTITY' }) }, purpose, policy)));
}

const LISTED = CATEGORIES.flatMap((category) => ROLES.flatMap((role) =>
  basesListed(category, role).filter((basis) => BY_DOCUMENT.includes(basis)).map((basis) => ({ category, role, basis }))));

const words = ({ category, role, basis }: (typeof LISTED)[number]): string => square(category, role, basis);

const settingOf = ({ category, role, basis }: (typeof LISTED)[number]): SettingName | undefined => SETTINGS_OF.find(([of, on, , categories]) =>
  of === role && (on === 'any' || on === basis) && (categories?.includes(category) ?? true))?.[2];

describe('every square of the decision table that rests on a document', () => {
  it.each(ROLES)('of %s is opened by some rule in some situation, or is listed here with the reason', (role) => {
    const open = new Set(opened(role, POLICY));
    const closed = LISTED.filter((one) => one.role === role && !open.has(words(one)));
    expect(closed.filter((one) => settingOf(one) === undefined).map(words).filter((one) => !waitsForCounting(one))).toEqual(Object.keys(NOT_OPENED).filter((one) => one.split(' ')[1] === ROLE_ABBREVIATION[role]));
    const waiting = LISTED.filter((one) => one.role === role && settingOf(one) !== undefined).map(words);
    expect(waiting.filter((one) => open.has(one))).toEqual([]);
  });

  it.each([...new Set(SETTINGS_OF.map(([role]) => role))])('of %s that waits for a setting is opened by it', (role) => {
    const chosen = { ...Object.fromEntries(SETTINGS_OF.filter(([of]) => of === role).map(([, , setting]) => [setting, true])), ...(role === 'CHILD_ADVOCACY_CENTER' ? { countyIndexOperates: true } : {}) };
    const open = new Set(opened(role, compilePolicy({ settings: settingsWith(chosen) })));
    expect(LISTED.filter((one) => one.role === role && settingOf(one) !== undefined && !open.has(words(one))).map(words)).toEqual([]);
  });

  it('is of many kinds', () => {
    expect(BY_DOCUMENT.map((basis) => LISTED.filter((one) => one.basis === basis).length).every((count) => count > 5)).toBe(true);
  });
});
