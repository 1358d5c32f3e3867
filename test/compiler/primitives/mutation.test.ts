import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import type { Attributes, Value } from '../../../compiler/graph/graph.js';
import { primitives } from '../../../compiler/primitives/index.js';
import type { GradientContext, Primitive } from '../../../compiler/primitives/primitive.js';
import { casesOf } from './cases.js';
import { differentiableResults } from './differentiable.js';
import { gradientError, tolerance } from './finite-differences.js';

type Gradients = readonly (Value | undefined)[];
type Mutant = (context: GradientContext<Attributes>) => Gradients;

/** What is done to one value. */
const mutations: Readonly<Record<string, (value: Value) => Value>> = {
  'flip its sign': (value) => new GraphBuilder().neg(value),
  'drop it': (value) => new GraphBuilder().mul(value, 0),
  'scale it by 1.01': (value) => new GraphBuilder().mul(value, 1.01),
};
/** Mistakes that are none: a shift that only steadies the numerics, and a mask that is divided by its own sum. */
const harmless = new Set(['max_reduce', 'cast']);

/** Mutates the result of one operation, counted from 0, among those that compute in f32. */
class MutatingBuilder extends GraphBuilder {
  private count = 0;

  constructor(
    private readonly target: number,
    private readonly mutate: (value: Value) => Value,
  ) {
    super();
  }

  /** Whether there was such an operation. */
  get reached(): boolean {
    return this.count > this.target;
  }

  override applyAll<A extends Attributes>(primitive: Primitive<A>, inputs: readonly Value[], attributes: A) {
    const results = super.applyAll(primitive, inputs, attributes);
    const [first, ...rest] = results;
    const arithmetic = inputs.length > 0 && first!.type.dtype === 'f32' && !harmless.has(primitive.name);
    return arithmetic && this.count++ === this.target ? [this.mutate(first!), ...rest] : results;
  }
}

/** Whether any test case of the primitive fails when its gradient is replaced. */
function isNoticed(primitive: Primitive, gradient: Mutant): boolean {
  return differentiableResults(primitive.name).some((wanted) =>
    casesOf(primitive.name).some((application) => {
      const mutated = { ...application, primitive: { ...primitive, gradient } };
      return !(gradientError(mutated, wanted) < tolerance);
    }),
  );
}

const differentiable = [...primitives.values()].filter((primitive) => primitive.gradient);

describe.each(differentiable)('central differences notice a mistake in the gradient of $name', (primitive) => {
  const { gradient } = primitive;

  it.each(Object.entries(mutations))('in the result of any of its operations: %s', (_, mutate) => {
    let reached = true;
    for (let target = 0; reached; target++) {
      reached = false;
      const noticed = isNoticed(primitive, (context) => {
        const builder = new MutatingBuilder(target, mutate);
        const gradients = gradient!({ ...context, builder });
        reached ||= builder.reached;
        return gradients;
      });
      if (reached) expect(noticed, `operation ${target}`).toBe(true);
    }
  });

  it.each(Object.entries(mutations))('in any of the gradients that it gives: %s', (_, mutate) => {
    for (let index = 0; index < 4; index++) {
      let reached = false;
      const noticed = isNoticed(primitive, (context) => {
        const gradients = gradient!(context);
        reached ||= gradients[index] !== undefined;
        return gradients.map((value, i) => (i === index && value ? mutate(value) : value));
      });
      if (reached) expect(noticed, `gradient ${index}`).toBe(true);
    }
  });

  it('in gradients that it leaves out', () => {
    for (let index = 0; index < 4; index++) {
      let reached = false;
      const noticed = isNoticed(primitive, (context) => {
        const gradients = gradient!(context);
        const input = context.inputs[index];
        const leftOut = input?.type.dtype === 'f32' && gradients[index] === undefined;
        reached ||= leftOut;
        return leftOut ? context.inputs.map((value, i) => (i === index ? value : gradients[i])) : gradients;
      });
      if (reached) expect(noticed, `gradient ${index}`).toBe(true);
    }
  });
});
