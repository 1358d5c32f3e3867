import { xlaFlags } from './fusion.js';
import type { Installation } from './installation.js';

/** Read by TensorFlow and CUDA when they are loaded. */
const SETTINGS: Readonly<Record<string, string>> = {
  // Errors only.
  TF_CPP_MIN_LOG_LEVEL: '2',
  // Take the GPU's memory as it is needed instead of all at once.
  TF_FORCE_GPU_ALLOW_GROWTH: 'true',
  // TF32 blurs angles near 0, where -log matters most.
  NVIDIA_TF32_OVERRIDE: '0',
};

/** Sets what must be set before the libraries are loaded; what the user has set stays. */
export function setEnvironment(installation: Installation, environment: NodeJS.ProcessEnv = process.env): void {
  for (const [name, value] of Object.entries({ ...SETTINGS, ...xlaFlags(installation) })) environment[name] ??= value;
}
