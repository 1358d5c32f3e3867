import { expect, it } from 'vitest';
import { compile } from '../../../../compiler/index.js';
import { printGraph, printProgram } from '../../../../compiler/targets/ir/index.js';
import { experimentOf, experimentText, modelText } from '../../../support/spec.js';

const experiment = experimentOf(modelText([2], 'classifier: fc(2)') + experimentText({ classes: 2, batch: 1 }));
const program = compile(experiment, { steps: 1 });

it('shows a graph, one operation a line, under the layer that it belongs to', () => {
  expect(printGraph(program.graphs.predict)).toMatchInlineSnapshot(`
    "graph predict {
      feed features: f32[1, 2] = features
      // image, line 2
      %0: f32[1, 2] = input(name: "features", dtype: "f32", shape: [1,2])
      // classifier, line 3
      %1: f32[2, 2] = state(name: "classifier/filter", dtype: "f32", shape: [2,2])
      %2: f32[1, 2] = matmul(%0, %1, transpose_a: false, transpose_b: false)

      output output = %2
      output image = %0
      output classifier = %2
    }
    "
  `);
});

it('shows the state, and every graph after it', () => {
  const text = printProgram(program);
  expect(text.slice(0, text.indexOf('graph'))).toMatchInlineSnapshot(`
    "batch 1

    state {
      step: f32[] counter, starts at 0
      classifier/filter: f32[2, 2] weight, starts normal with variance 1
      classifier/filter/adam_m: f32[2, 2] optimizer, starts at 0
      classifier/filter/adam_v: f32[2, 2] optimizer, starts at 0
    }

    "
  `);
  expect(text.match(/^graph \w+/gm)).toEqual(['graph train', 'graph evaluate', 'graph predict']);
  expect(text).toContain('update step = ');
});

it('names every value before it is used', () => {
  const known = new Set<string>();
  for (const line of printGraph(program.graphs.train!).split('\n')) {
    const [left, right] = line.includes(' = ') ? line.split(' = ') : ['', ''];
    for (const [name] of right!.matchAll(/%\d+/g)) expect(known).toContain(name);
    for (const [name] of left!.matchAll(/%\d+/g)) known.add(name);
  }
  expect(known.size).toBeGreaterThan(10);
});
