/** Types and constants of other languages. */
import { all, write, type Table } from './advice.js';

export const TYPES: Table = {
  integer: write('int', 'A whole number is an `int`.'),
  number: 'A number is a `real`, a whole number an `int`.',
  float: write('real', 'A number is a `real`.'),
  float32: write('real', 'A number is a `real`.'),
  double: write('real', 'A number is a `real`.'),
  boolean: write('bool', 'A truth value is a `bool`.'),
  angle: write('rad', 'An angle is a `rad`; arguments may be written in degrees.'),
  deg: write('rad', 'An angle is a `rad`; arguments may be written in degrees.'),
};

export const NAMES: Table = {
  True: write('true'),
  False: write('false'),
  ...all(['yes', 'on'], write('true')),
  ...all(['no', 'off'], write('false')),
  ...all(['None', 'null', 'nil'], 'Nothing stands for an absent value: leave it out. The batch is no part of a shape.'),
  ...all(
    ['self', 'this'],
    'A name stands alone: parameters are named in the parentheses behind the name of the model.',
  ),
  ...all(
    ['horizontal', 'vertical'],
    'Images are flipped from left to right alone, by `flip`; its argument is the share of them: `flip(50%)`.',
  ),
  e: 'A power of e is `exp(x)`.',
  PI: write('pi'),
};
