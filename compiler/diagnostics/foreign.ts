/**
 * What people write who come from other libraries, and what to write here instead. The answers are hints: they stand
 * beside a message that says what is wrong.
 */

/** An answer, and what to write instead of the name where that alone makes it right. */
export interface Advice {
  readonly hint: string;
  readonly spelling?: string;
}

function write(spelling: string, hint = `Write \`${spelling}\`.`): Advice {
  return { hint, spelling };
}

type Table = Readonly<Record<string, string | Advice>>;

const LAYERS: Table = {
  dense: write('fc', 'A fully connected layer is `fc(units)`, its angular form `angfc(units)`.'),
  linear: 'A fully connected layer is `fc(units)`; the number of inputs is known from the layer before.',
  conv2d: 'A convolution is `conv(filters, 3x3)`; the number of channels that come in is known from the layer before.',
  convolution: write('conv', 'A convolution is `conv(filters, 3x3)`, its angular form `angconv(filters, 3x3)`.'),
  sphereconv: write('angconv', 'An angular convolution is `angconv(filters, 3x3) @angle(…)`.'),
  batchnorm: write('bn', 'Batch normalisation is `bn`.'),
  batchnorm1d: write('bn', 'Batch normalisation is `bn`; it takes vectors and images.'),
  batchnorm2d: write('bn', 'Batch normalisation is `bn`; the number of channels is known from the layer before.'),
  batchnormalization: write('bn', 'Batch normalisation is `bn`.'),
  ln: write('layernorm', 'Layer normalisation is `layernorm`.'),
  layernormalization: write('layernorm'),
  groupnorm: 'Over all channels in one group it is `layernorm`; other groups there are none.',
  weight_norm: 'Weight normalisation is an annotation: `conv(16, 3x3) @weight_norm`.',
  maxpool2d: write('maxpool', 'Max pooling is `maxpool(2x2)`.'),
  maxpooling2d: write('maxpool', 'Max pooling is `maxpool(2x2)`.'),
  avgpool2d: write('avgpool', 'Average pooling is `avgpool(2x2)`.'),
  averagepooling2d: write('avgpool', 'Average pooling is `avgpool(2x2)`.'),
  adaptiveavgpool2d: 'The mean over the whole image is `avgpool(global)`; it gives [N, channels].',
  globalaveragepooling2d: 'The mean over the whole image is `avgpool(global)`; it gives [N, channels].',
  globalavgpool: 'The mean over the whole image is `avgpool(global)`; it gives [N, channels].',
  dropout2d: 'Dropout is `dropout(50%)`.',
  activation: 'An activation is a statement of its own after the layer: `relu` or `prelu`.',
  leakyrelu: 'A rectifier with a slope for negative values is `prelu`; its slope is learned, starting at 0.25.',
  softmax: 'The softmax is part of the loss: `loss: softmax(of: classifier)` in the experiment.',
  logsoftmax: 'The softmax is part of the loss: `loss: softmax(of: classifier)` in the experiment.',
  sequential: 'Statements in braces already follow each other: write the layers one below the other.',
  reshape: 'Images become vectors by `flatten`.',
  view: 'Images become vectors by `flatten`.',
  inputlayer: 'The input is `image: input([28, 28, 1])`: height, width, channels, without the batch.',
  identity: 'A branch with empty braces passes its input on: `shortcut: { }`.',
};

/** By parameter, or by construct and parameter where the answer depends on it. */
const ARGUMENTS: Table = {
  filters: 'The number of filters or outputs comes first: `conv(20, 5x5)`, `fc(500)`.',
  out_channels: write('filters', 'The number of filters or outputs comes first: `conv(20, 5x5)`, `fc(500)`.'),
  channels: 'The number of filters or outputs comes first: `conv(20, 5x5)`, `fc(500)`.',
  in_channels: 'The number of channels that come in is known from the layer before: leave it out.',
  in_features: 'The number of inputs is known from the layer before: leave it out.',
  input_shape: 'Shapes are known from the `input` of the model: leave it out.',
  out_features: write('units', 'The number of filters or outputs comes first: `conv(20, 5x5)`, `fc(500)`.'),
  units: 'The number of filters or outputs comes first: `conv(20, 5x5)`, `fc(500)`.',
  num_features: 'The number of channels is known from the layer before: leave it out.',
  kernel_size: write('kernel', 'The kernel is one word and comes second: `conv(20, 5x5)`.'),
  pool_size: write('window', 'The window comes first: `maxpool(2x2)`.'),
  strides: write('stride', 'Write `stride: 2`.'),
  pad: 'Write `padding: same`, `padding: same_torch` or `padding: valid`.',
  activation: 'An activation is a statement of its own after the layer: `relu` or `prelu`.',
  use_bias: write('bias', 'Write `bias: true`.'),
  rate: 'The share that is dropped comes first: `dropout(50%)`.',
  p: write('rate', 'The share that is dropped comes first: `dropout(50%)`.'),
  inplace: 'Nothing is changed in place here: leave it out.',
  'bn.momentum': "Write `decay: 0.99`; it is 1 minus PyTorch's momentum.",
  'bn.epsilon': write('eps', 'Write `eps: 1e-3`.'),
  'adam.momentum': 'Write `beta1: 0.9`.',
  'adam.eps': write('epsilon', 'Write `epsilon: 1e-8`.'),
  learning_rate: write('lr', 'Write `lr: 0.001`.'),
  weight_decay: 'Weight decay is a regularizer of the experiment: `regularize: [l2(5e-4)]`.',
  kernel_regularizer: 'Regularizers stand in the experiment: `regularize: [l2(5e-4)]`.',
  betas: 'Write `beta1: 0.9, beta2: 0.999`.',
  beta_1: write('beta1', 'Write `beta1: 0.9`.'),
  beta_2: write('beta2', 'Write `beta2: 0.999`.'),
  gamma: write('factor', 'The factor of each milestone is `factor: 0.1`.'),
  milestones: write('at', 'Write `at: [20000, 30000]`.'),
  label_smoothing: write('smoothing', 'Write `smoothing: 0.1`.'),
};

const CONSTRUCTS: Table = {
  adamw: 'Write `adam(lr: 0.001)`; the weights are decayed by `regularize: [l2(5e-4)]`.',
  multisteplr: 'Write `schedule: steps(at: [20000, 30000], factor: 0.1)`.',
  steplr: 'Write `schedule: steps(at: [20000, 30000], factor: 0.1)`.',
  centerloss: write('center', 'The centre loss is `softmax(of: classifier) + 0.01 * center(of: feature)`.'),
  center_loss: write('center', 'The centre loss is `softmax(of: classifier) + 0.01 * center(of: feature)`.'),
  tripletloss: write('triplet', 'The triplet loss is `triplet(of: feature)`, beside a loss that knows classes.'),
  tripletmarginloss: write('triplet', 'The triplet loss is `triplet(of: feature)`, beside a loss that knows classes.'),
  triplet_loss: write('triplet', 'The triplet loss is `triplet(of: feature)`, beside a loss that knows classes.'),
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

const FIELDS: Table = {
  batch_size: write('batch', 'The number of examples of a batch is `batch: 128`.'),
  lr: 'The learning rate is an argument of the optimizer: `optimizer: adam(lr: 0.001)`.',
  learning_rate: 'The learning rate is an argument of the optimizer: `optimizer: adam(lr: 0.001)`.',
  weight_decay: 'Weight decay is a regularizer: `regularize: [l2(5e-4)]`.',
  dataset: write('data', 'The data set is the field `data`.'),
  network: write('model', 'The network is the field `model`.'),
  scheduler: write('schedule', 'The learning rate schedule is the field `schedule`.'),
  iterations: write('steps', 'The number of training steps is the field `steps`.'),
  max_iter: write('steps', 'The number of training steps is the field `steps`.'),
  num_epochs: write('epochs', 'The number of passes over the data is the field `epochs`.'),
};

const FUNCTIONS: Table = {
  log: write('ln', 'The logarithm is `ln`; `log` is an angle function, for `@angle(log)`.'),
  log1p: write('ln1p'),
  log10: 'Write `ln(x) / ln(10)`.',
  log2: 'Write `ln(x) / ln(2)`.',
  pow: 'Write `x ^ 2`.',
  square: 'Write `x ^ 2`.',
  arccos: write('acos'),
  arcsin: write('asin'),
  arctan: write('atan'),
  relu: 'Write `max(x, 0)`.',
  clip: 'Write `min(max(x, low), high)`.',
  clamp: 'Write `min(max(x, low), high)`.',
  squared_cosine: 'This is an angle function, for `@angle(squared_cosine)`.',
  pi: 'Write `pi` without parentheses.',
};

const ANGLES: Table = {
  cosine: write('cos', 'The cosine is `@angle(cos)`.'),
  ln: write('log', 'The logarithmic angle function is `@angle(log)`.'),
  logarithm: write('log', 'The logarithmic angle function is `@angle(log)`.'),
  acos: 'The angle itself, turned and scaled to [-1, 1], is `@angle(linear)`.',
};

const MAGNITUDES: Table = {
  sphereconv: write('sphere'),
  ballconv: write('ball'),
  tanhconv: write('tanh'),
  linearconv: write('linear'),
  segconv: write('seg'),
  logconv: write('log'),
  mixconv: write('mix'),
};

const MARGINS: Table = {
  sphereface: write('a_softmax', 'The margin of SphereFace is `a_softmax`.'),
  asoftmax: write('a_softmax'),
  lsoftmax: write('l_softmax'),
  am_softmax: write('cosface', 'The margin of AM-softmax is `cosface`.'),
  amsoftmax: write('cosface', 'The margin of AM-softmax is `cosface`.'),
  easy_margin: write('arcface_easy'),
};

const TYPES: Table = {
  integer: write('int', 'A whole number is an `int`.'),
  number: 'A number is a `real`, a whole number an `int`.',
  float: write('real', 'A number is a `real`.'),
  float32: write('real', 'A number is a `real`.'),
  double: write('real', 'A number is a `real`.'),
  boolean: write('bool', 'A truth value is a `bool`.'),
  angle: write('rad', 'An angle is a `rad`; arguments may be written in degrees.'),
  deg: write('rad', 'An angle is a `rad`; arguments may be written in degrees.'),
};

const NAMES: Table = {
  True: write('true'),
  False: write('false'),
  PI: write('pi'),
};

const TABLES = {
  layer: LAYERS,
  argument: ARGUMENTS,
  construct: CONSTRUCTS,
  field: FIELDS,
  function: FUNCTIONS,
  angle: ANGLES,
  magnitude: MAGNITUDES,
  margin: MARGINS,
  type: TYPES,
  name: NAMES,
};

/** Where a foreign name stands. */
export type Position = keyof typeof TABLES;

const LOOKUP = new Map(
  Object.entries(TABLES).map(([position, table]) => [position, new Map(Object.entries(table))] as const),
);

/** The answer to a name of another library, or undefined. Capitals count only where a table has the name with them. */
export function foreignAdvice(position: Position, name: string): Advice | undefined {
  const table = LOOKUP.get(position);
  const found = table?.get(name) ?? table?.get(name.toLowerCase());
  return typeof found === 'string' ? { hint: found } : found;
}

/** The answer to a named argument of another library. @param parameters of the construct */
export function foreignArgument(construct: string, name: string, parameters: readonly string[]): Advice | undefined {
  const advice = foreignAdvice('argument', `${construct}.${name}`) ?? foreignAdvice('argument', name);
  return advice?.spelling === undefined || parameters.includes(advice.spelling) ? advice : { hint: advice.hint };
}

/** Every name of other libraries that there is an answer to, for documents. */
export function foreignNames(): readonly {
  readonly position: Position;
  readonly name: string;
  readonly hint: string;
}[] {
  return Object.entries(TABLES).flatMap(([position, table]) =>
    Object.entries<string | Advice>(table).map(([name, advice]) => ({
      position: position as Position,
      name,
      hint: typeof advice === 'string' ? advice : advice.hint,
    })),
  );
}
