import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { standardLibrary } from '../../../compiler/std/library.js';
import { drawCurve } from '../../../runtime/cli/curve.js';
import { tinyFolder } from '../training/tiny.js';
import { angnet } from './cli.js';

describe('explain of functions', () => {
  it('shows formula, derivative, range, slopes and values', async () => {
    const folder = tinyFolder();
    const { out, code } = await angnet(folder, 'explain', 'log');
    expect(code).toBe(0);
    expect(out).toContain('  d/dtheta = -1 / (theta + m)\n\nWith m = 0rad\n');
    expect(out).toContain('range     -1.14 to 6.56\n');
    expect(out).toContain('in theta  decreasing\n');
    expect(out).toMatch(/^ {2}0\.0014 +0\.081° +6\.5612 +-707\.1067 +500000\.0833 {2}clip$/m);
    expect(out).toMatch(/^ {2}1\.5708 +90° +-0\.4516 +-0\.6366 +0\.6366$/m);
    // The magnitude of the same name.
    expect(out).toMatch(/^log \(magnitude function\)$/m);
  });

  it('takes arguments', async () => {
    const folder = tinyFolder();
    const { out } = await angnet(folder, 'explain', 'log(m: 0.3rad)');
    expect(out).toContain('With m = 0.3rad\n  domain    [0, pi]\n');
    expect(out).toContain('steepest  -3.32 at 0.00141rad');
    const wrong = await angnet(folder, 'explain', 'log(q: 1)');
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toContain('the angle function `log` takes `m: rad`');
  });

  it('takes functions of a spec', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'waves.ang'), 'angle wave(theta: rad; n: real = 3) = cos(n * theta)\n');
    const { out } = await angnet(folder, 'explain', 'wave(n: 2)', '--file', 'waves.ang');
    expect(out).toContain('d/dtheta = -sin(n * theta) * n\n');
    expect(out).toContain('in theta  turns at 1.57rad (90°)\n');
    const near = await angnet(folder, 'explain', 'wav', '--file', 'waves.ang');
    expect(near.err).toContain('Did you mean `wave`');
    const missing = await angnet(folder, 'explain', 'arcfase');
    expect(missing.err).toContain('Did you mean `arcface`');
  });

  it('says where a function grows without bound, and that it only falls on either side', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'poles.ang'), 'angle split(theta: rad) = 1rad / (theta - 1rad)\n');
    const { out } = await angnet(folder, 'explain', 'split', '--file', 'poles.ang');
    expect(out).toContain('range     -∞ to ∞\n');
    expect(out).toContain('in theta  decreasing, on either side of 1rad (57.3°)\n');
    expect(out).toContain('steepest  -∞ at 1rad (57.3°)\n');
  });

  it('knows every function of the library, none with a line that is too wide or that ends in spaces', async () => {
    const folder = tinyFolder();
    const { angles, magnitudes, margins } = standardLibrary;
    for (const name of [...angles.keys(), ...magnitudes.keys(), ...margins.keys()]) {
      const { out, code } = await angnet(folder, 'explain', name);
      expect(code).toBe(0);
      expect(out).toContain(' = ');
      expect(out).not.toMatch(/NaN|undefined|[ \t]$/m);
      for (const line of out.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(140);
    }
  });
});

describe('curves', () => {
  it('are dots at the levels of values, joined where they are steep', () => {
    expect(drawCurve([0, 0], 1, [0, 1])).toEqual(['⣀']);
    expect(drawCurve([1, 1], 1, [0, 1])).toEqual(['⠉']);
    expect(drawCurve([1, 0], 1, [0, 1])).toEqual(['⢱']);
    expect(drawCurve([NaN, 1, Infinity, 0], 1, [0, 1])).toEqual(['⠈⢀']);
  });
});
