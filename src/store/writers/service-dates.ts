import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { Regime } from '../../law/regime.js';
import type { Queryable, Statement } from '../request-session.js';

const PUT: Statement = {
  name: 'put-service-dates', text: 'select csec.put_service_dates($1::uuid, $2::uuid, $3, $4, $5::date, $6::date, $7::timestamptz)',
};

/** When an agency served a youth; the first day tells it from others of that agency. */
export interface ServiceDates {
  readonly subjectId: string;
  readonly agencyId: string;
  readonly system: string;
  readonly regime: Regime;
  readonly startedOn: LocalDate;
  readonly endedOn: LocalDate | null;
  readonly at: Instant;
}

/** Keeps the dates of a service to an open subject, as care to which the minor consented; the same first day again changes the last. */
export async function recordServiceDates(session: Queryable, dates: ServiceDates): Promise<void> {
  await session.query(PUT, [dates.subjectId, dates.agencyId, dates.system, dates.regime, dates.startedOn, dates.endedOn, dates.at]);
}
