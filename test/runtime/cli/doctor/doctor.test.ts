import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DoctorReport } from '../../../../runtime/cli/doctor/report.js';
import { cacheFolder } from '../../../../runtime/engines/native/install/cache-folder.js';
import { passes } from '../../../../runtime/engines/examination/index.js';
import { describeNative } from '../../../support/needs.js';
import { tinyFolder } from '../../training/tiny.js';
import { angnet } from '../cli.js';

const NOTE = /^Testing .+, once on this machine with these versions: a few seconds\.\n$/;
const installed = cacheFolder();

let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'angnet-doctor-'));
  vi.stubEnv('ANGNET_CACHE', cache);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true });
});

function engineOf({ engines }: DoctorReport, name: string): DoctorReport['engines'][number] {
  return engines.find((engine) => engine.name === name)!;
}

function expectSpeed({ speed }: DoctorReport['engines'][number]): void {
  for (const pass of passes) expect(speed!.convolution[pass]).toBeGreaterThan(0.1);
  expect(speed!.bandwidth).toBeGreaterThan(0.1);
}

/** A driver that lists one GPU. */
function pretendGpu(): void {
  const folder = join(cache, 'bin');
  mkdirSync(folder);
  writeFileSync(join(folder, 'nvidia-smi'), "#!/bin/sh\necho 'NVIDIA H100, 81559, 550.54.15'\n");
  chmodSync(join(folder, 'nvidia-smi'), 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH']}`);
}

describe('doctor without the native engine', () => {
  it('measures wasm, and says how to get the native engine', async () => {
    const { code, out, err } = await angnet(tinyFolder(), 'doctor', '--json');
    expect(code).toBe(0);
    expect(err).toMatch(NOTE);
    const report = JSON.parse(out) as DoctorReport;
    expect(report).toMatchObject({
      schema: 1,
      versions: { node: process.versions.node },
      machine: { cache, cores: expect.any(Number), processor: expect.stringMatching(/./), gpus: expect.any(Array) },
      measured: { convolution: { batch: 64, size: 16, channels: 32, filter: 3 } },
      auto: { engine: 'wasm', why: expect.stringContaining('fastest in the self-test') },
      advice: [{ how: expect.stringContaining('npx angnet engine install native') }],
    });
    expect(engineOf(report, 'native')).toMatchObject({ available: false, reason: 'It is not installed.' });
    expect(engineOf(report, 'wasm')).toMatchObject({ selfTest: 'passed', device: 'CPU', threads: 1 });
    expectSpeed(engineOf(report, 'wasm'));
    expect(engineOf(report, 'cpu')).not.toHaveProperty('speed');
  }, 60_000);

  it('keeps what it measured until it is told to measure anew', async () => {
    const measured = async (...flags: readonly string[]) => {
      const { out, err } = await angnet(tinyFolder(), 'doctor', '--json', ...flags);
      return { date: (JSON.parse(out) as DoctorReport).measured!.date, noted: NOTE.test(err) };
    };
    const first = await measured();
    expect(await measured()).toEqual({ date: first.date, noted: false });
    const anew = await measured('--fresh');
    expect(anew.noted).toBe(true);
    expect(Date.parse(anew.date)).toBeGreaterThan(Date.parse(first.date));
    expect(await measured()).toEqual({ date: anew.date, noted: false });
    expect(readdirSync(join(cache, 'self-tests'))).toHaveLength(1);
  }, 120_000);

  it('measures where nothing can be kept, and says so', async () => {
    vi.stubEnv('ANGNET_CACHE', join(cache, 'file', 'below'));
    writeFileSync(join(cache, 'file'), '');
    const { code, out } = await angnet(tinyFolder(), 'doctor');
    expect(code).toBe(0);
    expect(out).toContain("Measured now; it couldn't be kept for the next time. Can't write ");
  }, 60_000);

  it('names a GPU, and how to use it', async () => {
    pretendGpu();
    const { out } = await angnet(tinyFolder(), 'doctor');
    expect(out).toContain('\nNVIDIA H100, 79.6 GiB, driver 550.54.15\n');
    expect(out).toContain('  The native engine, TensorFlow on the NVIDIA H100. It is not installed.\n');
    expect(out).toContain('    npx angnet engine install native --cuda\n');
  }, 60_000);
});

describeNative('doctor with the native engine', () => {
  beforeEach(() => symlinkSync(join(installed, 'native'), join(cache, 'native')));

  it('measures both, and tells what auto takes', async () => {
    const { code, out } = await angnet(tinyFolder(), 'doctor', '--json');
    expect(code).toBe(0);
    const report = JSON.parse(out) as DoctorReport;
    for (const name of ['native', 'wasm']) expectSpeed(engineOf(report, name));
    for (const pass of passes) expect(engineOf(report, 'native').speed!.bf16![pass]).toBeGreaterThan(0.1);
    expect(engineOf(report, 'wasm').speed).not.toHaveProperty('bf16');
    const shown = await angnet(tinyFolder(), 'doctor');
    expect(shown.err).toBe('');
    expect(shown.out).toContain(`  --engine auto takes ${report.auto!.engine}, fastest in the self-test: `);
    expect(shown.out).toMatch(/\n {2}native, (\d+ threads?|GPU) +[\d.,]+ +[\d.,]+ +[\d.,]+ +[\d.,]+\n/);
  }, 120_000);

  it('tells of a GPU that TensorFlow leaves idle', async () => {
    pretendGpu();
    const report = JSON.parse((await angnet(tinyFolder(), 'doctor', '--json')).out) as DoctorReport;
    const native = engineOf(report, 'native');
    const cuda = native.available && native.detail.includes('CUDA');
    const what = cuda ? /TensorFlow with CUDA is installed, but finds no GPU/ : /TensorFlow is installed without CUDA/;
    const idle = expect.objectContaining({ what: expect.stringMatching(what), how: expect.any(String) });
    if (native.device === 'GPU') expect(report.advice).not.toContainEqual(idle);
    else expect(report.advice[0]).toEqual(idle);
  }, 120_000);

  it('is the same test that a first training makes, in one line', async () => {
    const folder = tinyFolder();
    const train = (...flags: readonly string[]) =>
      angnet(folder, 'train', 'tiny.ang', '--steps', '1', '--out', 'run', ...flags);
    const first = await train();
    expect(first.err).toMatch(NOTE);
    expect(first.out).toMatch(
      /\nengine \w+ \(.+\), fastest in the self-test: [\d.,]+ GFLOP\/s in convolutions, \w+ [\d.,]+\n/,
    );
    expect((await train('--force')).err).toBe('');
    expect((await angnet(folder, 'doctor')).err).toBe('');
  }, 120_000);
});
