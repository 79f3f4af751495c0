import type { Instant } from '../kernel/dates.js';
import type { AccessContext } from '../policy/access-context.js';
import type { AdmissionNode } from '../policy/admission/admission.js';
import type { Facts } from '../policy/facts.js';
import type { Candidate, CaseIdentifier, PageRequest } from '../release/admission-source.js';

import type { Queryable, Statement } from './request-session.js';

/** Whose relations and consents the facts speak of, and the moment they are taken at. */
export interface FactsCaller {
  readonly staffKey: string | null;
  readonly agencyId: string;
  readonly personId: string;
  readonly agencyKind: string;
  readonly asOf: Instant;
}

const ADMIT_PAGE: Statement = {
  name: 'admit-page',
  text: 'select subject_id, order_key, facts from csec.admit_page($1::jsonb, $2::jsonb, $3::jsonb)',
};

const ADMIT_WITHDRAWING: Statement = {
  name: 'admit-withdrawing',
  text: 'select subject_id, order_key, facts from csec.admit_withdrawing($1::jsonb, $2::jsonb, $3::jsonb)',
};

const ADMIT_IDS: Statement = {
  name: 'admit-ids',
  text: 'select subject_id, order_key, facts from csec.admit_ids($1::jsonb, $2::jsonb, $3::uuid[])',
};

const ADMIT_IDENTIFIER: Statement = {
  name: 'admit-identifier',
  text: 'select subject_id, order_key, facts from csec.admit_identifier($1::jsonb, $2::jsonb, $3::integer, $4)',
};

const NARROW: Statement = { name: 'narrow-opened', text: 'select csec.narrow_opened($1::uuid[])', unhurried: true };

const FACTS_OF_OPENED: Statement = {
  name: 'facts-of-opened',
  text: 'select subject_id, facts from csec.facts_of_opened($1::uuid[], $2::jsonb)',
};

interface AdmittedRow {
  readonly subject_id: string;
  readonly order_key: string | null;
  readonly facts: Facts;
}

/** The caller of a context as the facts functions take it. */
export function factsCaller(context: AccessContext): FactsCaller {
  const { caller } = context;
  return {
    staffKey: caller.staffKey, agencyId: caller.agency.id, personId: caller.personId, agencyKind: caller.agency.kind,
    asOf: context.asOf,
  };
}

/** One page of admitted subjects in the order asked, opened, with their facts. */
export async function admitPage(
  session: Queryable, reaching: readonly AdmissionNode[], caller: FactsCaller, request: PageRequest,
): Promise<readonly Candidate[]> {
  const nodes = request.assigned ? reaching.filter(({ kind }) => kind === 'assigned') : reaching;
  if (request.withdrawing !== undefined) {
    const page = { ...request.withdrawing, first: request.first, afterId: request.after?.subjectId ?? null };
    return candidates(await session.query<AdmittedRow>(ADMIT_WITHDRAWING, [...asJson(nodes, caller), JSON.stringify(page)]));
  }
  const page = {
    ...request.filter, first: request.first, order: request.order,
    afterKey: request.after?.key ?? null, afterId: request.after?.subjectId ?? null,
  };
  return candidates(await session.query<AdmittedRow>(ADMIT_PAGE, [...asJson(nodes, caller), JSON.stringify(page)]));
}

/** Those of the subjects that are admitted, by id, opened, with their facts. */
export async function admitIds(
  session: Queryable, nodes: readonly AdmissionNode[], caller: FactsCaller, subjectIds: readonly string[],
): Promise<readonly Candidate[]> {
  return candidates(await session.query<AdmittedRow>(ADMIT_IDS, [...asJson(nodes, caller), subjectIds]));
}

/** Whoever bears the identifier and is admitted, opened, with the facts. */
export async function admitIdentifier(
  session: Queryable, nodes: readonly AdmissionNode[], caller: FactsCaller, identifier: CaseIdentifier,
): Promise<readonly Candidate[]> {
  const system = identifier.system === 'CWS_CMS' ? null : identifier.system;
  return candidates(await session.query<AdmittedRow>(ADMIT_IDENTIFIER, [...asJson(nodes, caller), system, identifier.value]));
}

/** Closes all opened subjects but these; opens none. */
export async function narrowOpened(session: Queryable, subjectIds: readonly string[]): Promise<void> {
  await session.query(NARROW, [subjectIds]);
}

/** The facts for a caller, who need not be the one asking, of subjects that are open already; null where one is not. */
export async function factsOfOpened(
  session: Queryable, caller: FactsCaller, subjectIds: readonly string[],
): Promise<readonly (Facts | null)[]> {
  const rows = await session.query<AdmittedRow>(FACTS_OF_OPENED, [subjectIds, JSON.stringify(caller)]);
  const found = new Map(rows.map((row) => [row.subject_id, row.facts]));
  return subjectIds.map((id) => found.get(id) ?? null);
}

function asJson(nodes: readonly AdmissionNode[], caller: FactsCaller): readonly [string, string] {
  return [JSON.stringify(nodes), JSON.stringify(caller)];
}

function candidates(rows: readonly AdmittedRow[]): readonly Candidate[] {
  return rows.map(({ facts, order_key }) => ({ facts, key: order_key }));
}
