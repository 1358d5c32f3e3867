import { describe, expect, it } from 'vitest';
import { cpuEngine } from '../../../runtime/engines/cpu/index.js';
import type { Engine } from '../../../runtime/engines/engine.js';
import { nativeEngine } from '../../../runtime/engines/native/index.js';
import { wasmEngine } from '../../../runtime/engines/wasm/index.js';
import { describeNative } from '../../support/needs.js';
import type { ParityCase } from './case.js';
import { compare, expectedOf, isWithin, type Comparison, type Expected } from './compare.js';
import { registries, type Registry } from './registries.js';

/** Of each entry; `npm run parity` tries more. */
const CASES = 8;
const SEED = 1;
/** Milliseconds for loading and running all cases of a registry on a busy machine. */
const PATIENCE = 120_000;

describe.each(registries)('every $kind', ({ registered, drawn, tolerances }) => {
  it('has cases and a tolerance, and nothing else has', () => {
    expect([...drawn].sort()).toEqual([...registered].sort());
    expect(Object.keys(tolerances).sort()).toEqual([...registered].sort());
  });
});

/** Cases and right results of a registry, made when the first engine asks. */
class Suite {
  private made: { readonly cases: readonly ParityCase[]; readonly expected: Expected } | undefined;

  constructor(readonly registry: Registry) {}

  async run(engine: Engine): Promise<readonly Comparison[]> {
    const { drawn, draw } = this.registry;
    if (!this.made) {
      const cases = drawn.flatMap((name) => Array.from({ length: CASES }, (_, index) => draw(name, index, SEED)));
      this.made = { cases, expected: expectedOf(cases) };
    }
    return compare(engine, this.made.cases, this.made.expected);
  }
}

const suites = registries.map((registry) => new Suite(registry));

function agrees(engine: Engine): void {
  describe.each(suites)(
    `the ${engine.name} engine gives what the reference engine gives, at $registry.kind`,
    (suite) => {
      const { drawn, tolerances } = suite.registry;
      let comparisons: Promise<readonly Comparison[]> | undefined;
      // Not in beforeAll, which would run where the engine is missing and the tests are not run.
      const run = () => (comparisons ??= suite.run(engine));

      it.each(drawn)('%s', { timeout: PATIENCE }, async (name) => {
        const own = (await run()).filter(({ one }) => one.name === name);
        expect(own.length).toBe(CASES);
        const wrong = own.filter((comparison) => !isWithin(comparison, tolerances[name]!));
        expect(wrong.map(({ worst }) => worst)).toEqual([]);
      });
    },
  );
}

agrees(wasmEngine);
agrees(cpuEngine);
describeNative('natively', () => agrees(nativeEngine));

describe('the comparison', () => {
  const [{ draw, tolerances }] = registries as readonly [Registry, Registry];

  it.each(['add', 'conv', 'batch_norm'])(
    'notices a result of %s, and a gradient, that is off by 1 %%',
    async (name) => {
      for (const blamed of ['forward', 'gradient'] as const) {
        const one = draw(name, 0, SEED);
        const expected = expectedOf([one]).get(one)!;
        const wrong = Object.entries(expected).map(([output, numbers]) => {
          const off = output.startsWith('gradient') === (blamed === 'gradient') ? 1.01 : 1;
          return [output, Float64Array.from(numbers, (number) => number * off)] as const;
        });
        const [comparison] = await compare(wasmEngine, [one], new Map([[one, Object.fromEntries(wrong)]]));
        expect(comparison![blamed]).toBeGreaterThan(tolerances[name]![blamed]);
        expect(isWithin(comparison!, tolerances[name]!)).toBe(false);
      }
    },
  );

  it('names the one case among others that an engine fails at', async () => {
    const cases = [0, 1, 2, 3, 4].map((index) => draw('exp', index, SEED));
    const failing: Engine = {
      ...wasmEngine,
      load(program) {
        if (program.graphs.predict.inputs.some(({ value }) => value.type.shape.length === 3)) throw new Error('stop');
        return wasmEngine.load(program);
      },
    };
    const comparisons = await compare(failing, cases, expectedOf(cases));
    expect(comparisons.map(({ forward }) => forward === Infinity)).toEqual([false, false, false, true, false]);
    expect(comparisons[3]!.worst).toContain('stop');
  });
});
