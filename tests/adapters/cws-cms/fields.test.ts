import { describe, expect, it } from 'vitest';
import { CellFault } from '../../../adapters/cws-cms/fields/cell-fault.js';
import { readDay, readTime } from '../../../adapters/cws-cms/fields/dates.js';
import { readCode, readPhone, readZip } from '../../../adapters/cws-cms/fields/numbers.js';
import { readTimestamp } from '../../../adapters/cws-cms/fields/timestamp.js';

describe('readTimestamp', () => {
  it.each([
    ['DB2 spelling in winter', '2025-01-15-09.30.00.123456', '2025-01-15T17:30:00.123456Z'],
    ['JDBC spelling in winter', '2025-01-15 09:30:00.123456', '2025-01-15T17:30:00.123456Z'],
    ['DB2 spelling in summer', '2025-07-15-09.30.00.123456', '2025-07-15T16:30:00.123456Z'],
    ['JDBC spelling with three digits', '2025-07-15 09:30:00.123', '2025-07-15T16:30:00.123000Z'],
    ['a colon before the fraction', '2025-07-15-09.30.00:1234', '2025-07-15T16:30:00.123400Z'],
    ['no fraction', '2025-07-15 09:30:00', '2025-07-15T16:30:00.000000Z'],
    ['a day that ends in the next one of UTC', '2025-07-15-23.59.59.999999', '2025-07-16T06:59:59.999999Z'],
    ['hour 24', '2025-07-15-24.00.00.000000', '2025-07-16T07:00:00.000000Z'],
    ['the hour before the clocks go back, the first time', '2025-11-02-01.30.00.000000', '2025-11-02T08:30:00.000000Z'],
    ['the hour after the clocks go back', '2025-11-02-02.30.00.000000', '2025-11-02T10:30:00.000000Z'],
    ['a clock before standard time', '1880-01-01-12.00.00.000000', '1880-01-01T19:53:00.000000Z'],
    ['the first moment that DB2 knows', '0001-01-01-00.00.00.000000', '0001-01-01T07:53:00.000000Z'],
    ['a moment of the first century', '0099-06-15-12.30.00.000001', '0099-06-15T20:23:00.000001Z'],
    ['the last day that DB2 knows', '9999-12-31-15.59.59.999999', '9999-12-31T23:59:59.999999Z'],
  ])('reads %s', (_, text, instant) => {
    expect(readTimestamp(text)).toBe(instant);
    expect(readTimestamp(text)).toBe(instant);
  });

  it('orders two rows of the same millisecond', () => {
    const [first, second] = [readTimestamp('2025-01-15-09.30.00.123001'), readTimestamp('2025-01-15 09:30:00.123002')];
    expect(String(first) < String(second)).toBe(true);
  });

  it.each([
    '2025-02-30-09.30.00.123456', '2025-01-15', '2025-01-15-25.00.00.000000', '2025-01-15-24.00.00.000001',
    '2025-01-15-09.60.00.000000', '2025-01-15-09.30.00.1234567', '01/15/2025 09:30:00', '2025-01-15T09:30:00Z', 'x',
    // In UTC they are of the year 10000, which neither has a place in the text of a moment nor orders with the others.
    '9999-12-31-16.00.00.000000', '9999-12-31-23.59.59.999999', '9999-12-31-24.00.00.000000',
  ])('refuses "%s"', (text) => {
    expect(readTimestamp(text)).toEqual(new CellFault('TIMESTAMP_INVALID'));
  });
});

describe('readDay', () => {
  it('reads a calendar day', () => {
    expect(readDay('2024-02-29')).toEqual({ on: '2024-02-29', hadTime: false });
  });

  it.each(['2024-02-29 00:00:00.0', '2024-02-29-00.00.00.000000', '2024-02-29 13:45:00'])('drops the time of "%s" and tells', (text) => {
    expect(readDay(text)).toEqual({ on: '2024-02-29', hadTime: true });
  });

  it.each(['2023-02-29', '02/29/2024', '20240229', '2024-2-9', '2024-02-29 noon'])('refuses "%s"', (text) => {
    expect(readDay(text)).toEqual(new CellFault('DATE_INVALID'));
  });
});

describe('readTime', () => {
  it.each([['14:05:09', '14:05:09'], ['14.05.09', '14:05:09'], ['00:00:00', '00:00:00']])('reads "%s"', (text, time) => {
    expect(readTime(text)).toBe(time);
  });

  it.each(['24:00:00', '14:60:00', '2:05 PM'])('refuses "%s"', (text) => {
    expect(readTime(text)).toEqual(new CellFault('TIME_INVALID'));
  });
});

describe('the readers of numbers', () => {
  it('take 0 for nothing', () => {
    expect([readCode('0'), readPhone('0'), readPhone('0000000000'), readZip('0')]).toEqual([null, null, null, null]);
  });

  it('read codes, phones and ZIPs as they are stored', () => {
    expect([readCode('6867'), readPhone('2135550100'), readPhone('2135550100.'), readZip('90012'), readZip('2139')])
      .toEqual([6867, '2135550100', '2135550100', '90012', '02139']);
  });

  it.each(['-1', '32768', '99999', '6867.5', 'V', '1e3'])('refuse the code "%s"', (text) => {
    expect(readCode(text)).toEqual(new CellFault('NUMBER_INVALID'));
  });

  it.each(['(213) 555-0100', '21355501000', '213555.01'])('refuse the phone "%s"', (text) => {
    expect(readPhone(text)).toEqual(new CellFault('NUMBER_INVALID'));
  });

  it.each(['90012-1234', '900123', 'K1A 0B1'])('refuse the ZIP "%s"', (text) => {
    expect(readZip(text)).toEqual(new CellFault('NUMBER_INVALID'));
  });
});
