/** Functions of other libraries: of numbers, angles and norms. */
import { all, write, type Table } from './advice.js';

export const FUNCTIONS: Table = {
  log: write('ln', 'The logarithm is `ln`; `log` is an angle function, for `@angle(log)`.'),
  log1p: write('ln1p'),
  log10: 'Write `ln(x) / ln(10)`.',
  log2: 'Write `ln(x) / ln(2)`.',
  pow: 'Write `x ^ 2`.',
  square: 'Write `x ^ 2`.',
  sqr: 'The square is `x ^ 2`, the square root `sqrt(x)`.',
  arccos: write('acos'),
  arcsin: write('asin'),
  arctan: write('atan'),
  round: 'Write `floor(x + 0.5)`.',
  ...all(['ceil', 'ceiling'], 'Write `-floor(-x)`.'),
  ...all(['mod', 'fmod', 'remainder'], 'The remainder of `a` by `b` is `a - b * floor(a / b)`.'),
  ...all(['power'], 'Write `x ^ 2`.'),
  ...all(['fabs', 'absolute'], write('abs')),
  maximum: write('max'),
  minimum: write('min'),
  ...all(['where', 'cond', 'select'], 'A choice between values is `if a then b else c`.'),
  ...all(
    ['radians', 'deg2rad', 'rad', 'deg', 'degrees'],
    'Units stand behind numbers: `17deg`, `0.3rad`; other expressions become angles times `1rad`.',
  ),
  ...all(['int', 'trunc'], 'Write `floor(x)`.'),
  ...all(['sum', 'dot', 'norm', 'matmul'], 'A function is about one angle or norm: nothing is summed up in it.'),
  sinh: 'Write `(exp(x) - exp(-x)) / 2`.',
  cosh: 'Write `(exp(x) + exp(-x)) / 2`.',
  relu: 'Write `max(x, 0)`.',
  clip: 'Write `min(max(x, low), high)`.',
  clamp: 'Write `min(max(x, low), high)`.',
  squared_cosine: 'This is an angle function, for `@angle(squared_cosine)`.',
  pi: 'Write `pi` without parentheses.',
};

export const ANGLES: Table = {
  cosine: write('cos', 'The cosine is `@angle(cos)`.'),
  ln: write('log', 'The logarithmic angle function is `@angle(log)`.'),
  logarithm: write('log', 'The logarithmic angle function is `@angle(log)`.'),
  acos: 'The angle itself, turned and scaled to [-1, 1], is `@angle(linear)`.',
};

export const MAGNITUDES: Table = {
  sphereconv: write('sphere'),
  ballconv: write('ball'),
  tanhconv: write('tanh'),
  linearconv: write('linear'),
  segconv: write('seg'),
  logconv: write('log'),
  mixconv: write('mix'),
};

export const MARGINS: Table = {
  sphereface: write('a_softmax', 'The margin of SphereFace is `a_softmax`.'),
  asoftmax: write('a_softmax'),
  lsoftmax: write('l_softmax'),
  am_softmax: write('cosface', 'The margin of AM-softmax is `cosface`.'),
  amsoftmax: write('cosface', 'The margin of AM-softmax is `cosface`.'),
  easy_margin: write('arcface_easy'),
};
