import type { Engine } from '../engine.js';
import { findBinaries } from './binaries.js';

/** What 32-bit addresses reach, less room for the packed weights and scratch memory of kernels. */
const BYTE_LIMIT = 3.5 * 2 ** 30;

/** tfjs's WebAssembly backend, XNNPACK on one thread: the embedded default that needs nothing but npm. */
export const wasmEngine: Engine = {
  name: 'wasm',
  lacksBf16: true,
  async probe() {
    if (!findBinaries()) {
      return {
        available: false,
        reason: 'The .wasm files of the package @tensorflow/tfjs-backend-wasm are missing.',
        remedy: 'npm install @tensorflow/tfjs-backend-wasm',
      };
    }
    return { available: true, detail: 'XNNPACK in WebAssembly, one thread' };
  },
  async load(program) {
    const { startWasm } = await import('./start.js');
    const { TfjsSession } = await import('../tfjs/session.js');
    return new TfjsSession(program, await startWasm(), BYTE_LIMIT);
  },
};
