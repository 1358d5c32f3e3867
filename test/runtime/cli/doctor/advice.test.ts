import { describe, expect, it } from 'vitest';
import { adviseOn, type Facts } from '../../../../runtime/cli/doctor/advice.js';

const works = { state: 'works', device: 'CPU', cuda: false } as const;
const missing: Facts['native'] = {
  state: 'missing',
  reason: 'It is not installed.',
  remedy: 'npx angnet engine install native',
};
const gpus = [{ name: 'NVIDIA H100', memoryBytes: 80 * 2 ** 30, driver: '550.54.15' }];
const advice = (facts: Partial<Facts>) =>
  adviseOn({ cores: 8, usableCores: 8, gpus: [], native: works, grantedThreads: undefined, ...facts });

describe('advice', () => {
  it('is none where all is used', () => {
    expect(advice({})).toEqual([]);
    expect(advice({ grantedThreads: 8 })).toEqual([]);
    expect(advice({ gpus, native: { state: 'works', device: 'GPU', cuda: true } })).toEqual([]);
  });

  it('is the native engine where it is missing', () => {
    expect(advice({ native: missing })).toEqual([
      {
        what: 'The native engine, TensorFlow on all 8 cores. It is not installed.',
        how: 'npx angnet engine install native',
      },
    ]);
    expect(advice({ native: missing, cores: 1, usableCores: 1 })[0]!.what).toMatch(/TensorFlow on this processor\./);
  });

  it('is the native engine with CUDA where there is a GPU', () => {
    expect(advice({ native: missing, gpus })).toEqual([
      {
        what: 'The native engine, TensorFlow on the NVIDIA H100. It is not installed.',
        how: 'npx angnet engine install native --cuda',
      },
    ]);
    expect(advice({ gpus })).toEqual([
      {
        what: 'The NVIDIA H100: TensorFlow is installed without CUDA, so it computes on the CPU.',
        how: 'npx angnet engine install native --cuda',
      },
    ]);
  });

  it('looks for the reason where CUDA finds no GPU', () => {
    const [only, ...others] = advice({ gpus, native: { state: 'works', device: 'CPU', cuda: true } });
    expect(only!.what).toMatch(/^The NVIDIA H100: TensorFlow with CUDA is installed, but finds no GPU/);
    expect(only!.how).toMatch(/driver \(550\.54\.15\).*CUDA_VISIBLE_DEVICES/);
    expect(others).toEqual([]);
  });

  it('says what is wrong with a native engine that fails', () => {
    expect(advice({ native: { state: 'broken', reason: 'It computed 1.' } })).toEqual([
      { what: "The native engine, which doesn't work: It computed 1.", how: 'npx angnet engine install native' },
    ]);
  });

  it('is bf16 where that is clearly faster', () => {
    expect(advice({ native: { ...works, bf16Gain: 1.1 } })).toEqual([]);
    expect(advice({ native: { ...works, bf16Gain: 1.64 } })).toEqual([
      {
        what: 'Products in bf16: convolutions are 1.6 times as fast as in f32.',
        how: '@precision(bf16) on a layer or the model of a spec; `angnet summary` says what it costs',
      },
    ]);
  });

  it('names cores and threads that are withheld', () => {
    expect(advice({ usableCores: 2, grantedThreads: 1 })).toEqual([
      {
        what: 'More cores: this process may use 2 of 8.',
        how: 'Start it without the limit that a container or taskset sets.',
      },
      {
        what: 'More threads: TF_NUM_INTRAOP_THREADS holds TensorFlow to 1 thread.',
        how: 'unset TF_NUM_INTRAOP_THREADS',
      },
    ]);
    expect(advice({ grantedThreads: 1, native: missing })).toHaveLength(1);
  });
});
