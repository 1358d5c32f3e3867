import type { GraphBuilder } from '../../graph/builder.js';
import type { Value } from '../../graph/graph.js';
import type { DType } from '../../graph/types.js';
import { exactly, expectDType, type NoAttributes } from '../operands.js';
import { definePrimitive, type Primitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';

export interface UnaryDefinition {
  readonly name: string;
  readonly doc: string;
  /** Element types that x may have; f32 when absent. */
  readonly takes?: readonly DType[];
  evaluate(x: number): number;
  /** The gradient with respect to x, given that with respect to y. Absent: zero almost everywhere. */
  gradient?(builder: GraphBuilder, dy: Value, x: Value, y: Value): Value;
  /** The TensorFlow op. */
  readonly tensorflow: string;
  /** The tfjs kernel; absent where it is wrong or missing, and `decompose` takes its place. */
  readonly tfjs?: string;
  decompose?(builder: GraphBuilder, x: Value): Value;
}

/** An elementwise function of one tensor. */
export function unary(definition: UnaryDefinition): Primitive<NoAttributes> {
  const { name, doc, takes = ['f32'], gradient, decompose, tfjs } = definition;
  return definePrimitive<NoAttributes>({
    name,
    doc,
    elementwise: true,
    resultTypes(inputs) {
      const [x] = exactly(1, inputs);
      expectDType([x], ...takes);
      return [x];
    },
    evaluate(inputs, _, [type]) {
      const [x] = exactly(1, inputs);
      return [{ type: type!, data: x.data.map((value) => definition.evaluate(value)) }];
    },
    gradient({ builder, inputs, results, resultGradients }) {
      return [gradient?.(builder, resultGradients[0]!, inputs[0]!, results[0]!)];
    },
    tensorflow: { op: definition.tensorflow, attributes: (site) => elementType(site) },
    ...(tfjs !== undefined && { tfjs: { kernel: tfjs, operands: ['x'] } }),
    ...(decompose && { decompose: (builder, inputs) => [decompose(builder, exactly(1, inputs)[0])] }),
  });
}
