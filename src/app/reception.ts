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
  const look = (): void => {
    looking ??= receiveExtracts(reception)
      .then((taken) => { if (taken > 0) log.info({ taken }, 'pushed extracts were taken in'); })
      .catch((error: unknown) => log.error({ fault: faultOf(error) }, 'pushed extracts could not be taken in'))
      .finally(() => { looking = null; });
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
