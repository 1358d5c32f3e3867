import type { Argument } from '../../../grammar/index.js';
import { Arguments } from '../../evaluation/arguments.js';
import { placeOf } from '../../evaluation/context.js';
import type { Extras } from '../../diagnostics/reporter.js';
import { alternatives } from '../../diagnostics/suggest.js';
import { sameShape, type Shape } from '../../graph/types.js';
import { checkFeatureLosses } from './check-feature-losses.js';
import { checkDirection, checkHeadsApart, checkLogits, checkMargins, checkScale } from './check-head.js';
import type { Experiment } from './experiment.js';
import { above, formatShape, type LayerNode } from './network.js';
import type { FieldValue } from './field-values.js';

/** Longer lists of paths help nobody. */
const mostListed = 3;

/** The layer that examples enter. */
export function inputOf({ network }: Pick<Experiment, 'network'>): LayerNode {
  return network.nodes.find((node) => node.layer.arity === 'none')!;
}

/** The data's examples must have the shape of the model's input. */
export function checkData(experiment: Experiment, { value, environment }: FieldValue): void {
  const { description } = experiment.data;
  const input = inputOf(experiment);
  if (!description.exampleShape || sameShape(description.exampleShape, input.shape)) return;
  const args = {
    data: description.name,
    gives: formatShape(description.exampleShape),
    input: formatShape(input.shape),
  };
  environment.reporter.report('data-shape', args, placeOf(environment, value), {
    ...inputHelp(description.exampleShape, input),
    related: [{ place: input.place, message: `this input takes ${formatShape(input.shape)}` }],
  });
}

/** How the input gets the shape of the data, with the edit where its sizes are only in another order or hold the batch. */
function inputHelp(wanted: Shape, { shape, place }: LayerNode): Extras {
  const spelling = `input([${wanted.join(', ')}])`;
  const holdsBatch = sameShape(shape.slice(1), wanted);
  const isPermuted = shape.length === wanted.length && wanted.every((size) => shape.includes(size));
  const why = holdsBatch
    ? 'The batch is not among the sizes: '
    : isPermuted
      ? 'The sizes are height, width, channels: '
      : '';
  const hint = `${why}write \`${spelling}\`${why === '' ? ', or take other data' : ''}.`;
  if (why === '') return { hint };
  return { hint, fixes: [{ title: `Write \`${spelling}\``, edits: [{ place, text: spelling }] }] };
}

/** Every loss reads what it can, one knows classes, and a scale stands where a loss takes logits. */
export function checkLosses(experiment: Experiment, field: FieldValue, model: FieldValue): void {
  const { value, environment } = field;
  const { description, args } = experiment.data;
  const classes = description.classes(args);
  const terms = experiment.losses.filter(({ loss }) => loss.reads === 'classes');
  const heads = terms.map(({ target }) => target);
  const wrong = heads.filter((target) => !isClassifier(target, classes));
  for (const target of wrong) {
    const written = argumentOf(model, target.shape.at(-1)!);
    environment.reporter.report(
      'classes-mismatch',
      { data: description.name, classes, layer: target.path, gives: formatShape(target.shape) },
      placeOf(environment, value),
      {
        hint: classifierHint(experiment, target, classes),
        related: [
          { place: target.place, message: `this layer gives ${formatShape(target.shape)}` },
          ...(written
            ? [{ place: placeOf(model.environment, written.value), message: 'the model is told so here' }]
            : []),
        ],
      },
    );
  }
  for (const term of terms) {
    checkLogits(term, environment.reporter);
    checkDirection(term, environment.reporter);
  }
  checkFeatureLosses(experiment, field);
  checkMargins(experiment.losses, field);
  const read = new Set(heads);
  const knowsClasses = experiment.losses.some(({ loss }) => loss.knowsClasses);
  for (const node of read) checkScale(node, environment.reporter);
  checkHeadsApart(read, environment.reporter);
  const within = above(experiment.losses.map(({ target }) => target));
  for (const node of experiment.network.nodes) {
    const { start, learned } = node.annotations.scale;
    // What no loss of this experiment reads at all may be a head of another one.
    if ((start === 1 && !learned) || read.has(node) || !within.has(node)) continue;
    // The layer that a loss should read was missed, and the losses have been told so.
    if ((wrong.length > 0 || !knowsClasses) && isClassifier(node, classes)) continue;
    const layers = [...read].map(({ path }) => `\`${path}\``).join(' and ');
    const message = layers === '' ? 'none of these losses takes logits' : `the loss reads ${layers}`;
    const related = [{ place: placeOf(environment, value), message }];
    environment.reporter.report('scale-not-on-loss', { layer: node.path }, node.place, { related, ...scaleHelp(read) });
  }
}

/** Where a scale belongs: on the only layer whose logits are read, if it has none. */
function scaleHelp(read: ReadonlySet<LayerNode>): Extras {
  const [head, ...others] = read;
  if (!head || others.length > 0 || head.annotations.scale.start !== 1 || head.annotations.scale.learned) return {};
  return head.layer.annotations.includes('scale') ? { hint: `Move it to \`${head.path}\`.` } : {};
}

/** Another layer that gives one output a class, or how this one does. */
function classifierHint(experiment: Experiment, target: LayerNode, classes: number): string {
  const { network, losses } = experiment;
  const others = [...network.labels].filter(([, node]) => isClassifier(node, classes));
  const free = others.filter(([, node]) => !losses.some((term) => term.target === node)).map(([label]) => label);
  if (free.length > 0)
    return `Read ${alternatives(free.slice(0, mostListed))}, which does, or give \`${target.path}\` ${classes} outputs.`;
  const isVector = target.shape.length === 1;
  const choice = isVector ? choiceOfClasses(experiment.data, target.shape[0]!) : undefined;
  return isVector
    ? `Give it ${classes} outputs${choice === undefined ? '' : `, or take data of ${target.shape[0]} classes by \`${choice}\``}.`
    : `Read a layer of ${classes} outputs, such as \`classifier: angfc(${classes})\`.`;
}

/** The argument of the model that is a number, if only one is. */
function argumentOf({ value }: FieldValue, number: number): Argument | undefined {
  const args = value.kind === 'call' ? value.arguments : [];
  const found = args.filter(({ value }) => value.kind === 'number' && value.value === number && !value.unit);
  return found.length === 1 ? found[0] : undefined;
}

/** The word of the data set by which it has another number of classes: `labels: coarse`. */
function choiceOfClasses({ description, args }: Experiment['data'], classes: number): string | undefined {
  for (const { name, type } of description.parameters) {
    for (const word of type.kind === 'word' ? type.words : []) {
      const chosen = new Arguments(new Map([...args.entries(), [name, { kind: 'word', value: word }]]));
      if (description.classes(chosen) === classes) return `${name}: ${word}`;
    }
  }
  return undefined;
}

/** Whether a layer gives one output a class. */
function isClassifier({ shape }: LayerNode, classes: number): boolean {
  return shape.length === 1 && shape[0] === classes;
}
