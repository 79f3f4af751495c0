import type { Logger } from 'pino';
import { receiveExtracts, type Reception } from '../sync/receive-extracts.js';
import { faultOf } from './log.js';

const LOOK_EVERY_MILLIS = 5_000;

/** Takes in what counties push, for as long as the gateway runs. */
export interface Attending {
  /** Looks no more, and waits until the looks under way have ended. */
  stop(): Promise<void>;
}

/** How it is looked. */
export interface Attention {
  /** Extracts, each of another county, that are taken in at once; one unless told. */
  readonly atOnce?: number;
  readonly everyMillis?: number;
}

/**
 * Looks for pushed extracts that are whole, at once and every five seconds; a look that fails is logged, and the next one
 * comes. As many look at once as extracts may be taken in at once: what one has under way the others pass over, with
 * whatever else waits of that county, as they would another gateway's.
 */
export function attendExtracts(reception: Reception, log: Logger, { atOnce = 1, everyMillis = LOOK_EVERY_MILLIS }: Attention = {}): Attending {
  const watches = Array.from({ length: atOnce }, () => watch(reception, log, everyMillis));
  return {
    stop: async () => {
      await Promise.all(watches.map((one) => one.stop()));
    },
  };
}

function watch(reception: Reception, log: Logger, everyMillis: number): Attending {
  let looking: Promise<void> | null = null;
  const lookOnce = async (): Promise<void> => {
    try {
      const taken = await receiveExtracts(reception);
      if (taken > 0) log.info({ taken }, 'pushed extracts were taken in');
    } catch (error) {
      log.error({ fault: faultOf(error) }, 'pushed extracts could not be taken in');
    }
    looking = null;
  };
  const look = (): void => {
    looking ??= lookOnce();
  };
  const timer = setInterval(look, everyMillis);
  look();
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
