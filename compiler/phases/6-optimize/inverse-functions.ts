import { Ranges } from '../../analysis/ranges.js';
import type { GraphBuilder } from '../../graph/builder.js';
import type { Value } from '../../graph/graph.js';
import { rewrite } from '../../graph/rewrite.js';
import type { Pass } from './pass.js';

/** Products, sums and the like one after another that are searched for a factor. */
const MAX_FACTORS = 8;

/**
 * The cosine of an angle that was made of its cosine is that number, and the sine a root: two slow functions less, and
 * closer to the truth than both. In gradients of cosines sqrt((1 - x)(1 + x)), from the cosine's own slope, meets
 * its reciprocal, from that of the angle; both go.
 */
export const inverseFunctions: Pass = {
  name: 'inverse-functions',
  doc: 'Takes sines and cosines of arcs from what the arcs are made of.',
  run(graph) {
    const ranges = new Ranges();
    return rewrite(graph, ({ primitive, results }, inputs, builder) => {
      switch (primitive.name) {
        case 'cos':
        case 'sin':
        case 'tan': {
          const value = ofArc(primitive.name, inputs[0]!, builder, ranges);
          return value && [value];
        }
        case 'mul': {
          const [a, b] = inputs as [Value, Value];
          const value = withoutRoots(a, b, builder, ranges) ?? withoutRoots(b, a, builder, ranges);
          return value && [builder.broadcast(value, results[0]!.type.shape)];
        }
        default:
          return undefined;
      }
    });
  },
};

/** A function of an angle that one of the inverse functions has made. */
function ofArc(name: 'cos' | 'sin' | 'tan', angle: Value, builder: GraphBuilder, ranges: Ranges): Value | undefined {
  const { primitive, inputs } = throughStops(angle).producer;
  const [x] = inputs;
  if (primitive.name === 'atan') return name === 'tan' ? x : undefined;
  if ((primitive.name !== 'acos' && primitive.name !== 'asin') || name === 'tan') return undefined;
  // Other numbers have no arc, which must stay visible.
  const { lo, hi } = ranges.of(x!);
  if (!(lo >= -1 && hi <= 1)) return undefined;
  if ((primitive.name === 'acos') === (name === 'cos')) return x;
  return builder.sqrt(builder.mul(builder.sub(1, x!), builder.add(1, x!)));
}

/** What `stopGradient` was given: where passes run, nothing is differentiated any more. */
function throughStops(value: Value): Value {
  const { primitive, inputs } = value.producer;
  return primitive.name === 'stop_gradient' ? throughStops(inputs[0]!) : value;
}

/** The product of a value and a reciprocal root, where the value has that root as a factor. */
function withoutRoots(value: Value, reciprocal: Value, builder: GraphBuilder, ranges: Ranges): Value | undefined {
  const { primitive, inputs } = reciprocal.producer;
  const isRoot = primitive.name === 'rsqrt' && ranges.of(inputs[0]!).lo >= 0;
  return isRoot ? withoutRoot(value, inputs[0]!, builder) : undefined;
}

/** A value over sqrt(q), in a shape that broadcasts to its own, where the root is a factor of it or of all its terms. */
function withoutRoot(value: Value, q: Value, builder: GraphBuilder, depth = MAX_FACTORS): Value | undefined {
  const { primitive, inputs } = value.producer;
  if (depth === 0) return undefined;
  const without = (index: number): Value | undefined => withoutRoot(inputs[index]!, q, builder, depth - 1);
  switch (primitive.name) {
    case 'neg': {
      const operand = without(0);
      return operand && builder.neg(operand);
    }
    case 'mul': {
      if (isRootOf(inputs[1]!, q)) return inputs[0];
      if (isRootOf(inputs[0]!, q)) return inputs[1];
      const first = without(0);
      if (first) return builder.mul(first, inputs[1]!);
      const second = without(1);
      return second && builder.mul(inputs[0]!, second);
    }
    case 'add': {
      const first = without(0);
      const second = first && without(1);
      return second && builder.add(first!, second);
    }
    case 'select': {
      // Differentiation leaves 0 on the side that isn't taken.
      const [first, second] = [1, 2].map((index) => (isZero(inputs[index]!) ? inputs[index] : without(index)));
      return first && second && builder.select(inputs[0]!, first, second);
    }
    default:
      return undefined;
  }
}

function isZero({ producer: { primitive, attributes } }: Value): boolean {
  return primitive.name === 'constant' && attributes['value'] === 0;
}

function isRootOf({ producer: { primitive, inputs } }: Value, q: Value): boolean {
  return primitive.name === 'sqrt' && alike(inputs[0]!, q);
}

/** Whether two values are made in the same way of the same values; (1 - x)(1 + x) has three operations on top. */
function alike(a: Value, b: Value, depth = 3): boolean {
  if (a === b) return true;
  const [first, second] = [a.producer, b.producer];
  if (depth === 0 || first.primitive !== second.primitive) return false;
  if (first.primitive.name === 'constant') return first.attributes['value'] === second.attributes['value'];
  if (!['add', 'sub', 'mul'].includes(first.primitive.name)) return false;
  return first.inputs.every((input, index) => alike(input, second.inputs[index]!, depth - 1));
}
