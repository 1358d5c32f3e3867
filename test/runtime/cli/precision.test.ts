import { expect, it } from 'vitest';
import { tinyFolder } from '../training/tiny.js';
import { angnet } from './cli.js';

const NARROW = ['--set', 'model@precision=bf16'];
const NOTE = 'has no bf16: it computes 3 layers of @precision(bf16) in f32';

it('summary says for each precision which angles it leaves apart, and which engines have it', async () => {
  const folder = tinyFolder();
  const lines = async (...settings: string[]) => {
    const { out } = await angnet(folder, 'summary', 'tiny.ang', ...settings);
    return out.split('\n').filter((line) => /angles|bf16/.test(line));
  };
  expect(await lines()).toEqual([
    "angles below 0.0014 rad (0.081°) can't be told from 0 in f32, 1 layer: cosines are known to ±7.2e-7",
  ]);
  expect(await lines(...NARROW)).toEqual([
    "angles below 0.009 rad (0.52°) can't be told from 0 in bf16, 1 layer: cosines are known to ±0.000041",
    'native computes 3 layers in bf16; wasm and cpu have none and compute in f32',
  ]);
  const { out } = await angnet(folder, 'summary', 'tiny.ang', ...NARROW, '--json');
  expect(JSON.parse(out)).toMatchObject({ anglePrecisions: [{ precision: 'bf16', layers: 1 }], bf16Layers: 3 });
});

it('train says that an engine has no bf16, and trains in f32 there', async () => {
  const folder = tinyFolder();
  const train = async (...more: string[]) =>
    (await angnet(folder, 'train', 'tiny.ang', '--engine', 'wasm', ...more)).out;
  const [wide, narrow] = [await train('--out', 'wide'), await train('--out', 'narrow', ...NARROW)];
  expect(wide).not.toContain('bf16');
  expect(narrow).toContain(`wasm ${NOTE}`);
  const result = (text: string) => /^test .*$/m.exec(text)?.[0];
  expect(result(narrow)).toBe(result(wide));
  expect(result(wide)).toBeDefined();
});

it('the reference engine rounds to bf16, and says nothing', async () => {
  const { out } = await angnet(tinyFolder(), 'train', 'tiny.ang', '--engine', 'reference', ...NARROW);
  expect(out).not.toContain('bf16');
});
