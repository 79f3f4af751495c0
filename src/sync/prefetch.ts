/**
 * Reads ahead of whoever takes the values, by at most `ahead` of them, so that both sides work at once.
 * Guarantees: the order stays; the fault of the source is thrown where its value would have come; a source that is left
 * early is ended before this is.
 */
export async function* prefetch<T>(source: AsyncGenerator<T>, ahead: number): AsyncGenerator<T> {
  const pending: Promise<IteratorResult<T>>[] = [];
  const ask = (): void => {
    // A generator answers in turn, so asking before the last answer came only queues.
    const next = source.next();
    // Whoever stops listening must not turn the source's fault into one that nobody caught.
    next.catch(() => undefined);
    pending.push(next);
  };
  try {
    for (let place = 0; place < ahead; place += 1) ask();
    for (;;) {
      const result = await pending.shift()!;
      if (result.done) return;
      ask();
      yield result.value;
    }
  } finally {
    await Promise.allSettled(pending);
    await source.return(undefined).catch(() => undefined);
  }
}
