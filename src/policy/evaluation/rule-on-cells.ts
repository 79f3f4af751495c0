import type { CellProgram } from './compile.js';
import { decideCell, likewise, withheld } from './decide-cell.js';
import type { CellDecision } from '../decision.js';
import type { Evaluation, Question } from './evaluation.js';
import { Precedents } from './precedents.js';
import { releaseMask, type ReleaseMask } from './release-mask.js';

const NOTHING: readonly never[] = Object.freeze([]);

/** What was decided of all cells that nothing on file touches, at their places, and what that releases where it is all. */
interface Ruling {
  readonly cells: readonly (CellDecision | undefined)[];
  readonly release: ReleaseMask | null;
}

const STEPS = 50_000;

// A cache and not a state: a ruling that is found is the ruling that would be made.
const PRECEDENTS = new WeakMap<readonly CellProgram[], Precedents<Question, Ruling>>();

function precedentsOf(programs: readonly CellProgram[]): Precedents<Question, Ruling> {
  const known = PRECEDENTS.get(programs);
  if (known !== undefined) return known;
  const made = new Precedents<Question, Ruling>(STEPS);
  PRECEDENTS.set(programs, made);
  return made;
}

/** Decides every cell: those that a consent, refusal, order or approval on file touches each by itself, all others as was decided before. */
export function ruleOnCells(programs: readonly CellProgram[], evaluation: Evaluation): ReleaseMask {
  const touched = evaluation.documented && evaluation.touching
    ? programs.map((program) => (program.ofCell || evaluation.limited) && evaluation.touched(program.cell)) : NOTHING;
  const { release, cells } = rulingOn(programs, evaluation, touched);
  return release ?? releaseMask(programs.map((program, at) => cells[at] ?? attempt(program, evaluation)));
}

function rulingOn(programs: readonly CellProgram[], evaluation: Evaluation, touched: readonly boolean[]): Ruling {
  const free = programs.find(({ cell }) => !evaluation.touched(cell))?.cell;
  if (free === undefined || evaluation.unprecedented) return ruled(programs, evaluation, touched);
  const { context, day, role } = evaluation.situation;
  const start = `${role} ${context.caller.agency.kind} ${evaluation.duties?.join() ?? '*'} ${day} ${evaluation.limited} ${placesOf(touched)}`;
  const precedents = precedentsOf(programs);
  const known = precedent(precedents, start, (question) => evaluation.answer(question, free));
  if (known !== undefined) return known;
  const made = ruled(programs, evaluation, touched);
  if (evaluation.asked !== null) precedents.keep(start, evaluation.asked, made);
  return made;
}

/** The places of the cells that are touched, as a text that tells them from every others. */
function placesOf(touched: readonly boolean[]): string {
  let places = '';
  for (let at = 0; at < touched.length; at += 1) if (touched[at] === true) places += `${at},`;
  return places;
}

/** The ruling on a situation that was answered alike; none where something cannot be answered. */
function precedent(precedents: Precedents<Question, Ruling>, start: string, answer: (question: Question) => string): Ruling | undefined {
  try {
    return precedents.find(start, answer);
  } catch {
    return undefined;
  }
}

/** Decides the cells that nothing touches; once for all cells that the same rules decide, as nothing that they ask depends on the cell. */
function ruled(programs: readonly CellProgram[], evaluation: Evaluation, touched: readonly boolean[]): Ruling {
  const decided: (CellDecision | undefined)[] = [];
  const cells = programs.map((program, at) => {
    if (touched[at]) return undefined;
    const known = decided[program.alike];
    return known === undefined ? (decided[program.alike] = attempt(program, evaluation)) : likewise(known, program);
  });
  return { cells, release: touched.includes(true) ? null : releaseMask(cells as readonly CellDecision[]) };
}

function attempt(program: CellProgram, evaluation: Evaluation): CellDecision {
  try {
    return decideCell(program, evaluation);
  } catch {
    return withheld(program, 'RULE_FAILED');
  }
}
