/**
 * The compiler: from the text of a spec to a program that engines run.
 *
 *   text -> 1 resolve -> 2 check -> 3 expand -> 4 lower -> 5 differentiate -> 6 optimize -> target
 *
 * Every phase is a folder of `phases/` and takes what the one before gave; what is wrong with a spec goes to one `Reporter`.
 */
import type { Checked } from './checked.js';
import { Reporter } from './diagnostics/reporter.js';
import type { Graph, Program } from './graph/graph.js';
import type { Host } from './phases/1-resolve/modules.js';
import { resolve } from './phases/1-resolve/resolve.js';
import { check as checkModules } from './phases/2-check/check.js';
import { expandAll } from './phases/3-expand/expand-all.js';
import type { Experiment } from './phases/3-expand/experiment.js';
import type { Network } from './phases/3-expand/network.js';
import {
  lowerEvaluation,
  lowerInspection,
  lowerPrediction,
  type Inspected,
} from './phases/4-lower/lower-evaluation.js';
import { lowerTraining } from './phases/4-lower/lower-training.js';
import { StateTable } from './phases/4-lower/state-table.js';
import { completeTrainingStep } from './phases/5-differentiate/training-step.js';
import { optimize, passes as allPasses } from './phases/6-optimize/optimize.js';
import type { Pass } from './phases/6-optimize/pass.js';

/**
 * Checks a file and everything it imports. Never throws because of what the file says.
 * @param path the file, as the host names it
 */
export function check(path: string, host: Host): Checked {
  const reporter = new Reporter();
  const resolved = resolve(path, host, reporter); // 1
  checkModules(resolved, reporter); // 2
  const expanded = expandAll(resolved, reporter); // 3
  return { diagnostics: reporter.diagnostics, resolved, ...expanded };
}

export interface CompileOptions {
  /** How many steps the run has: see `stepsOf`. */
  readonly steps: number;
  /** Optimization passes to run; all of them when absent. */
  readonly passes?: readonly Pass[];
}

/** Compiles a checked experiment to its training, evaluation and prediction graphs over one set of state. */
export function compile(experiment: Experiment, { steps, passes = allPasses }: CompileOptions): Program {
  const states = new StateTable();
  const forward = lowerTraining(experiment, states); // 4
  const train = completeTrainingStep(experiment, forward, steps); // 5
  const evaluate = lowerEvaluation(experiment, states); // 4
  const predict = lowerPrediction(experiment.network, experiment.batch, states); // 4
  const optimized = (graph: Graph) => optimize(graph, passes); // 6
  return {
    batch: experiment.batch,
    state: states.all,
    graphs: { train: optimized(train), evaluate: optimized(evaluate), predict: optimized(predict) },
  };
}

/** Compiles a model alone, for prediction. */
export function compileNetwork(network: Network, batch: number): Program {
  const states = new StateTable();
  const predict = optimize(lowerPrediction(network, batch, states));
  return { batch, state: states.all, graphs: { predict } };
}

/**
 * Compiles what shows the outputs and angles of chosen layers, over the state of the network's other programs.
 * @returns a program whose `predict` has the outputs that were asked for
 */
export function compileInspection(network: Network, batch: number, inspected: Inspected): Program {
  const states = new StateTable();
  const predict = optimize(lowerInspection(network, batch, inspected, states));
  return { batch, state: states.all, graphs: { predict } };
}

export type { Checked } from './checked.js';
export { configure, configureAblation, describeCell, type Configuration } from './configure.js';
export { selectLayers } from './select-layers.js';
export type { Inspected } from './phases/4-lower/lower-evaluation.js';
export { stepsOf } from './phases/3-expand/experiment.js';
export type { Experiment } from './phases/3-expand/experiment.js';
export type { Ablation, Axis, Cell, Expected } from './phases/3-expand/ablation.js';
export type { Network, LayerNode } from './phases/3-expand/network.js';
export type { Host } from './phases/1-resolve/modules.js';
export type { Diagnostic } from './diagnostics/diagnostic.js';
