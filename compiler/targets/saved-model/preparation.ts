import { formatType, type TensorType } from '../../graph/types.js';
import { shapeMessage, typeAttribute } from './attributes.js';
import { emitCall, type RegionFunction } from './function-library.js';
import type { NodeList, TensorName } from './node-list.js';

/** What makes XLA compile the functions of a graph before its first call. */
export interface Preparation {
  /** Fed with any number … */
  readonly value: TensorName;
  /** … while this is fetched. */
  readonly done: TensorName;
}

/**
 * Emits one call of each function, on operands that are all the same number. In a step one function waits for another,
 * and XLA compiles each where it is first met, on one core. These calls wait for nothing, so all cores compile.
 * @param scope the graph whose functions they are
 * @returns undefined where there is nothing that could be compiled at once
 */
export function emitPreparation(
  nodes: NodeList,
  scope: string,
  functions: readonly RegionFunction[],
): Preparation | undefined {
  if (functions.length < 2) return undefined;
  // Fed, since TensorFlow would compute calls of constants while it loads the graph.
  const attr = { dtype: typeAttribute('f32'), shape: { shape: shapeMessage([]) } };
  const value: TensorName = `${nodes.add(`${scope}/prepare/feed`, 'Placeholder', [], attr)}:0`;
  const operands = new Map<string, TensorName>();
  const operand = (type: TensorType): TensorName => {
    const key = formatType(type);
    const made = operands.get(key) ?? filled(nodes, scope, type, value);
    operands.set(key, made);
    return made;
  };
  const calls = functions.map((each) => {
    // Results that nobody takes: only an op with state is run for its own sake.
    return emitCall(nodes, `${scope}/prepare/call`, each, each.parameters.map(operand), 'StatefulPartitionedCall').node;
  });
  const done = nodes.add(`${scope}/prepare/done`, 'Identity', [value], { T: typeAttribute('f32') }, { after: calls });
  return { value, done: `${done}:0` };
}

/** A tensor of equal numbers, of which there is one for each type: it is as large as what flows through the graph. */
function filled(nodes: NodeList, scope: string, { dtype, shape }: TensorType, value: TensorName): TensorName {
  const attr = { SrcT: typeAttribute('f32'), DstT: typeAttribute(dtype) };
  const cast: TensorName = dtype === 'f32' ? value : `${nodes.add(`${scope}/prepare/cast`, 'Cast', [value], attr)}:0`;
  const fill = { T: typeAttribute(dtype), index_type: typeAttribute('i32') };
  return `${nodes.add(`${scope}/prepare/fill`, 'Fill', [nodes.constant({ ints: shape }), cast], fill)}:0`;
}
