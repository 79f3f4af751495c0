import type { Category } from '../../law/category.js';
import type { Regime } from '../../law/regime.js';
import { bothOf, type RowLimit, type RowLimits } from '../../policy/evaluation/row-limit.js';

/** Rows of a kind that the decision releases; every other row is never read. */
export interface AllowedRows {
  readonly category: Category;
  readonly regime: Regime;
  /** Also rows of care to which the minor consented. */
  readonly minorConsented: boolean;
  /** Of these rows, the documents within one of these limits that are evaluations a court ordered, too; null is all. Absent: none of them. */
  readonly evaluations?: RowLimits;
  /** Only rows within one of these, so that no other is counted or paged past. Null or absent: every row of the kind. */
  readonly limits?: RowLimits;
}

const EVERY_ROW: readonly RowLimit[] = [{ from: null, to: null, sources: null }];

/** The kinds as `withinAllowed` reads them: one object for each kind and limit. */
export function allowedJson(allowed: readonly AllowedRows[]): string {
  return JSON.stringify(allowed.flatMap((one) => spelled(one, one.limits ?? null)));
}

/** Of the kinds, the evaluations that a court ordered, as `withinAllowed` reads them. */
export function evaluationsJson(allowed: readonly AllowedRows[]): string {
  return JSON.stringify(allowed.flatMap((one) => spelled(one, bothOf(one.limits ?? null, one.evaluations === undefined ? [] : one.evaluations))));
}

const spelled = ({ category, regime, minorConsented }: AllowedRows, limits: RowLimits) =>
  (limits ?? EVERY_ROW).map(({ from, to, sources }) => ({ category, regime, minor: minorConsented, from, to, sources }));

/**
 * SQL that says whether the row `row` lies within one of the kinds and limits of the JSON text `allowed`. A row whose
 * day or source is not known lies within no limit that asks for it. INVARIANT (closed union): names come from our code.
 */
export function withinAllowed(allowed: string, row: string, day: string): string {
  return reached(allowed, { of: row, row, day, notMinors: `${row}.consented_by <> 'MINOR'` });
}

/**
 * SQL that says whether all that the row tells of beside its kind, the pairs of its column `also`, lies within the kinds
 * and limits of `released`. Who consented to that care is not known, so it is the minor's unless the row says otherwise.
 */
export function withinBeside(released: string, row: string, day: string): string {
  const notMinors = `${row}.consented_by in ('PARENT', 'COURT')`;
  return `(${row}.also = '[]'::jsonb or not exists (
        select from jsonb_to_recordset(${row}.also) as told (category text, regime text)
        where not ${reached(released, { of: 'told', row, day, notMinors })}))`;
}

interface Reach {
  /** What has category and regime: the row, or one thing that it tells of beside. */
  readonly of: string;
  readonly row: string;
  readonly day: string;
  /** Holds of a row whose care is not the minor's. */
  readonly notMinors: string;
}

function reached(allowed: string, { of, row, day, notMinors }: Reach): string {
  return `exists (select from jsonb_to_recordset(${allowed}::jsonb)
          as a (category text, regime text, minor boolean, "from" date, "to" date, sources text[])
        where a.category = ${of}.category and a.regime = ${of}.regime and (${notMinors} or a.minor)
          and (a."from" is null or ${row}.${day} >= a."from") and (a."to" is null or ${row}.${day} < a."to")
          and (a.sources is null or ${row}.source_agency_id::text = any (a.sources)))`;
}
