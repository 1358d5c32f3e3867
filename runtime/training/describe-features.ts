import type { Experiment, LayerNode } from '../../compiler/index.js';
import type { Features } from '../evaluation/angular-metrics.js';
import { angularMetrics } from '../evaluation/angular-metrics.js';
import { layerName } from '../evaluation/feature-layer.js';
import type { FeatureRecord } from './run-record.js';

/** What results say of a layer's features. */
export function describeFeatures({ network }: Experiment, node: LayerNode, features: Features): FeatureRecord {
  return { layer: layerName(network, node), dimensions: features.dimensions, ...angularMetrics(features) };
}
