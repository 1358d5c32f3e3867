import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder with the backend's .wasm files, ending in a separator; undefined when they aren't installed. */
export function findBinaries(): string | undefined {
  try {
    const root = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'));
    const folder = join(root, 'wasm-out', '/');
    return existsSync(join(folder, 'tfjs-backend-wasm-simd.wasm')) ? folder : undefined;
  } catch {
    return undefined;
  }
}
