import { Ctx, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import type { HistoryAgreement } from '../../model/received-service.js';
import { keepsPrivilege } from '../../policy/filing.js';
import { inForce } from '../../policy/relations/agreement-in-force.js';
import { ClassifiedMutation, RevealingArg } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { PushServiceRecordsInput } from '../inputs/pushed-services.input.js';
import { PUSHING } from '../laws.js';
import { HMIS_FILES } from '../pushed-services-port.js';
import type { UserErrorType } from '../types/payload.type.js';
import { PushedServicesPayloadType } from '../types/pushed-services.type.js';
import { userError } from '../user-error.js';

const MOST_TOLD = 100;
const refused = (error: UserErrorType): PushedServicesPayloadType => ({ taken: 0, passedOver: 0, refused: [], userErrors: [error] });

/** Service records that partners push. */
@Resolver()
export class PushedServicesResolver {
  @ClassifiedMutation(PUSHING, () => PushedServicesPayloadType, {
    description: 'Takes service records of the caller\'s agency, where an agreement of it with a county has them kept: all of them, or none. Sent again they change nothing; a newer record stands for an older of its id. They stand in the histories of those whom the county knows soon after, not at once; what youths answered at exit (HMIS R15, R16) stands there as findings for review. Whether the county knows the persons is never told.',
  })
  async pushServiceRecords(
    @RevealingArg('input', 'nothing', () => PushServiceRecordsInput, { description: 'The records.' }) input: PushServiceRecordsInput,
    @Ctx() context: GatewayContext,
  ): Promise<PushedServicesPayloadType> {
    const { caller, asOf } = context.access;
    if (keepsPrivilege(caller.agency.kind)) throw notAgreed();
    return context.received.again(async () => {
      const terms = await termsOf(context, input.county ?? null);
      if ('error' in terms) return refused(terms.error);
      const fault = filesFault(input);
      if (fault !== null) return refused(fault);
      const files = input.files.map(({ name, content }) => ({ name: name ?? null, content }));
      const read = context.readPushed(input.format, files, { terms: terms.found, agency: caller.agency });
      if (read.refused.length > 0) {
        const says = `${read.refused.length} of the rows cannot be taken, so none is.`;
        return { ...refused(userError('BAD_INPUT', 'input.files', says)), refused: read.refused.slice(0, MOST_TOLD) };
      }
      await context.received.push(read, { agencyId: caller.agency.id, kind: caller.agency.kind, county: terms.found.county, personId: caller.personId, at: asOf });
      context.draft.noteReceived();
      return { taken: read.services.length + read.findings.filter(({ said }) => said).length, passedOver: read.passedOver, refused: [], userErrors: [] };
    });
  }
}

/** Errors: FORBIDDEN where no agreement in force has records of the agency kept. */
async function termsOf({ access, received }: GatewayContext, county: string | null): Promise<{ readonly found: HistoryAgreement } | { readonly error: UserErrorType }> {
  const { agreements, asOf } = access;
  const all = await received.terms(agreements.filter((agreement) => inForce(agreement, asOf).truth === 'TRUE').map(({ id }) => id));
  // Of several agreements with one county the newest says under what terms, and whether any are kept at all.
  const newest = all.filter((terms, place) => all.findIndex((other) => other.county === terms.county) === place).filter(({ stores }) => stores);
  const [first, ...others] = county === null ? newest : newest.filter((terms) => terms.county === county);
  if (first === undefined) throw notAgreed();
  return others.length === 0 ? { found: first } : { error: userError('BAD_INPUT', 'input.county', 'The agency pushes to several counties: say to which.') };
}

const notAgreed = (): GatewayError => new GatewayError('FORBIDDEN', 'No agreement in force has service records of the caller\'s agency kept.', { bound: 'AGREEMENT' });

function filesFault({ format, files }: PushServiceRecordsInput): UserErrorType | null {
  if (format !== 'HMIS_CSV') return files.length === 1 ? null : userError('BAD_INPUT', 'input.files', 'This format is one file.');
  const names = files.map(({ name }) => name);
  const known = names.every((name) => HMIS_FILES.some((one) => one === name)) && new Set(names).size === names.length && names.length > 0;
  return known ? null : userError('BAD_INPUT', 'input.files', `The files of an export are ${HMIS_FILES.join(', ')}, each once.`);
}
