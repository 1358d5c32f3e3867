import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stream } from '../../../runtime/random/index.js';
import { differences, killAndResume, runToEnd } from '../../support/kill-runs.js';
import { describeNative } from '../../support/needs.js';
import { tinyFolder } from '../training/tiny.js';

const MAIN = fileURLToPath(new URL('../../../dist/runtime/cli/main.js', import.meta.url));

const KILLS = 12;

/** A process takes half a second or so to its first step and the steps another one. */
const LONGEST = 2500;

function describeOn(engine: string): void {
  it(`that is killed ${KILLS} times at any moment ends as one that is not, bit for bit`, async () => {
    const folder = tinyFolder();
    const steps = engine === 'native' ? '1500' : '400';
    const args = [MAIN, 'train', 'tiny.ang', '--engine', engine, '--steps', steps, '--set', 'data.validation=12'];
    const often = {
      folder,
      program: process.execPath,
      args: [...args, '--checkpoint-seconds', '0', '--keep-every', '50'],
    };
    await runToEnd({ ...often, args: [...args, '--out', 'whole'] });
    const moments = new Float32Array(KILLS);
    stream(0, 'order', `kills on ${engine}`).uniform(moments, 0);
    const killed = await killAndResume(often, 'killed', [...moments], LONGEST);
    expect(killed).toBeGreaterThan(2);
    expect(differences(folder, 'whole', 'killed')).toEqual([]);
  }, 240_000);
}

describe('a run on wasm', () => describeOn('wasm'));
describeNative('a run on native', () => describeOn('native'));
