/** Fields of experiments as configurations of other libraries call them. */
import { all, write, type Table } from './advice.js';

export const FIELDS: Table = {
  batch_size: write('batch', 'The number of examples of a batch is `batch: 128`.'),
  lr: 'The learning rate is an argument of the optimizer: `optimizer: adam(lr: 0.001)`.',
  learning_rate: 'The learning rate is an argument of the optimizer: `optimizer: adam(lr: 0.001)`.',
  weight_decay: 'Weight decay is a regularizer: `regularize: [l2(5e-4)]`.',
  ...all(
    ['criterion', 'objective', 'loss_function', 'loss_fn'],
    write('loss', 'What training makes small is the field `loss`.'),
  ),
  ...all(
    ['regularizer', 'regularizers', 'regularization', 'penalty'],
    write('regularize', 'Penalties are the field `regularize: [l2(5e-4)]`.'),
  ),
  ...all(
    ['seed', 'seeds', 'random_seed', 'repeats', 'runs', 'trials', 'repetitions'],
    'The seed is given to the run: `angnet train FILE --seed 1`; an ablation has `seeds: 3`.',
  ),
  ...all(
    ['engine', 'device', 'backend', 'gpu'],
    'The engine is given to the run: `angnet train FILE --engine native`.',
  ),
  ...all(['metrics', 'metric'], 'Loss and accuracy are always measured: leave it out.'),
  ...all(
    ['callbacks', 'early_stopping', 'checkpoint', 'checkpoints', 'log_every', 'logger'],
    'A run keeps checkpoints and measurements by itself and trains for all its steps: leave it out.',
  ),
  ...all(
    ['validation', 'validation_split', 'val_split', 'augment', 'augmentation', 'normalize'],
    'It is an argument of the data: `data: cifar10(validation: 5000)`.',
  ),
  ...all(['momentum', 'nesterov'], 'It is an argument of the optimizer: `optimizer: sgd(lr: 0.1, momentum: 0.9)`.'),
  margin: 'A margin is an argument of the loss: `loss: softmax(of: classifier, margin: arcface(0.5rad))`.',
  ...all(
    ['scale', 'angle', 'magnitude', 'precision', 'init'],
    'It is an annotation of the model or a layer: `model Net @angle(cos) { … }`.',
  ),
  smoothing: 'It is an argument of the loss: `loss: softmax(of: classifier, smoothing: 0.1)`.',
  dataset: write('data', 'The data set is the field `data`.'),
  network: write('model', 'The network is the field `model`.'),
  scheduler: write('schedule', 'The learning rate schedule is the field `schedule`.'),
  iterations: write('steps', 'The number of training steps is the field `steps`.'),
  ...all(
    ['remove', 'delete'],
    'No edit removes a layer: `replace` it, or let a parameter of the model decide, `if deep { … }`.',
  ),
  ...all(['insert', 'append'], 'No edit adds a layer: let a parameter of the model decide, `if deep { … }`.'),
  max_iter: write('steps', 'The number of training steps is the field `steps`.'),
  num_epochs: write('epochs', 'The number of passes over the data is the field `epochs`.'),
};
