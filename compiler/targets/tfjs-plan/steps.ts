import type { Operation, Origin, Value } from '../../graph/graph.js';
import type { Operand, Step } from './plan.js';
import { siteOf } from './site.js';

/** A step whose disposals aren't known yet. */
export type Draft = Omit<Step, 'dispose'>;

/** Gives every value its slot; a reshaped value shares the slot of what it was made from. */
export class Slots {
  private readonly numbers = new Map<Value, number>();
  count = 0;

  of(value: Value): Operand {
    return { slot: this.numberOf(value), shape: value.type.shape, dtype: value.type.dtype };
  }

  /** A slot for a buffer that no value of the graph stands for. */
  fresh(): number {
    return this.count++;
  }

  private numberOf(value: Value): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    const number = isView(value.producer) ? this.numberOf(value.producer.inputs[0]!) : this.fresh();
    this.numbers.set(value, number);
    return number;
  }
}

/** Whether the operation only looks at its operand's buffer under another shape. */
export function isView(operation: Operation): boolean {
  return operation.primitive.name === 'reshape';
}

/** The kernel call that carries an operation. */
export function draftStep(operation: Operation, slots: Slots): Draft {
  const { primitive, inputs, results } = operation;
  const carrier = primitive.tfjs!;
  const site = siteOf(operation);
  const outputs = results.map((_, index) => carrier.outputs?.[index] ?? index);
  const targets = new Array<Operand | undefined>(Math.max(...outputs) + 1).fill(undefined);
  results.forEach((result, index) => {
    targets[outputs[index]!] = slots.of(result);
  });
  return {
    kernel: carrier.kernel,
    operands: operandsFor(carrier.operands, inputs, slots),
    attributes: carrier.attributes?.(site) ?? {},
    results: targets,
    primitive: primitive.name,
    origin: operation.origin,
  };
}

function operandsFor(names: readonly string[] | 'list', inputs: readonly Value[], slots: Slots): Step['operands'] {
  if (names === 'list') return inputs.map((input) => slots.of(input));
  return Object.fromEntries(names.map((name, index) => [name, slots.of(inputs[index]!)]));
}

/** A buffer of its own with the same numbers. */
export function copyStep(from: Operand, to: Operand, origin: Origin | undefined): Draft {
  return { kernel: 'Identity', operands: { x: from }, attributes: {}, results: [to], primitive: 'copy', origin };
}
