import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import type { Program } from '../../../compiler/graph/graph.js';
import { definePrimitive } from '../../../compiler/primitives/primitive.js';
import { EngineError, type ProgramSource, type Session } from '../../../runtime/engines/engine.js';
import { loadBinding } from '../../../runtime/engines/native/binding.js';
import { loadCached } from '../../../runtime/engines/native/load-cached.js';
import { locate } from '../../../runtime/engines/native/locate.js';
import { ModelCache } from '../../../runtime/engines/native/model-cache/cache.js';
import { initialState } from '../../../runtime/random/index.js';
import { describeNative } from '../../support/needs.js';
import { batchFor, smallNetwork } from '../../support/small-network.js';
import { temporaryFolder } from '../files/folder.js';

const root = temporaryFolder();
const opened: Session[] = [];
let folders = 0;

function newFolder(): string {
  return join(root, String(folders++));
}

/** A source that counts how often it is compiled. */
function counted(program: () => Program, key = 'small'): ProgramSource & { compiled: number } {
  const source = {
    key,
    compiled: 0,
    compile: () => {
      source.compiled++;
      return program();
    },
  };
  return source;
}

async function open(source: ProgramSource, folder: string): Promise<Session> {
  const location = await locate();
  if (!location.found) throw new Error(location.reason);
  const session = await loadCached(
    loadBinding(location.installation),
    source,
    { fuse: true, recompute: false },
    new ModelCache(folder),
  );
  opened.push(session);
  return session;
}

/** Losses of a few steps from the same start. */
async function losses(session: Session): Promise<number[]> {
  await session.writeState(initialState(session.program, 3));
  const found: number[] = [];
  for (let step = 0; step < 3; step++) {
    const { loss } = await session.run('train', batchFor(session.program, 'train', step));
    found.push(loss![0]!);
  }
  return found;
}

afterEach(async () => {
  for (const session of opened.splice(0)) await session.dispose();
});

describeNative('a program that was loaded before', () => {
  it('is not compiled again, and trains alike', async () => {
    const [folder, source] = [newFolder(), counted(smallNetwork)];
    const first = await losses(await open(source, folder));
    expect(source.compiled).toBe(1);
    expect(await losses(await open(source, folder))).toEqual(first);
    expect(source.compiled).toBe(1);
  });

  it('has another entry under another key', async () => {
    const folder = newFolder();
    await open(counted(smallNetwork), folder);
    const other = counted(() => smallNetwork('sgd(lr: 0.05)'), 'other');
    await open(other, folder);
    expect(other.compiled).toBe(1);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('has state of its own in each session', async () => {
    const [folder, source] = [newFolder(), counted(smallNetwork)];
    await open(source, folder);
    const [one, other] = [await open(source, folder), await open(source, folder)];
    for (const session of [one, other]) await session.writeState(initialState(session.program, 3));
    const before = await other.readState();
    await one.run('train', batchFor(one.program, 'train', 0));
    expect(await other.readState()).toEqual(before);
    expect(await one.readState()).not.toEqual(before);
  });

  it('is emitted again where the entry is damaged', async () => {
    const [folder, source] = [newFolder(), counted(smallNetwork)];
    const first = await losses(await open(source, folder));
    const path = join(folder, readdirSync(folder)[0]!);
    const bytes = readFileSync(path);
    bytes[bytes.length - 100]! ^= 0xff;
    writeFileSync(path, bytes);
    expect(await losses(await open(source, folder))).toEqual(first);
    expect(source.compiled).toBe(2);
    await open(source, folder);
    expect(source.compiled).toBe(2);
  });

  it('is emitted each time where nothing can be kept', async () => {
    const file = newFolder();
    writeFileSync(file, '');
    const source = counted(smallNetwork);
    for (let times = 1; times <= 2; times++) {
      await losses(await open(source, join(file, 'models')));
      expect(source.compiled).toBe(times);
    }
  });

  it('still names the layer where something fails', async () => {
    const [folder, source] = [newFolder(), counted(checkedProgram)];
    for (let times = 0; times < 2; times++) {
      const session = await open(source, folder);
      const failure = await session.run('predict', { x: Float32Array.of(1, Number.NaN) }).catch((cause) => cause);
      expect(failure).toBeInstanceOf(EngineError);
      expect((failure as EngineError).message).toContain('net.ang:3: layer checked');
    }
    // Once to load it at first, and once to name the layer afterwards.
    expect(source.compiled).toBe(2);
  });
});

/** Fails for what isn't finite. */
function checkedProgram(): Program {
  const finite = definePrimitive({
    name: 'finite',
    doc: 'The operand, if all of it is finite.',
    resultTypes: (inputs) => inputs,
    evaluate: (inputs) => inputs,
    tensorflow: { op: 'CheckNumerics', attributes: () => ({ T: { type: 'f32' }, message: { string: 'not finite' } }) },
  });
  const b = new GraphBuilder();
  const x = b.input('x', { dtype: 'f32', shape: [1, 2] });
  b.origin = { path: 'checked', file: 'net.ang', line: 3 };
  const output = b.apply(finite, [x], {});
  const predict = {
    name: 'predict',
    inputs: [{ name: 'x', value: x, source: { kind: 'features' } as const }],
    outputs: { output },
    updates: [],
  };
  return { batch: 1, state: [], graphs: { predict } };
}
