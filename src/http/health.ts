/** Something without which the gateway must not be asked. Rejecting means the same as false. */
export type Check = () => Promise<boolean>;
export type Checks = Readonly<Record<string, Check>>;

const CHECK_TIMEOUT_MILLIS = 2000;

/** The answer of `/health/ready`: names only. */
export interface Readiness {
  readonly status: 'ready' | 'unready';
  readonly notReady: readonly string[];
}

/** Makes a readiness probe that asks every check at once; probes that overlap share one round of asking. */
export function readinessProbe(checks: Checks, timeoutMillis = CHECK_TIMEOUT_MILLIS): () => Promise<Readiness> {
  let round: Promise<Readiness> | null = null;
  return () => {
    round ??= askAll(checks, timeoutMillis).finally(() => { round = null; });
    return round;
  };
}

async function askAll(checks: Checks, timeoutMillis: number): Promise<Readiness> {
  const answers = await Promise.all(Object.entries(checks).map(async ([name, check]) => ((await holds(check, timeoutMillis)) ? [] : [name])));
  const notReady = answers.flat();
  return { status: notReady.length === 0 ? 'ready' : 'unready', notReady };
}

async function holds(check: Check, timeoutMillis: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => { timer = setTimeout(() => resolve(false), timeoutMillis); });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
