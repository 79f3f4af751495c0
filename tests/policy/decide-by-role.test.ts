import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import type { Purpose } from '../../src/law/purpose.js';
import { agency, agreement, asking, assignment, consentFor, facts, involvement, seat } from './people.js';
import { cellOf, decided, released } from './released.js';

const AGENCY_RECORD = [
  'C01 CHILD_WELFARE NARRATIVE by AGENCY', 'C02 CHILD_WELFARE NARRATIVE by AGENCY',
  'C04 CHILD_WELFARE NARRATIVE by AGENCY', 'C04 COURT NARRATIVE by AGENCY', 'C05 CHILD_WELFARE NARRATIVE by AGENCY',
  'C06 CHILD_WELFARE NARRATIVE by AGENCY', 'C06 LAW_ENFORCEMENT NARRATIVE by AGENCY',
];

/** What the worker who carries the case reads beside it, by his work and not by a privilege. */
const BY_WORK = {
  C08: ['C08 CHILD_WELFARE FULL by AGENCY', 'C08 LAW_ENFORCEMENT FULL by AGENCY'],
  C16: ['C16 CHILD_WELFARE FULL by AGENCY'],
  C18: ['C18 CHILD_WELFARE FULL by AGENCY', 'C18 FERPA FULL by AGENCY'],
  C19: ['C19 CHILD_WELFARE FULL by CARE_COORDINATION', 'C19 LPS FULL by CARE_COORDINATION', 'C19 CMIA FULL by CARE_COORDINATION'],
  C21: ['C21 CHILD_WELFARE FULL by AGENCY', 'C21 COURT FULL by AGENCY'],
  C22: ['C22 CHILD_WELFARE FULL by AGENCY', 'C22 LAW_ENFORCEMENT FULL by AGENCY', 'C22 COURT FULL by AGENCY'],
  C26: ['C26 CHILD_WELFARE FULL by AGENCY'],
} as const;

describe('a county worker', () => {
  it('reads the agency record and coordinates care of the youth whose case he carries', () => {
    expect(released(asking('COUNTY_WORKER'), facts({ assignments: [assignment()] }))).toEqual([
      ...AGENCY_RECORD, ...BY_WORK.C08,
      'C09 CHILD_WELFARE FULL by CARE_COORDINATION', 'C09 LPS FULL by CARE_COORDINATION', 'C09 CMIA FULL by CARE_COORDINATION',
      'C12 CHILD_WELFARE NARRATIVE by AGENCY', ...BY_WORK.C16,
      'C17 CHILD_WELFARE FULL by CARE_COORDINATION', 'C17 LPS FULL by CARE_COORDINATION', 'C17 CMIA FULL by CARE_COORDINATION',
      ...BY_WORK.C18, ...BY_WORK.C19, ...BY_WORK.C21, ...BY_WORK.C22, ...BY_WORK.C26,
      'C29 CHILD_WELFARE NARRATIVE by AGENCY',
    ]);
  });

  it('has no care coordination for the administration of child welfare', () => {
    expect(released(asking('COUNTY_WORKER', { purpose: 'CHILD_WELFARE' }), facts({ assignments: [assignment()] }))).toEqual([
      ...AGENCY_RECORD.slice(0, 2), 'C03 CHILD_WELFARE FULL by AGENCY', ...AGENCY_RECORD.slice(2), ...BY_WORK.C08,
      'C12 CHILD_WELFARE NARRATIVE by AGENCY', ...BY_WORK.C16, ...BY_WORK.C21, ...BY_WORK.C22, ...BY_WORK.C26, 'C29 CHILD_WELFARE NARRATIVE by AGENCY',
    ]);
  });

  const referral = { through: 'REFERRAL', throughKey: 'REFERRAL01' } as const;

  it.each([
    [true, 'the primary worker of the case', assignment()], [true, 'the secondary worker of the case', assignment({ kind: 'SECONDARY' })],
    [false, 'who only reads the case', assignment({ kind: 'READ_ONLY' })], [true, 'the primary investigator', assignment(referral)],
    [false, 'the secondary investigator', assignment({ ...referral, kind: 'SECONDARY' })],
    [false, 'who only reads the referral', assignment({ ...referral, kind: 'READ_ONLY' })],
    [false, 'whose case has ended', assignment({ endedOn: localDate('2026-03-01') })],
  ])('opens the vault (%s) to %s', (opens, _, one) => {
    const vault = (purpose: Purpose, changes: Parameters<typeof facts>[0] = {}) =>
      decided(asking('COUNTY_WORKER', { purpose }), facts({ assignments: [one], ...changes })).permits('SAFE_AT_HOME_ADDRESS', 'FULL', 'CHILD_WELFARE');
    expect((['CHILD_WELFARE', 'INVESTIGATION', 'MISSING_CHILD'] as const).map((purpose) => vault(purpose))).toEqual([opens, opens, opens]);
    expect((['CASE_MANAGEMENT', 'CARE_COORDINATION', 'MDT'] as const).map((purpose) => vault(purpose))).toEqual([false, false, false]);
    expect(vault('CHILD_WELFARE', { subject: { county: '37' } })).toBe(false);
  });

  it('who is assigned only to read coordinates no care', () => {
    const reading = facts({ assignments: [assignment({ kind: 'READ_ONLY' })] });
    expect(released(asking('COUNTY_WORKER'), reading)).toEqual([...AGENCY_RECORD, 'C12 CHILD_WELFARE NARRATIVE by AGENCY', 'C29 CHILD_WELFARE NARRATIVE by AGENCY']);
    const shared = { ...reading, subject: { ...reading.subject, county: '37' } };
    expect(released(asking('COUNTY_WORKER'), shared).filter((line) => /^C(09|17)/.test(line))).toEqual([]);
  });

  it('with a countywide privilege reads the record, but neither the vault nor health', () => {
    const context = asking('COUNTY_WORKER', { who: { privileges: ['COUNTYWIDE_READ'] } });
    expect(released(context, facts())).toEqual([
      ...AGENCY_RECORD,
      'C12 CHILD_WELFARE NARRATIVE by AGENCY', 'C29 CHILD_WELFARE NARRATIVE by AGENCY',
    ]);
  });

  it('without assignment or privilege reads nothing', () => {
    expect(released(asking('COUNTY_WORKER'), facts())).toEqual([]);
  });

  it('reads nothing on the day his assignment ends', () => {
    const ended = facts({ assignments: [assignment({ endedOn: localDate('2026-03-01') })] });
    expect(released(asking('COUNTY_WORKER'), ended)).toEqual([]);
  });

  it('of the State reads a client of any county', () => {
    const context = asking('COUNTY_WORKER', { purpose: 'CHILD_WELFARE', who: { county: '99', staffKey: null } });
    expect(decided(context, facts()).permits('CASE_FACTS', 'FULL', 'CHILD_WELFARE')).toBe(true);
    expect(decided(context, facts({ subject: { county: '37' } })).permits('CASE_FACTS', 'FULL', 'CHILD_WELFARE')).toBe(true);
  });

  it('learns the reporter of the referral he investigates, and of that one only', () => {
    const context = asking('COUNTY_WORKER', { purpose: 'INVESTIGATION' });
    const decision = decided(context, facts({ assignments: [
      assignment({ through: 'REFERRAL', throughKey: 'REFERRAL02' }), assignment({ through: 'CASE', throughKey: 'CASE000001' }),
      assignment({ through: 'REFERRAL', throughKey: 'REFERRAL03', kind: 'READ_ONLY' }),
      assignment({ through: 'REFERRAL', throughKey: 'REFERRAL04', endedOn: localDate('2025-12-01') }),
    ] }));
    expect(decision.permits('REPORTER_IDENTITY', 'FULL', 'CHILD_WELFARE')).toBe(true);
    expect(decision.investigatedReferrals).toEqual(['REFERRAL02']);
  });

  it('of another county\'s case reads nothing without supervision, and the record and health with it', () => {
    const context = asking('COUNTY_WORKER');
    expect(released(context, facts({ subject: { county: '37' } }))).toEqual([]);
    const supervised = facts({ subject: { county: '37' }, involvements: [involvement(agency('CHILD_WELFARE'), 'SUPERVISION')] });
    expect(decided(context, supervised).role).toBe('OTHER_COUNTY_WORKER');
    expect(released(context, supervised)).toEqual([
      'C01 CHILD_WELFARE FULL by AGENCY', 'C02 CHILD_WELFARE FULL by AGENCY', 'C04 CHILD_WELFARE FULL by AGENCY',
      'C04 COURT FULL by AGENCY', 'C05 CHILD_WELFARE FULL by AGENCY', 'C06 CHILD_WELFARE MINIMUM by AGENCY', ...BY_WORK.C08,
      'C09 CHILD_WELFARE FULL by CARE_COORDINATION', 'C09 LPS FULL by CARE_COORDINATION', 'C09 CMIA FULL by CARE_COORDINATION',
      'C12 CHILD_WELFARE FULL by AGENCY', ...BY_WORK.C16,
      'C17 CHILD_WELFARE FULL by CARE_COORDINATION', 'C17 LPS FULL by CARE_COORDINATION', 'C17 CMIA FULL by CARE_COORDINATION',
      ...BY_WORK.C19, ...BY_WORK.C21, ...BY_WORK.C22, ...BY_WORK.C26,
    ]);
  });

  it('receives Part 2, reproductive health and orientation only on a consent that names the agency', () => {
    const consent = consentFor(agency('CHILD_WELFARE'), { categories: ['SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'SOGIE'] });
    const context = asking('COUNTY_WORKER');
    const controlled = (lines: readonly string[]) => lines.filter((line) => /^C(11|13|20)/.test(line));
    expect(controlled(released(context, facts({ assignments: [assignment()] })))).toEqual([]);
    expect(controlled(released(context, facts({ assignments: [assignment()], consents: [consent] })))).toEqual([
      'C11 PART2 FULL by CONSENT', 'C13 CHILD_WELFARE FULL by CONSENT', 'C13 CMIA FULL by CONSENT',
      'C20 CHILD_WELFARE FULL by CONSENT', 'C20 CMIA FULL by CONSENT',
    ]);
    expect(released(context, facts({ consents: [consent] }))).toEqual([]);
  });

  it('loses care coordination at the eighteenth birthday', () => {
    const adult = facts({ subject: { bornOn: localDate('2008-03-01') }, assignments: [assignment()] });
    const minor = facts({ subject: { bornOn: localDate('2008-03-02') }, assignments: [assignment()] });
    expect(cellOf(decided(asking('COUNTY_WORKER'), adult), 'MENTAL_HEALTH').outcome).toBe('D');
    expect(cellOf(decided(asking('COUNTY_WORKER'), minor), 'MENTAL_HEALTH')).toMatchObject({ outcome: 'P', validUntil: '2026-03-02T08:00:00.000Z' });
  });

  it('is withheld as indeterminate what rests on an age that is not known', () => {
    const decision = decided(asking('COUNTY_WORKER'), facts({ subject: { bornOn: null }, assignments: [assignment()] }));
    expect(cellOf(decision, 'MENTAL_HEALTH')).toMatchObject({ outcome: 'D', reason: 'INDETERMINATE' });
  });
});

describe('a mental-health agency', () => {
  const clinic = agency('MENTAL_HEALTH');
  const treated = facts({ involvements: [involvement(clinic, 'TREATMENT')] });
  const BY_TREATMENT = [
    'C01 CHILD_WELFARE FULL by CARE_COORDINATION', 'C02 CHILD_WELFARE MINIMUM by CARE_COORDINATION',
    'C04 CHILD_WELFARE MINIMUM by CARE_COORDINATION', 'C04 COURT MINIMUM by CARE_COORDINATION',
    'C05 CHILD_WELFARE FULL by CARE_COORDINATION',
    'C09 CHILD_WELFARE FULL by CARE_COORDINATION', 'C09 LPS FULL by CARE_COORDINATION', 'C09 CMIA FULL by CARE_COORDINATION',
    'C12 CHILD_WELFARE FULL by CARE_COORDINATION', 'C12 CMIA FULL by CARE_COORDINATION',
    'C17 CHILD_WELFARE FULL by CARE_COORDINATION', 'C17 LPS FULL by CARE_COORDINATION', 'C17 CMIA FULL by CARE_COORDINATION',
    ...BY_WORK.C19,
  ];

  it('that treats the youth receives what coordination of care needs', () => {
    expect(released(asking('MENTAL_HEALTH'), treated)).toEqual(BY_TREATMENT);
  });

  it.each([
    ['treats nobody', asking('MENTAL_HEALTH'), facts()],
    ['is no covered entity', asking('MENTAL_HEALTH', { who: { agency: agency('MENTAL_HEALTH', { regimeStatus: 'NONE' }) } }), treated],
    ['has no agreement in force', asking('MENTAL_HEALTH', { agreements: [agreement(clinic, { expiresOn: localDate('2026-02-28') })] }), treated],
    ['has an agreement with another county', asking('MENTAL_HEALTH', { agreements: [agreement(clinic, { county: '37' })] }), treated],
    ['asks for an investigation', asking('MENTAL_HEALTH', { purpose: 'INVESTIGATION' }), treated],
    ['has ended the treatment', asking('MENTAL_HEALTH'), facts({ involvements: [involvement(clinic, 'TREATMENT', { endedOn: localDate('2026-02-28') })] })],
    ['asks of a client whom the county sealed', asking('MENTAL_HEALTH'), facts({ ...treated, subject: { sensitivity: 'R' } })],
  ])('that %s receives nothing', (_, context, about) => {
    expect(released(context, about)).toEqual([]);
  });

  it('reaches a sensitive client on its basis', () => {
    expect(released(asking('MENTAL_HEALTH'), facts({ ...treated, subject: { sensitivity: 'S' } }))).toEqual(BY_TREATMENT);
  });

  it('receives the exploitation and Part 2 records by consent', () => {
    expect(released(asking('MENTAL_HEALTH'), facts({ consents: [consentFor(clinic)] }))).toEqual([
      'C01 CHILD_WELFARE FULL by CONSENT', 'C04 CHILD_WELFARE FULL by CONSENT', 'C04 COURT FULL by CONSENT',
      'C05 CHILD_WELFARE FULL by CONSENT', 'C06 CHILD_WELFARE FULL by CONSENT', 'C06 LAW_ENFORCEMENT FULL by CONSENT',
      'C11 PART2 FULL by CONSENT',
    ]);
  });
});

describe('a law-enforcement investigator', () => {
  const police = agency('LAW_ENFORCEMENT');
  const investigated = facts({ involvements: [involvement(police, 'INVESTIGATION', { referralKey: 'REFERRAL07' })] });
  const RECORD = [
    'C01 CHILD_WELFARE FULL by AGENCY', 'C04 CHILD_WELFARE FULL by AGENCY', 'C05 CHILD_WELFARE FULL by AGENCY',
    'C06 CHILD_WELFARE FULL by AGENCY', 'C06 LAW_ENFORCEMENT FULL by AGENCY',
  ];

  it('receives the facts of the case and the reporter of the referral investigated', () => {
    const context = asking('LAW_ENFORCEMENT');
    expect(released(context, investigated)).toEqual([
      ...RECORD, 'C07 CHILD_WELFARE FULL by AGENCY', ...BY_WORK.C08, ...BY_WORK.C16, ...BY_WORK.C22.slice(0, 2), ...BY_WORK.C26,
    ]);
    expect(decided(context, investigated).investigatedReferrals).toEqual(['REFERRAL07']);
  });

  it('learns no reporter where no referral is named', () => {
    const decision = decided(asking('LAW_ENFORCEMENT'), facts({ involvements: [involvement(police, 'INVESTIGATION')] }));
    expect(cellOf(decision, 'REPORTER_IDENTITY').outcome).toBe('D');
    expect(decision.investigatedReferrals).toEqual([]);
  });

  it.each([
    ['a password alone', asking('LAW_ENFORCEMENT', { who: { credential: 'PASSWORD' } }), investigated],
    ['the purpose of a team', asking('LAW_ENFORCEMENT', { purpose: 'MDT' }), facts({ ...investigated, seats: [seat(police)] })],
    ['no investigation', asking('LAW_ENFORCEMENT'), facts({ seats: [seat(police)], consents: [consentFor(police)] })],
    ['an investigation by another agency', asking('LAW_ENFORCEMENT'), facts({ involvements: [involvement(agency('FEDERAL'), 'INVESTIGATION')] })],
    ['no agreement', asking('LAW_ENFORCEMENT', { agreements: [] }), investigated],
  ])('with %s receives nothing', (_, context, about) => {
    expect(released(context, about)).toEqual([]);
  });

  it('receives no health record by any consent', () => {
    const consent = consentFor(police, {
      categories: ['MENTAL_HEALTH', 'SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'GENERAL_MEDICAL'], purposes: ['INVESTIGATION'],
    });
    const decision = decided(asking('LAW_ENFORCEMENT'), facts({ ...investigated, consents: [consent] }));
    expect(decision.cells.filter((cell) => cell.outcome === 'P').map((cell) => cell.category)).not.toContain('MENTAL_HEALTH');
    expect(cellOf(decision, 'MENTAL_HEALTH').reason).toBe('CATEGORY_LAW');
    expect(cellOf(decision, 'CSEC_STATUS').obligations).toContain('NOTICE_VICTIM');
  });
});

describe('a community provider', () => {
  const shelter = agency('COMMUNITY_PROVIDER');

  it('by consent learns the outline, and what the consent names in full', () => {
    expect(released(asking('PROVIDER'), facts({ consents: [consentFor(shelter)] }))).toEqual([
      'C01 CHILD_WELFARE MINIMUM by CONSENT', 'C02 CHILD_WELFARE MINIMUM by CONSENT', 'C04 CHILD_WELFARE FULL by CONSENT',
      'C04 COURT FULL by CONSENT', 'C05 CHILD_WELFARE MINIMUM by CONSENT', 'C06 CHILD_WELFARE FULL by CONSENT',
      'C06 LAW_ENFORCEMENT FULL by CONSENT', 'C09 CHILD_WELFARE FULL by CONSENT', 'C09 LPS FULL by CONSENT', 'C09 CMIA FULL by CONSENT',
      'C11 PART2 FULL by CONSENT',
    ]);
  });

  it('is given single fields that the consent names, and the whole category by its own word', () => {
    const named = decided(asking('PROVIDER'), facts({ consents: [consentFor(shelter, { fields: ['Youth.lastName'] })] }));
    expect(named.permits('IDENTITY_CORE', 'FULL', 'CHILD_WELFARE', 'Youth.lastName')).toBe(true);
    expect(named.permits('IDENTITY_CORE', 'FULL', 'CHILD_WELFARE', 'Youth.bornOn')).toBe(false);
    expect(named.permits('IDENTITY_CORE', 'FULL', 'CHILD_WELFARE')).toBe(false);
    expect(named.permits('LOCATION', 'FULL', 'CHILD_WELFARE', 'Youth.lastName')).toBe(false);
    const whole = decided(asking('PROVIDER'), facts({ consents: [consentFor(shelter, { fields: ['IDENTITY_CORE'] })] }));
    expect(whole.permits('IDENTITY_CORE', 'FULL', 'CHILD_WELFARE')).toBe(true);
    expect(whole.permits('IDENTITY_CORE', 'NARRATIVE', 'CHILD_WELFARE')).toBe(false);
    expect(whole.permits('CSEC_STATUS', 'FULL', 'CHILD_WELFARE')).toBe(false);
  });

  it('has no care coordination, whatever it does for the youth', () => {
    const about = facts({ involvements: [involvement(shelter, 'TREATMENT'), involvement(shelter, 'SERVICE')] });
    expect(released(asking('PROVIDER', { purpose: 'CARE_COORDINATION' }), about)).toEqual([]);
  });

  it('with a seat in the team receives what the team exchanges', () => {
    expect(released(asking('PROVIDER', { purpose: 'MDT' }), facts({ seats: [seat(shelter)] })))
      .toEqual(['C04 CHILD_WELFARE FULL by TEAM', 'C04 COURT FULL by TEAM', 'C05 CHILD_WELFARE FULL by TEAM']);
  });
});

describe('everybody else', () => {
  it.each(['COUNTY_IT', 'FEDERAL', 'STATE', 'PARENT', 'CAREGIVER', 'YOUTH', 'COURT', 'DISTRICT_ATTORNEY', 'NCMEC'] as const)(
    'as %s learns nothing of any youth', (role) => {
      const context = asking(role);
      const about = facts({
        assignments: [assignment()], seats: [seat(context.caller.agency)], consents: [consentFor(context.caller.agency)],
        involvements: [involvement(context.caller.agency, 'TREATMENT'), involvement(context.caller.agency, 'INVESTIGATION')],
      });
      const decision = decided(context, about);
      expect(decision.admits).toBe(false);
      expect(decision.cells.filter((cell) => cell.outcome === 'P')).toEqual([]);
    });

  it('of a federal body learns nothing in any role', () => {
    const federal = agency('FEDERAL');
    const context = asking('MDT_MEMBER', { who: { agency: federal }, agreements: [agreement(federal)] });
    expect(released(context, facts({ seats: [seat(federal)] }))).toEqual([]);
  });
});
