/**
 * Tries the parser, the checker, the formatter and the compiler on many texts: `npm run fuzz -- --inputs 1000000`. A text of
 * ordinary length takes some 50 ms; `--longest 300` leaves out those of more characters, and tries many more of the others.
 *
 * A process of its own makes and tries them and keeps those that reach code that no other reached, to damage them further. This
 * side sees to it that none takes for ever. What breaks a property is written to `--out`, made as short as it gets.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Report } from './fuzz-worker.js';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    longest: { type: 'string', default: '100000' },
    out: { type: 'string', default: 'runs/fuzz' },
  },
});
const [inputs, seed] = [Number(values.inputs), Number(values.seed)];
/** Milliseconds after which a text is given up; the largest net that is allowed takes some seconds on an idle machine. */
const HANG = 300_000;
const began = performance.now();
const found = new Map<string, number>();
const slowest: { text: string; milliseconds: number }[] = [];
/** Number of the last text, and how many were tried: those that are too long are left out. */
let last = 0;
let tried = 0;
let current = { text: '', since: performance.now() };
let worker = start(0);

function start(first: number): ChildProcess {
  const made = fork(
    fileURLToPath(new URL('./fuzz-worker.ts', import.meta.url)),
    [seed, first, inputs - tried, Number(values.longest)].map(String),
  );
  made.on('message', receive);
  made.on('exit', (code) => {
    if (made !== worker || code === 0) return;
    keep(`ends the process with ${code}`, current.text);
    restart();
  });
  return made;
}

function receive(report: Report): void {
  switch (report.kind) {
    case 'try':
      current = { text: report.text, since: performance.now() };
      last = report.index;
      tried++;
      return;
    case 'violation':
      return keep(report.property, report.text);
    case 'batch':
      slowest.push(...report.slowest);
      slowest.sort((a, b) => b.milliseconds - a.milliseconds).splice(5);
      return progress(report);
    case 'end':
      return finish();
  }
}

/** The first of each sort is written, the others are counted. */
function keep(property: string, text: string): void {
  const count = (found.get(property) ?? 0) + 1;
  found.set(property, count);
  if (count > 1) return;
  mkdirSync(values.out, { recursive: true });
  const file = join(values.out, `${found.size}.ang`);
  writeFileSync(file, text);
  console.log(`${property}: ${file}`);
}

function progress({ blocks, kept, heap, resident }: Report & { kind: 'batch' }): void {
  const rate = Math.round(tried / ((performance.now() - began) / 1000));
  const memory = `${Math.round(heap / 1e6)} MB heap, ${Math.round(resident / 1e6)} MB resident`;
  console.log(
    `${tried} texts, ${rate} a second, ${blocks} blocks of code, ${kept} kept, ${found.size} found, ${memory}`,
  );
}

function restart(): void {
  worker.kill('SIGKILL');
  current = { text: '', since: performance.now() };
  worker = start(last + 1);
}

const watch = setInterval(() => {
  if (current.text === '' || performance.now() - current.since < HANG) return;
  keep('does not end', current.text);
  restart();
}, 1000);

function finish(): void {
  clearInterval(watch);
  for (const [i, { text, milliseconds }] of slowest.entries()) {
    mkdirSync(values.out, { recursive: true });
    writeFileSync(join(values.out, `slow-${i + 1}.ang`), text);
    console.log(`slow: ${Math.round(milliseconds)} ms for ${text.length} characters: ${values.out}/slow-${i + 1}.ang`);
  }
  for (const [property, count] of found) console.log(`${count} times: ${property}`);
  process.exitCode = found.size > 0 ? 1 : 0;
}
