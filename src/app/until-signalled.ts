import type { EventEmitter } from 'node:events';
import type { Logger } from 'pino';
import { EXIT_CODES } from './exit-codes.js';
import { faultOf } from './log.js';

/** npm passes a terminal's Ctrl-C on to a process that got it already: within this time it is the same one. */
const SAME_SIGNAL_MILLIS = 500;

/** The process, or a stand-in. */
export interface Signalled extends Pick<EventEmitter, 'on'> {
  exit(code: number): void;
}

/** What stopping needs. */
export interface Stopping {
  readonly stop: () => Promise<number>;
  readonly log: Logger;
  readonly process: Signalled;
  readonly millis: () => number;
}

/**
 * Stops the gateway in good order at SIGINT, SIGTERM or SIGHUP, and exits: 0, or 1 when requests had to be cut off.
 * A second signal exits at once. A fault that nobody caught stops it too, and exits with 70.
 */
export function stopWhenSignalled({ stop, log, process, millis }: Stopping): void {
  let signalledAt: number | null = null;
  const leave = (code: number): void => {
    stop().then(
      (cut) => process.exit(code === EXIT_CODES.ok && cut > 0 ? EXIT_CODES.fault : code),
      (error: unknown) => {
        log.fatal({ fault: faultOf(error) }, 'the gateway could not stop in good order');
        process.exit(EXIT_CODES.internal);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signalledAt === null) {
        signalledAt = millis();
        log.info({ signal }, 'stopping');
        leave(EXIT_CODES.ok);
      } else if (millis() - signalledAt > SAME_SIGNAL_MILLIS) {
        log.warn({ signal }, 'stopping at once');
        process.exit(EXIT_CODES.forced);
      }
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.on(event, (error: unknown) => {
      log.fatal({ fault: faultOf(error) }, 'a fault nobody caught');
      leave(EXIT_CODES.internal);
    });
  }
}
