import { createHash } from 'node:crypto';
import type { ProgramInterface } from '../../../../compiler/graph/interface.js';
import type { Manifest } from '../../../../compiler/targets/saved-model/manifest.js';

/** A saved model with all that a session needs to run it. */
export interface CachedModel {
  readonly interface: ProgramInterface;
  readonly manifest: Manifest;
  /** The content of `saved_model.pb`. */
  readonly graph: Uint8Array;
}

/** Length of the SHA-256 in hex that an entry starts with. */
const DIGEST = 64;
const NEWLINE = 0x0a;

/** An entry as the bytes of its file: a digest of what follows, the description as a line of JSON, the graph. */
export function encodeEntry({ interface: description, manifest, graph }: CachedModel): Uint8Array {
  const content = Buffer.concat([Buffer.from(`${JSON.stringify({ interface: description, manifest })}\n`), graph]);
  return Buffer.concat([Buffer.from(digestOf(content)), content]);
}

/** What {@link encodeEntry} was given; undefined where a byte of it was lost or changed. */
export function decodeEntry(bytes: Uint8Array): CachedModel | undefined {
  const content = bytes.subarray(DIGEST);
  const digest = Buffer.from(bytes.subarray(0, DIGEST)).toString('latin1');
  if (digestOf(content) !== digest) return undefined;
  const end = content.indexOf(NEWLINE);
  const description = JSON.parse(Buffer.from(content.subarray(0, end)).toString()) as Omit<CachedModel, 'graph'>;
  return { ...description, graph: content.subarray(end + 1) };
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
