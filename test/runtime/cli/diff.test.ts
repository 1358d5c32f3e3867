import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyFolder, tinySpec } from '../training/tiny.js';
import { angnet } from './cli.js';

describe('diff', () => {
  it('says what differs in meaning, shortly', async () => {
    const folder = tinyFolder();
    const changed = tinySpec
      .replace('conv(4, 3x3)', 'angconv(4, 5x5)')
      .replace('lr: 0.02', 'lr: 0.01')
      .replace('  relu\n', '');
    writeFileSync(join(folder, 'new.ang'), changed);
    const { code, out } = await angnet(folder, 'diff', 'tiny.ang', 'new.ang');
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "model
        - relu after 1 -> [N, 6, 6, 4]
        ~ kind: conv -> angconv  in 0
        ~ kernel: 3x3 -> 5x5  in 0
      training
        ~ optimizer lr: 0.02 -> 0.01
      cost
        ~ parameters: 338 -> 402 (+18.9 %)
        ~ multiply-adds: 1,590 -> 4,794 (+202 %)
      "
    `);
  });

  it('gives much larger costs as multiples', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'new.ang'), tinySpec.replace('conv(4, 3x3)', 'conv(400, 3x3)'));
    const { out } = await angnet(folder, 'diff', 'tiny.ang', 'new.ang');
    expect(out).toMatch(/parameters: 338 -> [\d,]+ \(\d+(\.\d)? times as many\)/);
  });

  it('sees no difference in formatting, comments and names', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'new.ang'), `// new\n${tinySpec.replaceAll('Tiny', 'Small').replace(/\n +/g, ' ')}`);
    expect((await angnet(folder, 'diff', 'tiny.ang', 'new.ang')).out).toBe('Tiny -> Small\nno difference\n');
  });

  it('compares runs, and experiments of one file', async () => {
    const folder = tinyFolder();
    const second = tinySpec.slice(tinySpec.indexOf('experiment')).replace('experiment Tiny', 'experiment Longer');
    writeFileSync(join(folder, 'both.ang'), tinySpec + second.replace('steps: 12', 'steps: 24'));
    const { out } = await angnet(folder, 'diff', 'both.ang:Tiny', 'both.ang:Longer');
    expect(out).toContain('Tiny -> Longer\ntraining\n  ~ length: 12 steps -> 24 steps\n');
    await angnet(folder, 'train', 'tiny.ang', '--engine', 'cpu', '--out', 'run', '--set', 'batch=4', '--steps', '1');
    const run = await angnet(folder, 'diff', 'run', 'tiny.ang', '--json');
    const { pairs } = JSON.parse(run.out) as { pairs: object[] };
    expect(pairs).toMatchObject([
      {
        names: ['Tiny', 'Tiny'],
        equal: false,
        settings: [
          { subjects: ['batch'], from: '4', to: '8' },
          { subjects: ['length'], from: '1 steps', to: '12 steps' },
        ],
      },
    ]);
  }, 30_000);

  it('compares a profile with what has none of that name', async () => {
    const folder = tinyFolder();
    const quick = tinySpec.replace('steps: 12', 'steps: 12  profile quick { steps: 24 }');
    writeFileSync(join(folder, 'profiles.ang'), quick);
    writeFileSync(join(folder, 'longer.ang'), tinySpec.replace('steps: 12', 'steps: 24'));
    expect((await angnet(folder, 'diff', 'profiles.ang:Tiny@quick', 'longer.ang')).out).toBe('no difference\n');
    const { code, out } = await angnet(folder, 'diff', 'profiles.ang:Tiny', 'profiles.ang:Tiny@quick');
    expect(code).toBe(0);
    expect(out).toContain('training\n  ~ length: 12 steps -> 24 steps\n');
    expect((await angnet(folder, 'diff', 'profiles.ang:Tiny@slow', 'longer.ang')).code).toBe(2);
  });

  it('exits 1 where a spec is wrong, and 2 where nothing is called so', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'wrong.ang'), 'model M {');
    expect(await angnet(folder, 'diff', 'tiny.ang', 'wrong.ang')).toMatchObject({ code: 1, out: '' });
    expect(await angnet(folder, 'diff', 'tiny.ang', 'missing.ang')).toMatchObject({ code: 1, out: '' });
    const { code, err } = await angnet(folder, 'diff', 'tiny.ang:Tyny', 'tiny.ang');
    expect(code).toBe(2);
    expect(err).toContain('has no experiment or model `Tyny`. It has `Tiny`.');
  });
});
