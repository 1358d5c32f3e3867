import type { Statement } from '../../../grammar/index.js';
import type { Arguments } from '../../evaluation/arguments.js';
import { placeOf, type Environment } from '../../evaluation/context.js';
import { sizeOf, type Shape } from '../../graph/types.js';
import { isProblem, type Layer } from '../../layers/layer.js';
import { limits } from './limits.js';
import { formatShape, type LayerNode } from './network.js';

/** Which values were said not to fit into which kinds of layers. */
export class Misfits {
  private readonly said = new Map<LayerNode, Set<string>>();

  /** Whether it is said for the first time: a value that flows into several branches is wrong once. */
  add(layer: Layer, inputs: readonly LayerNode[]): boolean {
    const names = inputs.map((node) => this.said.get(node) ?? new Set<string>());
    const isNew = names.length === 0 || names.some((each) => !each.has(layer.name));
    inputs.forEach((node, index) => this.said.set(node, names[index]!.add(layer.name)));
    return isNew;
  }
}

/**
 * The shape that a layer gives here. What doesn't fit is reported with both layers and both shapes.
 * @returns undefined where nothing sensible can follow
 */
export function checkedShape(
  layer: Layer,
  args: Arguments,
  inputs: readonly LayerNode[],
  statement: Statement,
  environment: Environment,
  misfits: Misfits,
): Shape | undefined {
  const result = layer.output(
    inputs.map((node) => node.shape),
    args,
  );
  const place = placeOf(
    environment,
    statement.kind === 'layer' ? statement.call : 'keyword' in statement ? { span: statement.keyword } : statement,
  );
  if (isProblem(result)) {
    if (!misfits.add(layer, inputs)) return result.assume;
    const related = inputs.map((node) => ({
      place: node.place,
      message: `\`${node.layer.name}\` gives ${formatShape(node.shape)}`,
    }));
    environment.reporter.report(
      'shape-mismatch',
      {
        layer: layer.name,
        problem: result.problem,
        shapes: inputs.map((node) => formatShape(node.shape)).join(' and '),
      },
      place,
      {
        related,
        ...(result.hint ? { hint: result.hint } : {}),
      },
    );
    return result.assume;
  }
  const elements = sizeOf(result);
  if (elements > limits.elements) {
    const counts = {
      what: `elements in the output of \`${layer.name}\``,
      count: elements.toLocaleString('en'),
      limit: limits.elements.toLocaleString('en'),
    };
    environment.reporter.report('too-large', counts, place);
    return undefined;
  }
  return result;
}
