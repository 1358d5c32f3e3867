import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { encodeNpy, readNumpy } from '../../../runtime/files/index.js';
import { TEST, tinyFolder, tinySpec } from '../training/tiny.js';
import { angnet, eventsIn } from './cli.js';

vi.setConfig({ testTimeout: 30_000 });

const wasm = ['--engine', 'wasm'];
const trainTiny = ['train', 'tiny.ang', ...wasm, '--out', 'run'];

/** What a run printed, without speeds and times. */
function steady(text: string): string {
  return text.replace(/ {2}[\d,]+ images\/s/g, '').replace(/ {2}[\d hmins]+ left/g, '');
}

describe('train, eval and predict', () => {
  it('work one after another on a folder', async () => {
    const folder = tinyFolder();
    const trained = await angnet(folder, ...trainTiny, '--steps', '40');
    expect(trained.code).toBe(0);
    expect(trained.out.replace(/native (is|would be) faster.*/, 'native …').replace(/^step.*\n/gm, ''))
      .toMatchInlineSnapshot(`
      "Tiny of tiny.ang, seed 0
      engine wasm (XNNPACK in WebAssembly, one thread)
        native …
      60 training and 21 test examples, 40 steps of 8
      test accuracy 100.00 % (21 of 21 test examples)
      run: report.html, features.svg, features.png, curves.svg, curves.png, weights.safetensors, metrics.jsonl
      "
    `);

    const again = await angnet(folder, ...trainTiny, '--steps', '40', '--resume');
    expect(again).toMatchObject({ code: 0, err: '' });
    const result = trained.out.slice(trained.out.indexOf('test accuracy'));
    expect(again.out).toBe(`This run is finished already; --force starts it anew.\n${result}`);
    expect((await angnet(folder, 'train', 'tiny.ang', '--out', 'run', '--steps', '40', '--engine', 'wams')).code).toBe(
      2,
    );

    const evaluated = await angnet(folder, 'eval', 'run', ...wasm);
    expect(evaluated.out).toContain(/test accuracy .*\n/.exec(result)![0]);

    const predicted = await angnet(
      folder,
      'predict',
      'run',
      ...wasm,
      '--input',
      'xt.npy',
      '--output',
      'p.npy',
      '--layer',
      'feature',
    );
    expect(predicted.out).toBe(`p.npy: feature for xt.npy, [${TEST}, 2], computed by wasm\n`);
    const { dtype, shape } = await readNumpy(join(folder, 'p.npy'));
    expect({ dtype, shape }).toEqual({ dtype: 'float32', shape: [TEST, 2] });
  });

  it('keep the profile and the settings of a run', async () => {
    const folder = tinyFolder();
    const quick = tinySpec.replace('steps: 12\n', 'steps: 12\n  profile quick { steps: 3  classifier@scale: 2 }\n');
    writeFileSync(join(folder, 'tiny.ang'), quick);
    const trained = await angnet(folder, ...trainTiny, '--profile', 'quick', '--set', 'batch=4');
    expect(trained.code).toBe(0);
    expect(trained.out).toContain('3 steps of 4\n');
    expect(JSON.parse(readFileSync(join(folder, 'run/run.json'), 'utf8'))).toMatchObject({
      steps: 3,
      configuration: { profile: 'quick', overrides: ['batch=4'] },
    });
    expect(readFileSync(join(folder, 'run/spec.ang'), 'utf8')).toBe(quick);
    expect(readFileSync(join(folder, 'run/canonical.txt'), 'utf8')).toMatch(/@scale\(2\)[^]*batch\n {2}4\n/);
    expect((await angnet(folder, 'eval', 'run', ...wasm)).out).toContain('test accuracy');
    // The same run, however it was asked for.
    const same = [...trainTiny, '--set', 'classifier@scale=2', '--set', 'batch=4', '--steps', '3'];
    expect((await angnet(folder, ...same)).out).toContain('This run is finished already');
  });

  it('tell how well held-out examples are classified', async () => {
    const folder = tinyFolder();
    const held = ['--set', 'data.validation=12'];
    const trained = await angnet(folder, 'train', 'tiny.ang', ...held, '--out', 'run', ...wasm);
    const [line] = /^validation accuracy \d+\.\d\d % \(\d+ of 12 held-out examples\)\n/m.exec(trained.out)!;
    expect(trained.out).toContain(`${line}test accuracy`);
    expect((await angnet(folder, 'eval', 'run', ...wasm)).out).toContain(`${line}test accuracy`);
    const { out } = await angnet(folder, 'eval', 'run', '--json', ...wasm);
    expect(JSON.parse(out)).toMatchObject({ test: { count: 21 }, validation: { count: 12 } });
  });

  it('classify as evaluation counts', async () => {
    const folder = tinyFolder();
    const { out } = await angnet(folder, ...trainTiny, '--steps', '40', '--json');
    const { test } = eventsIn(out).at(-1) as unknown as { test: { correct: number } };
    await angnet(folder, 'predict', 'run', '--engine', 'reference', '--input', 'xt.npy', '--output', 'p.npy');
    const [{ data }, { data: labels }] = [
      await readNumpy(join(folder, 'p.npy')),
      await readNumpy(join(folder, 'yt.npy')),
    ];
    const right = [...(labels as Uint8Array)].filter((label, example) => {
      const logits = [0, 1, 2].map((index) => Number(data[3 * example + index]));
      return logits.indexOf(Math.max(...logits)) === label;
    });
    expect(right.length).toBe(test.correct);
  });

  it('take an imported spec along, and find the data from where it lies', async () => {
    const folder = tinyFolder();
    mkdirSync(join(folder, 'specs'));
    const [model, experiment] = [
      tinySpec.slice(0, tinySpec.indexOf('experiment')),
      tinySpec.slice(tinySpec.indexOf('experiment')),
    ];
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFileSync(join(folder, 'tiny-model.ang'), model);
    const main = `import { Tiny } from "../tiny-model.ang"\n\n${experiment.replaceAll('.npy"', '.npy"').replace(/"(\w+\.npy)"/g, '"../$1"')}`;
    writeFileSync(join(folder, 'specs/main.ang'), main);
    const trained = await angnet(folder, 'train', 'specs/main.ang', ...wasm, '--out', 'run');
    expect(trained).toMatchObject({ code: 0, err: '' });
    rmSync(join(folder, 'tiny-model.ang'));
    expect(readFileSync(join(folder, 'run/sources/tiny-model.ang'), 'utf8')).toBe(model);
    expect((await angnet(folder, 'eval', 'run', ...wasm)).out).toContain('test accuracy');
  });

  it('refuse a spec that was edited, other shapes and unknown labels', async () => {
    const folder = tinyFolder();
    await angnet(folder, ...trainTiny);
    writeFileSync(join(folder, 'bad.npy'), encodeNpy(new Float32Array(10), [2, 5]));
    const predict = ['predict', 'run', '--output', 'p.npy', '--input'];
    expect(await angnet(folder, ...predict, 'bad.npy')).toMatchObject({
      code: 1,
      err: 'error: bad.npy has the shape [2, 5], and the model takes [N, 6, 6, 1].\n',
    });
    expect(await angnet(folder, ...predict, 'xt.npy', '--layer', 'fature')).toMatchObject({
      code: 2,
      err: 'error: Tiny has no label `fature`. Did you mean `feature`?\n',
    });
    expect(existsSync(join(folder, 'p.npy'))).toBe(false);
    writeFileSync(join(folder, 'run/spec.ang'), tinySpec.replace('batch: 8', 'batch: 7'));
    const { code, err } = await angnet(folder, 'eval', 'run', ...wasm);
    expect(`${code} ${err}`).toBe(
      '1 error: The spec in run is not what the run was trained with: it was edited, or angnet has changed.\n',
    );
  });
});

it('says that there is nothing to resume', async () => {
  const folder = tinyFolder();
  const line = 'There is nothing to resume in run: training starts at the first step.\n';
  const { code, out } = await angnet(folder, ...trainTiny, '--resume');
  expect(code).toBe(0);
  expect(out).toContain(line);
  expect((await angnet(folder, ...trainTiny, '--force')).out).not.toContain(line);
});

describe('an unfinished run', () => {
  it('is named with both ways out', async () => {
    const folder = tinyFolder();
    await angnet(folder, ...trainTiny);
    for (const name of ['result.json', 'weights.safetensors']) rmSync(join(folder, 'run', name));
    expect(await angnet(folder, ...trainTiny)).toEqual({
      code: 1,
      out: '',
      err: 'error: run holds an unfinished run: continue it with --resume, or start anew with --force.\n',
    });
    const { code, out } = await angnet(folder, ...trainTiny, '--resume');
    expect(code).toBe(0);
    expect(steady(out)).toContain('12 steps of 8, continuing after step 12\ntest accuracy');
    expect((await angnet(folder, ...trainTiny, '--force')).out).toContain('12 steps of 8\nstep');
  });

  it('can be evaluated from its last checkpoint', async () => {
    const folder = tinyFolder();
    await angnet(folder, ...trainTiny);
    renameSync(join(folder, 'run/weights.safetensors'), join(folder, 'elsewhere'));
    const { out } = await angnet(folder, 'eval', 'run', ...wasm, '--json');
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      weights: 'run/checkpoints/last.safetensors',
      test: { count: TEST },
    });
  });
});

it('a run whose loss is not finite exits 1 and says at which step', async () => {
  const folder = tinyFolder();
  const args = ['train', 'tiny.ang', '--engine', 'reference', '--out', 'run', '--set', 'optimizer.lr=1e300'];
  const { code, err } = await angnet(folder, ...args);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^warning\[unlikely-value\]: .*1e300[^]*\nerror: Training stopped: the loss is not finite at step 2 of 12, which has changed nothing\. .* Try a smaller learning rate/,
  );
});
