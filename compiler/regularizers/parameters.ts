import type { Parameter } from '../schema.js';

/** @param of what it is a factor on */
export function strengthParameter(of: string): Parameter {
  return { name: 'strength', type: { kind: 'real', min: 0 }, doc: `factor on ${of}` };
}

/** Which layers are held down. Every regularizer takes it. */
export const onParameter: Parameter = {
  name: 'on',
  type: { kind: 'selector' },
  default: null,
  named: true,
  doc: 'labels or kinds of layers; every layer when absent',
};
