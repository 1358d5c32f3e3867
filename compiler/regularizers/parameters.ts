import type { Parameter, SoundRange } from '../schema.js';

/**
 * @param of what it is a factor on
 * @param sound strengths beside which a loss counts
 */
export function strengthParameter(of: string, sound?: SoundRange): Parameter {
  return { name: 'strength', type: { kind: 'real', min: 0, ...(sound && { sound }) }, doc: `factor on ${of}` };
}

/** Which layers are held down. Every regularizer takes it. */
export const onParameter: Parameter = {
  name: 'on',
  type: { kind: 'selector' },
  default: null,
  named: true,
  doc: 'labels or kinds of layers; every layer when absent',
};
