import type { Value } from '../graph/graph.js';
import { sizeOf } from '../graph/types.js';
import type { Layer, LayerSite } from './layer.js';
import { inF32 } from './precision.js';
import { averaged, corrected } from './running-average.js';

export const bn: Layer = {
  name: 'bn',
  doc: 'Batch normalisation (Ioffe and Szegedy 2015): by the statistics of the batch in training, by bias-corrected running ones in evaluation.',
  example: 'bn',
  parameters: [
    {
      name: 'eps',
      type: { kind: 'real', min: 0, aboveMin: true },
      default: { kind: 'real', value: 1e-3 },
      named: true,
      doc: 'added to the variance',
    },
    {
      name: 'decay',
      type: {
        kind: 'real',
        min: 0,
        max: 1,
        belowMax: true,
        sound: {
          min: 0.5,
          otherwise: 'evaluation sees little more than the statistics of the last batch',
          hint: (value) =>
            value === 0
              ? 'Usual are values from 0.9 to 0.999.'
              : `PyTorch's \`momentum: ${value}\`, the share that is replaced, is \`decay: ${Number((1 - value).toPrecision(6))}\`.`,
        },
      },
      default: { kind: 'real', value: 0.99 },
      named: true,
      doc: 'share of the old running statistics that each step keeps',
    },
  ],
  arity: 'one',
  stateful: true,
  ignoresScale: true,
  annotations: ['precision', 'freeze'],
  output: ([input]) => input!,
  lower(site) {
    const { b, input } = site;
    const channels = input.type.shape.at(-1)!;
    const gamma = site.weight('gamma', [channels], { kind: 'constant', value: 1 });
    const beta = site.weight('beta', [channels], { kind: 'constant', value: 0 });
    const mean = site.statistic('mean', [channels], 0);
    const variance = site.statistic('variance', [channels], 0);
    if (site.mode === 'train') return normalizeByBatch(site, gamma, beta, mean, variance);
    const [eps, decay] = [site.args.real('eps'), site.args.real('decay')];
    const scale = b.mul(gamma, b.rsqrt(b.add(corrected(site, variance, decay, 1), eps)));
    const shift = b.sub(beta, b.mul(corrected(site, mean, decay, 0), scale));
    return inF32(b, input, (x) => b.add(b.mul(x, scale), shift));
  },
};

function normalizeByBatch(site: LayerSite, gamma: Value, beta: Value, mean: Value, variance: Value): Value {
  const { b, input, args } = site;
  const { shape } = input.type;
  const channels = shape.at(-1)!;
  const count = sizeOf(shape) / channels;
  const image = shape.length === 4 ? input : b.reshape(input, [count, 1, 1, channels]);
  const { y, mean: batchMean, variance: unbiased } = b.batchNorm(image, gamma, beta, args.real('eps'));
  const decay = args.real('decay');
  site.updateStatistic('mean', averaged(b, mean, batchMean, decay));
  // The running variance is the biased one, as the authors' code keeps it.
  site.updateStatistic('variance', averaged(b, variance, b.mul(unbiased, (count - 1) / count), decay));
  return shape.length === 4 ? y : b.reshape(y, shape);
}
