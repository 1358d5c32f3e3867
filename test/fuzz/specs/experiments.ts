/** Experiments with profiles, and ablations of them. */
import { dataSets } from '../../../compiler/data/index.js';
import { losses } from '../../../compiler/losses/index.js';
import { optimizers } from '../../../compiler/optimizers/index.js';
import { regularizers } from '../../../compiler/regularizers/index.js';
import { schedules } from '../../../compiler/schedules/index.js';
import type { Random } from '../random.js';
import { annotation } from './networks.js';
import { anyValue, args, call, inherited, selector } from './values.js';

const fields: Readonly<Record<string, (r: Random) => string>> = {
  model: (r) => `Net${r.pick(['', '(width: 4)', '(depth: 3, classes: 10)'])}`,
  data: (r) => (!r.wild(0.4) ? 'mnist(normalize: x / 255)' : call(r, dataSets)),
  loss: (r) =>
    !r.wild(0.7)
      ? `softmax(of: classifier${r.pick(['', ', smoothing: 0.1', ', margin: own_margin'])})`
      : `softmax${args(r, losses.get('softmax')!)}${r.pick(['', ' + 0.1 * softmax(of: classifier)'])}`,
  regularize: (r) => `[${r.many(0, 2, () => call(r, regularizers)).join(', ')}]`,
  optimizer: (r) => call(r, optimizers),
  schedule: (r) => call(r, schedules),
  batch: (r) => r.pick(['1', '4', '128']),
  steps: (r) => r.pick(['1', '100', '42500']),
};

function field(r: Random, name: string): string {
  return `${name}: ${r.wild(0.03) ? anyValue(r) : fields[name]!(r)}`;
}

function edit(r: Random): string {
  return r.pick([
    () => field(r, r.pick(Object.keys(fields))),
    () => `model.width: ${r.pick(['6', '16', r.wild(1) ? anyValue(r) : '12'])}`,
    () => `optimizer.lr: 0.01`,
    () => `classifier@scale: ${r.pick(['1', '30', 'auto'])}`,
    () => `${selector(r)}@angle: ${r.pick(['log', 'cos', 'own_angle', 'log(m: 0.1rad)'])}`,
    () => `model@norm.eps: 1e-3`,
    () => `set ${selector(r)}${r.many(1, 2, () => annotation(r)).join('')}`,
    () => `replace ${selector(r)} with ${r.pick(['conv', 'angconv', 'fc', 'angfc', 'residual', 'conv(8, 3x3)'])}`,
    () => (r.wild(0.5) ? `${r.pick(inherited)}: ${anyValue(r)}` : 'batch: 16'),
  ])();
}

const edits = (r: Random, most: number) => `{ ${r.many(0, most, () => edit(r)).join('  ')} }`;

/** An experiment of the model `Net` with zero to two profiles. */
export function experiment(r: Random, name: string): string {
  const written = Object.keys(fields).filter((key) => !['regularize', 'schedule'].includes(key) || r.chance(0.4));
  const kept = written.filter(() => !r.wild(0.02));
  const profiles = r.many(0, 2, (i) => `  profile p${i} ${edits(r, 3)}`);
  return `experiment ${name} {\n${[...kept.map((key) => `  ${field(r, key)}`), ...profiles].join('\n')}\n}\n`;
}

function vary(r: Random): string {
  return r.pick([
    () => `vary classifier@scale: [${r.many(1, 3, () => r.pick(['1', '5', '30'])).join(', ')}]`,
    () => `vary model@angle: [log, cos, ${r.pick(['linear', 'own_angle', 'sigmoid(k: 0.5rad)'])}]`,
    () => `vary model.width: [4, 8]`,
    () => `vary optimizer.lr: [0.1, 0.01]`,
    () =>
      !r.wild(1)
        ? 'vary batch: [8, 16]'
        : `vary ${r.pick(['batch', 'steps', selector(r), ...inherited])}: [${r.many(0, 3, () => anyValue(r)).join(', ')}]`,
  ])();
}

function groups(r: Random, word: 'rows' | 'columns'): string {
  return `${word} { ${r.many(1, 3, (i) => `${r.pick([`g${i}`, `g${i}`, 'plain', r.wild(0.5) ? '__proto__' : '"a name"'])}: ${edits(r, 2)}`).join('  ')} }`;
}

/** An ablation of an experiment. */
export function ablation(r: Random, name: string, of: string): string {
  const items = r.many(0, 4, () =>
    r.pick([
      () => vary(r),
      () => edit(r),
      () => `zip { ${vary(r)}  ${vary(r)} }`,
      () => groups(r, 'rows'),
      () => groups(r, 'columns'),
      () => `seeds: ${r.pick(r.wild(0.5) ? ['1e9', '0'] : ['1', '3'])}`,
      () =>
        `expect ${r.pick(r.wild(0.1) ? inherited : ['accuracy', 'loss'])} [${r.many(1, 4, () => '51.7%').join(', ')}]${r.pick([' from "Table 1"', ''])}`,
    ])(),
  );
  return `ablation ${name} of ${of} {\n${items.map((item) => `  ${item}\n`).join('')}}\n`;
}
