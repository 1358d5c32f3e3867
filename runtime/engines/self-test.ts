import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Graph, Program } from '../../compiler/graph/graph.js';
import { tensor } from '../../compiler/graph/types.js';
import '../../compiler/primitives/index.js';
import type { Engine } from './engine.js';

/**
 * Runs two steps of a program so small that its numbers are known.
 * @returns what went wrong, a sentence; undefined when the engine works
 */
export async function selfTest(engine: Engine): Promise<string | undefined> {
  try {
    const session = await engine.load(smallProgram());
    try {
      await session.writeState({ w: Float32Array.of(1, 2, 3, 4) });
      const feeds = { x: Float32Array.of(1, 10) };
      const [first, second] = [await session.run('train', feeds), await session.run('train', feeds)];
      const found = [first['loss']![0], second['loss']![0]];
      return found[0] === 73 && found[1] === 146
        ? undefined
        : `It computed ${found.join(' and ')} instead of 73 and 146.`;
    } finally {
      await session.dispose();
    }
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

/** loss = the sum of x · w, and each step doubles w. */
function smallProgram(): Program {
  const graph = (name: string, trains: boolean): Graph => {
    const b = new GraphBuilder();
    const x = b.input('x', tensor('f32', [1, 2]));
    const w = b.state('w', tensor('f32', [2, 2]));
    return {
      name,
      inputs: [{ name: 'x', value: x, source: { kind: 'features' } }],
      outputs: { loss: b.sum(b.matmul(x, w), [0, 1]) },
      updates: trains ? [{ state: 'w', value: b.mul(w, 2) }] : [],
    };
  };
  const initializer = { kind: 'constant', value: 0 } as const;
  return {
    batch: 1,
    state: [{ name: 'w', type: tensor('f32', [2, 2]), role: 'weight', initializer }],
    graphs: { train: graph('train', true), predict: graph('predict', false) },
  };
}
