import { enumeration } from '../../compiler/diagnostics/suggest.js';
import type { NotFiniteFinding } from '../../compiler/diagnosis/first-not-finite.js';
import { sizeOf } from '../../compiler/graph/types.js';
import type { Experiment, LayerNode } from '../../compiler/index.js';

/** `not-finite.json`: what is known of a step that was stopped by a number that is NaN or infinite. */
export interface NotFiniteRecord {
  readonly schema: 1;
  /** The step that was not done, 1 at the first. */
  readonly step: number;
  /** Numbers of the training examples of its batch. */
  readonly batch: readonly number[];
  /** Those of them whose values show it; absent where that can't be said. */
  readonly examples?: readonly number[];
  readonly what?: 'loss' | 'gradients';
  /** Structural path of the layer, or `(loss)`, `(regularizers)`. */
  readonly layer?: string;
  readonly kind?: string;
  readonly file?: string;
  readonly line?: number;
  /** On the way forward or backward. */
  readonly pass?: 'forward' | 'backward';
  /** The primitive whose result it is, or the name of the state or of what is fed. */
  readonly operation?: string;
  readonly count?: number;
  readonly of?: number;
}

/** @param batch numbers of the training examples */
export function notFiniteRecord(
  step: number,
  batch: readonly number[],
  finding: NotFiniteFinding | undefined,
  experiment: Experiment,
): NotFiniteRecord {
  const about = { schema: 1, step, batch } as const;
  if (!finding) return about;
  const { what, value, origin, count, positions } = finding;
  const { name } = value.producer.primitive;
  const isSource = name === 'state' || name === 'input';
  return {
    ...about,
    what,
    ...(positions && { examples: positions.map((position) => batch[position]!) }),
    ...(origin && {
      layer: origin.path,
      ...kindOf(layerAt(experiment, origin.path)),
      file: origin.file,
      line: origin.line,
      pass: origin.part === undefined ? 'forward' : 'backward',
    }),
    operation: isSource ? String(value.producer.attributes['name']) : name,
    count,
    of: sizeOf(value.type.shape),
  };
}

function kindOf(node: LayerNode | undefined): { readonly kind?: string } {
  return node ? { kind: node.layer.name } : {};
}

function layerAt({ network }: Experiment, path: string): LayerNode | undefined {
  return (
    network.nodes.find((node) => node.path === path && node.layer.stateful) ??
    network.nodes.find((node) => node.path === path)
  );
}

/** Where it begins, as a sentence; empty where that isn't known. */
export function describeBeginning(record: NotFiniteRecord, finding: NotFiniteFinding | undefined): string {
  if (!finding) return 'Computed layer by layer the step has no such number, so the layer is not known. ';
  const { count, of, operation, layer, file, line, pass, kind } = record;
  const amount = `${count} of ${of} number${of === 1 ? '' : 's'}`;
  if (finding.value.producer.primitive.name === 'input') return `It begins in what is fed: ${amount} of ${operation}. `;
  if (finding.value.producer.primitive.name === 'state') {
    return `It begins in the weights: ${amount} of ${operation} are NaN or infinite since an earlier step. `;
  }
  const what = layer === undefined ? '' : ` in ${nameOf(layer, kind)} (${file}:${line})`;
  const way = pass === 'backward' ? ' on the way back' : '';
  return `It begins${what}${way}: ${amount} that \`${operation}\` gives are NaN or infinite. `;
}

function nameOf(layer: string, kind: string | undefined): string {
  if (layer.startsWith('(')) return `the ${layer.slice(1, -1)}`;
  return kind === undefined ? `layer ${layer}` : `${kind} ${layer}`;
}

/** How many examples a message names. */
const MOST_NAMED = 8;

/** `The batch: examples 4, 17, 99 and 125 more; it shows in example 17. ` */
export function describeBatch({ batch, examples }: NotFiniteRecord): string {
  const all = examples === undefined || examples.length === 0 || examples.length === batch.length;
  const shown = all ? '' : `; it shows in ${list(examples)}`;
  return `The batch: ${list(batch)}${shown}. `;
}

function list(examples: readonly number[]): string {
  const named = examples.slice(0, MOST_NAMED);
  const more = examples.length - named.length;
  const noun = examples.length === 1 ? 'example' : 'examples';
  if (more > 0) return `${noun} ${named.join(', ')} and ${more} more`;
  return `${noun} ${enumeration(named.map(String))}`;
}

/** What is worth trying. */
export function advice(
  { layer }: NotFiniteRecord,
  finding: NotFiniteFinding | undefined,
  { network, onNan }: Experiment,
): string {
  const begins = finding?.value.producer.primitive.name;
  if (begins === 'input') return 'Repair the data.';
  if (begins === 'state') return 'Try a smaller learning rate.';
  const isAngular = network.nodes.some(
    (node) => (layer === undefined || node.path === layer) && node.layer.annotations.includes('angle'),
  );
  const angles = [
    'an angle function that is less steep near 0, such as `log(m: 0.3rad)`',
    'a larger eps or clip in `@norm`',
  ];
  const ways = [
    'a smaller learning rate',
    ...(isAngular ? angles : []),
    ...(onNan === 'stop' ? ['`on_nan: skip`, which goes on with the next batch'] : []),
  ];
  return `Try ${ways.length === 1 ? ways[0] : `${ways.slice(0, -1).join(', ')}, or ${ways.at(-1)}`}.`;
}
