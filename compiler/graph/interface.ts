import type { Graph, InputSource, Program, StateVariable } from './graph.js';
import type { TensorType } from './types.js';

/** What a host needs to know of a graph to call it; every {@link Graph} is one. */
export interface GraphInterface {
  readonly name: string;
  readonly inputs: readonly {
    readonly name: string;
    readonly value: { readonly type: TensorType };
    readonly source: InputSource;
  }[];
  readonly outputs: Readonly<Record<string, { readonly type: TensorType }>>;
}

/** What a host needs to know of a program to run it, not how anything is computed; every {@link Program} is one. */
export interface ProgramInterface {
  readonly batch: number;
  readonly state: readonly StateVariable[];
  readonly graphs: {
    readonly train?: GraphInterface;
    readonly evaluate?: GraphInterface;
    readonly predict: GraphInterface;
  };
}

/** A program's interface as plain data, which comes through JSON unchanged. */
export function interfaceOf({ batch, state, graphs }: Program): ProgramInterface {
  const { train, evaluate, predict } = graphs;
  return {
    batch,
    state,
    graphs: {
      ...(train && { train: graphInterface(train) }),
      ...(evaluate && { evaluate: graphInterface(evaluate) }),
      predict: graphInterface(predict),
    },
  };
}

function graphInterface({ name, inputs, outputs }: Graph): GraphInterface {
  return {
    name,
    inputs: inputs.map(({ name: input, value: { type }, source }) => ({ name: input, value: { type }, source })),
    outputs: Object.fromEntries(Object.entries(outputs).map(([output, { type }]) => [output, { type }])),
  };
}
