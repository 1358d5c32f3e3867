import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import protobuf from 'protobufjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Origin } from '../../../compiler/graph/graph.js';
import { EngineError } from '../../../runtime/engines/engine.js';
import { buildFor } from '../../../runtime/engines/native/install/build.js';
import { layoutAt } from '../../../runtime/engines/native/install/layout.js';
import { ensureProfiler } from '../../../runtime/engines/native/install/profiler.js';
import { originOfNode } from '../../../runtime/engines/native/profiler/attribute.js';
import { PROFILE_PROTO } from '../../../runtime/engines/native/profiler/messages.js';
import { timingsOf } from '../../../runtime/engines/native/profiler/session.js';
import { loadProfiled } from '../../../runtime/engines/native/profiler/load.js';
import { lineProgram, lineStep } from '../../support/line-program.js';
import { describeNative, describePythonTensorflow, ORACLE_PYTHON } from '../../support/needs.js';

const origin = (path: string): Origin => ({ path, file: 'net.ang', line: 1 });
const places = new Map(
  ['train/a/conv', 'train/a/conv_1', 'train/b/add', 'train/b/fused_region'].map((node) => [node, origin(node)]),
);

describe('the origin of a node that TensorFlow made', () => {
  it.each([
    ['train/a/conv', 'train/a/conv'],
    ['train/a/conv_1', 'train/a/conv_1'],
    ['train/a/conv_fused', 'train/a/conv'],
    ['train/a/conv_1-0-TransposeNHWCToNCHW-LayoutOptimizer', 'train/a/conv_1'],
    ['train/a/conv:Conv2D', 'train/a/conv'],
    ['train/b/fused_region/inner/exp', 'train/b/fused_region'],
    ['train/b/ArithmeticOptimizer/AddOpsRewrite_add', 'train/b/add'],
    ['ConstantFolding/train/b/add-folded', 'train/b/add'],
  ])('%s is that of %s', (node, expected) => {
    expect(originOfNode(node, places)?.path).toBe(expected);
  });

  it.each(['train/a/convolution', 'train/c/conv', 'train', '_SOURCE', ''])('%s is not known', (node) => {
    expect(originOfNode(node, places)).toBeUndefined();
  });
});

describe("TensorFlow's record of a call", () => {
  const type = protobuf.parse(PROFILE_PROTO, { keepCase: true }).root.lookupType('tensorflow.RunMetadata');
  const start = 1_700_000_000_000_000;
  const node = (node_name: string, from: number, to: number, label = '') => ({
    node_name,
    timeline_label: label,
    all_start_nanos: `${start}000`,
    op_start_rel_nanos: from * 1000,
    op_end_rel_nanos: to * 1000,
  });
  const trace = (...dev_stats: object[]) => {
    const bytes = type.encode(type.fromObject({ step_stats: { dev_stats } })).finish();
    return { metadata: new Uint8Array(bytes).buffer, start: start - 500, end: start + 9000 };
  };

  it('becomes ops in milliseconds since the call began, in order', () => {
    const label = '[mklcpu 5.7MB] train/a/conv = _MklNativeFusedConv2D(train/feed/x, …)';
    const device = {
      device: '/device:CPU:0',
      node_stats: [node('train/b/add', 4000, 5000), node('train/a/conv', 0, 1500, label)],
    };
    expect(timingsOf(trace(device), places)).toEqual([
      { name: 'train/a/conv', op: '_MklNativeFusedConv2D', origin: origin('train/a/conv'), start: 0.5, end: 2 },
      { name: 'train/b/add', op: 'train/b/add', origin: origin('train/b/add'), start: 4.5, end: 5.5 },
    ]);
  });

  it('counts what a GPU computes, not that it was told to', () => {
    const devices = [
      { device: '/job:localhost/replica:0/task:0/device:GPU:0', node_stats: [node('train/a/conv', 0, 10)] },
      { device: '/device:GPU:0/stream:14', node_stats: [node('train/a/conv:Conv2D', 100, 900)] },
      { device: '/device:GPU:0/stream:all', node_stats: [node('train/a/conv:Conv2D', 100, 900)] },
      { device: '/job:localhost/replica:0/task:0/device:CPU:0', node_stats: [node('train/b/add', 1000, 1100)] },
    ];
    expect(timingsOf(trace(...devices), places).map(({ name, start: from }) => [name, from])).toEqual([
      ['train/a/conv:Conv2D', 0.6],
      ['train/b/add', 1.5],
    ]);
  });

  it('may be empty', () => {
    expect(timingsOf({ metadata: new ArrayBuffer(0), start: 0, end: 1 }, places)).toEqual([]);
  });
});

/** Prints the number of every field of these messages as TensorFlow has it, as JSON. */
const FIELD_NUMBERS = `
import json
from tensorflow.core.framework import step_stats_pb2
from tensorflow.core.protobuf import config_pb2
messages = [config_pb2.RunOptions, config_pb2.RunMetadata, step_stats_pb2.StepStats, step_stats_pb2.DeviceStepStats, step_stats_pb2.NodeExecStats]
print(json.dumps({m.DESCRIPTOR.name: {f.name: f.number for f in m.DESCRIPTOR.fields} for m in messages}))
`;

describePythonTensorflow("messages of a record beside TensorFlow's", () => {
  it('have the same field numbers', () => {
    const output = execFileSync(ORACLE_PYTHON, ['-c', FIELD_NUMBERS], { stdio: ['ignore', 'pipe', 'ignore'] });
    const theirs = JSON.parse(output.toString()) as Record<string, Record<string, number>>;
    const { nestedArray } = protobuf
      .parse(PROFILE_PROTO, { keepCase: true })
      .root.lookup('tensorflow') as protobuf.Namespace;
    expect(nestedArray.map(({ name }) => name).sort()).toEqual(Object.keys(theirs).sort());
    for (const message of nestedArray as protobuf.Type[]) {
      const ours = Object.fromEntries(message.fieldsArray.map(({ name, id }) => [name, id]));
      expect(theirs[message.name], message.name).toMatchObject(ours);
    }
  }, 60_000);
});

describe('the profiler of an install', () => {
  const build = buildFor(false, 'linux', 'x64');
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'angnet-profiler-'));
    vi.stubEnv('CXX', undefined);
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  /** The only compiler that is found; without a script none is. */
  function onlyCompiler(script?: string): void {
    const tools = join(folder, 'tools');
    mkdirSync(tools);
    if (script !== undefined) {
      writeFileSync(join(tools, 'g++'), `#!/bin/bash\n${script}\n`);
      chmodSync(join(tools, 'g++'), 0o755);
    }
    vi.stubEnv('PATH', script === undefined ? tools : `${tools}${delimiter}${process.env['PATH']}`);
  }

  function installWithoutProfiler() {
    const layout = layoutAt(join(folder, 'install'));
    mkdirSync(layout.compiled, { recursive: true });
    return layout;
  }

  it('is compiled once where it is missing, and nothing else is left behind', async () => {
    const layout = installWithoutProfiler();
    onlyCompiler('while [ -n "$1" ] && [ "$1" != -o ]; do shift; done; [ -z "$2" ] || echo library > "$2"');
    const onBuild = vi.fn();
    for (let time = 0; time < 2; time++) expect(await ensureProfiler(build, layout, onBuild)).toBe(layout.profiler);
    expect(onBuild).toHaveBeenCalledTimes(1);
    expect(readdirSync(layout.compiled)).toEqual([basename(layout.profiler)]);
  });

  it('says in a sentence that there is no compiler, or what the compiler says', async () => {
    const layout = installWithoutProfiler();
    onlyCompiler();
    const failure = ensureProfiler(build, layout, () => {});
    await expect(failure).rejects.toThrow(/^No C\+\+ compiler was found/);
    vi.unstubAllEnvs();
    rmSync(join(folder, 'tools'), { recursive: true });
    onlyCompiler('[ "$1" = --version ] || { echo "fatal error: no such header" >&2; exit 1; }');
    const refused = ensureProfiler(build, layout, () => {});
    await expect(refused).rejects.toBeInstanceOf(EngineError);
    await expect(refused).rejects.toThrow('no such header');
    expect(readdirSync(layout.compiled)).toEqual([]);
  });
});

describeNative('the native profiler', () => {
  const feeds = { x: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), target: Float32Array.of(1, 2, 3, 4) };

  it('trains as the usual session does, whether a call is profiled or not', async () => {
    const session = await loadProfiled(lineProgram());
    try {
      await session.writeState({ 'line[0]/filter': Float32Array.of(0.5, -0.25), step: Int32Array.of(0) });
      const [x, target] = [[...feeds.x], [...feeds.target]];
      const first = lineStep([0.5, -0.25], x, target);
      const second = lineStep(first.weights, x, target);
      const profiled = await session.profile('train', feeds);
      expect(profiled.outputs['loss']![0]).toBeCloseTo(first.loss, 4);
      expect((await session.run('train', feeds))['loss']![0]! / second.loss).toBeCloseTo(1, 5);
      expect((await session.readState())['step']).toEqual(Int32Array.of(2));
      expect(profiled.ops.every(({ start, end }) => start >= 0 && end <= profiled.milliseconds)).toBe(true);
      expect(profiled.ops.map(({ origin: from }) => from?.path)).toContain('line[0]');
    } finally {
      await session.dispose();
    }
  });

  it('goes on after a call that fails, until it is disposed of', async () => {
    const session = await loadProfiled(lineProgram());
    try {
      await expect(session.run('train', { x: feeds.x })).rejects.toThrow('needs target, which was not given');
      await session.writeState({ 'line[0]/filter': Float32Array.of(0, 0), step: Int32Array.of(0) });
      expect((await session.profile('train', feeds, ['loss'])).outputs['loss']![0]).toBeCloseTo(30, 4);
    } finally {
      await session.dispose();
    }
    await session.dispose();
    await expect(session.run('train', feeds)).rejects.toThrow('disposed');
  });
});
