import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder: the nearest one above this file that holds package.json, be it the source or the compiled code that runs. */
export const CHECKOUT = folderOfPackage(path.dirname(fileURLToPath(import.meta.url)));

function folderOfPackage(folder: string): string {
  const above = path.dirname(folder);
  return existsSync(path.join(folder, 'package.json')) || above === folder ? folder : folderOfPackage(above);
}
