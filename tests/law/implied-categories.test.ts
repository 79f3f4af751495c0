import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { federalRaceOf } from '../../src/law/federal-race.js';
import { categoryOfIdentifierSystem, IDENTIFIER_CATEGORIES } from '../../src/law/identifier-systems.js';
import { categoryImpliedByAgency, categoryImpliedByCode } from '../../src/law/implied-categories.js';

const CODES = new URL('../../../shared/data/cws-cms-system-codes.tsv', import.meta.url);
/** Reasons and facility types whose words speak of health, justice or adoption. */
const TELLING = /incarcerat|60[12]|probation|hospital|medic|mental|disab|handicap|adopt|mother|law violation|status offense|relinquish|surrendered/i;

describe('what a code implies', () => {
  it('G7: is a category for each kind of reason that tells of one, and none for a plain reason', () => {
    expect([5424, 1437, 307, 1441, 1420, 1610, 6311, 1436, 6798, 308, 6307, 1428, 302, 304].map(categoryImpliedByCode)).toEqual([
      'REPRODUCTIVE_HEALTH', 'MENTAL_HEALTH', 'MENTAL_HEALTH', 'GENERAL_MEDICAL', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY', 'JUVENILE_JUSTICE',
      'JUVENILE_JUSTICE', 'JUVENILE_JUSTICE', 'JUVENILE_JUSTICE', 'JUVENILE_JUSTICE', 'ADOPTION', 'ADOPTION', 'ADOPTION',
    ]);
    expect([1425, 1615, 318, 1417, 1520].map(categoryImpliedByCode)).toEqual([null, null, null, null, null]);
    expect(['C', 'P', 'O', 'A', 'S', 'I', 'K', 'M'].map(categoryImpliedByAgency)).toEqual([
      null, 'JUVENILE_JUSTICE', null, 'ADOPTION', 'ADOPTION', null, null, 'MENTAL_HEALTH',
    ]);
  });

  it.skipIf(!existsSync(CODES))('G7: is said of every published reason whose words tell of health, justice or adoption (skipped where the published codes are not at hand)', () => {
    const rows = readFileSync(CODES, 'utf8').split('\n').map((line) => line.split('\t'));
    const telling = rows.filter(([, table, words]) => ['PLCG_RNC', 'RMV_RSNC', 'CLS_RSNC', 'PLC_FCLC', 'RFR_RSPC'].includes(table ?? '') && TELLING.test(words ?? ''));
    expect(telling.length).toBeGreaterThan(25);
    expect(telling.filter(([code]) => categoryImpliedByCode(Number(code)) === null).map(([, , words]) => words)).toEqual([]);
  });
});

describe('what a system of identifiers implies', () => {
  it('G7: is one of the categories of the list, and nothing for a system that is not known', () => {
    expect([1334, 6139, 1335, 1332, 6274].map(categoryOfIdentifierSystem)).toEqual([
      'JUVENILE_JUSTICE', 'MENTAL_HEALTH', 'DEVELOPMENTAL_DISABILITY', 'GENERAL_MEDICAL', 'EDUCATION',
    ]);
    expect(categoryOfIdentifierSystem(7999)).toBeNull();
    expect(new Set(IDENTIFIER_CATEGORIES).size).toBe(IDENTIFIER_CATEGORIES.length);
  });
});

describe('the federal race of an ethnicity', () => {
  it.skipIf(!existsSync(CODES))('is that of the published codes (skipped where they are not at hand)', () => {
    const rows = readFileSync(CODES, 'utf8').split('\n').map((line) => line.split('\t')).filter(([, table]) => table === 'ETHNCTYC');
    expect(rows.length).toBeGreaterThan(30);
    const published = (name: string | undefined) => (name === undefined || ['', 'Unable to Determine', 'Declines to State'].includes(name.trim()) ? null : name.trim());
    expect(rows.map(([code]) => [code, federalRaceOf(Number(code))])).toEqual(rows.map(([code, , , , , , , race]) => [code, published(race)]));
  });
});
