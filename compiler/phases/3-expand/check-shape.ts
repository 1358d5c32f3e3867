import type { Statement } from '../../../grammar/index.js';
import type { Diagnostic, Place } from '../../diagnostics/diagnostic.js';
import type { Arguments } from '../../evaluation/arguments.js';
import { placeOf, type Environment } from '../../evaluation/context.js';
import { sizeOf, type Shape } from '../../graph/types.js';
import { isProblem, type Layer } from '../../layers/layer.js';
import { limits } from './limits.js';
import { evenKernelHint } from './even-kernels.js';
import { formatShape, type LayerNode } from './network.js';
import { formatSegments } from './paths.js';

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

/** Where in the net a part of the text stands. */
export interface Use {
  /** Where the block around it is used. */
  readonly place?: Place;
  readonly message?: string;
  /** Which round of the innermost repeat it is. */
  readonly round?: string;
}

type Related = Diagnostic['related'][number];

/** A layer on its way into the network. */
interface Candidate {
  readonly layer: Layer;
  readonly args: Arguments;
  readonly inputs: readonly LayerNode[];
  /** What the text has there, where an edit has replaced it. */
  readonly written?: { readonly layer: Layer; readonly args: Arguments } | undefined;
}

/**
 * The shape that a layer gives here. What doesn't fit is reported with both layers and both shapes.
 * @returns undefined where nothing sensible can follow
 */
export function checkedShape(
  candidate: Candidate,
  statement: Statement,
  environment: Environment & { readonly use?: Use | undefined },
  misfits: Misfits,
): Shape | undefined {
  const { layer, args, inputs } = candidate;
  const shapes = inputs.map((node) => node.shape);
  const result = layer.output(shapes, args);
  const place = placeOf(
    environment,
    statement.kind === 'layer' ? statement.call : 'keyword' in statement ? { span: statement.keyword } : statement,
  );
  if (isProblem(result)) {
    const replaced = replacedShape(candidate, shapes);
    const assumed = replaced?.shape ?? result.assume;
    if (!misfits.add(layer, inputs)) return assumed;
    const { use } = environment;
    const hint = replaced?.hint ?? (layer.arity === 'many' ? evenKernelHint(inputs) : undefined) ?? result.hint;
    environment.reporter.report(
      'shape-mismatch',
      {
        layer: layer.name,
        problem: result.problem,
        shapes: shapes.map(formatShape).join(' and '),
      },
      place,
      {
        related: [
          ...inputs.map((node) => describeInput(node, placeOf(environment, statement), use)),
          ...(use?.place ? [{ place: use.place, message: use.message! }] : []),
        ],
        ...(use?.round ? { label: use.round } : {}),
        ...(hint ? { hint } : {}),
      },
    );
    return assumed;
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

/** The shape that checking goes on with where an edit has put what doesn't fit in the place of a layer that does. */
function replacedShape(
  { layer, written }: Candidate,
  shapes: readonly Shape[],
): { readonly shape: Shape; readonly hint: string } | undefined {
  const shape = written?.layer.output(shapes, written.args);
  if (!written || !shape || isProblem(shape)) return undefined;
  const hint = `An edit puts \`${layer.name}\` in the place of \`${written.layer.name}\`: take a layer that reads the same, or select fewer.`;
  return { shape, hint };
}

/**
 * What a layer gives. One that stands below the reader, or is the reader itself, belongs to an earlier round, or to
 * another use of the block, which is shown instead of its text where no label tells them apart.
 */
function describeInput(node: LayerNode, after: Place, reader: Use | undefined): Related {
  const { layer, shape, place, segments, use } = node;
  const { start } = place.span;
  const isEarlier = place.file === after.file && (start === after.span.start || start >= after.span.end);
  const last = segments.findLastIndex(({ kind }, index) => kind === 'label' && index < segments.length - 1);
  const around = isEarlier ? formatSegments(segments.slice(0, last + 1)) : '';
  const [name, gives] = [`\`${layer.name}\``, `gives ${formatShape(shape)}`];
  if (around !== '') return { place, message: `${name} of \`${around}\` ${gives}` };
  if (isEarlier && use && use !== reader?.place) return { place: use, message: `${name} of this use ${gives}` };
  return { place, message: `${name} ${gives}${isEarlier && reader?.round ? ' in the round before' : ''}` };
}
