/** Angle functions, magnitudes and margins. */
import { scalarFunctions } from '../../../compiler/evaluation/scalar-functions.js';
import type { Random } from '../random.js';

/** What expressions can name. */
interface Names {
  readonly real: readonly string[];
  readonly rad: readonly string[];
}

/** An expression that gives a number, or an angle. */
function expression(r: Random, depth: number, rad: boolean, names: Names): string {
  if (depth === 0) return r.pick(rad ? [...names.rad, '0.1rad', 'pi', '30deg'] : [...names.real, '1', '0.5', '2e3']);
  const of = (angle: boolean) => expression(r, depth - 1, angle, names);
  return r.pick([
    () => `(${of(rad)} ${r.pick(['+', '-'])} ${of(rad)})`,
    () => `(${of(false)} * ${of(rad)})`,
    () => (rad ? `(${of(true)} / ${of(false)})` : `((${of(false)}) ^ 2)`),
    () => (rad ? `-${of(true)}` : `(${of(true)} / ${of(true)})`),
    () => `(if ${of(true)} ${r.pick(['<', '>', '<=', '=='])} ${of(true)} then ${of(rad)} else ${of(rad)})`,
    () => scalar(r, depth, rad, names),
    () => scalar(r, depth, rad, names),
  ])();
}

/** A call of a function of numbers that gives what is asked for. */
function scalar(r: Random, depth: number, rad: boolean, names: Names): string {
  const fit = [...scalarFunctions].filter(
    ([, { result }]) => r.wild(0.1) || (result === 'rad') === rad || result === 'same',
  );
  const [name, { arity, operand, result }] = r.pick(fit);
  const takesAngle = operand === 'angle' || (result === 'same' && rad);
  const operands = r.many(arity, arity, () => expression(r, depth - 1, takesAngle, names));
  return `${name}(${operands.join(', ')})`;
}

function parameters(r: Random, kind: keyof typeof heads, names: Names): string {
  const learned = `learn k: real = ${r.wild(0.2) ? '0' : '0.5'}${r.pick([kind === 'margin' && !r.wild(0.3) ? '' : ' per filter', ''])}${r.pick([' min 0.05', ''])}`;
  const moving = `state t: real = 0 then 0.01 * mean(${expression(r, 1, false, names)}) + 0.99 * t`;
  return ['m: rad = 0.1rad', ...(r.chance(0.3) ? [learned] : []), ...(r.chance(0.3) ? [moving] : [])].join(', ');
}

const heads = {
  angle: [['theta: rad']],
  magnitude: [['x: real'], ['x: real', 'w: real']],
  margin: [['theta: rad'], ['theta: rad', 'g: real'], ['theta: rad', 'g: real', 'x: real', 'w: real', 'step: real']],
} as const;

/** A function called `own_angle`, `own_magnitude` or `own_margin`. */
export function ownFunction(r: Random, kind: keyof typeof heads): string {
  const variables = r.pick<readonly string[]>(heads[kind]);
  const known = (type: string) =>
    variables.flatMap((text) => (text.endsWith(type) ? [text.slice(0, text.indexOf(':'))] : []));
  const names = { real: known('real'), rad: [...known('rad'), 'm'] };
  const lets = r.many(0, 2, (i) => `\n  let a${i} = ${expression(r, 2, false, names)}`);
  const all = { ...names, real: [...names.real, ...lets.map((_, i) => `a${i}`)] };
  const head = `${kind} own_${kind}(${variables.join(', ')}; ${parameters(r, kind, names)})`;
  return `${head}${lets.join('')} =\n  ${expression(r, 3, false, all)}\n`;
}
