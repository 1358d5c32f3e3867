import type { DType } from '../graph/types.js';

// Plans hold no bf16, which tfjs hasn't: see `targets/tfjs-plan/widen.ts`.
const NAMES = { f32: 'float32', bf16: 'float32', i32: 'int32', bool: 'bool' } as const;

/** What tfjs calls an element type. */
export function tfjsDType(dtype: DType): 'float32' | 'int32' | 'bool' {
  return NAMES[dtype];
}
