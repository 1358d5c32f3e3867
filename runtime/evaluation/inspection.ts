import { compileInspection, type Experiment, type LayerNode } from '../../compiler/index.js';
import type { Split } from '../data/index.js';
import type { Engine, HostTensor, Session } from '../engines/engine.js';
import { ConsecutiveFeeds } from '../training/feeds.js';
import { turn } from '../training/turn.js';
import type { Features } from './angular-metrics.js';
import { AngleCollector, FeatureCollector, type Collector, type LayerAngles } from './collectors.js';
import { classifierOf } from './feature-layer.js';
import { inSpreadOrder } from './spread-order.js';

/** What to look at inside of a network. */
export interface Subject {
  readonly experiment: Experiment;
  /** A layer whose outputs are wanted. */
  readonly feature?: LayerNode | undefined;
  /** Layers whose angles are wanted; they must be angular. */
  readonly angular: readonly LayerNode[];
}

/** What was seen. Features are those of the subject's layer, flat, in no particular order. */
export interface Observation {
  readonly features: Features | undefined;
  /** In the order of the subject's layers. */
  readonly angles: readonly LayerAngles[];
}

/** Numbers that are read in one call: layers that give more are read one after another, to save memory. */
const MOST_NUMBERS = 2 ** 24;

const FEATURE = 'feature';
const angleName = (index: number) => `angle${index}`;

/**
 * Looks into a network while it sees examples. Each is seen once, and layers that have shown enough aren't read any more.
 * @param readState gives the state variables that are asked for; more do no harm
 * @throws {EngineError}
 * @throws the signal's reason when it is aborted
 */
export async function inspect(
  engine: Engine,
  subject: Subject,
  readState: (variables: Session['program']['state']) => Promise<Readonly<Record<string, HostTensor>>>,
  split: Split,
  signal?: AbortSignal,
): Promise<Observation> {
  const { experiment, feature, angular } = subject;
  const outputs = new Map(feature ? [[FEATURE, feature]] : []);
  const angles = new Map(angular.map((node, index) => [angleName(index), node]));
  const session = await engine.load(compileInspection(experiment.network, experiment.batch, { outputs, angles }));
  try {
    const { state: variables } = session.program;
    const state = await readState(variables);
    await session.writeState(Object.fromEntries(variables.map(({ name }) => [name, state[name]!])));
    const classifier = classifierOf(experiment);
    const features = feature && new FeatureCollector(feature, split.count);
    const thetas = angular.map((node) => new AngleCollector(node, node === classifier, split.count));
    const collectors = new Map<string, Collector>([
      ...(features ? [[FEATURE, features] as const] : []),
      ...thetas.map((collector, index) => [angleName(index), collector] as const),
    ]);
    await collect(session, collectors, inSpreadOrder(split), signal);
    return { features: features?.result(), angles: thetas.map((collector) => collector.result()) };
  } finally {
    await session.dispose();
  }
}

async function collect(
  session: Session,
  collectors: ReadonlyMap<string, Collector>,
  split: Split,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { batch, graphs } = session.program;
  const feeds = new ConsecutiveFeeds(graphs.predict, split, batch);
  for (let first = 0; first < split.count; first += batch) {
    const wanted = [...collectors].filter(([, { examples }]) => examples > first);
    if (wanted.length === 0) return;
    const { feeds: arrays, count } = feeds.from(first);
    for (const group of groups(wanted, batch)) {
      const names = group.map(([name]) => name);
      const outputs = await session.run('predict', arrays, names);
      for (const [name, collector] of group) {
        const end = first + Math.min(count, collector.examples - first);
        collector.take(outputs[name]!, split.labels.subarray(first, end));
      }
      await turn();
      signal?.throwIfAborted();
    }
  }
}

/** Outputs that are read together. */
function groups(
  wanted: readonly (readonly [string, Collector])[],
  batch: number,
): readonly (readonly (readonly [string, Collector])[])[] {
  const made: (readonly [string, Collector])[][] = [];
  let room = 0;
  for (const one of wanted) {
    const numbers = one[1].size * batch;
    if (numbers > room || made.length === 0) {
      made.push([]);
      room = MOST_NUMBERS;
    }
    made.at(-1)!.push(one);
    room -= numbers;
  }
  return made;
}

/** Layers that have angles, in the order of flow. */
export function angularLayers(nodes: readonly LayerNode[]): readonly LayerNode[] {
  return nodes.filter(({ layer }) => layer.annotations.includes('angle'));
}
