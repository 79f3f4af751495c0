import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import pg from 'pg';
import type { ServerProcess } from './server-process.js';

/** CPU time in milliseconds, user and system. */
export interface CpuTime {
  readonly server: number;
  /** Of the PostgreSQL processes that serve its connections. */
  readonly backends: number;
}

/** Tells what was spent since it was made. */
export type CpuLap = () => Promise<CpuTime>;

/** Reads the CPU time of a server and of its PostgreSQL backends. */
export interface CpuClock {
  startLap(server: ServerProcess): Promise<CpuLap>;
  close(): Promise<void>;
}

/** Says whether this machine tells the CPU time of processes. */
export function cpuTimeIsTold(): boolean {
  return existsSync('/proc/self/stat');
}

/**
 * Opens the clock: Linux only, and only for a PostgreSQL on this machine.
 * Errors: when a backend's process is not found, as with a server elsewhere; a measure is then not to be had.
 */
export async function openCpuClock(url: string): Promise<CpuClock> {
  const client = new pg.Client({ connectionString: url, application_name: 'csec-bench clock' });
  await client.connect();
  const tickMillis = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  const backendsOf = async ({ applicationName }: ServerProcess): Promise<Map<number, number>> => {
    const { rows } = await client.query<{ pid: number }>(
      'select pid from pg_stat_activity where datname = current_database() and application_name = $1', [applicationName]);
    // One may go between the list and the look at it; a server elsewhere has none here.
    const here = rows.filter(({ pid }) => existsSync(`/proc/${pid}/stat`));
    if (rows.length > 0 && here.length === 0) throw new Error('The PostgreSQL of the measures does not run on this machine.');
    return new Map(here.map(({ pid }) => [pid, ticksOf(pid)]));
  };
  return {
    startLap: async (server) => {
      const [own, before] = [ticksOf(server.pid), await backendsOf(server)];
      return async () => {
        const [ownNow, after] = [ticksOf(server.pid), await backendsOf(server)];
        // A backend that came meanwhile counts whole; one that went was idle, or it would still be here.
        const ticks = [...after].reduce((sum, [pid, now]) => sum + now - (before.get(pid) ?? 0), 0);
        return { server: (ownNow - own) * tickMillis, backends: ticks * tickMillis };
      };
    },
    close: () => client.end(),
  };
}

/** User and system ticks of a process and of all its threads. The name in parentheses may hold spaces. */
function ticksOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
