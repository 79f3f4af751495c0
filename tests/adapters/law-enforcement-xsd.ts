import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoryPages, validateXML, type XMLValidationError } from 'xmllint-wasm';

const NIEM = fileURLToPath(new URL('../../../shared/data/niem-6.0', import.meta.url));
const EXCHANGE = fileURLToPath(new URL('../../adapters/law-enforcement/csec-exchange.xsd', import.meta.url));

/** Whether the NIEM 6.0 schemas lie beside the project on this machine. */
export const hasNiemSchemas = existsSync(join(NIEM, 'niem-core.xsd'));

function schemaFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return schemaFiles(path);
    return entry.name.endsWith('.xsd') ? [path] : [];
  });
}

/** Faults of each message against the exchange schema and the NIEM 6.0 closure; the schemas are compiled once per call. */
export async function xsdFaults(messages: readonly string[]): Promise<readonly (readonly string[])[]> {
  const names = namesOf(messages);
  const preload = schemaFiles(NIEM).map((path) => ({ fileName: relative(NIEM, path), contents: readFileSync(path, 'utf8') }));
  const result = await validateXML({
    xml: messages.map((contents, index) => ({ fileName: names[index]!, contents })),
    schema: [{ fileName: 'exchange/csec-exchange.xsd', contents: readFileSync(EXCHANGE, 'utf8') }],
    preload, initialMemoryPages: 8192, maxMemoryPages: memoryPages.GiB,
  });
  return faultsByFile(names, result.errors);
}

/** Faults of each message as XML alone, where the schemas are not at hand. */
export async function wellFormedFaults(messages: readonly string[]): Promise<readonly (readonly string[])[]> {
  const names = namesOf(messages);
  const xml = messages.map((contents, index) => ({ fileName: names[index]!, contents }));
  const result = await validateXML({ xml, normalization: 'format', initialMemoryPages: memoryPages.GiB / 4, maxMemoryPages: memoryPages.GiB });
  return faultsByFile(names, result.errors);
}

const namesOf = (messages: readonly string[]): readonly string[] => messages.map((_message, index) => `message-${index}.xml`);

/** libxml2 begins each line of its report with the name of the file, then a colon or a verdict. */
function faultsByFile(names: readonly string[], errors: readonly XMLValidationError[]): readonly (readonly string[])[] {
  const lines = errors.map(({ rawMessage }) => rawMessage);
  const unusable = lines.find((line) => /failed to (compile|load)|out of memory/i.test(line));
  if (unusable !== undefined) throw new Error(`The validator did not run: ${unusable}`);
  return names.map((name) => lines.filter((line) => line.startsWith(`${name}:`) || line.startsWith(`${name} `)));
}
