import type { Answered } from '../endpoint.js';
import { HistoryError } from './history-source.js';

/** The text of an answer, and its bytes; what says or turns out to be more than `most` is cut off. Errors: HistoryError. */
export async function boundedText({ headers, body }: Answered, most: number): Promise<{ readonly text: string; readonly bytes: number }> {
  if (Number(headers['content-length'] ?? 0) > most) throw new HistoryError('TOO_LARGE');
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > most) throw new HistoryError('TOO_LARGE');
    chunks.push(chunk);
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)), bytes };
  } catch {
    throw new HistoryError('NOT_UNDERSTOOD');
  }
}

/** What JSON tells. Errors: HistoryError for what is none. */
export function contentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HistoryError('NOT_UNDERSTOOD');
  }
}
