/**
 * Milliseconds per training step of LeNet in tfjs-node's eager operations, on random data: what training through
 * tfjs costs without a compiler. Takes [--batch 128] [--steps 30] and prints one line of JSON.
 */
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

const require = createRequire(new URL('../../.venv-peers/node/package.json', import.meta.url));
// tfjs-node 4.22 calls functions that Node 23 removed.
const util = require('util');
util.isNullOrUndefined ??= (value) => value === null || value === undefined;
util.isArray ??= Array.isArray;
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
const tf = require('@tensorflow/tfjs-node-gpu');

const { values } = parseArgs({
  options: {
    batch: { type: 'string', default: '128' },
    steps: { type: 'string', default: '30' },
    widths: { type: 'string', default: '' },
  },
  allowPositionals: true,
});
const batch = Number(values.batch);
const [EPS, CLIP] = [1e-4, 1e-6];

const weights = {};
function weight(name, shape) {
  const deviation = Math.sqrt(2 / (shape.slice(0, -1).reduce((a, b) => a * b, 1) || 1));
  weights[name] = tf.variable(shape.length > 1 ? tf.randomNormal(shape, 0, deviation, 'float32', 1) : tf.zeros(shape));
}
weight('conv1', [5, 5, 1, 20]);
weight('bias1', [20]);
weight('conv2', [5, 5, 20, 50]);
weight('bias2', [50]);
weight('hidden', [800, 500]);
weight('bias3', [500]);
weight('feature', [500, 2]);
weight('bias4', [2]);
weight('classifier', [2, 10]);
for (const name of ['slope1', 'slope2', 'slope3']) weights[name] = tf.variable(tf.fill([1], 0.25));

function forward(x) {
  const w = weights;
  let y = tf.maxPool(tf.conv2d(x, w.conv1, 1, 'valid').add(w.bias1), 2, 2, 'valid');
  y = tf.prelu(y, w.slope1);
  y = tf.maxPool(tf.conv2d(y, w.conv2, 1, 'valid').add(w.bias2), 2, 2, 'valid');
  y = tf.prelu(y, w.slope2).reshape([batch, 800]);
  y = tf.prelu(y.matMul(w.hidden).add(w.bias3), w.slope3);
  y = y.matMul(w.feature).add(w.bias4);
  const cosine = y
    .matMul(w.classifier)
    .mul(y.square().sum(1, true).add(EPS).rsqrt())
    .mul(w.classifier.square().sum(0).add(EPS).rsqrt());
  return cosine
    .clipByValue(CLIP - 1, 1 - CLIP)
    .acos()
    .add(0.3)
    .log()
    .neg();
}

const x = tf.randomNormal([batch, 28, 28, 1]);
const labels = tf.oneHot(tf.randomUniform([batch], 0, 10, 'int32'), 10);
const optimizer = tf.train.adam(0.001);
const times = [];
for (let step = 0; step < 5 + Number(values.steps); step++) {
  const start = performance.now();
  const loss = optimizer.minimize(() => tf.losses.softmaxCrossEntropy(labels, forward(x)), true);
  loss.dataSync();
  loss.dispose();
  if (step >= 5) times.push(performance.now() - start);
}
times.sort((a, b) => a - b);
const rounded = (value) => Math.round(value * 100) / 100;
const min_ms = rounded(times[0]);
const median_ms = rounded(times[Math.floor(times.length / 2)]);
const peer = `tfjs-node ${tf.version['tfjs-core']} eager`;
process.stdout.write(`${JSON.stringify({ name: 'lenet-angular', peer, batch, min_ms, median_ms })}\n`);
