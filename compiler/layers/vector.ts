import type { Arguments } from '../evaluation/arguments.js';
import type { Shape } from '../graph/types.js';
import type { Parameter } from '../schema.js';
import type { LayerProblem } from './layer.js';
import { weightProblem } from './weight-bound.js';

/** What `fc` and `angfc` share. */
export const unitsParameter: Parameter = {
  name: 'units',
  type: { kind: 'int', min: 1 },
  doc: 'number of outputs',
};

/** Shape of a fully connected layer's output, which takes vectors only. */
export function vectorOutput(input: Shape, args: Arguments, name: string): Shape | LayerProblem {
  const output = [args.int('units')];
  if (input.length === 1) return weightProblem([input[0]!, ...output]) ?? output;
  return {
    problem: `\`${name}\` needs vectors of shape [N, features]`,
    hint: 'put `flatten` or `avgpool(global)` before it',
    assume: output,
  };
}
