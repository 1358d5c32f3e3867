import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import { identityMatrix } from '../graph/identity-matrix.js';
import type { Loss, LossSite } from './loss.js';

/** Keeps the direction of a vector of zeros finite, and the slope of a root of a squared distance of 0. */
const TINY = 1e-12;

/** Farther than any two unit vectors, and nearer than any: what stands for pairs that are none. */
const FAR = 1e9;

/**
 * Triplets (anchor, positive, negative) are made of each batch. `all`: the mean over the triplets that violate the
 * margin. `hard`: the mean over the anchors, each with its farthest positive and its nearest negative. (Hermans, Beyer
 * and Leibe 2017, section 2, "batch all" over what isn't zero, and "batch hard".) What an example adds to the loss is
 * what it adds as an anchor; one without a positive or a negative in its batch adds nothing.
 */
export const triplet: Loss = {
  name: 'triplet',
  reads: 'features',
  knowsClasses: false,
  doc: "Each example should be nearer to those of its class than to others, by a margin: max(d(a, p) - d(a, n) + margin, 0), where d is the squared distance of vectors brought to length 1, z / sqrt(|z|² + 1e-12) (Schroff et al. 2015). It knows no classes: accuracy is another loss's, such as that of `0 * center(…)`.",
  parameters: [
    { name: 'of', type: { kind: 'label' }, named: true, doc: 'the layer whose outputs are compared' },
    {
      name: 'margin',
      type: { kind: 'real', min: 0, max: 4 },
      default: { kind: 'real', value: 0.3 },
      named: true,
      doc: 'how much nearer',
    },
    {
      name: 'squared',
      type: { kind: 'bool' },
      default: { kind: 'bool', value: true },
      named: true,
      doc: 'squared distances, or distances',
    },
    {
      name: 'mining',
      type: { kind: 'word', words: ['all', 'hard'] },
      default: { kind: 'word', value: 'all' },
      named: true,
      doc: 'which triplets of a batch: `all` that violate the margin, or the `hard` one of each anchor (Hermans et al. 2017)',
    },
  ],
  elements: (batch, args) => batch ** (args.word('mining') === 'all' ? 3 : 2),
  lower(site) {
    const { args, output } = site;
    const distances = distancesBetween(site.b, output, args.bool('squared'));
    const pairs = pairsOf(site, distances, args.real('margin'));
    return {
      perExample: args.word('mining') === 'all' ? batchAll(site, pairs) : batchHard(site, pairs),
      logits: undefined,
    };
  },
};

/** Between all unit vectors x/|x|, [N, N]. */
function distancesBetween(b: GraphBuilder, x: Value, squared: boolean): Value {
  const unit = b.mul(x, b.rsqrt(b.add(b.sum(b.square(x), [1], true), TINY)));
  const distances = b.sub(2, b.mul(b.matmul(unit, unit, { transposeB: true }), 2));
  return squared ? distances : b.sqrt(b.max(distances, TINY));
}

interface Pairs {
  /** d(a, p) + margin, [N, N]; -FAR where p isn't a positive of a. */
  readonly near: Value;
  /** d(a, n), [N, N]; FAR where n isn't a negative of a. */
  readonly far: Value;
}

function pairsOf({ b, labels, counted }: LossSite, distances: Value, margin: number): Pairs {
  const [count] = labels.type.shape;
  const same = b.equal(b.reshape(labels, [count!, 1]), b.reshape(labels, [1, count!]));
  const itself = b.greater(identityMatrix(b, count!), 0);
  const both = counted && b.and(b.reshape(counted, [count!, 1]), b.reshape(counted, [1, count!]));
  const among = (pairs: Value) => (both ? b.and(pairs, both) : pairs);
  return {
    near: b.select(among(b.and(same, b.not(itself))), b.add(distances, margin), -FAR),
    far: b.select(among(b.not(same)), distances, FAR),
  };
}

function batchAll(site: LossSite, { near, far }: Pairs): Value {
  const { b } = site;
  const count = near.type.shape[0]!;
  const excess = b.relu(b.sub(b.reshape(near, [count, count, 1]), b.reshape(far, [count, 1, count])));
  const violations = b.sum(b.cast(b.greater(excess, 0), 'f32'), [0, 1, 2]);
  return averaged(site, b.sum(excess, [1, 2]), violations);
}

function batchHard(site: LossSite, { near, far }: Pairs): Value {
  const { b } = site;
  const farthest = b.maxReduce(near, [1]);
  const nearest = b.neg(b.maxReduce(b.neg(far), [1]));
  const complete = b.and(b.greater(farthest, -FAR / 2), b.less(nearest, FAR / 2));
  const anchors = b.sum(b.cast(complete, 'f32'), [0]);
  return averaged(site, b.relu(b.sub(farthest, nearest)), anchors);
}

/** What each example adds, so that the mean over the examples is sum(excess) / terms; 0 where there are no terms. */
function averaged({ b, counted }: LossSite, excess: Value, terms: Value): Value {
  const examples = counted ? b.sum(b.cast(counted, 'f32'), [0]) : excess.type.shape[0]!;
  return b.mul(excess, b.div(examples, b.max(terms, 1)));
}
