import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import { InvariantError } from '../../src/kernel/invariant.js';
import type { Admission } from '../../src/policy/admission/admission.js';
import type { Decision } from '../../src/policy/decision.js';
import type { AdmissionSource, Candidate, PageRequest } from '../../src/release/admission-source.js';
import { ReleaseGate } from '../../src/release/gate.js';
import { asking, facts } from '../policy/people.js';
import { decisionThat } from './decisions.js';

const ADMISSION: Admission = { kind: 'any-of', nodes: [{ kind: 'involved', agencyId: 'agency', as: 'TREATMENT' }] };
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const PAGE: PageRequest = { first: 2, after: null, order: 'ANY', filter: {} };

/** A store of the subjects 1 to `count`; records what it is asked. */
class Subjects implements AdmissionSource {
  readonly pages: PageRequest[] = [];
  readonly narrowed: (readonly string[])[] = [];

  constructor(private readonly count: number) {}

  async admitPage(_: Admission, request: PageRequest): Promise<readonly Candidate[]> {
    this.pages.push(request);
    return this.#all().filter(({ facts: { subject } }) => request.after === null || subject.subjectId > request.after.subjectId).slice(0, request.first);
  }

  async admitIds(_: Admission, subjectIds: readonly string[]): Promise<readonly Candidate[]> {
    return this.#all().filter(({ facts: { subject } }) => subjectIds.includes(subject.subjectId));
  }

  async admitIdentifier(): Promise<readonly Candidate[]> {
    return this.#all();
  }

  async narrow(subjectIds: readonly string[]): Promise<void> {
    this.narrowed.push(subjectIds);
  }

  #all(): Candidate[] {
    return Array.from({ length: this.count }, (_, at) => ({ facts: facts({ subject: { subjectId: id(at + 1), bornOn: localDate('2011-06-15') } }), key: null }));
  }
}

/** A gate before that store, whose decisions release the case facts of these subjects and nothing of any other. */
function gateTo(subjects: Subjects, released: readonly number[], category: 'CASE_FACTS' | 'IDENTITY_CORE' = 'CASE_FACTS') {
  const decided: string[] = [];
  const gate = new ReleaseGate(asking('PROVIDER'), ADMISSION, subjects, (_, { subject: { subjectId } }): Decision => {
    decided.push(subjectId);
    return decisionThat(released.map(id).includes(subjectId) ? [{ category }] : [], { subjectId });
  });
  return { gate, decided };
}

const shown = (page: { readonly decisions: readonly { readonly decision: Decision }[] }): readonly string[] => page.decisions.map(({ decision }) => decision.subjectId);

describe('a page of the gate', () => {
  it('goes on while decisions that release nothing leave it short', async () => {
    const subjects = new Subjects(9);
    const { gate } = gateTo(subjects, [1, 6, 9]);
    const page = await gate.admitPage(PAGE);
    expect(shown(page)).toEqual([id(1), id(6)]);
    expect(page.hasNextPage).toBe(true);
    expect(subjects.pages.map(({ after, first }) => [after?.subjectId ?? null, first])).toEqual([[null, 3], [id(3), 3], [id(6), 3]]);
  });

  it('has no next page when only subjects follow of whom nothing is released', async () => {
    const { gate } = gateTo(new Subjects(8), [1, 2]);
    const page = await gate.admitPage(PAGE);
    expect([shown(page), page.hasNextPage]).toEqual([[id(1), id(2)], false]);
  });

  it('shows nobody where nothing is released of anybody, and reads to the end', async () => {
    const subjects = new Subjects(4);
    const { gate } = gateTo(subjects, []);
    const page = await gate.admitPage(PAGE);
    expect([shown(page), page.hasNextPage, subjects.narrowed]).toEqual([[], false, [[]]]);
  });

  it('closes again what the store opened and the page does not show', async () => {
    const subjects = new Subjects(3);
    const { gate } = gateTo(subjects, [1, 2, 3]);
    await gate.admitPage(PAGE);
    expect(subjects.narrowed).toEqual([[id(1), id(2)]]);
    expect([...gate.decisions.keys()]).toEqual([id(1), id(2)]);
  });

  it('holds nobody who does not stand in the list, goes on for others, and closes and forgets whoever does not', async () => {
    const subjects = new Subjects(9);
    const { gate } = gateTo(subjects, [1, 2, 3, 5, 7, 8]);
    const page = await gate.admitPage(PAGE, async ({ subjectId }) => [2, 4, 7].map(id).includes(subjectId));
    expect([shown(page), page.hasNextPage]).toEqual([[id(2), id(7)], false]);
    expect([subjects.narrowed, [...gate.decisions.keys()]]).toEqual([[[id(2), id(7)]], [id(2), id(7)]]);
    expect(() => gate.factsOn(id(1))).toThrow(InvariantError);
  });

  it('closes nothing where the store opened exactly what is shown', async () => {
    const subjects = new Subjects(2);
    const { gate } = gateTo(subjects, [1, 2]);
    await gate.admitPage(PAGE);
    expect(subjects.narrowed).toEqual([]);
  });

  it('keeps open what was admitted before', async () => {
    const subjects = new Subjects(5);
    const { gate } = gateTo(subjects, [1, 2, 3, 5]);
    await gate.admit(id(5));
    await gate.admitPage(PAGE);
    expect(subjects.narrowed).toEqual([[id(5), id(1), id(2)]]);
  });
});

describe('what is never listed', () => {
  const HIV = { category: 'HIV', regime: 'CMIA' } as const;
  const gateToHiv = (others: boolean, alone = true) => {
    const gate = new ReleaseGate(asking('PROVIDER'), ADMISSION, new Subjects(2), (_, { subject: { subjectId } }) =>
      decisionThat([HIV, ...(others ? [{ category: 'CASE_FACTS' } as const] : [])], { subjectId }));
    if (alone) gate.asksForOne();
    return gate;
  };
  const tells = (decision: Decision | null | undefined): readonly (boolean | undefined)[] =>
    [decision?.permits('HIV', 'FULL', 'CMIA'), decision?.rowsReleased('HIV', 'FULL', 'CMIA') === null, decision?.permits('CASE_FACTS', 'FULL', 'CHILD_WELFARE')];

  it('R-44: an HIV result is told of a subject who is asked about, and withheld of the same one in a list, whichever comes first', async () => {
    const gate = gateToHiv(true);
    const listed = (await gate.admitPage(PAGE)).decisions[0]!.decision;
    expect([tells(listed), tells(gate.decisions.get(id(1)))]).toEqual([[false, false, true], [false, false, true]]);
    expect([tells(await gate.admit(id(1))), tells(gate.decisions.get(id(1)))]).toEqual([[true, true, true], [true, true, true]]);
    const again = (await gate.admitPage(PAGE)).decisions[0]!.decision;
    expect([tells(again), tells(gate.decisions.get(id(1))), tells(gate.decisions.get(id(2)))]).toEqual([[false, false, true], [true, true, true], [false, false, true]]);
    expect(await gate.admit(id(1))).toBe(gate.decisions.get(id(1)));
  });

  it('R-44: an HIV result is told of nobody where the operation asks for several, and unless it is known to ask for one', async () => {
    const gate = gateToHiv(true, false);
    expect([tells(await gate.admit(id(1))), tells(await gate.admit(id(2))), tells(gate.decisions.get(id(1)))]).toEqual([[false, false, true], [false, false, true], [false, false, true]]);
    expect([await gateToHiv(false, false).admit(id(1)), gate.decisions.size]).toEqual([null, 2]);
  });

  it('R-44: of whom nothing else is released is in no list', async () => {
    const gate = gateToHiv(false);
    expect([shown(await gate.admitPage(PAGE)), (await gate.admit(id(2)))?.subjectId]).toEqual([[], id(2)]);
  });
});

describe('the emergency of a youth', () => {
  it('R-60: is asked of one youth in one request; a second is as if not admitted, and is closed again', async () => {
    const subjects = new Subjects(2);
    const gate = new ReleaseGate(asking('MENTAL_HEALTH'), ADMISSION, subjects, (_, { subject: { subjectId } }) => {
      const decision = decisionThat([{ category: 'GENERAL_MEDICAL' }], { subjectId });
      return { ...decision, cells: decision.cells.map((cell) => ({ ...cell, basis: 'EMERGENCY' as const })) };
    });
    expect([(await gate.admit(id(1)))?.subjectId, await gate.admit(id(2)), (await gate.admit(id(1)))?.subjectId]).toEqual([id(1), null, id(1)]);
    expect([[...gate.decisions.keys()], subjects.narrowed]).toEqual([[id(1)], [[id(1)]]]);
  });

  it('R-60: is begun once in one request', () => {
    const { gate } = gateTo(new Subjects(1), [1]);
    gate.breakGlass();
    expect(() => gate.breakGlass()).toThrow('one youth');
  });
});

describe('a subject of the gate', () => {
  it('is decided once, however often it is asked for', async () => {
    const { gate, decided } = gateTo(new Subjects(1), [1]);
    const first = await gate.admit(id(1));
    expect([await gate.admit(id(1)) === first, gate.decisions.get(id(1)) === first, decided]).toEqual([true, true, [id(1)]]);
  });

  it('of whom nothing is released does not exist, and is closed again', async () => {
    const subjects = new Subjects(1);
    const { gate } = gateTo(subjects, []);
    expect([await gate.admit(id(1)), gate.decisions.size, subjects.narrowed]).toEqual([null, 0, [[]]]);
    expect(() => gate.factsOn(id(1))).toThrow('not admitted');
  });

  it('that is not there costs the same as one that is not admitted', async () => {
    const subjects = new Subjects(1);
    const { gate } = gateTo(subjects, []);
    expect([await gate.admit(id(2)), subjects.narrowed]).toEqual([null, [[]]]);
  });

  it('is found by an identifier only where identifiers are released', async () => {
    const identifier = { system: 'CWS_CMS', value: '0000000001' } as const;
    const withheld = new Subjects(1);
    expect(await gateTo(withheld, [1]).gate.admitIdentifier(identifier)).toBeNull();
    expect(withheld.narrowed).toEqual([[]]);
    expect((await gateTo(new Subjects(1), [1], 'IDENTITY_CORE').gate.admitIdentifier(identifier))?.subjectId).toBe(id(1));
  });
});
