import { operationsOf, rootsOf, type Graph, type Operation, type Value } from '../../graph/graph.js';
import { adamUpdate, type AdamAttributes } from '../../primitives/optimization/adam-update.js';
import { momentumUpdate, type MomentumAttributes } from '../../primitives/optimization/momentum-update.js';
import { state } from '../../primitives/sources/state.js';
import { typeAttribute } from './attributes.js';
import type { NodeList, TensorName } from './node-list.js';
import type { Variables } from './variables.js';

/** The operands of an optimizer's primitive that TensorFlow's op updates in place; its results come in this order. */
const UPDATED_OPERANDS: Readonly<Record<string, readonly number[]>> = {
  [adamUpdate.name]: [0, 2, 3],
  [momentumUpdate.name]: [0, 2],
};

/**
 * Names of the weights that an optimizer's op may update in place: its operands are states, and each result does
 * nothing but overwrite the state that it comes from.
 */
export function weightsUpdatedInPlace(graph: Graph): ReadonlySet<string> {
  const uses = new Map<Value, number>();
  const use = (value: Value): unknown => uses.set(value, (uses.get(value) ?? 0) + 1);
  const operations = operationsOf(rootsOf(graph));
  operations.forEach((operation) => operation.inputs.forEach(use));
  rootsOf(graph).forEach(use);
  const overwritten = new Map(graph.updates.map((update) => [update.value, update.state]));
  const suitable = operations.filter((operation) => {
    const operands = UPDATED_OPERANDS[operation.primitive.name];
    return operands?.every((operand, index) => {
      const result = operation.results[index]!;
      const name = stateName(operation.inputs[operand]!);
      return name !== undefined && overwritten.get(result) === name && uses.get(result) === 1;
    });
  });
  return new Set(suitable.map((operation) => stateName(operation.inputs[0]!)!));
}

/** The states that an operation updates in place, if its weight is one of those; undefined if it is not. */
export function statesUpdatedInPlace(
  operation: Operation,
  weights: ReadonlySet<string>,
): readonly string[] | undefined {
  const operands = UPDATED_OPERANDS[operation.primitive.name];
  const weight = operation.inputs[0] && stateName(operation.inputs[0]);
  if (!operands || weight === undefined || !weights.has(weight)) return undefined;
  return operands.map((operand) => stateName(operation.inputs[operand]!)!);
}

/** What an in-place operation takes besides the states that it updates. */
export function operandsOf(operation: Operation): readonly Value[] {
  const updated = UPDATED_OPERANDS[operation.primitive.name]!;
  return operation.inputs.filter((_, index) => !updated.includes(index));
}

/** The name of a state, for a value that is one. */
export function stateName(value: Value): string | undefined {
  return value.producer.primitive.name === state.name ? (value.producer.attributes['name'] as string) : undefined;
}

/** Emits TensorFlow's ops that move weights in place. */
export class InPlaceUpdates {
  private readonly adamScales = new Map<string, { readonly rate: TensorName; readonly epsilon: TensorName }>();

  constructor(
    private readonly nodes: NodeList,
    private readonly variables: Variables,
    private readonly scope: string,
  ) {}

  /**
   * @param tensorOf the tensor of an operand that isn't a state
   * @param after what must have run before the weights change
   * @returns the node
   */
  emit(
    operation: Operation,
    states: readonly string[],
    tensorOf: (value: Value) => TensorName,
    after: Iterable<string>,
  ): string {
    const handles = states.map((name) => this.variables.handle(name));
    const name = `${this.scope}/update/${states[0]!}`;
    if (operation.primitive.name === adamUpdate.name) {
      const [, gradient, , , rate, step] = operation.inputs;
      const attributes = operation.attributes as AdamAttributes;
      const scales = this.adamScale(attributes, tensorOf(rate!), tensorOf(step!));
      const [none, beta1, beta2] = [0, attributes.beta1, attributes.beta2].map((float) =>
        this.nodes.constant({ float }),
      );
      // The op would correct for the powers of beta in f32; they are given as 0 and the rate is corrected instead.
      const operands = [...handles, none!, none!, scales.rate, beta1!, beta2!, scales.epsilon, tensorOf(gradient!)];
      return this.nodes.add(name, 'ResourceApplyAdam', operands, { T: typeAttribute('f32') }, { after });
    }
    const [, gradient, , rate] = operation.inputs;
    const { momentum, nesterov } = operation.attributes as MomentumAttributes;
    const operands = [...handles, tensorOf(rate!), tensorOf(gradient!), this.nodes.constant({ float: momentum })];
    const attr = { T: typeAttribute('f32'), use_nesterov: { b: nesterov } };
    return this.nodes.add(name, 'ResourceApplyMomentum', operands, attr, { after });
  }

  /**
   * Learning rate and epsilon for an op that computes w - rate·m/(sqrt(v) + epsilon): PyTorch's
   * w - rate·(m/c1)/(sqrt(v/c2) + epsilon) multiplied out, with c = 1 - beta^step.
   */
  private adamScale({ beta1, beta2, epsilon }: AdamAttributes, rate: TensorName, step: TensorName) {
    const key = JSON.stringify([beta1, beta2, epsilon, rate, step]);
    const known = this.adamScales.get(key);
    if (known) return known;
    const root = this.compute('Sqrt', this.correction(beta2, step));
    const scales = {
      rate: this.compute('Div', this.compute('Mul', rate, root), this.correction(beta1, step)),
      epsilon: this.compute('Mul', root, this.nodes.constant({ float: epsilon })),
    };
    this.adamScales.set(key, scales);
    return scales;
  }

  /** 1 - beta^step, for the beta in f32 that the op averages with. */
  private correction(beta: number, step: TensorName): TensorName {
    const exponent = this.compute('Mul', step, this.nodes.constant({ float: Math.log(Math.fround(beta)) }));
    return this.compute('Neg', this.compute('Expm1', exponent));
  }

  private compute(op: string, ...operands: readonly TensorName[]): TensorName {
    return `${this.nodes.add(`${this.scope}/adam/${op.toLowerCase()}`, op, operands, { T: typeAttribute('f32') })}:0`;
  }
}
