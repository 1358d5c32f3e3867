import { alternatives } from '../diagnostics/suggest.js';
import type { Type } from '../schema.js';
import { isFraction, rangeText, type Range } from './ranges.js';

/** What a type asks for, as it stands in a message after "must be": "an angle such as `0.3rad`". */
export function describeType(type: Type): string {
  switch (type.kind) {
    case 'int':
      return [...(type.words ?? []).map((word) => `\`${word}\``), bounded('a whole number', type)].join(' or ');
    case 'real':
      return isFraction(type)
        ? `${bounded('a number', type)}, or a percentage`
        : [...(type.words ?? []).map((word) => `\`${word}\``), bounded('a number', type)].join(' or ');
    case 'bool':
      return '`true` or `false`';
    case 'string':
      return 'a text in quotes';
    case 'rad':
      return 'an angle such as `0.3rad`';
    case 'kernel':
      return [...(type.words ?? []).map((word) => `\`${word}\``), 'a kernel such as `3x3`'].join(' or ');
    case 'shape':
      return 'a shape such as `[28, 28, 1]`';
    case 'word':
      return type.words.length === 1 ? `\`${type.words[0]}\`` : `one of ${alternatives(type.words)}`;
    case 'label':
      return 'the label of a layer';
    case 'selector':
      return 'a label, a kind of layer, a path, or a list of them';
    case 'milestones':
      return 'a list of step numbers or percentages such as `[47%, 70%]`';
    case 'call':
      return `one of ${alternatives([...type.registry.keys()])}`;
    case 'calls':
      return `a list of calls such as \`[${[...type.registry.keys()].join('(…), ')}(…)]\``;
    case 'function':
      return 'an expression in `x` such as `x / 255`';
    case 'angle-function':
      return 'an angle function such as `cos` or `log(m: 0.3rad)`';
    case 'magnitude-function':
      return 'a magnitude function such as `ball` or `tanh(rho: 2)`';
    case 'margin-function':
      return 'a margin such as `arcface(0.5rad)`';
  }
}

function bounded(what: string, range: Range): string {
  const text = rangeText(range);
  return text === '' ? what : `${what} ${text.startsWith('at ') ? 'of ' : ''}${text}`;
}
