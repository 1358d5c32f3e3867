/**
 * Compares engines with the reference engine on many random applications of every primitive and layer:
 * `npm run parity -- --cases 1000 --seed 7`. A case is named by entry, number and seed, and comes out the same each time.
 * `--engines wasm,native` and `--only conv,angconv` try less.
 */
import { parseArgs } from 'node:util';
import { cpuEngine } from '../runtime/engines/cpu/index.js';
import { nativeEngine } from '../runtime/engines/native/index.js';
import { wasmEngine } from '../runtime/engines/wasm/index.js';
import { compare, expectedOf, isWithin } from '../test/engines/parity/compare.js';
import { registries } from '../test/engines/parity/registries.js';

/** Cases of an entry in one program: larger ones take TensorFlow longer than their share to load. */
const BLOCK = 8;
const engines = [wasmEngine, cpuEngine, nativeEngine];

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    engines: { type: 'string', default: engines.map(({ name }) => name).join(',') },
    only: { type: 'string', default: '' },
  },
});
const [cases, seed] = [Number(values.cases), Number(values.seed)];
const chosen = engines.filter(({ name }) => values.engines.split(',').includes(name));
const only = values.only.split(',').filter((name) => name !== '');
if (!(cases > 0) || !Number.isInteger(seed) || chosen.length !== values.engines.split(',').length) {
  console.error(
    `--cases takes a number above 0, --seed a whole number, --engines some of ${engines.map(({ name }) => name).join(',')}`,
  );
  process.exit(2);
}

/** Largest errors by entry, then by engine, of results and of gradients. */
const worst = new Map<string, Map<string, { forward: number; gradient: number }>>();
let wrong = 0;

for (let first = 0; first < cases; first += BLOCK) {
  const indices = Array.from({ length: Math.min(BLOCK, cases - first) }, (_, index) => first + index);
  for (const { kind, drawn, tolerances, draw } of registries) {
    const names = drawn.filter((name) => only.length === 0 || only.includes(name));
    const block = names.flatMap((name) => indices.map((index) => draw(name, index, seed)));
    if (block.length === 0) continue;
    const expected = expectedOf(block);
    for (const engine of chosen) {
      for (const comparison of await compare(engine, block, expected)) {
        const { one, forward, gradient } = comparison;
        note(`${kind} ${one.name}`, engine.name, forward, gradient);
        if (isWithin(comparison, tolerances[one.name]!)) continue;
        wrong++;
        console.log(
          `${engine.name}, ${kind}, off by ${forward.toPrecision(2)} and in gradients ${gradient.toPrecision(2)}`,
        );
        console.log(`  ${comparison.worst}`);
      }
    }
  }
  console.log(`${first + indices.length} cases of each entry, ${wrong} wrong`);
}

function note(entry: string, engine: string, forward: number, gradient: number): void {
  if (!worst.has(entry)) worst.set(entry, new Map());
  const before = worst.get(entry)!.get(engine) ?? { forward: 0, gradient: 0 };
  const after = { forward: Math.max(before.forward, forward), gradient: Math.max(before.gradient, gradient) };
  worst.get(entry)!.set(engine, after);
}

const number = (error: number): string => (error === 0 ? '0' : error.toExponential(1)).padStart(8);
console.log(`\n${'largest error'.padEnd(32)}${chosen.map(({ name }) => name.padEnd(20)).join('')}`);
for (const [entry, byEngine] of worst) {
  const cells = [...byEngine.values()].map(({ forward, gradient }) => `${number(forward)} ${number(gradient)}   `);
  console.log(`${entry.padEnd(30)}${cells.join('')}`);
}
process.exitCode = wrong > 0 ? 1 : 0;
