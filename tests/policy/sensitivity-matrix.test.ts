import { describe, expect, it } from 'vitest';
import type { WorkerPrivilege } from '../../src/policy/access-context.js';
import type { Sensitivity } from '../../src/model/youth.js';
import { asking, assignment, facts } from './people.js';
import { decided } from './released.js';

type Worker = readonly [string, string, readonly WorkerPrivilege[]];

/** Every worker here reaches the client by a basis, so that the matrix alone closes him. */
const WORKERS: readonly Worker[] = [
  ['plain', '19', []], ['county sensitive', '19', ['SENSITIVE']], ['county sealed', '19', ['SEALED']],
  ['state sensitive', '99', ['SENSITIVE']], ['state sealed', '99', ['SEALED']],
];

/** cws-cms.md section 4.5; the county of a client of the State's own is 99. */
const MATRIX: readonly (readonly [Sensitivity, 'SAME' | 'OTHER' | 'NONE', readonly boolean[]])[] = [
  ['N', 'SAME', [true, true, true, true, true]],
  ['N', 'OTHER', [true, true, true, true, true]],
  ['N', 'NONE', [true, true, true, true, true]],
  ['S', 'SAME', [false, true, false, true, false]],
  ['R', 'SAME', [false, false, true, false, true]],
  ['S', 'OTHER', [false, false, false, true, false]],
  ['R', 'OTHER', [false, false, false, false, false]],
  ['S', 'NONE', [false, true, false, false, false]],
  ['R', 'NONE', [false, false, true, false, true]],
];

const CASES = MATRIX.flatMap(([sensitivity, relation, open]) =>
  WORKERS.map(([name, county, privileges], at) => ({ sensitivity, relation, name, county, privileges, opens: open[at] === true })));

describe('the access matrix for sensitive and sealed clients', () => {
  it.each(CASES)('client $sensitivity of county $relation, worker $name: $opens', ({ sensitivity, relation, county, privileges, opens }) => {
    const subjectCounty = relation === 'NONE' ? null : relation === 'SAME' ? county : '37';
    const context = asking('COUNTY_WORKER', { purpose: 'CHILD_WELFARE', who: { county, privileges } });
    const decision = decided(context, facts({ subject: { sensitivity, county: subjectCounty }, assignments: [assignment()] }));
    expect(decision.admits).toBe(opens);
    expect(decision.cells.every((cell) => opens || cell.reason === 'FLOOR')).toBe(true);
  });

  it('opens both to a worker who holds both privileges', () => {
    const context = asking('COUNTY_WORKER', { who: { privileges: ['SENSITIVE', 'SEALED'] } });
    const admits = (sensitivity: Sensitivity) => decided(context, facts({ subject: { sensitivity }, assignments: [assignment()] })).admits;
    expect([admits('N'), admits('S'), admits('R')]).toEqual([true, true, true]);
  });

  it('withholds from a worker of no county, as indeterminate', () => {
    const decision = decided(asking('COUNTY_WORKER', { who: { county: null } }), facts({ assignments: [assignment()] }));
    expect(decision.admits).toBe(false);
    expect(decision.cells[0]?.reason).toBe('INDETERMINATE');
  });
});
