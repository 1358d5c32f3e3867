import { Ranges } from '../../analysis/ranges.js';
import { attributesText } from '../../graph/attributes-text.js';
import type { Value } from '../../graph/graph.js';
import { membersOf, type Region } from '../../graph/region.js';
import { formatType, type TensorType } from '../../graph/types.js';
import { rewrite } from '../../graph/rewrite.js';
import { approximations } from './approximations/index.js';
import { emitCarrier } from './carriers.js';
import { DataType, type ArgumentMessage, type FunctionMessage } from './messages.js';
import { NodeList, nodeOf, type TensorName } from './node-list.js';
import { resultOf } from './region-ops.js';

/** A function of the library: what it takes and gives. */
export interface RegionFunction {
  readonly name: string;
  readonly parameters: readonly TensorType[];
  readonly results: readonly TensorType[];
}

/** Functions that XLA compiles, one for each distinct region: regions of equal structure and shapes share theirs. */
export class FunctionLibrary {
  readonly functions: FunctionMessage[] = [];
  private readonly known = new Map<string, RegionFunction>();
  private readonly ranges = new Ranges();

  /**
   * @param inputs what flows into the region: how it is made tells which approximations hold
   * @returns the function that computes the region, the same one for regions that compute the same
   */
  define(region: Region, inputs: readonly Value[]): RegionFunction {
    const fast = approximated(region, this.ranges.within(region.parameters, inputs));
    const key = structureOf(fast);
    const known = this.known.get(key);
    if (known) return known;
    const made: RegionFunction = {
      name: `region_${this.functions.length}`,
      parameters: fast.parameters.map(({ type }) => type),
      results: fast.results.map(({ type }) => type),
    };
    this.known.set(key, made);
    this.functions.push(functionMessage(made.name, fast));
    return made;
  }
}

/** A text that is the same for regions that compute the same. */
function structureOf({ parameters, results }: Region): string {
  const numbers = new Map<Value, number>();
  const lines = parameters.map((value) => {
    numbers.set(value, numbers.size);
    return formatType(value.type);
  });
  for (const { primitive, inputs, attributes, results: made } of membersOf({ parameters, results })) {
    const operands = inputs.map((value) => numbers.get(value)).join(' ');
    made.forEach((value) => numbers.set(value, numbers.size));
    lines.push(`${primitive.name} ${operands} ${attributesText(attributes)}`);
  }
  return [...lines, results.map((value) => numbers.get(value)).join(' ')].join('\n');
}

/** A region in terms that XLA computes fast. */
function approximated({ parameters, results }: Region, ranges: Ranges): Region {
  const outputs = Object.fromEntries(results.map((value, index) => [String(index), value]));
  const graph = rewrite({ name: 'region', inputs: [], outputs, updates: [] }, approximations(ranges));
  return { parameters, results: results.map((_, index) => graph.outputs[String(index)]!) };
}

function functionMessage(name: string, region: Region): FunctionMessage {
  const nodes = new NodeList();
  const tensors = new Map<Value, TensorName>();
  region.parameters.forEach((value, index) => tensors.set(value, `${argument(index)}:0`));
  for (const operation of membersOf(region)) {
    const inputs = operation.inputs.map((value) => tensors.get(value)!);
    const { results } = emitCarrier(nodes, operation.primitive.name, operation, inputs);
    operation.results.forEach((value, index) => tensors.set(value, results[index]!));
  }
  const ops = new Map(nodes.nodes.map((node) => [node.name, node.op]));
  const inside = (tensor: string): string => {
    const node = nodeOf(tensor);
    const op = ops.get(node);
    return op === undefined ? node : `${node}:${resultOf(op)}:0`;
  };
  const outputs = region.results.map((value, index) => ({ name: `result${index}`, value }));
  return {
    signature: {
      name,
      input_arg: region.parameters.map((value, index) => argumentMessage(argument(index), value)),
      output_arg: outputs.map(({ name: output, value }) => argumentMessage(output, value)),
    },
    node_def: nodes.nodes.map((node) => ({ ...node, input: node.input.map(inside) })),
    ret: Object.fromEntries(outputs.map(({ name: output, value }) => [output, inside(tensors.get(value)!)])),
    attr: { _XlaMustCompile: { b: true }, _noinline: { b: true } },
  };
}

/**
 * Emits the call of a function of the library.
 * @param op one of TensorFlow's ops that call
 */
export function emitCall(
  nodes: NodeList,
  name: string,
  { name: definition, parameters, results }: RegionFunction,
  inputs: readonly TensorName[],
  op: 'PartitionedCall' | 'StatefulPartitionedCall' = 'PartitionedCall',
): { readonly node: string; readonly results: readonly TensorName[] } {
  const types = (all: readonly TensorType[]) => ({ list: { type: all.map(({ dtype }) => DataType[dtype]) } });
  const attr = {
    Tin: types(parameters),
    Tout: types(results),
    f: { func: { name: definition } },
    _XlaMustCompile: { b: true },
  };
  const node = nodes.add(name, op, inputs, attr);
  return { node, results: results.map((_, index): TensorName => `${node}:${index}`) };
}

function argument(index: number): string {
  return `argument${index}`;
}

function argumentMessage(name: string, { type }: Value): ArgumentMessage {
  return { name, type: DataType[type.dtype] };
}
