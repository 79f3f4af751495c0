/** What may be done with one type of resource; `*` is every type. */
export interface SmartScope {
  readonly type: string;
  readonly read: boolean;
  readonly search: boolean;
  /** To push: of what partners push alone, and never without its terms. */
  readonly write: boolean;
}

/** How a request reaches a type of resource: one by its id, several by search, or to push what the partner holds itself. */
export type Interaction = 'read' | 'search' | 'write';

/** The types of resource that partners push. */
export const PUSHED_TYPES = ['Encounter', 'Procedure', 'ServiceRequest'] as const;

const SCOPE = /^(?:system|user)\/(\*|[A-Z][A-Za-z]{1,63})\.(read|write|\*|c?r?u?d?s?)$/;

const LONGEST = 4096;

/**
 * The scopes of a list that speak of FHIR resources, of version 1 (`system/Patient.read`) and 2 (`system/Patient.rs`).
 * What writes is granted of what partners push alone, and only to create and update it (`system/Encounter.cu`). Absent: a scope of another kind is left out, and so is one
 * that does none of these, or that narrows by a query, which is not understood here.
 */
export function readScopes(text: string): readonly SmartScope[] {
  if (text.length > LONGEST) return [];
  return text.split(' ').flatMap((word): SmartScope[] => {
    const [, type, may] = SCOPE.exec(word) ?? [];
    if (type === undefined || may === undefined) return [];
    const whole = may === 'read' || may === '*';
    const pushed = type === '*' || PUSHED_TYPES.some((one) => one === type);
    const write = pushed && (may === 'write' || may === '*' || /^cr?u/.test(may));
    const [read, search] = may === 'write' ? [false, false] : [whole || may.includes('r'), whole || may.includes('s')];
    return read || search || write ? [{ type, read, search, write }] : [];
  });
}

/** The same of a system that asks by itself: `user/` is for who signed in, and is left out. Source: SMART App Launch 2.2, Backend Services. */
export function readSystemScopes(text: string): readonly SmartScope[] {
  return text.length > LONGEST ? [] : readScopes(text.split(' ').filter((word) => word.startsWith('system/')).join(' '));
}

/** Says whether one of the scopes lets that type be reached in that way. */
export function permits(scopes: readonly SmartScope[], type: string, interaction: Interaction): boolean {
  return scopes.some((scope) => (scope.type === '*' || scope.type === type) && scope[interaction]);
}

/** What is asked for and also held: for each asked type, the ways that are held too. */
export function bothScopes(asked: readonly SmartScope[], held: readonly SmartScope[]): readonly SmartScope[] {
  const types = asked.flatMap(({ type }) => (type === '*' ? held.map((scope) => scope.type) : [type]));
  return [...new Set(types)].flatMap((type): SmartScope[] => {
    const may = (interaction: Interaction): boolean => permits(asked, type, interaction) && permits(held, type, interaction);
    const [read, search, write] = [may('read'), may('search'), may('write')];
    return read || search || write ? [{ type, read, search, write }] : [];
  });
}

/** Scopes as a token holds them. */
export function scopesInWords(scopes: readonly SmartScope[]): string {
  return scopes.map(({ type, read, search, write }) => `system/${type}.${write ? 'c' : ''}${read ? 'r' : ''}${write ? 'u' : ''}${search ? 's' : ''}`).join(' ');
}
