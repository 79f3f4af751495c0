import { readFileSync } from 'node:fs';
import { GatewayError } from '../../kernel/gateway-error.js';

/** An operating-system account that PostgreSQL may run as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account PostgreSQL must be run as when we are root, which it refuses to be; null when we are an ordinary user.
 *
 * Errors: CONFIG_INVALID when the machine has no unprivileged account. None is ever created.
 */
export function accountForPostgres(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const account = unprivilegedAccount(readFileSync('/etc/passwd', 'utf8'));
  if (account) return account;
  throw new GatewayError('CONFIG_INVALID',
    'PostgreSQL does not run as root and this machine has no other account: set DATABASE_URL or run as an ordinary user.',
    { variable: 'DATABASE_URL' });
}

/** Picks `postgres`, else `nobody`, else the first ordinary user of a passwd file. */
export function unprivilegedAccount(passwd: string): Account | undefined {
  const accounts = passwd.split('\n').map(accountOf).filter((account) => account !== undefined);
  return accounts.find(({ name }) => name === 'postgres')
    ?? accounts.find(({ name }) => name === 'nobody')
    ?? accounts.find(({ uid }) => uid >= 1000);
}

function accountOf(line: string): Account | undefined {
  const [name, , uid, gid] = line.split(':');
  const account = { name: name ?? '', uid: Number(uid), gid: Number(gid) };
  const real = account.name !== '' && Number.isInteger(account.uid) && Number.isInteger(account.gid) && account.uid > 0;
  return real ? account : undefined;
}
