import type { Engine, EngineName } from './engine.js';

/** Every engine, fastest first as a rule. Each is loaded when it is asked for: some bring large libraries. */
export const engines: Readonly<Record<EngineName, () => Promise<Engine>>> = {
  native: async () => (await import('./native/index.js')).nativeEngine,
  wasm: async () => (await import('./wasm/index.js')).wasmEngine,
  cpu: async () => (await import('./cpu/index.js')).cpuEngine,
  reference: async () => (await import('./reference/index.js')).referenceEngine,
};

export const engineNames = Object.keys(engines) as readonly EngineName[];

/** Engines that `auto` may take, fastest first as a rule. */
export const automatic: readonly EngineName[] = ['native', 'wasm', 'cpu'];

/** Those of them that can win: `cpu` is slower than any other by orders of magnitude, whatever the machine. */
export const contenders: readonly EngineName[] = ['native', 'wasm'];
