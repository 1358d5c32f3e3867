import type { FunctionKind } from './function-value.js';

/** What the compiler hands to a function. */
export interface FunctionVariable {
  readonly type: 'rad' | 'real';
  /** Ends the sentence "`w` is …". */
  readonly meaning: string;
}

interface FunctionVariables {
  /** What comes first, under any name. */
  readonly first: FunctionVariable & { readonly usualName: string };
  /** What a function gets where it asks for it by name. */
  readonly others: ReadonlyMap<string, FunctionVariable>;
}

const theta = { usualName: 'theta', type: 'rad', meaning: 'the angle between input and filter' } as const;
const inputNorm = { usualName: 'x', type: 'real', meaning: 'the norm of the input' } as const;
const filterNorm: FunctionVariable = { type: 'real', meaning: 'the norm of the filter' };
const meanNorm: FunctionVariable = {
  type: 'real',
  meaning: 'the mean norm of the inputs: that of the batch in training, a moving average of it in evaluation',
};
const output: FunctionVariable = { type: 'real', meaning: "the layer's angle function at the angle" };
const step: FunctionVariable = { type: 'real', meaning: 'the training step, 1 at the first' };

/** What functions of each kind are functions of. */
export const functionVariables: Readonly<Record<FunctionKind, FunctionVariables>> = {
  angle: { first: theta, others: new Map() },
  magnitude: {
    first: inputNorm,
    others: new Map([
      ['w', filterNorm],
      ['mean_x', meanNorm],
    ]),
  },
  margin: {
    first: theta,
    others: new Map([
      ['g', output],
      ['x', inputNorm],
      ['w', filterNorm],
      ['step', step],
    ]),
  },
};
