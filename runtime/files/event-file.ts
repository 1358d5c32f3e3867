import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import protobuf from 'protobufjs/minimal.js';
import { atomicWrite } from './atomic-write.js';
import { fileError } from './error.js';
import { readBytes } from './read.js';
import { encodeRecord, recordsIn } from './tf-records.js';

/** Numbers by their tags: `train/loss`. */
export type Scalars = Readonly<Record<string, number>>;

/**
 * Field numbers of TensorFlow's messages Event (wall_time, step, file_version, summary), Summary (value) and
 * Summary.Value (tag, simple_value), each with the type that stands before the field.
 */
const WIRE = { double: 1, varint: 0, bytes: 2, float: 5 } as const;
const field = (number: number, type: keyof typeof WIRE): number => (number << 3) | WIRE[type];
const WALL_TIME = field(1, 'double');
const STEP = field(2, 'varint');
const FILE_VERSION = field(3, 'bytes');
const SUMMARY = field(5, 'bytes');
const VALUE = field(1, 'bytes');
const TAG = field(1, 'bytes');
const SIMPLE_VALUE = field(2, 'float');

/** A file of events as TensorBoard reads it, to which scalars are appended. */
export class EventFile {
  private constructor(
    private readonly path: string,
    private readonly file: number,
  ) {}

  /**
   * Opens a file for appending; a resumed run drops the events of steps that it will take again.
   * @param through the last step to keep
   * @throws {FileError}
   */
  static async open(path: string, through: number): Promise<EventFile> {
    const before = existsSync(path) ? [...recordsIn(await readBytes(path))] : [];
    const kept = before.filter((data) => stepOf(data) <= through);
    const records = kept.length > 0 ? kept : [versionEvent()];
    await atomicWrite(path, Buffer.concat(records.map(encodeRecord)));
    try {
      return new EventFile(path, openSync(path, 'a'));
    } catch (cause) {
      throw fileError('write', path, cause);
    }
  }

  /** @throws {FileError} */
  append(step: number, scalars: Scalars): void {
    try {
      writeSync(this.file, encodeRecord(scalarEvent(step, scalars, Date.now() / 1000)));
    } catch (cause) {
      throw fileError('write', this.path, cause);
    }
  }

  close(): void {
    closeSync(this.file);
  }
}

/** What every file begins with. */
function versionEvent(): Uint8Array {
  const writer = protobuf.Writer.create();
  writer.uint32(WALL_TIME).double(Date.now() / 1000);
  return writer.uint32(FILE_VERSION).string('brain.Event:2').finish();
}

function scalarEvent(step: number, scalars: Scalars, seconds: number): Uint8Array {
  const writer = protobuf.Writer.create();
  writer.uint32(WALL_TIME).double(seconds).uint32(STEP).int64(step).uint32(SUMMARY).fork();
  for (const [tag, value] of Object.entries(scalars)) {
    writer.uint32(VALUE).fork().uint32(TAG).string(tag).uint32(SIMPLE_VALUE).float(value).ldelim();
  }
  return writer.ldelim().finish();
}

/** The step of an event; 0 where it says none. */
function stepOf(event: Uint8Array): number {
  const reader = protobuf.Reader.create(event);
  while (reader.pos < reader.len) {
    const next = reader.uint32();
    if (next === STEP) return Number(reader.int64());
    reader.skipType(next & 7);
  }
  return 0;
}
