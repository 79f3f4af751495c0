const FIRST_COUNTY = 1068;
const LAST_COUNTY = 1125;
const STATE_OF_CALIFORNIA = 1126;

/** Two digits of a GVR_ENTC: 1067 + county number, and 1126 for the state (99). Null: no county has that id. */
export function countyOfEntity(entity: number): string | null {
  if (entity === STATE_OF_CALIFORNIA) return '99';
  if (entity < FIRST_COUNTY || entity > LAST_COUNTY) return null;
  return String(entity - FIRST_COUNTY + 1).padStart(2, '0');
}

/** Says whether the text is a CNTY_SPFCD: `01` to `58`, or `99` for the state. */
export function isCountyCode(text: string): boolean {
  return /^(0[1-9]|[1-4]\d|5[0-8]|99)$/.test(text);
}
