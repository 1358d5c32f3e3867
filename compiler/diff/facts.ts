import { annotationTexts } from '../canonical/format-network.js';
import { formatValue } from '../canonical/format-value.js';
import type { FunctionValue } from '../evaluation/function-value.js';
import { nanPolicies } from '../experiments/nan-policy.js';
import type { Arguments } from '../evaluation/arguments.js';
import type { Experiment } from '../phases/3-expand/experiment.js';
import { formatShape, type LayerNode, type Network } from '../phases/3-expand/network.js';
import type { CompileTimeValue, Signature } from '../schema.js';
import { layerKeys, type LayerKeys } from './layer-keys.js';

/** One thing that a spec says: an aspect of a layer or of a setting. */
export interface Fact {
  /** What it means, in the one spelling that hashes are made of. */
  readonly value: string;
  /** How a person would write it; the same as `value` where nothing is shorter. */
  readonly shown: string;
  /** Whether it is what holds where the spec says nothing. */
  readonly isDefault: boolean;
}

/** Facts by aspect: `kind`, `filters`, `@angle`, `shape`. */
export type Facts = ReadonlyMap<string, Fact>;

/** What is known of a network, layer by layer in the order of flow. */
export interface NetworkFacts {
  readonly network: Network;
  readonly keys: LayerKeys;
  readonly layers: ReadonlyMap<string, { readonly node: LayerNode; readonly facts: Facts }>;
  readonly output: string;
}

export function networkFacts(network: Network): NetworkFacts {
  const keys = layerKeys(network);
  const labels = new Map<LayerNode, string[]>();
  for (const [label, node] of network.labels) labels.set(node, [...(labels.get(node) ?? []), label]);
  const layers = new Map(
    network.nodes.map((node) => [keys.get(node)!, { node, facts: layerFacts(node, labels.get(node) ?? []) }]),
  );
  return { network, keys, layers, output: keys.get(network.output)! };
}

function layerFacts(node: LayerNode, labels: readonly string[]): Facts {
  const facts = new Map<string, Fact>([['kind', plain(node.layer.name)]]);
  for (const [name, fact] of argumentFacts(node.layer, node.args)) facts.set(name, fact);
  for (const [name, inside] of annotationTexts(node)) {
    const value = inside === '' ? 'yes' : inside;
    facts.set(`@${name}`, { value, shown: shownAnnotation(node, name) ?? value, isDefault: false });
  }
  facts.set('shape', plain(formatShape(node.shape)));
  facts.set('labels', plain([...labels].sort().join(', ')));
  if (node.layer.stateful) facts.set('path of its weights', plain(node.path));
  return facts;
}

/** A function by its name, which is shorter than what it computes. */
function shownAnnotation({ annotations }: LayerNode, name: string): string | undefined {
  if (name === 'angle') return shownFunction(annotations.angle);
  return name === 'magnitude' && annotations.magnitude ? shownFunction(annotations.magnitude) : undefined;
}

function shownFunction({ declared: { declaration }, parameters }: FunctionValue): string {
  const args = declaration.parameters.map(({ name }) => `${name.name}: ${formatValue(parameters.get(name.name)!)}`);
  return args.length === 0 ? declaration.name.name : `${declaration.name.name}(${args.join(', ')})`;
}

/** The settings of an experiment beside its model, by what they belong to: `optimizer`, `loss`, `regularize 2`. */
export function settingFacts(experiment: Experiment, keys: LayerKeys): ReadonlyMap<string, Facts> {
  const { data, losses, regularizers, optimizer, schedule, batch, length, onNan } = experiment;
  const settings = new Map<string, Facts>([['data', callFacts(data.description, data.args)]]);
  losses.forEach(({ factor, loss, args, target }, index) => {
    const facts = new Map(callFacts(loss, args, ['of']));
    facts.set('of', plain(keys.get(target)!)).set('factor', plain(String(factor)));
    settings.set(numbered('loss', index, losses.length), facts);
  });
  regularizers.forEach(({ regularizer, args, targets }, index) => {
    const held = targets.filter((node) => node.layer.stateful).map((node) => keys.get(node)!);
    const facts = new Map(callFacts(regularizer, args, ['on']));
    facts.set('on', { value: held.join(', '), shown: shownTargets(args, held), isDefault: false });
    settings.set(numbered('regularize', index, regularizers.length), facts);
  });
  settings.set('optimizer', callFacts(optimizer.optimizer, optimizer.args));
  if (schedule) settings.set('schedule', callFacts(schedule.schedule, schedule.args));
  settings.set('batch', new Map([['', plain(String(batch))]]));
  const duration = 'steps' in length ? `${length.steps} steps` : `${length.epochs} epochs`;
  settings.set('length', new Map([['', plain(duration)]]));
  settings.set('on_nan', new Map([['', { ...plain(onNan), isDefault: onNan === nanPolicies[0] }]]));
  return settings;
}

function numbered(name: string, index: number, count: number): string {
  return count === 1 ? name : `${name} ${index + 1}`;
}

function shownTargets(args: Arguments, held: readonly string[]): string {
  const written = args.has('on') ? new Map(args.entries()).get('on') : undefined;
  return `${written ? formatValue(written) : 'all layers'} (${held.length} with weights)`;
}

function callFacts(construct: Signature, args: Arguments, without: readonly string[] = []): Facts {
  return new Map([['kind', plain(construct.name)], ...argumentFacts(construct, args, without)]);
}

function argumentFacts(construct: Signature, args: Arguments, without: readonly string[] = []): [string, Fact][] {
  const values = new Map<string, CompileTimeValue>(args.entries());
  return construct.parameters.flatMap(({ name, default: fallback }): [string, Fact][] => {
    const value = values.get(name);
    if (value === undefined || without.includes(name)) return [];
    const text = formatValue(value);
    return [[name, { value: text, shown: shownValue(value), isDefault: !!fallback && formatValue(fallback) === text }]];
  });
}

function shownValue(value: CompileTimeValue): string {
  return value.kind === 'margin-function' ? shownFunction(value.value) : formatValue(value);
}

function plain(text: string): Fact {
  return { value: text, shown: text, isDefault: false };
}
