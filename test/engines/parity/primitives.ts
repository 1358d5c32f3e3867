import { GraphBuilder } from '../../../compiler/graph/builder.js';
import type { Graph, Value } from '../../../compiler/graph/graph.js';
import { differentiate } from '../../../compiler/phases/5-differentiate/differentiate.js';
import type { HostTensor } from '../../../runtime/engines/engine.js';
import { caseOf, tested, type Case } from '../../compiler/primitives/cases.js';
import { differentiableResults } from '../../compiler/primitives/differentiable.js';
import { Random } from '../../compiler/primitives/random.js';
import type { ParityCase } from './case.js';

/** The host binds these; a case of theirs hands on what is bound. */
const SOURCES = ['input', 'state'] as const;

/** Results that only an engine's own gradient reads, so that each engine may keep there what it likes. */
const OPAQUE: Readonly<Record<string, number>> = { batch_norm: 5 };

/** Sizes of axes go up to the first in most cases; every third is large, as engines choose algorithms by size. */
const [SMALL, LARGE] = [4, 12];

/** Primitives that there are cases for. */
export const primitiveNames: readonly string[] = [...SOURCES, ...tested];

/** A primitive at random shapes and attributes, and the gradients of a random combination of its results. */
export function primitiveCase(name: string, index: number, seed: number): ParityCase {
  const random = new Random(`parity ${seed} ${name} ${index}`, index % 3 === 2 ? LARGE : SMALL);
  if (name === 'input' || name === 'state') return sourceCase(name, index, random);
  return differentiated(caseOf(name, index, random), random);
}

function sourceCase(name: 'input' | 'state', index: number, random: Random): ParityCase {
  const { type, data } = random.tensor(random.shape(index % 5));
  const b = new GraphBuilder();
  const graph = graphOf({ y: name === 'input' ? b.input('x', type) : b.state('x', type) });
  const label = `${name} ${index}: [${type.shape.join(', ')}]`;
  const [feeds, state] = name === 'input' ? [{ x: data }, {}] : [{}, { x: data }];
  return { name, label, graphs: [graph], feeds, state };
}

function differentiated({ primitive, attributes, inputs, label }: Case, random: Random): ParityCase {
  const b = new GraphBuilder();
  const operands = inputs.map(({ type }, index) => b.input(`x${index}`, type));
  const results = b.applyAll(primitive, operands, attributes);
  const shown = results.map((value, index): [string, Value] => [`y${index}`, value]);
  const outputs = Object.fromEntries(shown.filter((_, index) => OPAQUE[primitive.name] !== index));
  const feeds: Record<string, HostTensor> = Object.fromEntries(inputs.map(({ data }, index) => [`x${index}`, data]));
  const differentiable = primitive.gradient ? (differentiableResults(primitive.name).at(-1) ?? []) : [];
  const through = differentiable.filter((index) => results[index]!.type.dtype === 'f32');
  const terms = through.map((index) => {
    const { type } = results[index]!;
    feeds[`cotangent${index}`] = random.tensor(type.shape).data;
    return b.sum(
      b.mul(results[index]!, b.input(`cotangent${index}`, type)),
      type.shape.map((_, axis) => axis),
    );
  });
  if (terms.length > 0) {
    const scalar = terms.reduce((sum, term) => b.add(sum, term));
    const numbers = operands.filter(({ type }) => type.dtype === 'f32');
    const gradients = differentiate(b, scalar, numbers);
    numbers.forEach((operand, index) => {
      outputs[`gradient of x${operands.indexOf(operand)}`] = gradients[index]!;
    });
  }
  return { name: primitive.name, label, graphs: [graphOf(outputs)], feeds, state: {} };
}

function graphOf(outputs: Graph['outputs']): Graph {
  return { name: 'predict', inputs: [], outputs, updates: [] };
}
