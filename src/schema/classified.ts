import 'reflect-metadata';
import { Arg, Extensions, Field, FieldResolver, Mutation, Query, Subscription } from 'type-graphql';
import { InvariantError } from '../kernel/invariant.js';
import type { Category } from '../law/category.js';
import type { Classification } from '../law/classification.js';

/**
 * What an argument or input field discloses by being answered. `nothing`: paging and the like. `admission`: whether a
 * record exists for this caller, which admission answers. `write`: a value to keep. A category: whoever filters or orders
 * by a field reads it, so the caller must be able to read it on every row (rule G3).
 */
export type Reveals = 'nothing' | 'admission' | 'write' | Category;

/** Extension keys of the built schema: one per declaration, so that a second one cannot overwrite the first. */
export const CLASSIFIED = 'classified:';
export const REVEALS = 'reveals';

type TypeOf = () => unknown;
interface ShapeOptions {
  readonly description: string;
  readonly nullable?: boolean | 'items' | 'itemsAndList';
  readonly deprecationReason?: string;
  readonly name?: string;
}
interface ArgOptions {
  readonly description: string;
  readonly nullable?: boolean;
  readonly defaultValue?: unknown;
}

const argsOf = new WeakMap<object, Map<string, Record<string, Reveals>>>();

function declared(classification: Classification, target: object, key: string): Record<string, unknown> {
  const args = argsOf.get(target)?.get(key) ?? {};
  return { [`${CLASSIFIED}${target.constructor.name}.${key}`]: classification, [REVEALS]: args };
}

/** A leaf or embedded field with its law. It has no resolver: its value stands on the released view. */
export function Classified(classification: Classification, type: TypeOf, options: ShapeOptions): PropertyDecorator {
  return (target, key) => {
    Extensions(declared(classification, target, String(key)))(target, key);
    Field(type as never, { ...options, simple: true } as never)(target, key as string);
  };
}

/** A field that is fetched: an object or a list of objects of the record, with its law. */
export function ClassifiedResolver(classification: Classification, type: TypeOf, options: ShapeOptions): MethodDecorator {
  return (target, key, descriptor) => {
    Extensions(declared(classification, target, String(key)))(target, key);
    FieldResolver(type as never, options as never)(target, key as string, descriptor as never);
  };
}

/** A query with its law. */
export function ClassifiedQuery(classification: Classification, type: TypeOf, options: ShapeOptions): MethodDecorator {
  return (target, key, descriptor) => {
    Extensions(declared(classification, target, String(key)))(target, key);
    Query(type as never, options as never)(target, key as string, descriptor as never);
  };
}

/** A mutation with its law. */
export function ClassifiedMutation(classification: Classification, type: TypeOf, options: ShapeOptions): MethodDecorator {
  return (target, key, descriptor) => {
    Extensions(declared(classification, target, String(key)))(target, key);
    Mutation(type as never, options as never)(target, key as string, descriptor as never);
  };
}

/** A subscription with its law. What it tells is decided and answered as a query is; the transports alone open it. */
export function ClassifiedSubscription(classification: Classification, type: TypeOf, options: ShapeOptions): MethodDecorator {
  return (target, key, descriptor) => {
    Extensions(declared(classification, target, String(key)))(target, key);
    Subscription(type as never, { ...options, subscribe: neverHere } as never)(target, key as string, descriptor as never);
  };
}

/** graphql-js would open a stream that nobody decides on anew. */
const neverHere = (): never => {
  throw new InvariantError('A stream is opened by the transports alone.');
};

/** An argument, and what its answer discloses. */
export function RevealingArg(name: string, reveals: Reveals, type: TypeOf, options: ArgOptions): ParameterDecorator {
  return (target, key, index) => {
    const byMethod = argsOf.get(target) ?? new Map<string, Record<string, Reveals>>();
    argsOf.set(target, byMethod);
    byMethod.set(String(key), { ...byMethod.get(String(key)), [name]: reveals });
    Arg(name, type as never, options as never)(target, key as string, index);
  };
}

/** A field of an input, and what its answer discloses. */
export function RevealingField(reveals: Reveals, type: TypeOf, options: ArgOptions): PropertyDecorator {
  return (target, key) => {
    Extensions({ [REVEALS]: reveals })(target, key);
    Field(type as never, options as never)(target, key as string);
  };
}
