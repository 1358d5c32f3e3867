/** Models and blocks whose shapes mostly fit. */
import { annotations } from '../../../compiler/annotations/index.js';
import { layers } from '../../../compiler/layers/index.js';
import type { Random } from '../random.js';
import { args, anyValue, inherited, labels } from './values.js';

/** `@angle(log(m: 0.3rad))`, or nothing. */
export function annotation(r: Random): string {
  const signature = r.pick([...annotations.values()].filter(({ name }) => name !== 'scale' || r.wild(1)));
  return ` @${r.wild(0.02) ? r.pick(inherited) : signature.name}${args(r, signature)}`;
}

const some = (r: Random, probability: number, make: () => string): string => (r.chance(probability) ? make() : '');
const label = (r: Random) => some(r, 0.3, () => `${r.wild(0.5) ? r.pick(labels) : `l${r.below(100_000)}`}: `);

/** One statement that takes an image; most leave its size as it is. */
function imageStatement(r: Random, depth: number, inside = true): string {
  const within = inside || r.wild(0.1) ? 'in.channels' : 'width';
  const channels = r.pick(['4', '8', 'width', '2 * width', within]);
  const kinds: (() => string)[] = [
    () => `conv(${channels}, ${r.pick(['3x3', '1x1', '[3, 1]'])}${some(r, 0.2, () => ', stride: 2')}, bias: true)`,
    () => `angconv(${channels}, 3x3)${some(r, 0.3, () => annotation(r))}`,
    () => `${r.pick(['bn', 'relu', 'prelu', 'dropout(0.5)'])}${some(r, 0.1, () => annotation(r))}`,
    () => r.pick(['maxpool(2x2)', 'avgpool(2x2, stride: 1)', 'residual(width)', `residual(${within}, stride: 2)`]),
    () => (r.wild(0.7) ? library(r) : 'bn'),
  ];
  const nested: (() => string)[] = [
    () =>
      `repeat ${r.pick(['2', '1', '0', 'depth', '3 as i'])}${some(r, 0.2, () => annotation(r))} ${body(r, depth - 1)}`,
    () => `if ${condition(r, within)} ${body(r, depth - 1)}${some(r, 0.5, () => ` else ${body(r, depth - 1)}`)}`,
    () => `${r.pick(['add', 'concat', 'multiply'])} { ${branches(r, depth - 1)} }${some(r, 0.2, () => annotation(r))}`,
    () =>
      `let k${r.below(100_000)} = ${r.pick(['width', '2 * 3', within, 'if depth > 2 then 4 else 8', r.wild(1) ? anyValue(r) : '1'])}`,
  ];
  const statement = r.pick(depth > 0 && r.chance(0.4) ? nested : kinds)();
  return (
    (/^(let|if)/.test(statement) ? '' : label(r)) +
    statement +
    some(r, 0.04 * r.wildness, () => ` from ${r.pick(['in', ...labels])}`)
  );
}

/** Any layer of the registry with any arguments. */
function library(r: Random): string {
  const layer = r.pick([...layers.values()]);
  return layer.name + args(r, layer) + some(r, 0.2, () => annotation(r));
}

function condition(r: Random, channels: string): string {
  return r.pick([
    'width > 4',
    `${channels} == width`,
    'depth != 1 or width == 8',
    'true',
    'not (depth > 3)',
    r.wild(1) ? anyValue(r) : 'false',
  ]);
}

function branches(r: Random, depth: number): string {
  return r
    .many(
      r.wild(0.1) ? 1 : 2,
      3,
      (i) => `${r.wild(0.2) ? 'main' : `b${i}`}: { ${r.chance(0.3) ? '' : keepingSize(r, depth)} }`,
    )
    .join(' ');
}

/** What leaves the shape as it is, so that branches can be joined. */
function keepingSize(r: Random, depth: number): string {
  const one = () =>
    r.pick(['conv(in.channels, 3x3)', 'angconv(in.channels, 1x1)', 'bn', 'relu', 'prelu', 'dropout(0.1)']);
  return r.wild(0.05) ? imageStatement(r, depth) : r.many(1, 3, one).join('\n');
}

function body(r: Random, depth: number): string {
  return `{\n${r.many(0, 3, () => imageStatement(r, depth)).join('\n')}\n}`;
}

/** The residual block that models of the same file call, or the library's. */
export function block(r: Random): string {
  if (r.chance(0.3)) return 'import { residual } from "angnet/resnet.ang"\n';
  return `/// A block.
block residual(channels: int, stride: int = 1)${some(r, 0.2, () => annotation(r))} {
  add {
    main: { ${r.pick(['conv', 'angconv'])}(channels, 3x3, stride: stride)\n${keepingSize(r, 0)} }
    shortcut: { if stride != 1 or in.channels != channels { conv(channels, 1x1, stride: stride) bn } }
  }
  ${r.pick(['relu', 'prelu', ''])}
}\n`;
}

/** A model of images: a stem, statements, features, a classifier. */
export function model(r: Random, name: string): string {
  const size = r.wild(0.3) ? r.pick(['[8, 8, 3]', '[16, 16, 2]', '[4]']) : '[28, 28, 1]';
  return `model ${name}(width: int = ${r.pick(['4', '8'])}, depth: int = 2, classes: int = 10)${some(r, 0.3, () => annotation(r))} {
  image: input(${size})
  stem: ${r.pick(['conv', 'angconv'])}(width, 3x3)
  stage1: repeat depth { residual(width) }
  ${r.many(0, 4, () => imageStatement(r, 2, false)).join('\n  ')}
  ${r.pick(['flatten', 'avgpool(global)', 'avgpool(global)\n  feature: fc(2)'])}
  classifier: ${r.chance(0.7) ? 'angfc' : 'fc'}(classes)${some(r, 0.3, () => annotation(r))}
}\n`;
}
