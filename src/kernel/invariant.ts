/** Raised when the gateway itself is broken; never for bad input. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Asserts a condition that only a fault of our own can break. Errors: InvariantError. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** Closes an exhaustive switch: a new member of a closed union fails to compile here. */
export function assertNever(value: never, what: string): never {
  throw new InvariantError(`${what} has an unexpected member: ${String(value)}`);
}
