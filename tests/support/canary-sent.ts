import { inflateSync } from 'node:zlib';
import { pagesOf } from '../adapters/worksheet-pages.js';
import type { Answer } from './gateway.js';

/**
 * Whatever a caller was sent: status, headers and body. Of a file in base64, its bytes and what stands on its pages: letters
 * by chance are no canary.
 */
export function sent({ status, headers, text: body }: Pick<Answer, 'status' | 'headers' | 'text'>): string {
  const text = body.replaceAll(/(?<=")JVBERi0[\w+/=]+(?=")/g, (file) => printed(Buffer.from(file, 'base64').toString('latin1')));
  return `${status} ${JSON.stringify([...headers])} ${text} ${text.includes('\\') ? text.replaceAll('\\', '') : ''}`;
}

/** What a PDF holds beside its streams, and what stands on its pages, packed or not. It is given with each byte as one character. */
export function printed(file: string): string {
  const open = file.replaceAll(STREAM, (_, packing: string, stream: string) => `${packing}stream\n${unpacked(packing, stream)}\nendstream`);
  return `${open.replaceAll(/stream\r?\n[^]*?endstream/g, '')} ${pagesOf(open).join('')}`;
}

/** A stream with the words before it, which say how it is packed. */
const STREAM = /(<<(?:(?!stream\r?\n)[^])*?)stream\r?\n([^]*?)\r?\nendstream/g;

/** Errors: of a way of packing that nobody here can read, which would hide whatever is in it. */
function unpacked(packing: string, stream: string): string {
  const [, filter] = /\/Filter\s*\[?\s*\/(\w+)/.exec(packing.slice(packing.lastIndexOf(' obj') + 1)) ?? [];
  if (filter === undefined) return stream;
  if (filter !== 'FlateDecode') throw new Error(`A page is packed by ${filter}, and cannot be read.`);
  return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
}
