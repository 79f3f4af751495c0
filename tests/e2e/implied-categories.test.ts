import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Parsed, startTestGateway, statementsOf, type TestGateway } from '../support/gateway.js';
import { CALLERS, caseId, countyRows, writeCounty, YOUTHS } from '../support/seed-county.js';
import type { Row } from '../support/seed-county-youths.js';

/** End reasons, by the category that each implies; the last implies none. */
const END_REASONS = { REPRODUCTIVE_HEALTH: 5424, MENTAL_HEALTH: 1437, GENERAL_MEDICAL: 1441, JUVENILE_JUSTICE: 6311, ADOPTION: 1427, NOTHING: 1425 } as const;
const CLOSE_REASONS = { MENTAL_HEALTH: 307, JUVENILE_JUSTICE: 308, ADOPTION: 302, NOTHING: 318 } as const;
const AGENCIES = { MENTAL_HEALTH: 'M', JUVENILE_JUSTICE: 'P', ADOPTION: 'A', NOTHING: 'C' } as const;

let gateway: TestGateway;
beforeAll(async () => {
  const county = countyRows();
  const [placement] = county.tables.placement as [Row];
  const [opened] = county.tables.child_welfare_case as [Row];
  county.tables.placement.push(...Object.values(END_REASONS).map((code) => ({
    ...placement, record_key: `ended ${code}`, started_on: '2024-01-01', end_reason_code: code, end_reason_display: 'A reason',
    removal_reason_code: 1610, removal_reason_display: 'Child\'s Disability or Handicap', facility_type_code: 1420, facility_type_display: 'Medical Facility',
  })));
  county.tables.child_welfare_case.push(...Object.entries(CLOSE_REASONS).map(([category, code]) => ({
    ...opened, record_key: `closed ${code}`, started_on: '2020-01-01', ended_on: '2021-01-01', close_reason_code: code, close_reason_display: 'A reason',
    responsible_agency: AGENCIES[category as keyof typeof AGENCIES],
  })));
  for (const referral of county.tables.referral) if (referral['referral_key'] === 'A-referral-2') referral['responsible_agency'] = 'P';
  gateway = await startTestGateway({ seed: (url) => writeCounty(url, county) });
});
afterAll(async () => { await gateway.stop(); });

const ASKED = [
  ['worker', 'CHILD_WELFARE'], ['worker', 'CARE_COORDINATION'], ['clinician', 'TREATMENT'], ['detective', 'INVESTIGATION'], ['provider', 'SERVICES'], ['member', 'MDT'],
] as const;

async function told<T>(document: string, of: (found: Parsed) => T): Promise<Readonly<Record<string, T>>> {
  const answers: Record<string, T> = {};
  for (const [caller, purpose] of ASKED) {
    const { body } = await gateway.ask(CALLERS[caller], `query($id: ID!) { case(id: $id) { ${document} } }`, { id: caseId(YOUTHS.ALMA) }, { purpose });
    answers[`${caller} ${purpose}`] = of(body.data.case);
  }
  return answers;
}

describe('what an id of another system implies', () => {
  /** Who may read which of Alma's ids: Medi-Cal, probation, an earlier case, and one of a system that nobody knows. */
  const READS: Readonly<Record<string, readonly string[]>> = {
    'worker CHILD_WELFARE': ['A-PREV', 'A-PROB'], 'worker CARE_COORDINATION': ['A-MEDS', 'A-PREV', 'A-PROB'], 'clinician TREATMENT': ['A-MEDS'],
    'detective INVESTIGATION': ['A-PREV', 'A-PROB'], 'provider SERVICES': [], 'member MDT': ['A-PREV', 'A-PROB'],
  };

  it('G7: an id is released only with the category that its system tells of, and one of an unknown system to nobody', async () => {
    expect(await told('identifiers { value }', ({ identifiers }) => identifiers.map((row: Parsed) => row.value))).toEqual(READS);
  });

  it('G3, G7: an id that is not released finds nobody, at the same cost as one that nobody bears', async () => {
    const document = 'query($i: CaseIdentifierInput!) { caseByIdentifier(identifier: $i) { id } }';
    const requestId = 'dddddddd-0000-4000-8000-000000000000';
    const find = async (caller: keyof typeof CALLERS, purpose: string, system: number, value: string) => {
      let text = '';
      const statements = await statementsOf(async () => {
        ({ text } = await gateway.ask(CALLERS[caller], document, { i: { other: { system, value } } }, { purpose, requestId }));
      });
      return { text, statements };
    };
    for (const [caller, purpose] of ASKED) {
      for (const [system, value] of [[1332, 'A-MEDS'], [1333, 'A-PREV'], [1334, 'A-PROB'], [1399, 'A-UNKNOWN']] as const) {
        const found = await find(caller, purpose, system, value);
        if (READS[`${caller} ${purpose}`]!.includes(value)) expect(found.text, `${caller} ${value}`).toContain(caseId(YOUTHS.ALMA));
        else expect(found, `${caller} ${purpose} ${value}`).toEqual(await find(caller, purpose, system, 'Z-NOBODY'));
      }
    }
  });
});

describe('what a coded value implies', () => {
  /** Who of those asked reads each category that a code can tell of; adoption nobody. */
  const READERS: Readonly<Record<string, readonly string[]>> = {
    NOTHING: ASKED.map(([caller, purpose]) => `${caller} ${purpose}`),
    MENTAL_HEALTH: ['worker CARE_COORDINATION'], GENERAL_MEDICAL: ['worker CARE_COORDINATION'], DEVELOPMENTAL_DISABILITY: ['worker CARE_COORDINATION'],
    JUVENILE_JUSTICE: ['worker CHILD_WELFARE', 'worker CARE_COORDINATION', 'detective INVESTIGATION', 'member MDT'],
  };
  const toldTo = <T>(who: string, implying: Readonly<Record<string, T>>): readonly T[] =>
    Object.entries(implying).flatMap(([category, value]) => (READERS[category]?.includes(who) ? [value] : [])).toSorted();
  const codes = (rows: Parsed, field: string) => rows?.map((row: Parsed) => row[field]?.code).filter((code: unknown) => code !== undefined).toSorted() ?? null;

  it('G7: a reason of a placement\'s end is null unless the category that it implies is released', async () => {
    const all = await told('placements { startedOn endReason { code } }', ({ placements }) => codes(placements, 'endReason'));
    for (const [who, found] of Object.entries(all)) {
      if (who.startsWith('clinician')) expect(found, `to ${who}`).toBeNull();
      else expect(found, `to ${who}`).toEqual(toldTo(who, END_REASONS));
    }
  });

  it('G7: a removal for a disability and a medical facility are told with their categories only', async () => {
    const all = await told('placements { removalReason { code } facilityType { code } }', ({ placements }) => [codes(placements, 'removalReason'), codes(placements, 'facilityType')]);
    for (const [who, [removals, facilities]] of Object.entries(all)) {
      if (who.startsWith('clinician')) continue;
      expect([...new Set(removals)], `to ${who}`).toEqual(toldTo(who, { NOTHING: 1128, DEVELOPMENTAL_DISABILITY: 1610 }));
      expect(facilities.includes(1420), `to ${who}`).toBe(READERS['GENERAL_MEDICAL']!.includes(who));
    }
  });

  it('G7: a reason of a case\'s end and the agency responsible are null unless what they imply is released', async () => {
    const all = await told('childWelfareCases { closeReason { code } responsibleAgency }', ({ childWelfareCases }) => [
      codes(childWelfareCases, 'closeReason'), [...new Set(childWelfareCases.map((row: Parsed) => row.responsibleAgency))].filter((letter) => letter !== null).toSorted(),
    ]);
    for (const [who, found] of Object.entries(all)) {
      if (who.startsWith('clinician')) expect(found, `to ${who}`).toEqual([[], []]);
      else expect(found, `to ${who}`).toEqual([toldTo(who, CLOSE_REASONS), toldTo(who, AGENCIES)]);
    }
  });

  it('G7: a referral that probation answers for says so only to whom juvenile justice is released', async () => {
    const all = await told('referrals { responsibleAgency }', ({ referrals }) => referrals?.map((row: Parsed) => row.responsibleAgency));
    for (const [who, found] of Object.entries(all)) expect((found ?? []).includes('P'), `to ${who}`).toBe(READERS['JUVENILE_JUSTICE']!.includes(who));
  });

  it('G7: eligibility under SB 855 tells of allegations and needs the case facts as well as CSEC status', async () => {
    expect(await told('csecStatus sb855Eligible', ({ sb855Eligible }) => sb855Eligible)).toEqual({
      'worker CHILD_WELFARE': true, 'worker CARE_COORDINATION': true, 'clinician TREATMENT': null, 'detective INVESTIGATION': true, 'provider SERVICES': null, 'member MDT': true,
    });
  });
});

describe('special projects', () => {
  it('G6: the name of a project beside the CSEC programme is free text, and only for who reads the county\'s narratives', async () => {
    const CSEC = ['S-CSEC Referral'];
    expect(await told('specialProjects { projectName }', ({ specialProjects }) => specialProjects?.map((row: Parsed) => row.projectName) ?? null)).toEqual({
      'worker CHILD_WELFARE': ['Family Stabilization', ...CSEC], 'worker CARE_COORDINATION': ['Family Stabilization', ...CSEC],
      'clinician TREATMENT': CSEC, 'detective INVESTIGATION': CSEC, 'provider SERVICES': null, 'member MDT': CSEC,
    });
  });
});
