import { isUtf8 } from 'node:buffer';
import { unreadable } from './unreadable.js';

const LINE_FEED = 0x0a;

/** No line of CWS/CMS comes near this; a file without line ends would otherwise fill the memory. */
export const LONGEST_LINE_BYTES = 1_048_576;

/** What the reading of a file leaves behind. */
export interface FileEnd {
  /** The file ends without a line end: its last line may be cut off. */
  unterminated: boolean;
}

/**
 * Decodes a file in blocks of whole lines, refusing bytes that are not UTF-8. Memory is that of one block.
 * Errors: EXTRACT_UNREADABLE with the line.
 */
export async function* wholeLines(
  chunks: AsyncIterable<Buffer>,
  source: { readonly table: string; readonly file: string },
  end: FileEnd,
): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let lines = 0;
  for await (const chunk of chunks) {
    const cut = chunk.lastIndexOf(LINE_FEED) + 1;
    if (cut > 0) {
      const block = Buffer.concat([rest, chunk.subarray(0, cut)]);
      if (!isUtf8(block)) throw unreadable('NOT_UTF8', { ...source, line: lines + firstBadLine(block) });
      lines += countLines(block);
      yield block.toString('utf8');
    }
    rest = cut > 0 ? Buffer.from(chunk.subarray(cut)) : Buffer.concat([rest, chunk]);
    if (rest.length > LONGEST_LINE_BYTES) throw unreadable('LINE_TOO_LONG', { ...source, line: lines + 1 });
  }
  end.unterminated = rest.length > 0;
  if (rest.length === 0) return;
  if (!isUtf8(rest)) throw unreadable(breaksOff(rest) ? 'TRUNCATED_LINE' : 'NOT_UTF8', { ...source, line: lines + 1 });
  yield rest.toString('utf8');
}

function countLines(block: Buffer): number {
  let lines = 0;
  for (let at = block.indexOf(LINE_FEED); at >= 0; at = block.indexOf(LINE_FEED, at + 1)) lines += 1;
  return lines;
}

/** 1 for the block's first line. No byte of a longer UTF-8 sequence is a line feed, so lines are checked alone. */
function firstBadLine(block: Buffer): number {
  let line = 1;
  let start = 0;
  for (let at = block.indexOf(LINE_FEED); at >= 0; at = block.indexOf(LINE_FEED, start)) {
    if (!isUtf8(block.subarray(start, at))) return line;
    line += 1;
    start = at + 1;
  }
  return line;
}

/** Says whether the bytes are UTF-8 that stops within a character. */
function breaksOff(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
