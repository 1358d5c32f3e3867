import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import { experimentOf } from '../support/spec.js';

const page = readFileSync(new URL('../../docs/runs.md', import.meta.url), 'utf8');

const spec = `
model Net(classes: int = 5) {
  image: input([9, 9, 2])
  conv(4, 3x3) @weight_norm
  bn
  prelu
  angconv(6, 3x3) @angle(sigmoid_learned) @magnitude(ball_learned)
  layernorm
  flatten
  feature: fc(7, bias: true)
  classifier: angfc(classes) @angle(cos) @scale(10, learn: true)
}
experiment Train {
  model: Net
  data: arrays(train: "x.npy", train_labels: "y.npy", test: "x.npy", test_labels: "y.npy", classes: 5)
  loss: softmax(of: classifier) + 0.1 * center(of: feature)
  optimizer: adam(lr: 0.01)
  batch: 4
  steps: 10
}`;

it('docs/runs.md names every kind of state, with its shape', () => {
  const { state } = compile(experimentOf(spec), { steps: 10 });
  const kinds = new Map<string, Set<number>>();
  for (const { name, type } of state) {
    const kind = name.split('/').at(-1)!;
    kinds.set(kind, (kinds.get(kind) ?? new Set()).add(type.shape.length));
  }
  expect(kinds.size).toBeGreaterThan(10);
  for (const [kind, ranks] of kinds) {
    const rows = page.split('\n').filter((line) => line.startsWith('|') && line.includes(`\`${kind}\``));
    expect(rows, kind).not.toEqual([]);
    const shapes = rows.map((row) => row.split(' | ').at(-1)!);
    if (shapes[0]!.includes('as the weight')) continue;
    const documented = [...shapes.join().matchAll(/\[([^\]]*)\]/g)].map(([, axes]) =>
      axes === '' ? 0 : axes!.split(',').length,
    );
    for (const rank of ranks) expect(documented, kind).toContain(rank);
  }
});
