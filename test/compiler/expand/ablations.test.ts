import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalText, equalCells } from '../../../compiler/canonical/index.js';
import {
  check,
  configure,
  configureAblation,
  describeCell,
  type Ablation,
  type Cell,
} from '../../../compiler/index.js';
import { filesIn, hostOf } from '../support/examine.js';
import { checkText, experimentText, modelText } from '../../support/spec.js';

const model = modelText([6, 6, 2], 'stem: angconv(4, 3x3) avgpool(global) classifier: angfc(3) @scale(5)').replace(
  'model M',
  'model M(width: int = 4) @angle(cos)',
);
const base =
  model.replace('angconv(4', 'angconv(width') + experimentText({ classes: 3, more: 'profile p { batch: 2 }' });

/** The ablation whose braces hold these lines. */
function ablation(lines: string, text = base): Ablation {
  const checked = checkText(`${text}\nablation A of E {\n${lines}\n}\n`);
  expect(checked.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return checked.ablations.get('A')!;
}

function canonical({ experiment }: Cell): string {
  return canonicalText(experiment!);
}

/** The base experiment with settings. */
function settings(...overrides: string[]): string {
  return canonicalText(configure(checkText(base), 'E', { overrides }).experiment!);
}

describe('the cells of an ablation', () => {
  it('are the product of rows, columns and lists, the first changing slowest', () => {
    const { axes, cells } = ablation(`
      vary batch: [2, 3]
      columns { x: {}  y: { model.width: 2 } }
      zip { vary steps: [5, 6]  vary optimizer.lr: [0.5, 0.25] }
      rows { "a b": { set classifier @scale(1) }  b: {}  c: { replace stem with conv } }
    `);
    expect(axes.map(({ kind, title, labels }) => [kind, title, labels])).toEqual([
      ['rows', 'rows', ['a b', 'b', 'c']],
      ['columns', 'columns', ['x', 'y']],
      ['vary', 'batch', ['2', '3']],
      ['zip', 'steps, optimizer.lr', ['5, 0.5', '6, 0.25']],
    ]);
    expect(cells).toHaveLength(24);
    expect(cells.map(({ coordinates }) => coordinates.join(''))).toEqual(
      [...cells].map(({ coordinates }) => coordinates.join('')).sort(),
    );
    const cell = cells.find(({ labels }) => labels.join(' ') === 'b y 3 6, 0.25')!;
    expect(canonical(cell)).toBe(settings('model.width=2', 'batch=3', 'steps=6', 'optimizer.lr=0.25'));
  });

  it('have the edits of the ablation, then those of rows, columns and lists, then settings', () => {
    const text = `steps: 5 rows { a: { batch: 2 steps: 6 } z: {} } columns { b: { batch: 3 } z: {} } vary optimizer.lr: [0.5]`;
    const [cell] = ablation(text).cells;
    expect(canonical(cell!)).toBe(settings('steps=6', 'batch=3', 'optimizer.lr=0.5'));
    const checked = checkText(`${base}\nablation A of E { ${text} }\n`);
    const { ablation: configured, diagnostics } = configureAblation(checked, 'A', {
      profile: 'p',
      overrides: ['optimizer.lr=0.75'],
    });
    expect(diagnostics).toEqual([]);
    expect(canonical(configured!.cells[0]!)).toBe(settings('steps=6', 'batch=3', 'optimizer.lr=0.75'));
  });

  it('start from the profile, beside which edits of the ablation may change nothing', () => {
    const checked = checkText(`${base}\nablation A of E { rows { a: { batch: 2 }  b: {} } }\n`);
    const { ablation: configured, diagnostics } = configureAblation(checked, 'A', { profile: 'p' });
    expect(diagnostics).toEqual([]);
    expect(equalCells(configured!)).toEqual([[0, 1]]);
  });

  it('that mean the same are found', () => {
    expect(equalCells(ablation('vary batch: [4, 2, 8]  rows { a: {}  b: { set stem @angle(linear) } }'))).toEqual([
      [0],
      [1],
      [2],
      [3],
      [4],
      [5],
    ]);
    const overwriting = [
      'rows { a: {}  b: { batch: 2 } }  columns { a: {}  b: { batch: 4 } }',
      'rows { a: {}  b: { set model @angle(linear) } }  columns { a: {}  b: { set model @angle(cos) } }',
    ];
    for (const text of overwriting) expect(equalCells(ablation(text))).toEqual([[0, 1, 3], [2]]);
  });

  it('with the same model share one network', () => {
    const { cells } = ablation('vary batch: [2, 3]  vary model.width: [2, 3]');
    expect(cells[0]!.experiment!.network).toBe(cells[2]!.experiment!.network);
    expect(cells[0]!.experiment!.network).not.toBe(cells[1]!.experiment!.network);
  });

  it('may be one alone, or without edits the experiment itself', () => {
    const { cells, axes, seeds } = ablation('');
    expect([axes, seeds, cells.map(({ labels, coordinates }) => [labels, coordinates])]).toEqual([[], 1, [[[], []]]]);
    expect(canonical(cells[0]!)).toBe(settings());
  });
});

describe('an ablation', () => {
  it('has seeds, and numbers that it expects as shares of one, in the order of the cells', () => {
    const { seeds, expectations } = ablation(`
      seeds: 3
      rows { a: {}  b: { batch: 2 } }
      columns { a: {}  b: { steps: 3 } }
      expect accuracy [[50%, 0.25], [12.5%, 1]] from "Table 1"
      expect loss [[4, 3], [2, 1]]
    `);
    expect(seeds).toBe(3);
    expect(expectations.map(({ metric, values, source }) => [metric, values, source])).toEqual([
      ['accuracy', [0.5, 0.25, 0.125, 1], 'Table 1'],
      ['loss', [4, 3, 2, 1], undefined],
    ]);
  });

  it('notes what edits leave without a layer to change', () => {
    const text = base.replace('steps: 10', 'steps: 10 regularize: l2(1, on: angfc)');
    const { cells } = ablation(
      'rows { a: { replace angfc with fc }  b: {} } columns { a: { replace angconv with conv }  b: { set angfc @norm(eps: 1) } }',
      text,
    );
    expect(cells.map(({ notes }) => notes)).toEqual([
      ['`@angle` finds no layer to change', '`angfc` finds no layer to change'],
      ['`angfc` finds no layer to change', '`angfc` finds no layer to change'],
      [],
      [],
    ]);
    expect(cells.every(({ experiment }) => experiment !== undefined)).toBe(true);
  });

  it('names a cell that is wrong, once for all that are', () => {
    const { diagnostics, ablations } = checkText(
      `${base}\nablation A of E { vary batch: [1, 2, 3]  rows { a: {}  b: { replace avgpool with relu } } }`,
    );
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, related }) => [code, related.at(-1)!.message])).toEqual([
      ['shape-mismatch', 'in the cell `b, 1` and 2 others of `A`'],
    ]);
    expect(ablations.get('A')!.cells.map(({ experiment }) => experiment)).toEqual(Array(6).fill(undefined));
  });

  it('is not expanded where the experiment is wrong', () => {
    const { diagnostics, ablations } = checkText(
      `${base.replace('angfc(3)', 'angfc(4)')}\nablation A of E { vary batch: [1, 2] }`,
    );
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
      'classes-mismatch',
    ]);
    expect(ablations.size).toBe(0);
  });

  it('of ten thousand cells takes seconds', () => {
    const numbers = (from: number) => Array.from({ length: 10 }, (_, index) => from + index).join(', ');
    const start = performance.now();
    const { cells } = ablation(
      `vary batch: [${numbers(1)}] vary steps: [${numbers(1)}] vary model.width: [${numbers(1)}] vary optimizer.lr: [${numbers(1)}]`,
    );
    expect(cells).toHaveLength(10_000);
    expect(performance.now() - start).toBeLessThan(20_000);
  }, 60_000);
});

describe("the paper's tables", () => {
  const files = filesIn(join(import.meta.dirname, '../check/fixtures/tables'));
  const { ablations, diagnostics } = check('input.ang', hostOf(files));
  /** Kinds and functions of the stem, a convolution and the classifier of a cell. */
  const shown = ({ experiment, labels }: Cell) =>
    `${labels.join(' ')}: ${['stem', 'stage2[0].main.0', 'classifier']
      .map((path) => experiment!.network.nodes.find((node) => node.path === path)!)
      .map(({ layer, annotations: { angle, scale } }) =>
        [
          layer.name,
          ...(layer.annotations.includes('angle') ? [angle.declared.declaration.name.name] : []),
          scale.start,
        ].join(' '),
      )
      .join(', ')}`;

  it('have no mistakes', () => {
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('differ as they say', () => {
    expect(
      ablations.get('Scale')!.cells.map(({ experiment }) => experiment!.losses[0]!.target.annotations.scale.start),
    ).toEqual([1, 5, 10, 20, 30, 40]);
    expect(ablations.get('Layers')!.cells.map(shown)).toEqual([
      'plain plain: conv 1, conv 1, fc 1',
      'plain angular: conv 1, conv 1, angfc log 30',
      'sphere plain: angconv cos 1, angconv cos 1, fc 1',
      'sphere angular: angconv cos 1, angconv cos 1, angfc log 30',
      'angular plain: angconv log 1, angconv log 1, fc 1',
      'angular angular: angconv log 1, angconv log 1, angfc log 30',
    ]);
    expect(ablations.get('Functions')!.cells.map(shown)).toEqual(
      ['cos', 'linear', 'inverse', 'log'].map(
        (name) => `${name}: angconv ${name} 1, angconv ${name} 1, angfc ${name} 30`,
      ),
    );
  });

  it('have cells whose weights and their names are the same', () => {
    const paths = [...ablations.values()].flatMap(({ cells }) =>
      cells.map(({ experiment }) => experiment!.network.nodes.map(({ path }) => path).join()),
    );
    expect(new Set(paths).size).toBe(1);
  });
});

describe('one cell of an ablation', () => {
  const text = `${base}
ablation A of E {
  steps: 5
  rows { a: { batch: 3 } b: { replace stem with conv } }
  vary optimizer.lr: [0.5, 0.25]
}
`;
  const checked = checkText(text);

  it.each([{}, { profile: 'p' }, { overrides: ['optimizer.lr=0.125'] }, { profile: 'p', overrides: ['steps=7'] }])(
    'is by itself what it is in the table, with %j',
    (configuration) => {
      const { cells } = configureAblation(checked, 'A', configuration).ablation!;
      const alone = cells.map((_, index) => {
        const { experiment, diagnostics } = configure(checked, 'E', {
          ...configuration,
          cell: { ablation: 'A', index },
        });
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        return canonicalText(experiment!);
      });
      expect(alone).toEqual(cells.map(canonical));
    },
  );

  it('is called by its place on each axis, or not there', () => {
    expect([0, 3, 4].map((index) => describeCell(checked, { ablation: 'A', index }))).toEqual([
      ['row a', 'optimizer.lr=0.5'],
      ['row b', 'optimizer.lr=0.25'],
      undefined,
    ]);
    expect(describeCell(checked, { ablation: 'B', index: 0 })).toBeUndefined();
    expect(() => configure(checked, 'E', { cell: { ablation: 'A', index: 4 } })).toThrow(RangeError);
    expect(() => configure(checked, 'E', { cell: { ablation: 'B', index: 0 } })).toThrow(RangeError);
  });

  it('is compared with the experiment that has the edits of all cells', () => {
    const { ablation: configured } = configureAblation(checked, 'A', { profile: 'p' });
    expect(canonicalText(configured!.base!)).toBe(settings('batch=2', 'steps=5'));
  });
});
