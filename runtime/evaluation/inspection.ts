import { sizeOf } from '../../compiler/graph/types.js';
import { compileInspection, type Experiment, type LayerNode } from '../../compiler/index.js';
import type { Split } from '../data/index.js';
import type { Engine, HostTensor, Session } from '../engines/engine.js';
import { ConsecutiveFeeds } from '../training/feeds.js';
import { predict } from '../training/predict.js';
import { turn } from '../training/turn.js';
import type { Features } from './angular-metrics.js';
import { spreadSplit } from './spread-split.js';
import { ThetaHistogram, type AngleCounts } from './theta-histogram.js';

/** How the angles of one layer are distributed. */
export interface LayerAngles extends AngleCounts {
  /** The layer's structural path. */
  readonly layer: string;
  readonly kind: string;
  readonly examples: number;
  /** Of a classifier: angles between examples and the filters of their own classes, which `counts` holds too. */
  readonly own?: AngleCounts;
}

/** Features of all examples together take at most 64 MB. */
const MOST_FEATURES = 2 ** 24;
/** So many angles show how they are distributed, and many more would only take time. */
const ENOUGH_ANGLES = 2 ** 21;

const names = { feature: 'feature', angle: (index: number) => `angle${index}` };

/** What to look at. */
export interface Subject {
  readonly experiment: Experiment;
  /** A layer whose outputs are wanted. */
  readonly feature?: LayerNode | undefined;
  /** Angular layers. */
  readonly angular: readonly LayerNode[];
}

/**
 * Loads a program that shows what happens inside of a network.
 * @param readState gives the state variables that the program has; more do no harm
 * @throws {EngineError}
 */
export async function openInspection(
  engine: Engine,
  subject: Subject,
  readState: (variables: Session['program']['state']) => Promise<Readonly<Record<string, HostTensor>>>,
): Promise<Inspection> {
  const { experiment, feature, angular } = subject;
  const outputs = new Map(feature ? [[names.feature, feature]] : []);
  const angles = new Map(angular.map((node, index) => [names.angle(index), node]));
  const program = compileInspection(experiment.network, experiment.batch, { outputs, angles });
  const session = await engine.load(program);
  const state = await readState(program.state);
  await session.writeState(Object.fromEntries(program.state.map(({ name }) => [name, state[name]!])));
  return new Inspection(session, subject);
}

/** A network whose layers can be looked at. Both methods throw the signal's reason when it is aborted. */
export class Inspection {
  constructor(
    private readonly session: Session,
    private readonly subject: Subject,
  ) {}

  /** The outputs of the layer that was asked for, flat; for a large layer those of some examples, spread evenly. */
  async features(split: Split, signal?: AbortSignal): Promise<Features> {
    const dimensions = sizeOf(this.subject.feature!.shape);
    const chosen = spreadSplit(split, Math.max(1, Math.floor(MOST_FEATURES / dimensions)));
    const { data } = await predict(this.session, chosen, names.feature, signal);
    return { data, dimensions, labels: chosen.labels };
  }

  /**
   * How the angles of each angular layer are distributed, from as many examples as give two million angles, spread
   * evenly.
   */
  async angles(split: Split, signal?: AbortSignal): Promise<readonly LayerAngles[]> {
    const found: LayerAngles[] = [];
    for (const index of this.subject.angular.keys()) found.push(await this.anglesOf(index, split, signal));
    return found;
  }

  private async anglesOf(index: number, split: Split, signal: AbortSignal | undefined): Promise<LayerAngles> {
    const { angular, experiment } = this.subject;
    const node = angular[index]!;
    const { batch, graphs } = this.session.program;
    const size = sizeOf(node.shape);
    const batches = Math.ceil(ENOUGH_ANGLES / (size * batch));
    const chosen = spreadSplit(split, batches * batch);
    const feeds = new ConsecutiveFeeds(graphs.predict, chosen, batch);
    const all = new ThetaHistogram();
    const own = experiment.losses[0]!.target === node ? new ThetaHistogram() : undefined;
    for (let first = 0; first < chosen.count; first += batch) {
      const { feeds: arrays, count } = feeds.from(first);
      const thetas = (await this.session.run('predict', arrays, [names.angle(index)]))[names.angle(index)]!;
      for (let i = 0; i < count * size; i++) all.add(thetas[i]!);
      for (let i = 0; own && i < count; i++) own.add(thetas[i * size + chosen.labels[first + i]!]!);
      await turn();
      signal?.throwIfAborted();
    }
    const about = { layer: node.path, kind: node.layer.name, examples: chosen.count };
    return { ...about, ...all.result(), ...(own && { own: own.result() }) };
  }

  dispose(): Promise<void> {
    return this.session.dispose();
  }
}

/** Layers that have angles, in the order of flow. */
export function angularLayers(nodes: readonly LayerNode[]): readonly LayerNode[] {
  return nodes.filter(({ layer }) => layer.annotations.includes('angle'));
}
