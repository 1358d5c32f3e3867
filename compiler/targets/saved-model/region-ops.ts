import type { Operation } from '../../graph/graph.js';
import { isCarried } from './carriers.js';

/** The ops that may stand in a compiled function, and what TensorFlow calls their result; most names are the rule. */
const RESULTS: Readonly<Record<string, string>> = {
  ...named('z', 'AddV2 Sub Mul RealDiv Pow Maximum Minimum Less LessEqual Greater GreaterEqual Equal NotEqual'),
  ...named('z', 'LogicalAnd LogicalOr BitwiseAnd RightShift LeftShift'),
  ...named('y', 'Abs Acos Asin Atan Cast Cos Exp Expm1 Floor Log Log1p LogicalNot Neg Reciprocal Rsqrt Sigmoid Sign'),
  ...named('y', 'Sin Sqrt Square Tan Tanh'),
  ...named('output', 'Bitcast BroadcastTo ClipByValue Const Fill Pad SelectV2 Slice StopGradient Sum'),
  Relu: 'activations',
  ReluGrad: 'backprops',
};

function named(result: string, ops: string): Record<string, string> {
  return Object.fromEntries(ops.split(' ').map((op) => [op, result]));
}

/** Whether an operation may stand in a compiled function. */
export function isFusable(operation: Operation): boolean {
  const { tensorflow } = operation.primitive;
  return tensorflow !== undefined && isCarried(operation) && tensorflow.op in RESULTS;
}

/** The name of an op's one result within a function. */
export function resultOf(op: string): string {
  const name = RESULTS[op];
  if (name === undefined) throw new Error(`${op} can't stand in a compiled function`);
  return name;
}
