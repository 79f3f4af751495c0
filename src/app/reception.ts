import type { Logger } from 'pino';
import { receiveExtracts, type Reception } from '../sync/receive-extracts.js';
import { faultOf } from './log.js';

const LOOK_EVERY_MILLIS = 5_000;

/** Takes in what counties push, for as long as the gateway runs. */
export interface Attending {
  /** Looks no more, and waits until a look under way has ended. */
  stop(): Promise<void>;
}

/** Looks for pushed extracts that are whole, at once and every five seconds; a look that fails is logged, and the next one comes. */
export function attendExtracts(reception: Reception, log: Logger, everyMillis = LOOK_EVERY_MILLIS): Attending {
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
