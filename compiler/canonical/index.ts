import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

import type { Experiment } from '../phases/3-expand/experiment.js';
import { canonicalText } from './canonical-text.js';

export { canonicalData, canonicalText } from './canonical-text.js';
export { equalCells } from './equal-cells.js';

/** The SHA-256 of a canonical text, 64 hexadecimal digits: equal for experiments that mean the same. */
export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** What runs of an experiment are addressed by: the hash of its canonical text. */
export function experimentHash(experiment: Experiment): string {
  return hashText(canonicalText(experiment));
}
