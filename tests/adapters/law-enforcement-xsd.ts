import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoryPages, validateXML } from 'xmllint-wasm';

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
  const names = messages.map((_message, index) => `message-${index}.xml`);
  const preload = schemaFiles(NIEM).map((path) => ({ fileName: relative(NIEM, path), contents: readFileSync(path, 'utf8') }));
  const result = await validateXML({
    xml: messages.map((contents, index) => ({ fileName: names[index]!, contents })),
    schema: [{ fileName: 'exchange/csec-exchange.xsd', contents: readFileSync(EXCHANGE, 'utf8') }],
    preload, initialMemoryPages: 8192, maxMemoryPages: memoryPages.GiB,
  });
  if (result.valid) return names.map(() => []);
  return names.map((name) => result.errors.filter(({ rawMessage }) => rawMessage.startsWith(`${name}:`) || rawMessage.startsWith(`${name} `)).map(({ rawMessage }) => rawMessage));
}

/** Faults of each message as XML alone, where the schemas are not at hand. */
export async function wellFormedFaults(messages: readonly string[]): Promise<readonly (readonly string[])[]> {
  const results = await Promise.all(messages.map((xml) => validateXML({ xml, normalization: 'format' })));
  return results.map(({ errors }) => errors.map(({ rawMessage }) => rawMessage));
}
