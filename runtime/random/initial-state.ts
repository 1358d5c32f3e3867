import type { Program, StateVariable } from '../../compiler/graph/graph.js';
import { sizeOf } from '../../compiler/graph/types.js';
import { stream } from './stream.js';

/**
 * The state before the first step, by the variables' names. Each variable has a random stream of its own, keyed by its
 * name, so that adding, removing or replacing a layer leaves the others' initial weights as they are.
 */
export function initialState(program: Pick<Program, 'state'>, seed: number): Record<string, Float32Array | Int32Array> {
  return Object.fromEntries(program.state.map((variable) => [variable.name, initialValue(variable, seed)]));
}

function initialValue({ name, type, initializer }: StateVariable, seed: number): Float32Array | Int32Array {
  const size = sizeOf(type.shape);
  const values = type.dtype === 'f32' ? new Float32Array(size) : new Int32Array(size);
  if (initializer.kind === 'constant') return values.fill(initializer.value);
  if (values instanceof Int32Array) throw new TypeError(`${name} is ${type.dtype}, and normal deviates are f32.`);
  stream(seed, 'init', name).normal(values, 0, Math.sqrt(initializer.variance));
  return values;
}
