/** What the gateway calls a row of a history by, before `|` and the row's random id. */
export const SERVICE_SYSTEM = 'urn:ca:csec:service';

/** The system of the names under which one agency is told of rows. */
export const serviceSystemOf = (agencyId: string): string => `${SERVICE_SYSTEM}:${agencyId}`;

/** The county's key of a service, before `|` and the key in DL_SVC_T. */
export const COUNTY_SERVICE_SYSTEM = 'urn:ca:cwscms:DL_SVC_T';

/** Says whether names of a system are given out by the county or the gateway, so that each is of one row. */
export const isOurs = (system: string): boolean => system === COUNTY_SERVICE_SYSTEM || system === SERVICE_SYSTEM || system.startsWith(`${SERVICE_SYSTEM}:`);

/**
 * Says whether an agency may own a system of identifiers: a name without blanks or `|`, and none under which the county or the gateway
 * gives out its own.
 */
export const mayBeOwned = (system: string): boolean => /^[^\s|]{1,200}$/.test(system) && !/^urn:ca:(csec|cwscms):/i.test(system);

/** A business identifier as one text, as FHIR searches write it. */
export const serviceName = (system: string, value: string): string => `${system}|${value}`;

/**
 * The names of an agency's record as they are compared: those under which the gateway told it of rows as what they stand for, and every
 * other as it is. `idOf` is the way back from a value that the agency was told; null for what is none.
 */
export function asCompared(names: readonly string[], agencyId: string, idOf: (agencyId: string, value: string) => string | null): readonly string[] {
  const told = `${serviceSystemOf(agencyId)}|`;
  return names.map((name) => {
    const id = name.startsWith(told) ? idOf(agencyId, name.slice(told.length)) : null;
    return id === null ? name : serviceName(SERVICE_SYSTEM, id);
  });
}
