import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import { holidaysOf, isBusinessDay, nextBusinessDay } from '../../src/policy/relations/business-days.js';

describe('the holidays of California\'s courts', () => {
  it('are those of a year that the courts published', () => {
    expect(holidaysOf(2026)).toEqual([
      '2026-01-01', '2026-01-19', '2026-02-12', '2026-02-16', '2026-03-31', '2026-05-25', '2026-06-19', '2026-07-03', '2026-09-07', '2026-09-25', '2026-11-11',
      '2026-11-26', '2026-11-27', '2026-12-25',
    ]);
  });

  it('are kept on the Friday before a Saturday, in the old year too, and on the Monday after a Sunday', () => {
    expect(holidaysOf(2021).slice(-1)).toEqual(['2021-12-31']);
    expect(holidaysOf(2022).slice(0, 1)).toEqual(['2022-01-17']);
    expect(holidaysOf(2027)).toEqual(expect.arrayContaining(['2027-06-18', '2027-07-05', '2027-12-24', '2027-12-31']));
    expect(holidaysOf(2023)).toContain('2023-01-02');
  });

  it('begin with the year in which the courts began to keep them', () => {
    expect(holidaysOf(2021).filter((day) => day.includes('-06-') || day.startsWith('2021-09-24'))).toEqual([]);
    expect(holidaysOf(2022)).toEqual(expect.arrayContaining(['2022-06-20', '2022-09-23']));
  });
});

describe('a business day', () => {
  it('is Monday to Friday and no holiday; days that close no office are business days', () => {
    const open = (day: string) => isBusinessDay(localDate(day));
    expect(['2026-03-30', '2026-09-09', '2026-10-12', '2026-04-03', '2024-02-29'].map(open)).toEqual([true, true, true, true, true]);
    expect(['2026-03-28', '2026-03-29', '2026-03-31', '2026-11-27', '2026-07-03'].map(open)).toEqual([false, false, false, false, false]);
  });

  it('comes next after a long weekend, and after the turn of the year', () => {
    expect([nextBusinessDay(localDate('2026-11-25')), nextBusinessDay(localDate('2026-12-31')), nextBusinessDay(localDate('2021-12-30'))]).toEqual([
      '2026-11-30', '2027-01-04', '2022-01-03',
    ]);
  });
});
