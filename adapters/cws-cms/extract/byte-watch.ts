import type { CsvFormat } from './csv-format.js';

const LINE_FEED = 0x0a;

/** What passing bytes showed of a file. */
export interface BytesSeen {
  /** Line feeds, within quotes too. */
  readonly lineFeeds: number;
  /** The file ends with a line end, or is empty. */
  readonly terminated: boolean;
  /** A quote stands in the midst of a field: readers differ in what they make of it. */
  readonly strayQuote: boolean;
}

/** Lets bytes pass and watches them for what COPY would take without a word and a careful reader would not. */
export class ByteWatch {
  private lineFeeds = 0;
  private last: number | null = null;
  private tail = '';
  private stray = false;
  private readonly quoteByte: number;
  private readonly strayQuote: RegExp;

  constructor({ delimiter, quote }: CsvFormat) {
    this.quoteByte = quote.charCodeAt(0);
    const beside = `[^${[delimiter, quote].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}\\r\\n]`;
    this.strayQuote = new RegExp(`${beside}\\u${this.quoteByte.toString(16).padStart(4, '0')}${beside}`);
  }

  get seen(): BytesSeen {
    return { lineFeeds: this.lineFeeds, terminated: this.last === null || this.last === LINE_FEED, strayQuote: this.stray };
  }

  async* watch(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.note(chunk);
      yield chunk;
    }
  }

  private note(chunk: Buffer): void {
    if (chunk.length === 0) return;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) this.lineFeeds += 1;
    this.last = chunk[chunk.length - 1]!;
    if (!this.stray && (chunk.includes(this.quoteByte) || this.tail.charCodeAt(this.tail.length - 1) === this.quoteByte)) {
      this.stray = this.strayQuote.test(this.tail + chunk.toString('latin1'));
    }
    this.tail = chunk.toString('latin1', Math.max(0, chunk.length - 2));
  }
}
