/** What differs in meaning between two experiments, or between two models. */
import { canonicalText, hashText } from '../canonical/index.js';
import { formatNetwork, numberLayers } from '../canonical/format-network.js';
import { layerCosts } from '../cost/layer-costs.js';
import { nominalSteps } from '../cost/nominal-steps.js';
import { compile, compileNetwork, type Experiment, type Network } from '../index.js';
import { compareNetworks, compareSettings, type Difference, type NetworkDifferences } from './compare.js';
import { networkFacts, settingFacts } from './facts.js';

export type { Difference, LoneLayer } from './compare.js';

export interface Comparison extends NetworkDifferences {
  /** Whether both mean the same: their canonical hashes are equal, and there are no differences. */
  readonly equal: boolean;
  /** Hashes of what was compared. */
  readonly hashes: readonly [string, string];
  readonly settings: readonly Difference[];
  /** What each costs; absent where they are equal. */
  readonly cost?: readonly [Cost, Cost];
}

export interface Cost {
  /** Trained weights. */
  readonly parameters: number;
  /** For one example, forward. */
  readonly multiplyAdds: number;
}

/** Compares experiments: their layers, functions, data and training. */
export function compareExperiments(a: Experiment, b: Experiment): Comparison {
  const texts = [canonicalText(a), canonicalText(b)] as const;
  if (texts[0] === texts[1]) return same(texts);
  const [left, right] = [networkFacts(a.network), networkFacts(b.network)];
  const settings = compareSettings(settingFacts(a, left.keys), settingFacts(b, right.keys));
  const costs = [a, b].map((each) => costOf(each.network, compile(each, { steps: nominalSteps(each) }))) as [
    Cost,
    Cost,
  ];
  return complete({ texts, settings, costs, network: compareNetworks(left, right) });
}

/** Compares models alone. */
export function compareModels(a: Network, b: Network): Comparison {
  const texts = [networkText(a), networkText(b)] as const;
  if (texts[0] === texts[1]) return same(texts);
  const costs = [a, b].map((each) => costOf(each, compileNetwork(each, 1))) as [Cost, Cost];
  return complete({ texts, settings: [], costs, network: compareNetworks(networkFacts(a), networkFacts(b)) });
}

function networkText(network: Network): string {
  return formatNetwork(network, numberLayers(network)).join('\n');
}

function same([a, b]: readonly [string, string]): Comparison {
  return { equal: true, hashes: [hashText(a), hashText(b)], added: [], removed: [], changed: [], settings: [] };
}

function complete({
  texts: [a, b],
  settings,
  costs,
  network,
}: {
  readonly texts: readonly [string, string];
  readonly settings: readonly Difference[];
  readonly costs: readonly [Cost, Cost];
  readonly network: NetworkDifferences;
}): Comparison {
  const found = [...network.added, ...network.removed, ...network.changed, ...settings];
  // What is left are layers that stand in another order without reading others.
  const order: Difference = { section: 'model', subjects: ['layers'], aspect: 'order', from: 'one', to: 'another' };
  const changed = found.length > 0 ? network.changed : [order];
  return { ...network, changed, equal: false, hashes: [hashText(a), hashText(b)], settings, cost: costs };
}

function costOf(network: Network, program: Parameters<typeof layerCosts>[1]): Cost {
  const costs = layerCosts(network, program);
  const sum = (read: (cost: (typeof costs)[number]) => number) => costs.reduce((total, cost) => total + read(cost), 0);
  return { parameters: sum((cost) => cost.parameters), multiplyAdds: sum((cost) => cost.multiplyAdds) };
}
