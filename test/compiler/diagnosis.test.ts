import { describe, expect, it } from 'vitest';
import { countNotFinite } from '../../compiler/diagnosis/finite-counts.js';
import { firstNotFinite } from '../../compiler/diagnosis/first-not-finite.js';
import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Program, Value } from '../../compiler/graph/graph.js';
import { scalar, tensor } from '../../compiler/graph/types.js';
import { evaluateGraph } from '../../runtime/engines/reference/evaluate.js';

const at = (path: string, line: number) => ({ path, file: 'net.ang', line });

/** A step of two examples of two numbers, whose loss is the sum of what is made of them. */
function findingIn(make: (b: GraphBuilder, x: Value, w: Value) => Value, x: readonly number[], w = 1) {
  const b = new GraphBuilder();
  const [features, weight] = [b.input('features', tensor('f32', [2, 2])), b.state('w', scalar)];
  const made = make(b, features, weight);
  b.origin = undefined;
  const loss = b.sum(made, [0, 1]);
  const program: Program = {
    batch: 2,
    state: [{ name: 'w', type: scalar, role: 'weight', initializer: { kind: 'constant', value: 1 } }],
    graphs: {
      train: {
        name: 'train',
        inputs: [{ name: 'features', value: features, source: { kind: 'features' } }],
        outputs: { loss, gradient_norm: b.constant(0) },
        updates: [],
      },
      predict: { name: 'predict', inputs: [], outputs: {}, updates: [] },
    },
  };
  const counts = countNotFinite(program);
  const { outputs } = evaluateGraph(counts.program.graphs.train!, { features: x }, { w: [w] });
  return firstNotFinite(counts, outputs);
}

describe('where numbers that are not finite begin', () => {
  it('is the first value that has some, made of others that have none', () => {
    const finding = findingIn(
      (b, x) => {
        b.origin = at('first', 3);
        const root = b.ln(x);
        b.origin = at('second', 4);
        return b.add(b.mul(root, 2), 1);
      },
      [1, 2, 0, -1],
    );
    expect(finding).toMatchObject({ what: 'loss', origin: at('first', 3), count: 2, positions: [1] });
    expect(finding!.value.producer.primitive.name).toBe('ln');
  });

  it('is not on the side of a select that is not taken', () => {
    const make = (b: GraphBuilder, x: Value) => {
      b.origin = at('guarded', 5);
      return b.select(b.greater(x, 0), b.ln(x), 0);
    };
    expect(findingIn(make, [1, 0, 2, -1])).toBeUndefined();
    const behind = (b: GraphBuilder, x: Value) => {
      const guarded = make(b, x);
      b.origin = at('behind', 6);
      return b.reciprocal(b.sub(guarded, guarded));
    };
    expect(findingIn(behind, [1, 0, 2, -1])).toMatchObject({ origin: at('behind', 6), count: 4, positions: [0, 1] });
  });

  it('may be a weight, or what is fed', () => {
    const product = (b: GraphBuilder, x: Value, w: Value) => b.mul(x, w);
    const weight = findingIn(product, [1, 1, 1, 1], Infinity);
    expect(weight).toMatchObject({ origin: undefined, count: 1, positions: undefined });
    expect(weight!.value.producer.attributes['name']).toBe('w');
    const fed = findingIn(product, [1, NaN, NaN, 1]);
    expect(fed!.value.producer.attributes['name']).toBe('features');
    expect(fed!.count).toBe(2);
  });

  it('is nowhere where all is finite, however large', () => {
    expect(findingIn((b, x) => b.mul(x, 1), [3e38, -3e38, 0, 1e-45])).toBeUndefined();
  });
});
