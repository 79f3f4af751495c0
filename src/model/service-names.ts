/** What the gateway calls a row of a history by, before `|` and the row's random id. */
export const SERVICE_SYSTEM = 'urn:ca:csec:service';

/** The county's key of a service, before `|` and the key in DL_SVC_T. */
export const COUNTY_SERVICE_SYSTEM = 'urn:ca:cwscms:DL_SVC_T';

/** Says whether names of a system are given out by the county or the gateway, so that each is of one row. */
export const isOurs = (system: string): boolean => system === COUNTY_SERVICE_SYSTEM || system === SERVICE_SYSTEM || system.startsWith(`${SERVICE_SYSTEM}:`);

/** A business identifier as one text, as FHIR searches write it. */
export const serviceName = (system: string, value: string): string => `${system}|${value}`;
