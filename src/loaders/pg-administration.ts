import type { Disclosure, SpokenGrounds } from '../audit/disclosure.js';
import type { Instant } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import type { Consent, ConsentConcern } from '../model/consent.js';
import { supersedes } from '../policy/consents/consent-supersession.js';
import type { AccessContext } from '../policy/access-context.js';
import type { Facts } from '../policy/facts.js';
import { factsForCaller } from './pg-admission.js';
import { agenciesById, agencyWithAgreements } from '../store/queries/agencies.js';
import { consentById } from '../store/queries/consents.js';
import { courtOrdersBySubject } from '../store/queries/court-orders.js';
import { disclosuresBySubject } from '../store/queries/disclosures.js';
import { personsById } from '../store/queries/persons.js';
import { quarantinedRows, type QuarantineFilter } from '../store/queries/quarantined-rows.js';
import { syncRuns, tableCountsByRun, type SyncTableCount } from '../store/queries/sync-runs.js';
import { checksByRun, progressByRun } from '../store/queries/sync-watch.js';
import { membersByTeam, teamCarriesCases, teamsById } from '../store/queries/teams.js';
import { withdrawalsTo, type Told, type WithdrawalNotice } from '../store/queries/withdrawals.js';
import { recordConsent, replaceConsent } from '../store/writers/consents.js';
import { declareDuties, endMembership, recordAgreement, recordMember, recordPerson, recordTeam, type DutyDeclaration } from '../store/writers/parties.js';
import { assignTeam, unassignTeam } from '../store/writers/relations.js';
import { acknowledgeWithdrawal, noteWithdrawal } from '../store/writers/withdrawals.js';
import type {
  AccountedDisclosure, AccountedGrounds, Administration, ConsentWithdrawal, NewAgreement, NewConsent, NewMember, NewTeam, PageOf, QuarantinedRow, SyncRun, TableCount,
} from './administration.js';
import { cursorOf, momentOf, type Page } from './page.js';
import type { RequestStore } from './request-store.js';

/** A withdrawal of a consent, as it is told. */
interface Withdrawn {
  readonly spoken: boolean;
  readonly categories: readonly string[];
  readonly withdrawnAt: Instant;
  readonly recordedAt: Instant;
}

/** The registers and logs over the request's transaction. */
export class PgAdministration implements Administration {
  constructor(private readonly store: RequestStore, private readonly newId: () => string) {}

  async agency(agencyId: string) {
    // One statement, whether or not there is such an agency.
    return agencyWithAgreements(this.store, agencyId);
  }

  factsAs(context: AccessContext, subjectId: string): Promise<Facts | null> {
    return factsForCaller(this.store, context, subjectId);
  }

  async recordConsent(fresh: NewConsent): Promise<Consent> {
    const consent: Consent = { ...fresh, id: this.newId(), version: 1, usesSoFar: 0, revocation: null };
    const former = consent.supersedes ? await consentById(this.store, consent.subjectId, consent.supersedes) : null;
    await recordConsent(this.store, consent);
    if (former && supersedes(consent, former)) await this.#replace({ ...former, version: former.version + 1, status: 'SUPERSEDED' });
    return consent;
  }

  /** What voids a signature is found once and never taken back. */
  async noteConcerns(change: ConsentWithdrawal & { readonly concerns: readonly ConsentConcern[] }): Promise<Consent> {
    const old = await this.#consent(change);
    return this.#replace({
      ...old, version: old.version + 1, status: 'SUSPENDED', concerns: [...new Set([...(old.concerns ?? []), ...change.concerns])],
    });
  }

  async suspendConsent(change: ConsentWithdrawal & { readonly oralStatedAt: Instant; readonly recordedAt: Instant }): Promise<Consent> {
    const old = await this.#consent(change);
    const { revocation } = old;
    const suspended = await this.#replace({
      ...old, version: old.version + 1, status: 'SUSPENDED',
      revocation: {
        writtenReceivedAt: revocation?.writtenReceivedAt ?? null, categories: revocation?.categories ?? [], by: change.by,
        oralStatedAt: earlierOf(revocation?.oralStatedAt ?? null, change.oralStatedAt),
      },
    });
    // What was said once is told once; a word that names no category withdraws all (K07).
    if (old.effect === 'PERMIT' && (revocation?.oralStatedAt ?? null) === null) {
      await this.#tell(old, { ...change, spoken: true, withdrawnAt: change.oralStatedAt, categories: old.categories });
    }
    return suspended;
  }

  async revokeConsent(
    change: ConsentWithdrawal & { readonly writtenReceivedAt: Instant; readonly categories: readonly string[]; readonly recordedAt: Instant },
  ): Promise<Consent> {
    const old = await this.#consent(change);
    const { revocation } = old;
    const partial = change.categories.length > 0;
    const earlier = revocation?.writtenReceivedAt ? revocation.categories : [];
    // One record has one date: the earliest, so that a later revocation never opens again what an earlier one closed.
    const revoked = await this.#replace({
      ...old, version: old.version + 1, status: partial ? old.status : 'REVOKED',
      revocation: {
        writtenReceivedAt: earlierOf(revocation?.writtenReceivedAt ?? null, change.writtenReceivedAt),
        oralStatedAt: revocation?.oralStatedAt ?? null, by: change.by,
        categories: partial ? [...new Set([...earlier, ...change.categories])] : [],
      },
    });
    if (old.effect === 'PERMIT') {
      // A word that names no category withdraws all (K06).
      const known = change.categories.filter((word) => old.categories.includes(word));
      const categories = known.length === change.categories.length && known.length > 0 ? known : old.categories;
      await this.#tell(old, { ...change, spoken: false, withdrawnAt: change.writtenReceivedAt, categories });
    }
    return revoked;
  }

  /** Notes what is withdrawn that the consent released. */
  async #tell({ id, subjectId }: Consent, { spoken, categories, withdrawnAt, recordedAt }: Withdrawn): Promise<void> {
    await noteWithdrawal(this.store, { id: this.newId(), subjectId, consentId: id, spoken, categories, withdrawnAt, createdAt: recordedAt });
  }

  async withdrawalsTo(told: Told, { first, after }: PageOf): Promise<Page<WithdrawalNotice>> {
    const found = await withdrawalsTo(this.store, told, { first: first + 1, after: after ? momentOf('withdrawals', after) : null });
    return pageOf('withdrawals', found.slice(0, first), found.length > first, (row) => ({ row, keys: [row.createdAt, row.id] }));
  }

  acknowledgeWithdrawal(change: Told & { readonly noticeId: string; readonly acknowledgedAt: Instant }): Promise<void> {
    return acknowledgeWithdrawal(this.store, change);
  }

  async recordAgreement(fresh: NewAgreement) {
    const agreement = { ...fresh, id: this.newId(), terminatedAt: null };
    await recordAgreement(this.store, agreement);
    return agreement;
  }

  async declareDuties(declared: DutyDeclaration): Promise<void> {
    await declareDuties(this.store, declared);
  }

  async recordTeam(fresh: NewTeam) {
    const team = { ...fresh, id: this.newId() };
    await recordTeam(this.store, team);
    return team;
  }

  async recordMember({ personName, ...member }: NewMember): Promise<void> {
    const [person] = await personsById(this.store, [member.personId]);
    if (person && person.agencyId !== member.agencyId) {
      throw new GatewayError('BAD_INPUT', 'The person works for another agency.', { field: 'input.agencyId' });
    }
    if (!person && !personName) throw new GatewayError('BAD_INPUT', 'A person who is new here needs a name.', { field: 'input.personName' });
    if (!person) await recordPerson(this.store, { id: member.personId, agencyId: member.agencyId, name: personName!, staffKey: null });
    await recordMember(this.store, { ...member, leftAt: null });
  }

  async endMember(change: { teamId: string; personId: string; leftAt: Instant }): Promise<void> {
    await endMembership(this.store, change);
  }

  async assignTeam(change: { teamId: string; subjectId: string; at: Instant }): Promise<void> {
    await assignTeam(this.store, change);
  }

  async unassignTeam(change: { teamId: string; subjectId: string; at: Instant }): Promise<void> {
    await unassignTeam(this.store, change);
  }

  async team(teamId: string) {
    const [team] = await teamsById(this.store, [teamId]);
    if (!team) return null;
    const [members] = await membersByTeam(this.store, [teamId]);
    return { team, members: members ?? [] };
  }

  teamCarriesCases(teamId: string, at: Instant): Promise<boolean> {
    return teamCarriesCases(this.store, teamId, at);
  }

  async disclosuresOf(subjectId: string, { first, after, part2Recipients }: PageOf & { readonly part2Recipients: boolean }): Promise<Page<AccountedDisclosure>> {
    const start = after ? momentOf('disclosures', after) : null;
    const records = await disclosuresBySubject(this.store, subjectId, { first: first + 1, after: start, part2Recipients });
    const shown = records.slice(0, first);
    const agencyIds = [...new Set(shown.map(({ record }) => record.agencyId))];
    const agencies = new Map((await agenciesById(this.store, agencyIds)).map((agency, index) => [agencyIds[index]!, agency]));
    const onFile = shown.some(({ record }) => record.orders !== undefined)
      ? new Set((await courtOrdersBySubject(this.store, [subjectId]))[0]?.map(({ id }) => id)) : new Set<string>();
    return pageOf('disclosures', shown, records.length > first, ({ record, sealed }) => ({
      row: { ...accounted(record, agencies.get(record.agencyId) ?? null, onFile), sealed }, keys: [record.at, record.id],
    }));
  }

  async syncRuns(county: string, { first, after }: PageOf): Promise<Page<SyncRun>> {
    const start = after ? momentOf('syncRuns', after) : null;
    const found = await syncRuns(this.store, { county, first: first + 1, after: start && { startedAt: start.at, id: start.id } });
    const shown = found.slice(0, first);
    const ids = shown.map(({ id }) => id);
    const [counts, checks, progress] = await Promise.all([tableCountsByRun(this.store, ids), checksByRun(this.store, ids), progressByRun(this.store, ids)]);
    const rows = shown.map((run, index): SyncRun => ({
      id: run.id, county: run.county, kind: run.kind, startedAt: run.startedAt, finishedAt: run.finishedAt, status: run.status,
      failureCode: run.failureCode, youthsAssembled: run.youthsAssembled, tables: (counts[index] ?? []).map(countOf),
      checks: checks[index] ?? [], progress: progress[index] ?? null,
    }));
    return pageOf('syncRuns', rows, found.length > first, (row) => ({ row, keys: [row.startedAt, row.id] }));
  }

  async quarantine(county: string, filter: QuarantineFilter, { first, after }: PageOf): Promise<Page<QuarantinedRow>> {
    const start = after ? momentOf('quarantine', after) : null;
    const found = await quarantinedRows(this.store, { county, ...filter, first: first + 1, after: start && { at: start.at, id: start.id } });
    return pageOf('quarantine', found.slice(0, first), found.length > first, (row) => ({
      row: { runId: row.runId, table: row.sourceTable, file: row.file, line: row.line, column: row.column, reason: row.reason, at: row.at, settledBy: row.settledBy },
      keys: [row.at, row.id],
    }));
  }

  /** A consent of the youth, whoever recorded it: the county that carries the case ends it. Errors: CONFLICT when there is none. */
  async #consent({ subjectId, consentId }: ConsentWithdrawal): Promise<Consent> {
    const consent = await consentById(this.store, subjectId, consentId);
    if (consent) return consent;
    throw new GatewayError('CONFLICT', 'There is no such consent of the youth.', { field: 'input.consentId' });
  }

  async #replace(next: Consent): Promise<Consent> {
    await replaceConsent(this.store, next);
    return next;
  }
}

function pageOf<R, T>(
  list: string, records: readonly R[], hasNextPage: boolean, show: (record: R) => { row: T; keys: readonly string[] },
): Page<T> {
  const rows = records.map((record) => {
    const { row, keys } = show(record);
    return { row, cursor: cursorOf(list, keys) };
  });
  return { rows, hasNextPage };
}

function earlierOf(known: Instant | null, given: Instant): Instant {
  return known !== null && known < given ? known : given;
}

/** The grounds of a record, or of what may be spoken of in it; an order that is on file no more is named by none. */
function groundsOf(of: SpokenGrounds, onFile: ReadonlySet<string>): AccountedGrounds {
  const { rules, authorities, consents = [], teams = [], orders = [], reports = [], emergencies = [], approvals = [], notices = [], labels = [] } = of;
  return { rules, authorities, consents, teams, orders: orders.filter((id) => onFile.has(id)), reports, emergencies, approvals, notices, labels };
}

function accounted(record: Disclosure, agency: AccountedDisclosure['agency'], onFile: ReadonlySet<string>): Omit<AccountedDisclosure, 'sealed'> {
  return {
    decisionId: record.decisionId, at: record.at, agency, role: record.role, purpose: record.purpose, outcome: record.outcome,
    categoriesReleased: record.released, categoriesWithheld: record.withheld, breakGlass: record.breakGlass ?? [], seats: record.seats ?? [],
    grounds: groundsOf(record, onFile), spoken: groundsOf(record.spoken ?? { rules: [], authorities: [] }, onFile),
  };
}

function countOf({ sourceTable, outcome, rows }: SyncTableCount): TableCount {
  return {
    table: sourceTable, outcome, rowsRead: rows.read, rowsApplied: rows.applied, rowsUnchanged: rows.unchanged, rowsSuperseded: rows.superseded,
    rowsTombstoned: rows.tombstoned, rowsHeld: rows.held, rowsQuarantined: rows.quarantined, rowsJoined: rows.joined,
  };
}
