import { EngineError } from '../../engine.js';
import { BINDING_PACKAGE, TENSORFLOW_VERSION, WHEELS, type Pin } from './pins.js';

/** One way to make the native engine: which wheels, and what their libraries are called. */
export interface TensorflowBuild {
  /** Names the folder in the cache; another version of anything is another folder. */
  readonly key: string;
  readonly cuda: boolean;
  readonly wheels: readonly Pin[];
  /** pip's names for the platforms whose wheels run here. */
  readonly platforms: readonly string[];
  /** Shared libraries, in the wheel's folder `tensorflow`. */
  readonly libraries: readonly string[];
  readonly tested: boolean;
  /** Free space that an install needs, in bytes: downloads, the unpacked wheels and the compiled binding. */
  readonly diskBytes: number;
}

type Platform = Pick<TensorflowBuild, 'platforms' | 'libraries'>;

const PLATFORMS: Readonly<Record<string, Platform>> = {
  'linux-x64': linux('x86_64'),
  'linux-arm64': linux('aarch64'),
  'darwin-arm64': {
    platforms: ['macosx_12_0_arm64'],
    libraries: ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib'],
  },
};

/** Unpacked wheels are some five (TensorFlow) or two (CUDA) times larger than packed ones; both are there for a while. */
const UNPACKED_RATIO = { cpu: 6, cuda: 4 };

/**
 * What the native engine is made of on this kind of machine.
 * @param cuda with NVIDIA's libraries
 * @throws {EngineError} when TensorFlow has no wheel for it
 */
export function buildFor(
  cuda: boolean,
  platform: string = process.platform,
  arch: string = process.arch,
): TensorflowBuild {
  const machine = `${platform}-${arch}`;
  const wheels = WHEELS[cuda ? `${machine}-cuda` : machine];
  const names = PLATFORMS[machine];
  if (!wheels || !names) {
    const reason = cuda && WHEELS[machine] ? 'has no CUDA wheel' : 'has no usable wheel';
    const remedy = cuda && WHEELS[machine] ? 'leave out --cuda' : 'use `--engine wasm`, which runs everywhere';
    throw new EngineError(`TensorFlow ${TENSORFLOW_VERSION} ${reason} for ${machine}; ${remedy}.`);
  }
  const bytes = wheels.reduce((sum, wheel) => sum + wheel.bytes, 0);
  return {
    key: `tensorflow-${TENSORFLOW_VERSION}${cuda ? '-cuda' : ''}-tfjs-${BINDING_PACKAGE.version}-${machine}`,
    cuda,
    wheels,
    ...names,
    tested: machine === 'linux-x64',
    diskBytes: bytes * UNPACKED_RATIO[cuda ? 'cuda' : 'cpu'],
  };
}

function linux(machine: string): Platform {
  return {
    platforms: ['manylinux_2_27', 'manylinux_2_17', 'manylinux2014'].map((tag) => `${tag}_${machine}`),
    libraries: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
  };
}
