import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHECKOUT } from '../../src/app/checkout.js';
import type { ServeOrder } from './serve-one.js';

/** A server under measurement. */
export interface ServerProcess {
  readonly name: ServeOrder['kind'];
  readonly address: string;
  readonly pid: number;
  /** Of its connections in `pg_stat_activity`. */
  readonly applicationName: string;
  stop(): Promise<void>;
}

/** Starts one server in a process of its own, as in production; its log is written and thrown away. Errors: when it does not come up. */
export async function startServerProcess(order: ServeOrder, nodeOptions: readonly string[] = []): Promise<ServerProcess> {
  const applicationName = `csec-bench ${order.kind}`;
  const url = new URL(order.url);
  url.searchParams.set('application_name', applicationName);
  const child = fork(fileURLToPath(new URL('serve-one.js', import.meta.url)), [], {
    execArgv: [...optionsOfStart(), ...nodeOptions], env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  child.send({ ...order, url: url.href });
  const [answer] = await Promise.race([once(child, 'message'), ended.then(() => [{ fault: 'it ended' }])]) as [{ address?: string; fault?: string }];
  if (answer.address === undefined) throw new Error(`The server "${order.kind}" did not come up: ${answer.fault}.`);
  return {
    name: order.kind, address: answer.address, pid: child.pid!, applicationName,
    stop: async () => {
      if (child.connected) child.send('stop');
      await ended;
    },
  };
}

/** The options of node that `npm start` gives the gateway; whatever it is compared with has them too. */
function optionsOfStart(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(CHECKOUT, 'package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}
