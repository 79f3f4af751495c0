import type { Logger } from 'pino';
import { systemClock } from '../kernel/clock.js';
import { environmentOver, type Config } from './config.js';
import { launchSyncProgram } from './launch-sync.js';
import { serveMetrics } from './metrics.js';
import { attendExtracts, type Attending } from './reception.js';

/** Begins what goes on beside the requests: pushed extracts are taken in, and metrics told where they are asked for. */
export async function attendGateway(config: Config, databaseUrl: string, log: Logger): Promise<Attending> {
  const metrics = config.metrics && await serveMetrics({ databaseUrl, ...config.metrics });
  if (metrics) log.info({ address: metrics.address }, 'metrics');
  const stopping = new AbortController();
  const launch = launchSyncProgram({ environment: environmentOver(databaseUrl), stopped: stopping.signal });
  const extracts = attendExtracts({ databaseUrl, launch, clock: systemClock }, log, { atOnce: config.extracts.receptionsAtOnce });
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([extracts.stop(), metrics?.close()]);
    },
  };
}
