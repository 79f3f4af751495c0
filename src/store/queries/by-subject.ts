import type { CodedValue } from '../../model/coded-value.js';

/** A row as a statement of this room selects it: it always names its subject. */
export interface SubjectRow {
  readonly subject_id: string;
}

/** Lays rows out again in the order in which their subjects were asked for; a subject without rows has an empty list. */
export function bySubject<R extends SubjectRow, T>(
  subjectIds: readonly string[], rows: readonly R[], toModel: (row: R) => T,
): readonly (readonly T[])[] {
  const lists = new Map<string, T[]>(subjectIds.map((id) => [id, []]));
  for (const row of rows) lists.get(row.subject_id)?.push(toModel(row));
  return subjectIds.map((id) => lists.get(id)!);
}

/** The pair of columns that hold a coded value; null when the source had no code. */
export function coded(code: number | null, display: string | null): CodedValue | null {
  return code === null ? null : { code, display };
}
