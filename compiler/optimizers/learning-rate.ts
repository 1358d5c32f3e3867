import type { Parameter, SoundRange } from '../schema.js';

/** @param sound rates with which the optimizer can train anything */
export function learningRate(sound: SoundRange): Parameter {
  return {
    name: 'lr',
    type: { kind: 'real', min: 0, sound },
    doc: 'learning rate at the first step; a schedule multiplies it',
  };
}
