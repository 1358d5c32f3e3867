import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseAutomatically, decide } from '../../../runtime/engines/automatic.js';
import type { EngineName } from '../../../runtime/engines/engine.js';
import { chooseEngine } from '../../../runtime/engines/index.js';
import { conditionsOf } from '../../../runtime/engines/examination/conditions.js';
import type { Examination } from '../../../runtime/engines/examination/index.js';
import { remember } from '../../../runtime/engines/examination/remembered.js';
import { contendersAmong, probe, type Probed } from '../../../runtime/engines/probe.js';
import { describeNative } from '../../support/needs.js';
import { examination, failed, passed, untried } from './examination/made-up.js';

const here = (name: EngineName): Probed => ({ name, availability: { available: true, detail: `${name}'s detail` } });
const missing = (name: EngineName): Probed => ({
  name,
  availability: { available: false, reason: 'It is not installed.', remedy: 'npx x' },
});
const all = [here('native'), here('wasm'), here('cpu')];

describe('deciding on an examination', () => {
  it('takes the fastest, and says why', () => {
    expect(decide(all, examination(passed('native', 200), passed('wasm', 20)))).toEqual({
      name: 'native',
      detail: "native's detail",
      why: 'fastest in the self-test: 200 GFLOP/s in convolutions, wasm 20.0',
      faster: [],
    });
  });

  it('takes another than usual where that is faster, and calls nothing faster then', () => {
    const decision = decide(all, examination(passed('native', 5), passed('wasm', 20)));
    expect(decision).toMatchObject({ name: 'wasm', faster: [] });
  });

  it('tells what failed, with the way to try it again', () => {
    expect(decide(all, examination(failed('native', 'It crashed.'), passed('wasm', 20)))).toMatchObject({
      name: 'wasm',
      faster: [{ name: 'native', reason: 'It failed its self-test: It crashed.', remedy: 'npx angnet doctor --fresh' }],
    });
  });

  it('tells what came to no end, and what is not installed', () => {
    expect(decide(all, examination(untried('native'), passed('wasm', 20)))!.faster).toEqual([
      { name: 'native', reason: 'Its self-test came to no end: It took longer than 30 s.' },
    ]);
    expect(decide([missing('native'), here('wasm')], examination(passed('wasm', 20)))!.faster).toEqual([
      { name: 'native', reason: 'It is not installed.', remedy: 'npx x' },
    ]);
  });

  it('comes to nothing where none passed', () => {
    expect(decide(all, examination(failed('native'), untried('wasm')))).toBeUndefined();
  });
});

let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'angnet-automatic-'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true });
});

describe('auto without the native engine', () => {
  it('takes wasm without measuring, since nothing else could win', async () => {
    vi.stubEnv('ANGNET_CACHE', cache);
    let measured = false;
    const { engine, why, faster } = await chooseEngine('auto', { onSelfTest: () => (measured = true) });
    expect({ name: engine.name, why, measured }).toEqual({
      ...{ name: 'wasm', why: 'the fastest that works here', measured: false },
    });
    expect(faster).toMatchObject([{ name: 'native', reason: 'It is not installed.' }]);
    expect(readdirSync(cache)).toEqual([]);
  }, 30_000);
});

/** As if this had been found on this machine. */
async function keep(found: Examination): Promise<void> {
  await remember(cache, conditionsOf(contendersAmong(await probe(['native', 'wasm']))), found);
}

/** Whether TensorFlow's library is mapped into this process. */
function hasTensorflow(): boolean {
  return readFileSync('/proc/self/maps', 'utf8').includes('libtensorflow');
}

describeNative('auto with the native engine', () => {
  it('measures once, keeps the result, and leaves this process as it was', async () => {
    const tests: (readonly EngineName[])[] = [];
    const options = { cache, onSelfTest: (names: readonly EngineName[]) => tests.push(names) };
    const first = await chooseAutomatically(options);
    expect(tests).toEqual([['native', 'wasm']]);
    expect(first.why).toMatch(/^fastest in the self-test: [\d.,]+ GFLOP\/s in convolutions, (wasm|native) [\d.,]+$/);
    expect(readdirSync(join(cache, 'self-tests'))).toHaveLength(1);
    const start = performance.now();
    expect(await chooseAutomatically(options)).toEqual(first);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(tests).toHaveLength(1);
    if (process.platform === 'linux') expect(hasTensorflow()).toBe(false);
  }, 60_000);

  it('measures anew where the result is damaged', async () => {
    await chooseAutomatically({ cache });
    const [name] = readdirSync(join(cache, 'self-tests'));
    const file = join(cache, 'self-tests', name!);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.slice(0, text.length / 2));
    let tests = 0;
    await chooseAutomatically({ cache, onSelfTest: () => tests++ });
    expect(tests).toBe(1);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ schema: 1 });
  }, 120_000);

  it('follows the usual order where nothing can be kept', async () => {
    const file = join(cache, 'file');
    writeFileSync(file, '');
    let tests = 0;
    const { engine, why } = await chooseAutomatically({ cache: join(file, 'below'), onSelfTest: () => tests++ });
    expect({ name: engine.name, why, tests }).toEqual({
      ...{ name: 'native', why: 'the fastest that works here', tests: 0 },
    });
    // Here it was tried in this process.
    if (process.platform === 'linux') expect(hasTensorflow()).toBe(true);
  }, 60_000);

  it('goes by what was measured where an engine is asked for by its name', async () => {
    await keep(examination(passed('native', 5), passed('wasm', 20)));
    expect((await chooseEngine('wasm', { cache })).faster).toEqual([]);
    expect((await chooseEngine('native', { cache })).faster).toEqual([{ name: 'wasm' }]);
    await keep(examination(failed('native', 'It crashed.'), passed('wasm', 20)));
    expect((await chooseEngine('wasm', { cache })).faster).toMatchObject([
      { name: 'native', reason: 'It failed its self-test: It crashed.' },
    ]);
  });
});
