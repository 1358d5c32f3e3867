import type { Statement } from '../../../grammar/index.js';
import type { Arguments } from '../../evaluation/arguments.js';
import { placeOf, type Environment } from '../../evaluation/context.js';
import { sizeOf, type Shape } from '../../graph/types.js';
import { isProblem, type Layer } from '../../layers/layer.js';
import { limits } from './limits.js';
import { formatShape, type LayerNode } from './network.js';

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
