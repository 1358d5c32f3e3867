import { existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSafetensors, readBytes } from '../../../runtime/files/index.js';
import { tinyFolder, tinySpec } from '../training/tiny.js';
import { angnet } from './cli.js';

describe('check', () => {
  it('prints JSON and SARIF', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'wrong.ang'), tinySpec.replace('relu', 'rellu'));
    const json = await angnet(folder, 'check', 'wrong.ang', 'tiny.ang', '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({
      schema: 1,
      diagnostics: [
        { code: 'unknown-layer', severity: 'error', file: 'wrong.ang', range: { start: { line: 5, column: 3 } } },
      ],
    });
    expect((await angnet(folder, 'check', 'wrong.ang', 'tiny.ang', '--format', 'json')).out).toBe(json.out);
    const sarif = await angnet(folder, 'check', 'wrong.ang', '--format', 'sarif');
    expect(JSON.parse(sarif.out)).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [{ ruleId: 'unknown-layer' }] }],
    });
  });

  it('shows the mistakes of all files, though one of them can not be read', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'wrong.ang'), tinySpec.replace('relu', 'rellu'));
    writeFileSync(join(folder, 'junk.ang'), Uint8Array.of(0, 1, 0xfe));
    const check = ['check', 'missing.ang', 'wrong.ang', 'junk.ang', 'tiny.ang'];
    const text = await angnet(folder, ...check);
    expect(text).toMatchObject({ code: 1, err: '' });
    expect(text.out).toContain(
      "error[missing-file]: Can't read missing.ang: there is no such file or folder.\n --> missing.ang\n",
    );
    expect(text.out).toContain('error[missing-file]: junk.ang is not a spec');
    expect(text.out).toMatch(/error\[unknown-layer\][^]*4 files: 3 errors\n$/);
    const json = await angnet(folder, ...check, '--json');
    expect(json).toMatchObject({ code: 1, err: '' });
    expect(JSON.parse(json.out)).toMatchObject({
      diagnostics: [
        { code: 'missing-file', file: 'missing.ang' },
        { code: 'unknown-layer', file: 'wrong.ang' },
        { code: 'missing-file', file: 'junk.ang' },
      ],
    });
    const sarif = await angnet(folder, ...check, '--format', 'sarif');
    const { runs } = JSON.parse(sarif.out) as { runs: { results: { ruleId: string }[] }[] };
    expect(runs[0]!.results.map(({ ruleId }) => ruleId)).toEqual(['missing-file', 'unknown-layer', 'missing-file']);
  });

  it('exits 0 on warnings', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'tiny.ang'), `${tinySpec}\nblock idle(width: int) {\n  relu\n}\n`);
    const { code, out } = await angnet(folder, 'check', 'tiny.ang');
    expect(code).toBe(0);
    expect(out).toMatch(/^warning\[unused-parameter\]/);
    expect(out).toMatch(/tiny\.ang: 1 warning\n$/);
  });
});

describe('fmt', () => {
  const untidy = tinySpec.replace('  relu', '     relu // keep me');

  it('formats in place, and says with --check what is not formatted', async () => {
    const folder = tinyFolder();
    const path = join(folder, 'untidy.ang');
    writeFileSync(path, untidy);
    symlinkSync(path, join(folder, 'link.ang'));
    expect(await angnet(folder, 'fmt', '--check', 'untidy.ang')).toEqual({
      code: 1,
      out: 'untidy.ang is not formatted\n',
      err: '',
    });
    expect(readFileSync(path, 'utf8')).toBe(untidy);
    expect(await angnet(folder, 'fmt', 'link.ang')).toEqual({ code: 0, out: 'link.ang formatted\n', err: '' });
    expect(lstatSync(join(folder, 'link.ang')).isSymbolicLink()).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain('\n  relu // keep me\n');
    expect(await angnet(folder, 'fmt', '--check', 'untidy.ang')).toEqual({ code: 0, out: '', err: '' });
  });

  it('leaves a formatted file untouched', async () => {
    const folder = tinyFolder();
    const path = join(folder, 'tiny.ang');
    await angnet(folder, 'fmt', 'tiny.ang');
    const before = lstatSync(path);
    await angnet(folder, 'fmt', 'tiny.ang');
    expect(lstatSync(path)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  it('leaves a file alone that does not follow the grammar', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'tiny.ang'), 'model M {\n  relu(\n}\n');
    const { code, out, err } = await angnet(folder, 'fmt', 'tiny.ang');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^error\[syntax\]/);
    expect(err).toContain("tiny.ang is left as it is: what doesn't follow the grammar can't be formatted.\n");
    expect(readFileSync(join(folder, 'tiny.ang'), 'utf8')).toBe('model M {\n  relu(\n}\n');
  });
});

describe('summary', () => {
  it('shows an experiment', async () => {
    const { out } = await angnet(tinyFolder(), 'summary', 'tiny.ang');
    expect(out).toMatchInlineSnapshot(`
      "Tiny in Tiny, batch 8

      layer              output        parameters  multiply-adds     kept
      image: input       [N, 6, 6, 1]                             1.1 KiB
      0: conv            [N, 6, 6, 4]          36          1.3 K
      1: bn              [N, 6, 6, 4]           8                 9.0 KiB
      relu               [N, 6, 6, 4]
      2: dropout         [N, 6, 6, 4]                             9.0 KiB
      flatten            [N, 144]
      feature: fc        [N, 2]               288            288     64 B
      classifier: angfc  [N, 3]                 6              6    356 B
      (loss)                                                        228 B

      338 parameters, 1.6 K multiply-adds for one example forward
      4.0 KiB of state
      angles below 0.0014 rad (0.081°) can't be told from 0 in f32, 1 layer: cosines are known to ±7.2e-7

      A training step of 8 examples:
      27.8 K multiply-adds forward and backward
      19.8 KiB kept for the backward half
      33.3 KiB at most, at \`transpose\` of layer feature (line 8)
      "
    `);
  });

  it('shows rounds of a repeat that are alike as one, and keeps those apart that are not', async () => {
    const folder = tinyFolder();
    const model = `model Deep {
      image: input([8, 8, 3])
      stage: repeat 6 as i { conv(if i < 2 then 4 else 5, 3x3) relu }
      flatten
    }`;
    writeFileSync(join(folder, 'deep.ang'), model);
    const { out } = await angnet(folder, 'summary', 'deep.ang');
    expect(out.split('\n').slice(2, 13)).toEqual([
      'layer               output        parameters  multiply-adds',
      'image: input        [N, 8, 8, 3]',
      'stage[0].0: conv    [N, 8, 8, 4]         108          6.9 K',
      'stage[0]: relu      [N, 8, 8, 4]',
      'stage[1].0: conv    [N, 8, 8, 4]         144          9.2 K',
      'stage[1]: relu      [N, 8, 8, 4]',
      'stage[2].0: conv    [N, 8, 8, 5]         180         11.5 K',
      'stage[2]: relu      [N, 8, 8, 5]',
      'stage[3-5].0: conv  [N, 8, 8, 5]         225         14.4 K',
      'stage[3-5]: relu    [N, 8, 8, 5]',
      'flatten             [N, 320]',
    ]);
  });

  it('shows a model alone, as JSON too', async () => {
    const { out } = await angnet(tinyFolder(), 'summary', 'tiny.ang', '--model', 'Tiny', '--json');
    const summary = JSON.parse(out) as { layers: object[] };
    expect(summary).toMatchObject({ schema: 1, model: 'Tiny', batch: 1, totals: { parameters: 36 + 8 + 288 + 6 } });
    expect(summary.layers[1]).toEqual({
      path: '0',
      layer: 'conv',
      shape: [6, 6, 4],
      parameters: 36,
      multiplyAdds: 1296,
      stepMultiplyAdds: 0,
      keptBytes: 0,
    });
  });
});

describe('compile', () => {
  it('writes the graphs as text', async () => {
    const folder = tinyFolder();
    const { code, out } = await angnet(folder, 'compile', 'tiny.ang', '--target', 'ir', '-o', 'ir');
    expect({ code, out }).toEqual({ code: 0, out: 'ir: program.txt\n' });
    expect(readFileSync(join(folder, 'ir/program.txt'), 'utf8')).toMatch(
      /^batch 8\n\nstate \{\n {2}step: f32\[\] counter/,
    );
  });

  it('writes a saved model with the weights of step 0', async () => {
    const folder = tinyFolder();
    const { out } = await angnet(
      folder,
      'compile',
      'tiny.ang',
      '--target',
      'saved-model',
      '-o',
      'model',
      '--set',
      'epochs=2',
    );
    expect(out).toBe('model: saved_model.pb, manifest.json, weights.safetensors\n');
    const path = join(folder, 'model/weights.safetensors');
    const { tensors } = parseSafetensors(await readBytes(path), path);
    expect(tensors['classifier/filter']!.shape).toEqual([2, 3]);
    expect(tensors['step']!.data).toEqual(Float32Array.of(0));
    expect(existsSync(join(folder, 'model/saved_model.pb'))).toBe(true);
  });
});

describe('explain', () => {
  it('knows diagnostics, layers and angle functions, and what has two meanings', async () => {
    const folder = tinyFolder();
    expect((await angnet(folder, 'explain', 'unknown-layer')).out).toMatch(
      /^unknown-layer \(error\)\n\n[^]*\nWrong:\n {2}/,
    );
    expect((await angnet(folder, 'explain', 'log')).out).toContain(
      'angle log(theta: rad; m: rad = 0rad) = -ln((theta + m) / 1rad)',
    );
    const { out } = await angnet(folder, 'explain', 'steps');
    expect(out.match(/^steps \(.*\)$/gm)).toEqual(['steps (field of an experiment)', 'steps (schedule)']);
  });

  it('lists everything', async () => {
    const { out } = await angnet(tinyFolder(), 'explain');
    expect(out).toMatch(/^layer: .*angconv/);
    expect(out).toMatch(/^error: .*unknown-layer/m);
  });
});

describe('set-up', () => {
  it('engine list shows every engine and which one auto takes', async () => {
    const { out } = await angnet(tinyFolder(), 'engine', 'list', '--json');
    const { engines } = JSON.parse(out) as { engines: { name: string; auto: boolean; available: boolean }[] };
    expect(engines.map(({ name }) => name)).toEqual(['native', 'wasm', 'cpu', 'reference']);
    expect(engines.filter(({ auto }) => auto)).toHaveLength(1);
    expect(engines.find(({ name }) => name === 'wasm')).toMatchObject({ available: true });
  }, 60_000);

  it('data list and get say where data are', async () => {
    const folder = tinyFolder();
    const { out } = await angnet(folder, 'data', 'list', '--json');
    const { data } = JSON.parse(out) as { data: { name: string; state: string }[] };
    expect(data.find(({ name }) => name === 'mnist')).toMatchObject({ state: 'present' });
    expect((await angnet(folder, 'data', 'get', 'mnist')).out).toMatch(
      /^mnist is in .*: 60,000 training and 10,000 test examples, checked\.\n$/,
    );
    expect((await angnet(folder, 'data', 'get', 'arrays')).out).toContain('files of your own');
  });

  it('data show draws what the net sees as PNG or SVG', async () => {
    const folder = tinyFolder();
    const png = await angnet(folder, 'data', 'show', 'tiny.ang', '--output', 'sheet.png', '--count', '5');
    expect(png).toMatchObject({ code: 0, out: 'sheet.png\n' });
    expect([...readFileSync(join(folder, 'sheet.png')).subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    await angnet(folder, 'data', 'show', 'tiny.ang', '--output', 'sheet.svg', '--split', 'test');
    const svg = readFileSync(join(folder, 'sheet.svg'), 'utf8');
    expect(svg).toContain('21 test examples and their classes; black is 0, white is 0.937');
    expect((await angnet(folder, 'data', 'show', 'tiny.ang', '--output', 'sheet.gif')).code).toBe(2);
    const held = await angnet(folder, 'data', 'show', 'tiny.ang', '--output', 'a.png', '--split', 'validation');
    expect(held).toMatchObject({ code: 1, err: expect.stringContaining('write `validation: 5000`') as string });
  });
});
