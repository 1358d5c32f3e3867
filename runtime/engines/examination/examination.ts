import type { EngineName } from '../engine.js';
import type { Pass } from './workload.js';

/** What several engines did on this machine, one after another. */
export interface Examination {
  /** When, in ISO 8601. */
  readonly date: string;
  /** Bytes of the tensor that bandwidth was measured with. */
  readonly bytes: number;
  readonly engines: readonly Examined[];
}

export type Examined =
  /** It computes what it should, so fast. */
  | { readonly name: EngineName; readonly outcome: 'passed'; readonly device: Device; readonly speed: Speed }
  /** It computes wrong numbers, or stops; `reason` is a sentence. */
  | { readonly name: EngineName; readonly outcome: 'failed'; readonly reason: string }
  /** Nothing is known, since this machine didn't let it be tried; `reason` is a sentence. */
  | { readonly name: EngineName; readonly outcome: 'untried'; readonly reason: string };

export type Device = 'CPU' | 'GPU';

/** How fast an engine computes what training takes most of its time for. */
export interface Speed {
  /** GFLOP/s of each pass of {@link CONVOLUTION}. */
  readonly convolution: Readonly<Record<Pass, number>>;
  /** The same with products in bf16, casts included; absent where the engine lacks it. */
  readonly bf16?: Readonly<Record<Pass, number>>;
  /** GB/s that an elementwise operation reads and writes together. */
  readonly bandwidth: number;
}
