import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The text of a reference document that lies beside the project on some machines, or null. */
export function referenceText(name: string): string | null {
  const path = fileURLToPath(new URL(`../../../shared/reference/${name}`, import.meta.url));
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** Says plainly that a comparison with a reference document was not made, and why. */
export function sayNotCompared(name: string): void {
  console.warn(`NOT COMPARED: ../shared/reference/${name} is not on this machine.`);
}
