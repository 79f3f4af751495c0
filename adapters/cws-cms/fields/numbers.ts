import { CellFault } from './cell-fault.js';

const SMALLINT_MAX = 32_767;

/** Reads a SMALLINT code. 0 is "no code": null. */
export function readCode(text: string): number | null | CellFault {
  if (!/^\d{1,5}$/.test(text)) return new CellFault('NUMBER_INVALID');
  const code = Number(text);
  if (code > SMALLINT_MAX) return new CellFault('NUMBER_INVALID');
  return code === 0 ? null : code;
}

/** Reads a phone of DECIMAL(10,0) as its digits. 0 is "no phone": null. */
export function readPhone(text: string): string | null | CellFault {
  const digits = /^(\d{1,10})(?:\.0*)?$/.exec(text)?.[1];
  if (digits === undefined) return new CellFault('NUMBER_INVALID');
  return Number(digits) === 0 ? null : digits;
}

/** Reads a ZIP of INTEGER as five digits, its leading zeros restored. 0 is "no ZIP": null. */
export function readZip(text: string): string | null | CellFault {
  if (!/^\d{1,5}$/.test(text)) return new CellFault('NUMBER_INVALID');
  return Number(text) === 0 ? null : text.padStart(5, '0');
}
