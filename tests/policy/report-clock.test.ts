import { describe, expect, it } from 'vitest';
import { instant } from '../../src/kernel/dates.js';
import { alarmOf, minutesLeft, reviewDueAt } from '../../src/policy/relations/report-clock.js';
import type { MandatedReport } from '../../src/model/mandated-report.js';

const REPORT: MandatedReport = {
  id: '0e900000-0000-4000-8000-000000000001', subjectId: '5ab1ec70-0000-4000-8000-000000000001', statute: 'USC_42_671_A_35',
  recipientAgencyId: 'a9e0c100-0000-4000-8000-000000000001', learnedAt: instant('2026-03-01T08:00:00Z'), dueAt: instant('2026-03-02T08:00:00Z'),
  reportedAt: null, reportNumber: null, endedAt: null,
};

describe('the clock of a compelled report', () => {
  it.each([
    ['2026-03-01T11:59:59.999Z', 'RUNNING'], ['2026-03-01T12:00:00Z', 'FOUR_HOURS'], ['2026-03-01T19:59:59.999Z', 'FOUR_HOURS'], ['2026-03-01T20:00:00Z', 'TWELVE_HOURS'],
    ['2026-03-02T04:00:00Z', 'TWENTY_HOURS'], ['2026-03-02T07:59:59.999Z', 'TWENTY_HOURS'], ['2026-03-02T08:00:00Z', 'OVERDUE'],
  ])('at %s stands at %s', (at, level) => {
    expect(alarmOf(REPORT, instant(at))).toBe(level);
  });

  it('stops when the report is made, or its matter ends, and not before', () => {
    const at = instant('2026-03-03T08:00:00Z');
    expect(alarmOf({ ...REPORT, reportedAt: at }, at)).toBe('MADE');
    expect(alarmOf({ ...REPORT, endedAt: at }, at)).toBe('ENDED');
    expect(alarmOf({ ...REPORT, reportedAt: at }, instant('2026-03-03T07:59:59Z'))).toBe('OVERDUE');
  });

  it('counts whole minutes, below none when it is late', () => {
    expect([minutesLeft(REPORT, instant('2026-03-02T07:58:30Z')), minutesLeft(REPORT, instant('2026-03-02T08:01:00Z'))]).toEqual([1, -1]);
  });
});

describe('the review of an emergency access', () => {
  it.each([
    ['2026-03-05T20:00:00Z', 'Thursday', '2026-03-07T08:00:00.000Z'], ['2026-03-06T20:00:00Z', 'Friday, over the change of the clocks', '2026-03-10T07:00:00.000Z'],
    ['2026-03-30T20:00:00Z', 'Monday, before Cesar Chavez Day', '2026-04-02T07:00:00.000Z'], ['2026-11-25T20:00:00Z', 'Wednesday, before Thanksgiving', '2026-12-01T08:00:00.000Z'],
    ['2026-07-02T20:00:00Z', 'Thursday, before the Independence Day that is kept on a Friday', '2026-07-07T07:00:00.000Z'],
    ['2026-03-14T20:00:00Z', 'Saturday', '2026-03-17T07:00:00.000Z'], ['2026-03-16T06:30:00Z', 'late on Sunday in California', '2026-03-17T07:00:00.000Z'],
  ])('of %s, a %s, is due by %s', (openedAt, _, due) => {
    expect(reviewDueAt(instant(openedAt))).toBe(due);
  });
});
