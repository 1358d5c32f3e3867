import { FileError } from '../../files/index.js';
import type { EngineName } from '../engine.js';
import type { Contender } from '../probe.js';
import { cacheFolder } from '../native/install/cache-folder.js';
import { conditionsOf } from './conditions.js';
import { examineEngines } from './examine.js';
import type { Examination } from './examination.js';
import { isConclusive } from './ranking.js';
import { recall, remember } from './remembered.js';

export type { Device, Examination, Examined, Speed } from './examination.js';
export { CONVOLUTION, passes, type Convolution, type Pass } from './workload.js';

export interface ExamineOptions {
  /** Folder where results are kept. */
  readonly cache?: string;
  /** Measure anew, whatever is known. */
  readonly fresh?: boolean;
  /** Called before something is measured, which takes a few seconds. */
  readonly onSelfTest?: (engines: readonly EngineName[]) => void;
}

/** An examination, and why it couldn't be kept for the next time, if it couldn't. */
export interface Examining {
  readonly examination: Examination;
  readonly notKept?: FileError;
}

/** How engines do on this machine: as it was found the last time, else measured now. */
export async function examine(
  engines: readonly Contender[],
  { cache = cacheFolder(), fresh = false, onSelfTest }: ExamineOptions = {},
): Promise<Examining> {
  const conditions = conditionsOf(engines);
  const known = fresh ? undefined : await recall(cache, conditions);
  if (known) return { examination: known };
  const names = engines.map(({ name }) => name);
  onSelfTest?.(names);
  const examination = await examineEngines(names);
  if (!isConclusive(examination)) return { examination };
  try {
    await remember(cache, conditions, examination);
  } catch (cause) {
    if (cause instanceof FileError) return { examination, notKept: cause };
    throw cause;
  }
  return { examination };
}

/** What is known of engines on this machine, without measuring. */
export async function recallExamination(
  engines: readonly Contender[],
  cache: string = cacheFolder(),
): Promise<Examination | undefined> {
  return recall(cache, conditionsOf(engines));
}
