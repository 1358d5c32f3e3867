import type { Device } from '../../engines/examination/index.js';
import { INSTALL_COMMAND } from '../../engines/native/installation.js';
import type { Gpu } from '../../machine/gpus.js';
import { plural } from '../text.js';

/** Something that would make training faster here. */
export interface Advice {
  /** Sentences. */
  readonly what: string;
  /** The command or the deed that brings it; absent where nothing can be done. */
  readonly how?: string;
}

/** What advice depends on. */
export interface Facts {
  readonly cores: number;
  readonly usableCores: number;
  readonly gpus: readonly Gpu[];
  readonly native: NativeFacts;
  /** Threads that $TF_NUM_INTRAOP_THREADS grants TensorFlow; undefined where it isn't set. */
  readonly grantedThreads: number | undefined;
}

export type NativeFacts =
  | { readonly state: 'missing'; readonly reason: string; readonly remedy?: string }
  | { readonly state: 'broken'; readonly reason: string }
  /** `cuda`: whether NVIDIA's libraries are among what is installed. */
  | {
      readonly state: 'works';
      readonly device: Device;
      readonly cuda: boolean;
      /** How many times as fast convolutions are in bf16 as in f32. */
      readonly bf16Gain?: number | undefined;
    };

/** Less is noise, or is lost to the casts. */
const LEAST_GAIN = 1.2;

/** What would be faster than what is set up, and how to get it, the most effective first. */
export function adviseOn(facts: Facts): readonly Advice[] {
  return [...adviceOnNative(facts), ...adviceOnCores(facts), ...adviceOnPrecision(facts)];
}

function adviceOnNative({ native, gpus, usableCores }: Facts): readonly Advice[] {
  const cuda = gpus.length > 0 ? `${INSTALL_COMMAND} --cuda` : undefined;
  if (native.state === 'missing') {
    const where = cuda ? `the ${gpus[0]!.name}` : usableCores > 1 ? `all ${usableCores} cores` : 'this processor';
    const how = native.remedy && (cuda ?? native.remedy);
    return [{ what: `The native engine, TensorFlow on ${where}. ${native.reason}`, ...(how && { how }) }];
  }
  if (native.state === 'broken') {
    return [{ what: `The native engine, which doesn't work: ${native.reason}`, how: cuda ?? INSTALL_COMMAND }];
  }
  if (native.device === 'GPU' || !cuda) return [];
  if (!native.cuda) {
    return [
      { what: `The ${gpus[0]!.name}: TensorFlow is installed without CUDA, so it computes on the CPU.`, how: cuda },
    ];
  }
  const what = `The ${gpus[0]!.name}: TensorFlow with CUDA is installed, but finds no GPU that it can use.`;
  const how = `Look whether the driver (${gpus[0]!.driver}) is one for CUDA 12 and CUDA_VISIBLE_DEVICES hides nothing.`;
  return [{ what, how }];
}

function adviceOnCores({ native, cores, usableCores, grantedThreads }: Facts): readonly Advice[] {
  const advice: Advice[] = [];
  if (usableCores < cores) {
    const what = `More cores: this process may use ${usableCores} of ${cores}.`;
    advice.push({ what, how: 'Start it without the limit that a container or taskset sets.' });
  }
  const usesCpu = native.state === 'works' && native.device === 'CPU';
  if (usesCpu && grantedThreads !== undefined && grantedThreads < usableCores) {
    const what = `More threads: TF_NUM_INTRAOP_THREADS holds TensorFlow to ${plural(grantedThreads, 'thread')}.`;
    advice.push({ what, how: 'unset TF_NUM_INTRAOP_THREADS' });
  }
  return advice;
}

function adviceOnPrecision({ native }: Facts): readonly Advice[] {
  if (native.state !== 'works' || native.bf16Gain === undefined || native.bf16Gain < LEAST_GAIN) return [];
  const what = `Products in bf16: convolutions are ${native.bf16Gain.toFixed(1)} times as fast as in f32.`;
  return [{ what, how: '@precision(bf16) on a layer or the model of a spec; `angnet summary` says what it costs' }];
}
