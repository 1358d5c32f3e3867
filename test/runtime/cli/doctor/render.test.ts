import picocolors from 'picocolors';
import { expect, it } from 'vitest';
import { renderReport } from '../../../../runtime/cli/doctor/render.js';
import type { DoctorReport } from '../../../../runtime/cli/doctor/report.js';

const convolution = { batch: 64, size: 16, channels: 32, filter: 3 };
const report: DoctorReport = {
  versions: { angnet: '0.1.0', node: '20.20.2', tfjs: '4.22.0', platform: 'linux-x64' },
  machine: {
    processor: 'AMD EPYC',
    cores: 8,
    usableCores: 8,
    memoryBytes: 32 * 2 ** 30,
    gpus: [],
    cache: '/var/cache/angnet',
  },
  engines: [
    {
      name: 'native',
      available: true,
      detail: 'TensorFlow 2.21.0',
      selfTest: 'passed',
      device: 'CPU',
      threads: 8,
      speed: {
        convolution: { forward: 1234.5, inputGradient: 950.4, filterGradient: 99.94 },
        bf16: { forward: 2345.6, inputGradient: 1000, filterGradient: 90 },
        bandwidth: 41.26,
      },
    },
    { name: 'wasm', available: true, detail: 'XNNPACK', selfTest: 'failed', failure: 'It computed 1.' },
    { name: 'cpu', available: true, detail: 'plain JavaScript' },
  ],
  measured: { date: new Date(2026, 10, 4, 4, 2).toISOString(), convolution, tensorBytes: 2 ** 26 },
  auto: { engine: 'native', why: 'fastest in the self-test: 1,000 GFLOP/s in convolutions' },
  advice: [],
  data: [
    { name: 'mnist', doc: '', state: 'present', detail: '/data/mnist' },
    { name: 'cifar10', doc: '', state: 'missing', detail: 'long' },
  ],
};
const text = (changes: Partial<DoctorReport> = {}) =>
  renderReport({ ...report, ...changes }, picocolors.createColors(false));

it('reads like this', () => {
  expect(text()).toBe(`angnet 0.1.0, node 20.20.2, tfjs 4.22.0, linux-x64
AMD EPYC, 8 cores, 32.0 GiB of memory, no NVIDIA GPU
cache: /var/cache/angnet

Engines
  native  TensorFlow 2.21.0
  wasm    XNNPACK, failed its self-test: It computed 1.
  cpu     plain JavaScript
  --engine auto takes native, fastest in the self-test: 1,000 GFLOP/s in convolutions

Speed
                     forward  input gradient  filter gradient  memory
  native, 8 threads    1,235             950             99.9    41.3
    in bf16            2,346           1,000             90.0
  Convolutions in GFLOP/s: 3x3, 32 to 32 channels, 16x16 images, batch 64.
  Memory in GB/s, read and written: twice a tensor of 64.0 MiB.
  Measured 2026-11-04 04:02; doctor --fresh measures anew.

Faster
  Nothing is left to set up here; an NVIDIA GPU would be faster.

Data
  mnist: /data/mnist
  cifar10: missing; \`angnet data get cifar10\` says how to get it
`);
});

it('tells of GPUs and of cores that are withheld', () => {
  const gpus = [
    { name: 'NVIDIA H100', memoryBytes: 80 * 2 ** 30, driver: '550.54.15' },
    { name: 'NVIDIA GB10', driver: '580.95' },
  ];
  const [native] = report.engines;
  const onGpu = { ...native!, device: 'GPU' as const };
  const shown = text({ machine: { ...report.machine, usableCores: 2, gpus }, engines: [onGpu] });
  expect(shown).toContain(
    'AMD EPYC, 8 cores (2 usable), 32.0 GiB of memory\nNVIDIA H100, 80.0 GiB, driver 550.54.15\nNVIDIA GB10, driver 580.95\n',
  );
  expect(shown).toContain('  native, GPU  ');
  expect(shown).toContain('Faster\n  Nothing is left to set up here.\n');
});

it('gives advice with the way to follow it', () => {
  expect(text({ advice: [{ what: 'More cores.', how: 'Take them.' }, { what: 'More time.' }] })).toContain(
    'Faster\n  More cores.\n    Take them.\n  More time.\n',
  );
});

it('shows no speed where nothing was measured, and says what could not be kept', () => {
  const engines = report.engines.slice(1);
  expect(text({ engines })).not.toContain('Speed');
  const notKept = "Can't write /x: permission is denied.";
  expect(text({ notKept })).toContain(
    "  Measured now; it couldn't be kept for the next time. Can't write /x: permission is denied.\n",
  );
});

it('says that nothing works', () => {
  const { auto: _, ...rest } = report;
  expect(renderReport(rest, picocolors.createColors(false))).toContain('  No engine works here.\n');
});
