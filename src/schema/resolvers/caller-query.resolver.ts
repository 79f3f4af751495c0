import { Ctx, Int, Resolver } from 'type-graphql';
import { CALLER, OPEN } from '../../law/classification.js';
import { cursorOf, keysOf, pageSize } from '../../loaders/page.js';
import { ClassifiedQuery, RevealingArg } from '../classified.js';
import { connectionOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import { AuthorityConnectionType } from '../types/authority.type.js';
import { CallerType, callerFields } from '../types/caller.type.js';
import { authorityEntries } from '../authority-entries.js';

const LIST = 'authorities';

/** What is answered without any record of a youth. */
@Resolver()
export class CallerQueryResolver {
  @ClassifiedQuery(CALLER, () => CallerType, { description: 'Who the gateway takes the caller to be.' })
  me(@Ctx() context: GatewayContext): CallerType {
    return callerFields(context.access);
  }

  @ClassifiedQuery(OPEN, () => AuthorityConnectionType, { description: 'Every statute and regulation a rule cites and every letter of the CSEC policy compendium, by id.' })
  authorities(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Rows in the page, 1 to 100.', defaultValue: 50 }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @RevealingArg('kind', 'nothing', () => String, { nullable: true, description: 'Only this kind: STATUTE, REGULATION, BILL, GUIDELINE, ACL, ACIN, CFL, RESOURCE.' }) kind: string | null,
    @RevealingArg('id', 'nothing', () => String, { nullable: true, description: 'Only this id.' }) id: string | null,
  ): unknown {
    const size = pageSize(first);
    const start = after ? keysOf(LIST, after, 1)[0]! : null;
    const matching = authorityEntries().filter((entry) => (!kind || entry.kind === kind) && (!id || entry.id === id));
    const following = matching.filter((entry) => start === null || entry.id > start);
    const rows = following.slice(0, size).map((row) => ({ row, cursor: cursorOf(LIST, [row.id]) }));
    return connectionOf({ rows, hasNextPage: following.length > size }, after, (row) => row);
  }
}
