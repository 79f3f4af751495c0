import type { BaseContext } from '@apollo/server';
import { GatewayError } from '../kernel/gateway-error.js';
import { demoBanner, helpText } from './banner.js';
import type { Config } from './config.js';
import { EXIT_CODES, exitCodeOf } from './exit-codes.js';
import { createLog, faultOf } from './log.js';
import { serve, type ServingSteps } from './serve.js';
import { stopWhenSignalled, type Signalled } from './until-signalled.js';

/** The surroundings of the program: the real ones in main, others in a test. */
export interface Surroundings {
  readonly argv: readonly string[];
  readonly config: () => Config;
  readonly write: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly process: Signalled;
  readonly millis: () => number;
}

/** Starts the gateway and leaves it running until a signal; what went wrong is said in words and as an exit code. */
export async function run<Ctx extends BaseContext>(steps: ServingSteps<Ctx>, place: Surroundings): Promise<void> {
  if (place.argv.some((argument) => argument === '--help' || argument === '-h')) return place.write(helpText());
  if (place.argv.length > 0) {
    place.complain(`Arguments are not understood.\n\n${helpText()}`);
    return place.process.exit(EXIT_CODES.usage);
  }
  try {
    const config = place.config();
    const log = createLog(config.logLevel);
    const starting = serve(config, steps, log);
    // From here on: a signal while the gateway comes up must not leave its database running.
    const stop = (): Promise<number> => starting.then((running) => running.stop(), () => 0);
    stopWhenSignalled({ stop, log, process: place.process, millis: place.millis });
    const running = await starting;
    log.info({ address: running.address, mode: config.mode }, 'listening');
    if (config.mode === 'demo') place.write(demoBanner(running));
  } catch (error) {
    place.complain(`${wordsFor(error)}\n`);
    place.process.exit(exitCodeOf(error));
  }
}

/** Our own errors speak for themselves; of another only its kind and place are told, since its message may hold a value. */
function wordsFor(error: unknown): string {
  if (error instanceof GatewayError) return `${error.message} (${error.code})`;
  const { code, kind, at } = faultOf(error);
  if (code === 'EADDRINUSE') return 'A port is taken: set PORT, or METRICS_PORT where it is set, to another, or 0 for a free one.';
  if (code === 'EACCES') return 'The port or a folder may not be used by this account: set PORT or DATA_DIR.';
  return [`The gateway could not start: ${kind}${code ? ` ${code}` : ''}`, ...at].join('\n  ');
}
