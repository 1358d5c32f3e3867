import type { GraphBuilder } from '../../graph/builder.js';
import type { Value } from '../../graph/graph.js';
import { zeros } from '../ndarray.js';
import { exactly, expectDType, expectRank, expectShape, type NoAttributes } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';

export const softmaxCrossEntropy = definePrimitive<NoAttributes>({
  name: 'softmax_cross_entropy',
  doc:
    'The cross entropy [N] of softmax(logits) against target probabilities, both [N, C], and its gradient with ' +
    "respect to the logits, softmax · sum(targets) - targets. Rows of targets must sum to 1 (TensorFlow's op leaves " +
    'the sum out).',
  resultTypes(inputs) {
    const [logits, targets] = exactly(2, inputs);
    expectDType([logits, targets], 'f32');
    expectRank(logits, 2, 'logits');
    expectShape(targets, logits.shape, 'targets');
    return [{ dtype: 'f32', shape: [logits.shape[0]!] }, logits];
  },
  evaluate(inputs, _, [lossType, backpropType]) {
    const [logits, targets] = exactly(2, inputs);
    const [loss, backprop] = [zeros(lossType!), zeros(backpropType!)];
    const [rows, classes] = logits.type.shape as readonly [number, number];
    for (let row = 0; row < rows; row++) {
      const [start, end] = [row * classes, (row + 1) * classes];
      const z = logits.data.subarray(start, end);
      const t = targets.data.subarray(start, end);
      const greatest = z.reduce((a, b) => Math.max(a, b), -Infinity);
      const logSum = Math.log(z.reduce((sum, entry) => sum + Math.exp(entry - greatest), 0));
      const total = t.reduce((a, b) => a + b, 0);
      for (let c = 0; c < classes; c++) {
        const logProbability = z[c]! - greatest - logSum;
        loss.data[row]! -= t[c]! * logProbability;
        backprop.data[start + c] = Math.exp(logProbability) * total - t[c]!;
      }
    }
    return [loss, backprop];
  },
  gradient({ builder, inputs, results, resultGradients: [dLoss, dBackprop] }) {
    const [logits, targets] = exactly(2, inputs);
    const parts: (readonly [Value, Value])[] = [];
    if (dLoss) {
      const rows = builder.reshape(dLoss, [dLoss.type.shape[0]!, 1]);
      const { logProbabilities } = logSoftmax(builder, logits);
      parts.push([builder.mul(rows, results[1]!), builder.neg(builder.mul(rows, logProbabilities))]);
    }
    if (dBackprop) {
      const p = builder.softmax(logits);
      const mean = builder.sum(builder.mul(p, dBackprop), [1], true);
      const total = builder.sum(targets, [1], true);
      const slope = builder.mul(p, builder.sub(dBackprop, mean));
      parts.push([builder.mul(slope, total), builder.sub(mean, dBackprop)]);
    }
    return parts.reduce(([a, b], [c, d]) => [builder.add(a, c), builder.add(b, d)]);
  },
  decompose(builder, inputs) {
    const [logits, targets] = exactly(2, inputs);
    const { logProbabilities, probabilities } = logSoftmax(builder, logits);
    const loss = builder.neg(builder.sum(builder.mul(targets, logProbabilities), [1]));
    const total = builder.sum(targets, [1], true);
    return [loss, builder.sub(builder.mul(probabilities, total), targets)];
  },
  tensorflow: { op: 'SoftmaxCrossEntropyWithLogits', attributes: (site) => elementType(site) },
});

/** Softmax of the rows and its logarithm; no power of e is ever above 1. */
function logSoftmax(builder: GraphBuilder, logits: Value): { logProbabilities: Value; probabilities: Value } {
  const shifted = builder.sub(logits, builder.maxReduce(logits, [1], true));
  const powers = builder.exp(shifted);
  const sums = builder.sum(powers, [1], true);
  return { logProbabilities: builder.sub(shifted, builder.ln(sums)), probabilities: builder.div(powers, sums) };
}
