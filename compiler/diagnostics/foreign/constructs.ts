/** Losses, optimizers, schedules, regularizers, data sets and the like of other libraries. */
import { all, write, type Table } from './advice.js';

export const CONSTRUCTS: Table = {
  adamw: 'Write `adam(lr: 0.001)`; the weights are decayed by `regularize: [l2(5e-4)]`.',
  ...all(
    ['amsgrad', 'nadam', 'rmsprop', 'adagrad', 'adadelta', 'lamb'],
    'The optimizers are `adam(lr: 0.001)` and `sgd(lr: 0.01, momentum: 0.9)`.',
  ),
  nesterov: 'Write `sgd(lr: 0.01, momentum: 0.9, nesterov: true)`.',
  ...all(['constant', 'none', 'fixed'], 'Without the field `schedule` the learning rate stays: leave it out.'),
  ...all(
    ['cosine', 'cosineannealinglr', 'cosinedecay', 'exponential', 'exponentiallr', 'linear', 'polynomial'],
    'The schedule that there is is `steps(at: [47%, 70%, 88%], factor: 0.1)`.',
  ),
  ...all(['warmup', 'linear_warmup'], 'There is no warm-up: a schedule is `steps(at: [47%, 70%, 88%], factor: 0.1)`.'),
  ...all(
    ['kaiming_normal', 'kaiming_uniform', 'kaiming', 'he_normal', 'he_uniform', 'msra'],
    write('he', 'Filters start as He et al. have it by `he`.'),
  ),
  ...all(
    ['glorot', 'glorot_normal', 'glorot_uniform', 'xavier_normal', 'xavier_uniform'],
    write('xavier', 'Filters start as Glorot and Bengio have it by `xavier`.'),
  ),
  ...all(['gaussian', 'random_normal', 'truncated_normal'], 'Write `normal(std: 0.01)`.'),
  ...all(
    ['horizontal_flip', 'random_horizontal_flip', 'hflip', 'random_flip', 'mirror'],
    write('flip', 'Left and right are exchanged by `flip`.'),
  ),
  ...all(
    ['random_crop', 'randomcrop'],
    write('crop', 'A random part is `crop(32)`; `pad(4)` before it makes the image larger.'),
  ),
  ...all(
    ['imagenet', 'svhn', 'stl10', 'imagefolder', 'csv', 'numpy', 'npz'],
    'Other data come from NumPy files: `arrays(train: "x.npy", …)`.',
  ),
  ...all(
    ['mse', 'mean_squared_error', 'bce', 'binary_crossentropy', 'hinge', 'contrastive'],
    'The losses are `softmax(of: classifier)`, with a margin or without, `center(of: feature)` and `triplet(of: feature)`.',
  ),
  ...all(
    ['centerloss', 'center_loss'],
    write('center', 'The centre loss is `softmax(of: classifier) + 0.01 * center(of: feature)`.'),
  ),
  ...all(
    ['triplet_loss', 'tripletloss', 'tripletmarginloss'],
    write('triplet', 'The triplet loss is `triplet(of: feature)`, beside a loss that knows classes.'),
  ),
  ...all(['fashionmnist', 'fmnist'], write('fashion_mnist', 'Fashion-MNIST is `data: fashion_mnist`.')),
  ...all(['nll_loss', 'nllloss', 'logsoftmax'], 'Softmax and cross entropy are one loss: `softmax(of: classifier)`.'),
  ...all(['ridge', 'l2_norm', 'kernel_l2'], 'Write `l2(5e-4)`.'),
  l1: 'The regularizers are `l2(5e-4)` and `orthogonal(1e-5)`.',
  multisteplr: 'Write `schedule: steps(at: [20000, 30000], factor: 0.1)`.',
  steplr: 'Write `schedule: steps(at: [20000, 30000], factor: 0.1)`.',
  cross_entropy: 'Softmax and cross entropy are one loss: `softmax(of: classifier)`.',
  crossentropy: 'Softmax and cross entropy are one loss: `softmax(of: classifier)`.',
  crossentropyloss: 'Softmax and cross entropy are one loss: `softmax(of: classifier)`.',
  categorical_crossentropy: 'Softmax and cross entropy are one loss: `softmax(of: classifier)`.',
  sparse_categorical_crossentropy: 'Softmax and cross entropy are one loss: `softmax(of: classifier)`.',
  arcface: 'A margin stands in a loss: `softmax(of: classifier, margin: arcface(0.5rad))`.',
  cosface: 'A margin stands in a loss: `softmax(of: classifier, margin: cosface(0.35))`.',
  am_softmax: 'A margin stands in a loss: `softmax(of: classifier, margin: cosface(0.35))`.',
  a_softmax: 'A margin stands in a loss: `softmax(of: classifier, margin: a_softmax)`.',
  l_softmax: 'A margin stands in a loss: `softmax(of: classifier, margin: l_softmax)`.',
  sphereface: 'A margin stands in a loss: `softmax(of: classifier, margin: a_softmax)`.',
  angular_margin: 'A margin stands in a loss: `softmax(of: classifier, margin: arcface(0.5rad))`.',
  weight_decay: 'Weight decay is `l2(5e-4)`, which adds strength · ½‖w‖² to the loss.',
  momentum: 'Write `sgd(lr: 0.01, momentum: 0.9)`.',
};
