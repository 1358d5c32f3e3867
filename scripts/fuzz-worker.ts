/** The side of `fuzz.ts` that makes texts and tries them. */
import { corpus } from '../test/fuzz/corpus.js';
import { Coverage } from '../test/fuzz/coverage.js';
import { inputOf } from '../test/fuzz/inputs.js';
import { mutate } from '../test/fuzz/mutations.js';
import { Random } from '../test/fuzz/random.js';
import { shortest, violation } from '../test/fuzz/series.js';

export type Report =
  | { readonly kind: 'try'; readonly index: number; readonly text: string }
  | { readonly kind: 'violation'; readonly property: string; readonly text: string }
  | {
      readonly kind: 'batch';
      /** Blocks of code that were reached so far. */
      readonly blocks: number;
      readonly kept: number;
      readonly heap: number;
      readonly resident: number;
      readonly slowest: readonly { readonly text: string; readonly milliseconds: number }[];
    }
  | { readonly kind: 'end' };

/** `first` is the number of the text to begin with. */
const [seed, first, inputs, longest] = process.argv.slice(2).map(Number) as [number, number, number, number];
const BATCH = 100;
/** So many texts are tried before it is looked whether one of them reached new code, which takes as long as a short text. */
const GROUP = 8;
const MOST_KEPT = 5_000;
const send = (report: Report) => process.send!(report);
const known = corpus();
const kept: string[] = [];
const coverage = await Coverage.start();
const reported = new Set<string>();
let times: { text: string; milliseconds: number }[] = [];

let group: string[] = [];

for (let [index, tried] = [first, 0]; tried < inputs; index++) {
  const r = new Random(Math.imul(seed, 7_919) ^ index);
  const text = kept.length > 0 && r.chance(0.5) ? mutate(r.pick(kept), r, known) : inputOf(seed, index, known);
  // A text of millions of characters is a property of its own, and slows everything down.
  if (text.length > longest) continue;
  send({ kind: 'try', index, text });
  await attempt(text);
  tried++;
  if (tried % GROUP === 0) await keepNew();
  if (tried % BATCH === 0) send(batch());
}
send(batch());
send({ kind: 'end' });
process.disconnect();

async function attempt(text: string): Promise<void> {
  const begin = performance.now();
  const broken = await violation(text);
  times.push({ text, milliseconds: performance.now() - begin });
  if (broken) {
    const short = reported.has(broken.property) ? text : await shortest(text, broken.property);
    reported.add(broken.property);
    send({ kind: 'violation', property: broken.property, text: short });
  } else if (text.length < 20_000) group.push(text);
}

async function keepNew(): Promise<void> {
  if ((await coverage.grows()) && kept.length < MOST_KEPT) kept.push(...group);
  group = [];
}

function batch(): Report {
  const slowest = times.sort((a, b) => b.milliseconds - a.milliseconds).slice(0, 5);
  times = [];
  const { heapUsed: heap, rss: resident } = process.memoryUsage();
  return { kind: 'batch', blocks: coverage.blocks, kept: kept.length, heap, resident, slowest };
}
