import type { Sensitivity } from '../model/youth.js';

/** The relation of a client's county to the worker's, and the client's sensitivity: `S:OTHER`. */
export type SensitivityLimit = `${Sensitivity}:${'SAME' | 'OTHER' | 'NONE'}`;

/** The clients a county or state worker reaches; absent for callers whom the matrix does not concern. */
interface Limited {
  readonly home?: string | null;
  readonly limits?: readonly SensitivityLimit[];
}

/**
 * One way in which a caller may know of a youth, as the admission functions of the database take it. Several are
 * alternatives; none admits nobody. Closed: the database refuses any other kind.
 */
export type AdmissionNode =
  | ({ readonly kind: 'county'; readonly county: string } & Limited)
  | ({ readonly kind: 'everywhere' } & Limited)
  | ({ readonly kind: 'assigned'; readonly staffKey: string } & Limited)
  | { readonly kind: 'involved'; readonly agencyId: string }
  | { readonly kind: 'seated'; readonly personId: string; readonly agencyId: string }
  | { readonly kind: 'consented'; readonly names: readonly string[] };
