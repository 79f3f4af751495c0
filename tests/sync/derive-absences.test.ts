import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { plusDays, type LocalDate } from '../../src/kernel/dates.js';
import type { AbsenceTraces } from '../../src/store/assembly/absence.js';
import { deriveAbsences } from '../../src/sync/derive-absences.js';

const day = (text: string): LocalDate => text as LocalDate;
const placed = (startedOn: string, endedOn: string | null, endReasonCode: number | null = null, episodeKey = 'e1') =>
  ({ episodeKey, startedOn: day(startedOn), endedOn: endedOn === null ? null : day(endedOn), endReasonCode });
const episode = (removedOn: string, endedOn: string | null = null, key = 'e1') =>
  ({ key, removedOn: day(removedOn), endedOn: endedOn === null ? null : day(endedOn) });
const traces = (given: Partial<AbsenceTraces>): AbsenceTraces =>
  ({ episodes: [episode('2025-01-01')], placements: [], indicator: null, gridRows: [], ...given });

describe('deriveAbsences from placements', () => {
  it('finds none where placements follow one another', () => {
    expect(deriveAbsences(traces({ placements: [
      placed('2025-01-01', '2025-02-01', 1425), placed('2025-02-01', '2025-03-01', 1442), placed('2025-03-02', null),
    ] }))).toEqual([]);
  });

  it('opens one where the youth ran away, until the next placement', () => {
    expect(deriveAbsences(traces({ placements: [placed('2025-01-01', '2025-02-01', 1431), placed('2025-02-10', null)] }))).toEqual([
      { kind: 'RAN_AWAY', startedOn: '2025-02-01', endedOn: '2025-02-10', derivedFrom: 'PLACEMENT_END' },
    ]);
  });

  it('keeps a run that ended the day it began', () => {
    expect(deriveAbsences(traces({ placements: [placed('2025-01-01', '2025-02-01', 1431), placed('2025-02-01', null)] }))).toEqual([
      { kind: 'RAN_AWAY', startedOn: '2025-02-01', endedOn: '2025-02-01', derivedFrom: 'PLACEMENT_END' },
    ]);
  });

  it('leaves open an abduction that nothing follows, and ends it with the episode', () => {
    const placements = [placed('2025-01-01', '2025-02-01', 1439)];
    expect(deriveAbsences(traces({ placements }))).toEqual([
      { kind: 'ABDUCTED', startedOn: '2025-02-01', endedOn: null, derivedFrom: 'PLACEMENT_END' },
    ]);
    expect(deriveAbsences(traces({ placements, episodes: [episode('2025-01-01', '2025-05-01')] }))).toEqual([
      { kind: 'ABDUCTED', startedOn: '2025-02-01', endedOn: '2025-05-01', derivedFrom: 'PLACEMENT_END' },
    ]);
  });

  it('calls a gap unexplained unless its reason says where the youth is', () => {
    const gap = (reason: number | null) => deriveAbsences(traces({ placements: [placed('2025-01-01', '2025-02-01', reason), placed('2025-02-20', null)] }));
    expect(gap(1442)).toEqual([{ kind: 'UNEXPLAINED', startedOn: '2025-02-01', endedOn: '2025-02-20', derivedFrom: 'EPISODE_GAP' }]);
    expect(gap(null)).toEqual(gap(1442));
    for (const known of [1436, 1437, 1440, 1441, 6799, 6802]) expect(gap(known)).toEqual([]);
  });

  it('does not take the days before the first placement, nor days of another placement, for a gap', () => {
    expect(deriveAbsences(traces({ placements: [placed('2025-01-20', null)] }))).toEqual([]);
    expect(deriveAbsences(traces({ placements: [
      placed('2025-01-01', '2025-06-01', 1425), placed('2025-02-01', '2025-03-01', 1442), placed('2025-06-01', null),
    ] }))).toEqual([]);
  });

  it('judges each episode by its own placements', () => {
    expect(deriveAbsences(traces({
      episodes: [episode('2025-01-01', '2025-02-01'), episode('2025-06-01', null, 'e2')],
      placements: [placed('2025-01-01', '2025-02-01', 1431), placed('2025-06-01', null, null, 'e2')],
    }))).toEqual([{ kind: 'RAN_AWAY', startedOn: '2025-02-01', endedOn: '2025-02-01', derivedFrom: 'PLACEMENT_END' }]);
  });
});

describe('deriveAbsences from the AWOL indicator', () => {
  const away = { kind: 'RAN_AWAY', updatedOn: day('2025-03-01') } as const;

  it('opens an absence on the day the county is known to have known', () => {
    expect(deriveAbsences(traces({ placements: [placed('2025-01-01', null)], indicator: away }))).toEqual([
      { kind: 'RAN_AWAY', startedOn: '2025-03-01', endedOn: null, derivedFrom: 'AWOL_INDICATOR' },
    ]);
  });

  it('names the kind of the gap that is open, and adds nothing to it', () => {
    expect(deriveAbsences(traces({ placements: [placed('2025-01-01', '2025-02-01', 1442)], indicator: away }))).toEqual([
      { kind: 'RAN_AWAY', startedOn: '2025-02-01', endedOn: null, derivedFrom: 'EPISODE_GAP' },
    ]);
    expect(deriveAbsences(traces({ placements: [placed('2025-01-01', '2025-02-01', 1439)], indicator: away }))).toEqual([
      { kind: 'ABDUCTED', startedOn: '2025-02-01', endedOn: null, derivedFrom: 'PLACEMENT_END' },
    ]);
  });

  it('ends where a later placement begins, and tells nothing new of a span already known', () => {
    expect(deriveAbsences(traces({ placements: [placed('2025-04-01', null)], indicator: away }))).toEqual([
      { kind: 'RAN_AWAY', startedOn: '2025-03-01', endedOn: '2025-04-01', derivedFrom: 'AWOL_INDICATOR' },
    ]);
    expect(deriveAbsences(traces({
      placements: [placed('2025-01-01', '2025-02-20', 1431), placed('2025-03-10', null)], indicator: away,
    }))).toEqual([{ kind: 'RAN_AWAY', startedOn: '2025-02-20', endedOn: '2025-03-10', derivedFrom: 'PLACEMENT_END' }]);
  });

  it('falls back on the removal when the row has no moment, and derives nothing without a day', () => {
    const undated = { kind: 'ABDUCTED', updatedOn: null } as const;
    expect(deriveAbsences(traces({ indicator: undated }))).toEqual([
      { kind: 'ABDUCTED', startedOn: '2025-01-01', endedOn: null, derivedFrom: 'AWOL_INDICATOR' },
    ]);
    expect(deriveAbsences(traces({ episodes: [], indicator: undated }))).toEqual([]);
  });
});

describe('deriveAbsences from grid rows of type 6871', () => {
  it('bounds an absence that nothing else tells of', () => {
    expect(deriveAbsences(traces({ gridRows: [{ startedOn: day('2025-02-01'), endedOn: day('2025-02-05') }] }))).toEqual([
      { kind: 'UNEXPLAINED', startedOn: '2025-02-01', endedOn: '2025-02-05', derivedFrom: 'GRID_ROW' },
    ]);
  });

  it('adds nothing to an absence that placements tell of', () => {
    expect(deriveAbsences(traces({
      placements: [placed('2025-01-01', '2025-02-01', 1431), placed('2025-02-10', null)],
      gridRows: [{ startedOn: day('2025-01-31'), endedOn: day('2025-02-11') }],
    }))).toEqual([{ kind: 'RAN_AWAY', startedOn: '2025-02-01', endedOn: '2025-02-10', derivedFrom: 'PLACEMENT_END' }]);
  });

  it('ends a row without its mandatory end where the next placement begins', () => {
    const gridRows = [{ startedOn: day('2025-02-01'), endedOn: null }];
    expect(deriveAbsences(traces({ placements: [placed('2025-03-01', null)], gridRows }))).toEqual([
      { kind: 'UNEXPLAINED', startedOn: '2025-02-01', endedOn: '2025-03-01', derivedFrom: 'GRID_ROW' },
    ]);
    expect(deriveAbsences(traces({ gridRows }))).toEqual([
      { kind: 'UNEXPLAINED', startedOn: '2025-02-01', endedOn: null, derivedFrom: 'GRID_ROW' },
    ]);
  });

  it('joins overlapping rows, and takes an end before its start for the start', () => {
    expect(deriveAbsences(traces({ gridRows: [
      { startedOn: day('2025-02-01'), endedOn: day('2025-02-10') }, { startedOn: day('2025-02-05'), endedOn: day('2025-02-20') },
      { startedOn: day('2025-04-05'), endedOn: day('2025-04-01') },
    ] }))).toEqual([
      { kind: 'UNEXPLAINED', startedOn: '2025-02-01', endedOn: '2025-02-20', derivedFrom: 'GRID_ROW' },
      { kind: 'UNEXPLAINED', startedOn: '2025-04-05', endedOn: '2025-04-05', derivedFrom: 'GRID_ROW' },
    ]);
  });
});

describe('deriveAbsences of any traces', () => {
  const offset = fc.integer({ min: 0, max: 400 });
  const at = (days: number): LocalDate => plusDays(day('2025-01-01'), days);
  const span = fc.record({ from: offset, length: fc.option(fc.integer({ min: 0, max: 60 })) });
  const anyTraces: fc.Arbitrary<AbsenceTraces> = fc.record({
    episodes: fc.option(offset).map((end) => [{ key: 'e1', removedOn: at(0), endedOn: end === null ? null : at(end) }]),
    placements: fc.array(fc.tuple(span, fc.constantFrom(null, 1431, 1439, 1436, 1442)).map(([{ from, length }, endReasonCode]) =>
      ({ episodeKey: 'e1', startedOn: at(from), endedOn: length === null ? null : at(from + length), endReasonCode })), { maxLength: 6 }),
    indicator: fc.option(fc.record({ kind: fc.constantFrom('RAN_AWAY' as const, 'ABDUCTED' as const), updatedOn: fc.option(offset.map(at)) })),
    gridRows: fc.array(span.map(({ from, length }) => ({ startedOn: at(from), endedOn: length === null ? null : at(from + length) })), { maxLength: 4 }),
  });

  it('counts no day twice, keeps order, and does not depend on the order of the rows', () => {
    fc.assert(fc.property(anyTraces, (given) => {
      const absences = deriveAbsences(given);
      for (const [index, absence] of absences.entries()) {
        expect(absence.endedOn === null || absence.endedOn >= absence.startedOn).toBe(true);
        const next = absences[index + 1];
        if (next) expect(absence.endedOn !== null && absence.endedOn <= next.startedOn && absence.startedOn < next.startedOn).toBe(true);
      }
      expect(deriveAbsences({ ...given, placements: [...given.placements].reverse(), gridRows: [...given.gridRows].reverse() })).toEqual(absences);
    }), { numRuns: 500 });
  });
});
