import { Ctx, ID, Resolver } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import { idOfType } from '../../kernel/ids.js';
import type { Agreement } from '../../model/agency.js';
import { mayBeOwned } from '../../model/service-names.js';
import { mayKeepRegisters } from '../../policy/administration.js';
import { termsFault, type TermsFault } from '../../policy/history-terms.js';
import { inForce } from '../../policy/relations/agreement-in-force.js';
import { ClassifiedMutation, ClassifiedQuery, RevealingArg } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { RecordHistoryTermsInput } from '../inputs/history-terms.input.js';
import { textOf } from '../input-texts.js';
import { COUNTY_REGISTERS } from '../laws.js';
import { HistoryTermsPayloadType, HistoryTermsType, termsFields } from '../types/history-terms.type.js';
import type { UserErrorType } from '../types/payload.type.js';
import { noSuch, userError } from '../user-error.js';

const refused = (error: UserErrorType): HistoryTermsPayloadType => ({ terms: null, userErrors: [error] });

const MEND: Readonly<Record<TermsFault, UserErrorType>> = {
  PRIVILEGED: userError('CATEGORY_NOT_ACCEPTED', 'input.agencyId', 'What is talked of with the youth is privileged and stays with the agency; it files the dates of services.'),
  NO_CELL: userError('BAD_INPUT', 'input.cells', 'At least one category, each once.'),
  OTHER_LAW: userError('BAD_INPUT', 'input.cells', 'Each is a category of services, under a law of the agency\'s own records.'),
  MINORS_CARE: userError('BAD_INPUT', 'input.consentedBy', 'Minors consent to what is their own care alone.'),
  NO_WAY_IN: userError('BAD_INPUT', 'input.stores', 'Records are pushed, or an endpoint is asked, or both.'),
};
const SYSTEMS = userError('BAD_INPUT', 'input.identifierSystems', 'Twenty names of systems at most, without blanks or bars, and none of the county\'s or the gateway\'s own.');
const OWNED = userError('CONFLICT', 'input.identifierSystems', 'Another agency gives out identifiers of such a system.');
const MOST_SYSTEMS = 20;
const ENDPOINT = userError('BAD_INPUT', 'input.endpoint', 'The endpoint is an address with https, without name, password or fragment.');

/** Under what terms partners' service records come: kept by the county, as its agreements are. */
@Resolver()
export class HistoryTermsResolver {
  @ClassifiedMutation(COUNTY_REGISTERS, () => HistoryTermsPayloadType, {
    description: 'Records under what terms an agency\'s service records come to the caller\'s county: pushed and kept, or asked for live, or both; of what law, and who consented. Needs a verified credential.',
  })
  async recordHistoryTerms(
    @RevealingArg('input', 'nothing', () => RecordHistoryTermsInput, { description: 'The terms.' }) input: RecordHistoryTermsInput,
    @Ctx() context: GatewayContext,
  ): Promise<HistoryTermsPayloadType> {
    const { caller, asOf } = context.access;
    const county = ownCounty(context);
    if (caller.credential !== 'VERIFIED') {
      throw new GatewayError('AUTH_STEP_UP_REQUIRED', 'Terms are kept by callers identified by more than a password.', { acrValues: ['verified'] });
    }
    const agencyId = idOfType('Agency', input.agencyId, 'input.agencyId');
    const wanted = input.agreementId ? idOfType('Agreement', input.agreementId, 'input.agreementId') : null;
    const found = await context.administration.agency(agencyId);
    const agreement = newestInForce(found?.agreements ?? [], { county, asOf, wanted });
    if (found === null || agreement === undefined) return refused(noSuch(wanted === null ? 'input.agencyId' : 'input.agreementId'));
    const { consentedBy, minorsOwnCare, stores } = input;
    const endpoint = input.endpoint ? textOf(input.endpoint, 'input.endpoint', 2_000) : null;
    const [first, ...others] = input.cells.map(({ category, regime }) => ({ category, regime }));
    const fault = termsFault(found.agency, { cells: first === undefined ? [] : [first, ...others], consentedBy, minorsOwnCare, stores, endpoint });
    if (fault !== null || first === undefined) return refused(MEND[fault ?? 'NO_CELL']);
    if (endpoint !== null && !context.partners.takesEndpoint(endpoint)) return refused(ENDPOINT);
    const systems = input.identifierSystems?.map((one) => one.trim()) ?? null;
    if (systems !== null && (systems.length > MOST_SYSTEMS || !systems.every(mayBeOwned))) return refused(SYSTEMS);
    const by = { agencyId: caller.agency.id, personId: caller.personId, at: asOf };
    if (systems !== null && !await context.received.recordSystems({ agencyId, county, systems }, by)) return refused(OWNED);
    const terms = { agreementId: agreement.id, cells: [first, ...others] as const, consentedBy, minorsOwnCare, stores, endpoint };
    await context.received.record({ ...terms, recordedByAgencyId: caller.agency.id, recordedByPersonId: caller.personId, recordedAt: asOf });
    context.alerts.note({ event: 'HISTORY_TERMS_RECORDED', recipientAgencyId: agencyId, agencyId: caller.agency.id });
    return { terms: termsFields({ ...terms, agencyId, county }, await context.received.systemsOf(agencyId, county)), userErrors: [] };
  }

  @ClassifiedQuery(COUNTY_REGISTERS, () => [HistoryTermsType], { description: 'The terms under which an agency\'s service records come to the caller\'s county; none where there are none.' })
  async historyTerms(
    @RevealingArg('agencyId', 'nothing', () => ID, { description: 'Global id of the agency.' }) agencyId: string,
    @Ctx() context: GatewayContext,
  ): Promise<readonly HistoryTermsType[]> {
    const county = ownCounty(context);
    const id = idOfType('Agency', agencyId, 'agencyId');
    const found = await context.administration.agency(id);
    const terms = await context.received.terms(found?.agreements.filter((agreement) => agreement.county === county).map(({ id }) => id) ?? []);
    const systems = terms.length === 0 ? [] : await context.received.systemsOf(id, county);
    return terms.map((one) => termsFields(one, systems));
  }
}

/** Of the agreements in force with a county, of one of them alone if told, the newest. Absent: undefined where there is none. */
function newestInForce(
  agreements: readonly Agreement[], { county, asOf, wanted }: { readonly county: string; readonly asOf: Instant; readonly wanted: string | null },
): Agreement | undefined {
  return agreements.filter((one) => one.county === county && (wanted === null || one.id === wanted) && inForce(one, asOf).truth === 'TRUE')
    .sort((one, other) => (one.effectiveOn === other.effectiveOn ? (one.id < other.id ? -1 : 1) : one.effectiveOn > other.effectiveOn ? -1 : 1))[0];
}

/** Errors: FORBIDDEN for who is of no county, or of the State. */
function ownCounty({ access: { caller } }: GatewayContext): string {
  if (caller.county !== null && mayKeepRegisters(caller, caller.county)) return caller.county;
  throw new GatewayError('FORBIDDEN', 'Terms are kept by the county whose agreement they are of.', { claims: ['county'] });
}
