import { appendFileSync, closeSync, existsSync, fdatasyncSync, openSync } from 'node:fs';
import { atomicWrite } from './atomic-write.js';
import { fileError } from './error.js';
import { readBytes } from './read.js';

/** One line of a JSON-lines file. */
export type JsonRecord = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Reads the records of a JSON-lines file. A last line that was cut off, as a crash leaves it, is passed over, and so is
 * any other line that isn't a record.
 * @throws {FileError}
 */
export async function readJsonLines(path: string): Promise<JsonRecord[]> {
  const text = new TextDecoder().decode(await readBytes(path));
  return text.split('\n').flatMap((line) => {
    try {
      const value: unknown = JSON.parse(line);
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value as JsonRecord] : [];
    } catch {
      return [];
    }
  });
}

/** Appends records to a JSON-lines file, one at a time. */
export class JsonLinesWriter {
  private constructor(
    private readonly path: string,
    private readonly file: number,
  ) {}

  /**
   * Opens a file for appending; a resumed run passes `keep` to drop the lines of steps that it will take again.
   * @throws {FileError}
   */
  static async open(path: string, keep: (record: JsonRecord) => boolean = () => true): Promise<JsonLinesWriter> {
    const records = existsSync(path) ? (await readJsonLines(path)).filter(keep) : [];
    await atomicWrite(path, records.map(lineOf).join(''));
    try {
      return new JsonLinesWriter(path, openSync(path, 'a'));
    } catch (cause) {
      throw fileError('write', path, cause);
    }
  }

  /** @throws {FileError} */
  append(record: JsonRecord): void {
    try {
      appendFileSync(this.file, lineOf(record));
    } catch (cause) {
      throw fileError('write', this.path, cause);
    }
  }

  /**
   * Makes what was appended survive a power cut.
   * @throws {FileError}
   */
  flush(): void {
    try {
      fdatasyncSync(this.file);
    } catch (cause) {
      throw fileError('write', this.path, cause);
    }
  }

  close(): void {
    closeSync(this.file);
  }
}

function lineOf(record: JsonRecord): string {
  return `${JSON.stringify(record)}\n`;
}
