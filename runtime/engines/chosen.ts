import type { Availability, Engine, EngineName } from './engine.js';

/** An engine that was chosen, and what would be faster. */
export interface ChosenEngine {
  readonly engine: Engine;
  /** What the engine says of itself. */
  readonly detail: string;
  /** Why `auto` took it: stands behind its name. */
  readonly why?: string;
  readonly faster: readonly FasterEngine[];
}

/** An engine that is faster than the chosen one, fastest first. */
export interface FasterEngine {
  readonly name: EngineName;
  /** Why it can't be taken, a sentence; absent where another one was asked for. */
  readonly reason?: string;
  readonly remedy?: string;
}

export function unavailable(
  name: EngineName,
  { reason, remedy }: Availability & { readonly available: false },
): FasterEngine {
  return { name, reason, ...(remedy === undefined ? {} : { remedy }) };
}

export function failedSelfTest(name: EngineName, reason: string): FasterEngine {
  return { name, reason: `It failed its self-test: ${reason}`, remedy: RETEST_COMMAND };
}

export function untried(name: EngineName, reason: string): FasterEngine {
  return { name, reason: `Its self-test came to no end: ${reason}` };
}

/** The command that examines engines anew. */
export const RETEST_COMMAND = 'npx angnet doctor --fresh';
