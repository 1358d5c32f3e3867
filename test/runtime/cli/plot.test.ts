import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { tinyFolder, tinySpec, writeTiny } from '../training/tiny.js';
import { angnet } from './cli.js';

vi.setConfig({ testTimeout: 60_000 });

const wasm = ['--engine', 'wasm'];
/** The lines of all texts. */
const textsOf = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].flatMap((match) =>
    match[1]!.split(/<[^>]*>/).filter((line) => line !== ''),
  );

/** Makes two finished runs in a folder, `first` and `second`, that differ in their seeds. */
async function trainTwo(folder: string): Promise<void> {
  writeTiny(folder);
  for (const [out, seed] of [
    ['first', '0'],
    ['second', '1'],
  ] as const) {
    const { code } = await angnet(folder, 'train', 'tiny.ang', ...wasm, '--out', out, '--seed', seed);
    expect(code).toBe(0);
  }
}

describe('plot angles', () => {
  it('draws functions of the library and of a spec, with their arguments', async () => {
    const folder = tinyFolder();
    const wave = '\nangle wave(theta: rad; n: int = 2) = cos(n * theta)\n';
    writeFileSync(join(folder, 'wave.ang'), tinySpec + wave);
    const names = ['log', 'sigmoid(k: 0.3rad)', 'wave(n: 3)'];
    const { code, out, err } = await angnet(folder, 'plot', 'angles', ...names, 'log', '--file', 'wave.ang');
    expect({ code, out, err }).toEqual({
      code: 0,
      out: 'angles.svg: `log`, `sigmoid(k: 0.3rad)` and `wave(n: 3)`, with derivatives\n',
      err: '',
    });
    expect(textsOf(readFileSync(join(folder, 'angles.svg'), 'utf8'))).toEqual(expect.arrayContaining(names));
  });

  it('writes PNG where the name says so, and JSON', async () => {
    const folder = tinyFolder();
    const { out } = await angnet(folder, 'plot', 'angles', 'cos', '-o', 'c.png', '--json');
    expect(JSON.parse(out)).toEqual({ schema: 1, kind: 'angles', output: 'c.png', shows: '`cos`, with derivatives' });
    expect([...readFileSync(join(folder, 'c.png')).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  });

  it.each([
    [['angles', 'lgo'], 'There is no angle function `lgo`. Did you mean `log`?'],
    [['angles', 'ball'], '`ball` is a magnitude function, and `plot angles` draws angle functions.'],
    [['angles', 'log(k: 1)'], "`log(k: 1)` doesn't fit: the angle function `log` takes `m: rad`."],
    [
      ['angles', 'cos', '--output', 'cos.gif'],
      "option '-o, --output <file>' argument 'cos.gif' is invalid. It must be a name that ends in",
    ],
    [['curvs', 'run'], "unknown command 'curvs'"],
  ])('%j exits 2', async (args, message) => {
    const { code, err } = await angnet(tinyFolder(), 'plot', ...args);
    expect({ code, err: err.slice(0, 7 + message.length) }).toEqual({ code: 2, err: `error: ${message}` });
  });
});

describe('plots of runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'angnet-test-'));
  beforeAll(() => trainTwo(folder), 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function plot(...args: readonly string[]) {
    const outcome = await angnet(folder, 'plot', ...args);
    const path = join(folder, /^(\S+\.svg): /.exec(outcome.out)?.[1] ?? 'none');
    return { ...outcome, texts: existsSync(path) ? textsOf(readFileSync(path, 'utf8')) : [] };
  }

  it('features, in the plane as they are and by principal components', async () => {
    const planar = await plot('features', 'first', ...wasm);
    expect(planar.out).toMatch(
      /^features\.svg: features of feature, angles of [\d.]+° within and [\d.]+° between classes, straightness 0\.\d{4}\n$/,
    );
    expect(planar.texts).toEqual(expect.arrayContaining(['Tiny: feature', 'feature 1', '21 test examples, seed 0']));
    const { texts } = await plot('features', 'first', '--layer', 'conv', ...wasm);
    expect(texts).toContain('21 test examples, 144 dimensions by their principal components, seed 0');
    expect(texts.join()).toMatch(/principal component 1 \([\d.]+ % of the variance\)/);
  });

  it('histograms of the angles of layers', async () => {
    const { out, texts } = await plot('histograms', 'first', ...wasm);
    expect(out).toBe('histograms.svg: angles of 1 layer\n');
    expect(texts).toEqual(expect.arrayContaining(['classifier: angfc', 'own class']));
  });

  it('confusion matrices, without an engine', async () => {
    const { out, err } = await plot('confusion', 'first');
    expect([out.replace(/[\d.]+ %/, 'N %'), err]).toEqual(['confusion.svg: 3 classes, N % right\n', '']);
  });

  it('filters, by label and by path', async () => {
    expect((await plot('filters', 'first', '--layer', 'classifier')).out).toBe(
      'filters.svg: classifier/filter, [2, 3]\n',
    );
    expect((await plot('filters', 'first', '--layer', '0')).out).toBe('filters.svg: 0/filter, [3, 3, 1, 4]\n');
  });

  it('curves of one run and of several seeds', async () => {
    expect((await plot('curves', 'first')).texts).toEqual(expect.arrayContaining(['Tiny, seed 0', 'test ◆']));
    const { out, texts } = await plot('curves', 'first', 'second', 'first');
    expect(out).toBe('curves.svg: learning curves of 2 runs\n');
    expect(texts).toEqual(expect.arrayContaining(['Tiny', 'means over seeds; bands from the least to the greatest']));
  });

  it.each([
    [['filters', 'first', '--layer', 'fature'], 'error: `fature` selects no layer of Tiny. Did you mean `feature`?\n'],
    [
      ['filters', 'first', '--layer', 'relu'],
      'error: `relu` selects no layer with filters of Tiny. There is `0`, `feature` and `classifier`.\n',
    ],
    [
      ['histograms', 'first', '--layer', 'conv'],
      'error: `conv` selects no angular layer of Tiny. There is `classifier`.\n',
    ],
    [
      ['filters', 'first', '--layer', '[feature, classifier]'],
      'error: `[feature, classifier]` selects 2 layers, and one is drawn: `feature` and `classifier`.\n',
    ],
    [['filters', 'first', '--layer', 'a b'], 'error: `a b`: this is no selector.'],
  ])('%j exits 2 and says what there is', async (args, message) => {
    const { code, err } = await plot(...args);
    expect({ code, err: err.slice(0, message.length) }).toEqual({ code: 2, err: message });
  });

  it('says it where the features lie on a line, and where no layer has angles', async () => {
    const spec = tinySpec.replace('feature: fc(2)', 'feature: fc(1)').replace(/angfc\(classes\).*/, 'fc(classes)');
    writeFileSync(join(folder, 'line.ang'), spec);
    await angnet(folder, 'train', 'line.ang', ...wasm, '--out', 'line', '--steps', '1');
    expect(await plot('features', 'line', ...wasm)).toMatchObject({
      code: 1,
      err: 'error: The features of Tiny, those of `feature`, have one dimension, and two make a picture: choose another layer with `--layer`.\n',
    });
    expect(await plot('histograms', 'line', ...wasm)).toMatchObject({
      code: 1,
      err: 'error: Tiny has no angular layer, so there are no angles to draw.\n',
    });
  });

  it('says which kinds there are', async () => {
    const { code, err } = await plot('spiral', 'first');
    expect({ code, err }).toEqual({
      code: 2,
      err:
        "error: unknown command 'spiral'\n" +
        'It draws `angles`, `curves`, `features`, `histograms`, `confusion` and `filters`; `plot KIND --help` says what each takes.\n',
    });
  });

  it('exits 1 for what is no run', async () => {
    const { code, err } = await plot('curves', '.');
    expect({ code, err }).toEqual({ code: 1, err: 'error: . is not the folder of a run: it has no run.json.\n' });
  });

  describe('report', () => {
    it('makes the page of a run again, the same as training wrote', async () => {
      const path = join(folder, 'first/report.html');
      const before = readFileSync(path, 'utf8');
      rmSync(path);
      const { code, out } = await angnet(folder, 'report', 'first');
      expect({ code, out }).toEqual({ code: 0, out: 'first/report.html: the report of first\n' });
      expect(readFileSync(path, 'utf8').replace('<td>first</td>', '')).toBe(before.replace('<td>first</td>', ''));
    });

    it('puts several runs on one page', async () => {
      const { out } = await angnet(folder, 'report', 'first', 'second', '-o', 'both.html', '--json');
      expect(JSON.parse(out)).toEqual({ schema: 1, output: 'both.html', runs: ['first', 'second'] });
      const page = readFileSync(join(folder, 'both.html'), 'utf8');
      expect(page).toContain('2 runs side by side');
      expect(page).toContain('Tiny, seed 1');
    });

    it('of an unfinished run shows how far it is', async () => {
      for (const name of ['result.json', 'weights.safetensors']) rmSync(join(folder, 'second', name));
      expect((await angnet(folder, 'report', 'second')).code).toBe(0);
      const page = readFileSync(join(folder, 'second/report.html'), 'utf8');
      expect(page).toContain('not finished: 12 of 12 steps are done');
      const { code, err } = await plot('confusion', 'second');
      expect({ code, err }).toEqual({
        code: 1,
        err: "error: The run in second isn't finished: continue it with `train … --resume`.\n",
      });
    });
  });
});
