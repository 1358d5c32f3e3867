import { passes } from '../../engines/examination/index.js';
import { formatRate } from '../../engines/examination/ranking.js';
import type { Gpu } from '../../machine/gpus.js';
import type { Colors } from '../io.js';
import { formatMemory, formatTable, plural } from '../text.js';
import type { DoctorReport, EngineReport } from './report.js';

/** A report for people: what is here, how fast it is, what would be faster. */
export function renderReport(report: DoctorReport, colors: Colors): string {
  const sections: readonly (readonly [string, string])[] = [
    ['Engines', enginesOf(report)],
    ['Speed', speedsOf(report)],
    ['Faster', adviceOf(report)],
    ['Data', dataOf(report)],
  ];
  const rendered = sections
    .filter(([, text]) => text !== '')
    .map(([title, text]) => `\n${colors.bold(title)}\n${indented(text)}`);
  return `${headOf(report)}${rendered.join('')}`;
}

function headOf({ versions, machine }: DoctorReport): string {
  const { processor, cores, usableCores, memoryBytes, gpus, cache } = machine;
  const software = Object.entries(versions).map(([name, version]) =>
    name === 'platform' ? version : `${name} ${version}`,
  );
  const usable = usableCores < cores ? ` (${usableCores} usable)` : '';
  const hardware = [processor, `${plural(cores, 'core')}${usable}`, `${formatMemory(memoryBytes)} of memory`];
  const lines = [
    software.join(', '),
    [...hardware, ...(gpus.length === 0 ? ['no NVIDIA GPU'] : [])].join(', '),
    ...gpus.map(describeGpu),
    `cache: ${cache}`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function describeGpu({ name, memoryBytes, driver }: Gpu): string {
  return [name, ...(memoryBytes === undefined ? [] : [formatMemory(memoryBytes)]), `driver ${driver}`].join(', ');
}

function enginesOf({ engines, auto }: DoctorReport): string {
  const width = Math.max(...engines.map(({ name }) => name.length));
  const rows = engines.map((engine) => `${engine.name.padEnd(width)}  ${describe(engine)}`);
  const choice = auto ? `--engine auto takes ${auto.engine}, ${auto.why}` : 'No engine works here.';
  return [...rows, choice].join('\n');
}

function describe(engine: EngineReport): string {
  if (!engine.available) {
    return `not available. ${engine.reason}${engine.remedy ? ` To set it up: ${engine.remedy}` : ''}`;
  }
  if (engine.selfTest === 'failed') return `${engine.detail}, failed its self-test: ${engine.failure}`;
  if (engine.selfTest === 'untried') return `${engine.detail}, its self-test came to no end: ${engine.failure}`;
  return engine.detail;
}

function speedsOf({ engines, measured, notKept }: DoctorReport): string {
  const rows = engines.flatMap(({ name, device, threads, speed }) =>
    speed
      ? [
          [
            `${name}, ${device === 'GPU' ? 'GPU' : plural(threads!, 'thread')}`,
            ...passes.map((pass) => formatRate(speed.convolution[pass])),
            formatRate(speed.bandwidth),
          ],
          ...(speed.bf16 ? [['  in bf16', ...passes.map((pass) => formatRate(speed.bf16![pass])), '']] : []),
        ]
      : [],
  );
  if (!measured || rows.length === 0) return '';
  const { batch, size, channels, filter } = measured.convolution;
  return [
    formatTable(['', 'forward', 'input gradient', 'filter gradient', 'memory'], rows, [1, 2, 3, 4]),
    `Convolutions in GFLOP/s: ${filter}x${filter}, ${channels} to ${channels} channels, ${size}x${size} images, batch ${batch}.\n`,
    `Memory in GB/s, read and written: twice a tensor of ${formatMemory(measured.tensorBytes)}.\n`,
    notKept === undefined
      ? `Measured ${localTime(measured.date)}; doctor --fresh measures anew.`
      : `Measured now; it couldn't be kept for the next time. ${notKept}`,
  ].join('');
}

/** `2026-11-24 04:12`, where the reader is. */
function localTime(date: string): string {
  const time = new Date(date);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

function adviceOf({ advice, machine }: DoctorReport): string {
  if (advice.length === 0) {
    return machine.gpus.length > 0
      ? 'Nothing is left to set up here.'
      : 'Nothing is left to set up here; an NVIDIA GPU would be faster.';
  }
  return advice.map(({ what, how }) => (how === undefined ? what : `${what}\n  ${how}`)).join('\n');
}

function dataOf({ data }: DoctorReport): string {
  return data
    .map(({ name, state, detail }) =>
      state === 'missing' ? `${name}: missing; \`angnet data get ${name}\` says how to get it` : `${name}: ${detail}`,
    )
    .join('\n');
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}\n`)
    .join('');
}
