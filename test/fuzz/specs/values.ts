/** Arguments of the registries' constructs: mostly of the right type, sometimes anything. */
import type { Parameter, Signature, Type } from '../../../compiler/schema.js';
import { standardLibrary } from '../../../compiler/std/library.js';
import type { Random } from '../random.js';

export const labels = ['stem', 'body', 'stage1', 'stage2', 'main', 'shortcut', 'feature', 'classifier'] as const;
const kinds = ['angconv', 'conv', 'angfc', 'fc', 'bn', 'prelu', 'relu', 'dropout'] as const;
/** Names that every object has in JavaScript; none of them means anything in a spec. */
export const inherited = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
] as const;

/** Any value at all: what stands where something else belongs. */
export function anyValue(r: Random): string {
  return r.pick([
    ...['0', '-1', '1e400', '4294967296', '9007199254740993', '0.1', '50%', '0.3rad', '28.6deg', '3x3', '1x0', 'true'],
    ...[
      '"text"',
      '[]',
      '[1, 2]',
      '[[1], 2]',
      'pi',
      'in',
      'in.channels',
      '1 / 0',
      '0 / 0',
      '2 ^ 1024',
      'log(m: 0.1rad)',
    ],
    ...['none', 'auto', 'global', 'same', '(1 + 2)', 'if true then 1 else 0rad', 'not 3', 'f(1)', 'stage1[0].main'],
    ...inherited,
  ]);
}

/** `(20, 5x5, stride: 2)`, or nothing. */
export function args(r: Random, { parameters }: Pick<Signature, 'parameters'>): string {
  let mustName = false;
  const given = parameters.flatMap((parameter) => {
    if (parameter.default !== undefined && r.chance(0.7)) {
      mustName = true;
      return [];
    }
    const value = r.wild(0.02) ? anyValue(r) : valueOf(r, parameter);
    const named = mustName || parameter.named === true || r.chance(0.2);
    return [named ? `${parameter.name}: ${value}` : value];
  });
  if (r.wild(0.02)) given.push(`${r.pick(inherited)}: ${anyValue(r)}`);
  return given.length === 0 ? '' : `(${given.join(', ')})`;
}

/** A call of one construct of a registry. */
export function call(r: Random, registry: ReadonlyMap<string, Signature>): string {
  const signature = r.pick([...registry.values()]);
  return signature.name + args(r, signature);
}

function valueOf(r: Random, { type }: Parameter): string {
  if ('words' in type && type.words !== undefined && r.chance(0.3)) return r.pick(type.words);
  return values[type.kind](r, type as never);
}

type Maker<K extends Type['kind']> = (r: Random, type: Extract<Type, { kind: K }>) => string;

const values: { readonly [K in Type['kind']]: Maker<K> } = {
  int: (r, { min = 1, max = 64 }) => String(min + r.below(Math.min(max - min + 1, 8))),
  real: (r, { min = 0, max = 4, aboveMin = false }) =>
    number(min + (aboveMin ? 0.01 : 0) + (max - min) * 0.9 * r.next()),
  bool: (r) => r.pick(['true', 'false']),
  string: (r) => r.pick(['"data.npy"', '""', '"a \\" b"']),
  rad: (r) => r.pick(['0.3rad', '17.2deg', '0rad', '0.1 * pi', 'pi / 2']),
  kernel: (r) => r.pick(['1x1', '3x3', '2x2', '5x5', '[3, 1]', '2']),
  shape: (r) => r.pick(['[8]', '[8, 8, 3]', '[1, 1, 1]']),
  word: (r, { words }) => r.pick(words),
  label: (r) => (r.wild(0.1) ? r.pick(labels) : 'classifier'),
  selector,
  milestones: (r) => r.pick(['[60%, 85%]', '[50%]', r.wild(1) ? '[0.5, 100]' : '[1%]']),
  call: (r, { registry }) => call(r, registry),
  calls: (r, { registry }) => `[${r.many(0, 3, () => call(r, registry)).join(', ')}]`,
  function: (r) => r.pick(['x / 255', '(x - 127.5) / 128', 'x', 'ln(x + 1)', 'x ^ 2 / 0']),
  'angle-function': (r) => functionCall(r, 'own_angle', standardLibrary.angles),
  'magnitude-function': (r) => functionCall(r, 'own_magnitude', standardLibrary.magnitudes),
  'margin-function': (r) => functionCall(r, 'own_margin', standardLibrary.margins),
};

function number(value: number): string {
  const text = String(Number(value.toPrecision(3)));
  return text.startsWith('-') ? `(${text})` : text;
}

/** A label, a kind, a path, an index, a list. */
export function selector(r: Random): string {
  if (!r.wild(1))
    return r.pick(['stem', 'classifier', 'stage1[*]', 'stage1.main', '[stem, stage1]', 'optional(prelu)', 'model']);
  const part = () => r.pick([...labels, ...kinds]) + r.pick(['', '', '', '[*]', '[0]', '.0', '[7]']);
  const path = () => (r.chance(0.05) ? 'model' : r.many(1, 2, part).join('.'));
  const some = r.chance(0.2) ? `[${r.many(1, 3, path).join(', ')}]` : path();
  return r.chance(0.2) ? `optional(${some})` : some;
}

type Functions = ReadonlyMap<
  string,
  { declaration: { parameters: readonly { name: { name: string }; type: { name: string } }[] } }
>;

/** A function of the library or one that the spec declares, with some of its arguments. */
function functionCall(r: Random, own: string, functions: Functions): string {
  const name = r.pick([...functions.keys(), own, own]);
  const parameters = functions.get(name)?.declaration.parameters ?? [];
  const given = parameters
    .filter(() => r.chance(0.5))
    .map(
      (parameter) =>
        `${parameter.name.name}: ${r.pick(parameter.type.name === 'rad' ? ['0.3rad', '5deg'] : ['2', '0.5'])}`,
    );
  return given.length === 0 ? name : `${name}(${given.join(', ')})`;
}
