import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../src/audit/csv.js';

describe('csvLine', () => {
  it('quotes what must be quoted, and nothing else', () => {
    expect(csvLine(['plain', 'a,b', 'say "so"', 'two\nlines', '', ' led', 'é'])).toBe('plain,"a,b","say ""so""","two\nlines",," led",é\r\n');
  });

  it('keeps a spreadsheet from running what begins like a formula', () => {
    expect(csvLine(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=a,b', '2026-03-01', 'a=b']))
      .toBe('\'=1+1,\'+1,\'-1,\'@SUM(A1),\'\tx,"\'\rx","\'=a,b",2026-03-01,a=b\r\n');
  });

  it('is read back by another\'s reader as it was, but for the apostrophe of a formula', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (fields) => {
      const [read] = parse(csvLine(fields), { relax_column_count: true, skip_empty_lines: false }) as string[][];
      expect(read).toEqual(fields.map((one) => (/^[=+\-@\t\r]/.test(one) ? `'${one}` : one)));
    }), { numRuns: 300, seed: 20_260_301 });
  });
});
