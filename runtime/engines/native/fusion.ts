import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Installation } from './installation.js';
import { readSwitch } from './switch.js';

/** Where CUDA's compiler lies within an installation; XLA needs its library for devices. */
const CUDA_COMPILER = join('wheels', 'nvidia', 'cuda_nvcc');
const DEVICE_LIBRARY = join('nvvm', 'libdevice', 'libdevice.10.bc');

/**
 * Whether chains of elementwise operations are compiled by XLA: unless the variable ANGNET_FUSION is `off`, or the
 * installation lacks what that takes, which is said.
 * @throws {EngineError} for another value of the variable
 */
export function fusesRegions(installation: Installation, environment: NodeJS.ProcessEnv = process.env): boolean {
  const wish = readSwitch('ANGNET_FUSION', true, environment);
  // Official packages bring a TensorFlow of 2022, whose XLA nobody has tried with this.
  if (!wish || installation.origin === 'package') return false;
  if (!installation.cuda || existsSync(join(installation.folder, CUDA_COMPILER, DEVICE_LIBRARY))) return true;
  noteMissingLibrary();
  return false;
}

/**
 * What XLA reads when it is loaded. On CPUs its older way to emit loops takes a quarter less time to compile our regions, and
 * their steps as long and a little less memory (docs/benchmarks.md).
 */
export function xlaFlags({ cuda, folder, origin }: Installation): Readonly<Record<string, string>> {
  // XLA ends the process for a flag that it doesn't know, and TensorFlow of official packages is another.
  if (origin === 'package') return {};
  const flags = ['--xla_cpu_use_fusion_emitters=false'];
  if (cuda) flags.push(`--xla_gpu_cuda_data_dir=${join(folder, CUDA_COMPILER)}`);
  return { XLA_FLAGS: flags.join(' ') };
}

let noted = false;

function noteMissingLibrary(): void {
  if (noted) return;
  noted = true;
  process.stderr.write(
    "The installation lacks CUDA's libdevice, so steps are not fused and take longer; the install command brings it.\n",
  );
}
