import { describe, expect, it } from 'vitest';
import { minimize } from './minimize.js';
import { runSeries, violation } from './series.js';

/** Each series; two make most of a minute. `npm run fuzz` is for more. */
const milliseconds = 25_000;

describe('texts of every sort', { timeout: 120_000 }, () => {
  it('are read, checked, formatted and compiled without a surprise', async () => {
    const { texts, experiments, formatted, codes } = await runSeries(1, milliseconds);
    console.log(`${texts} texts, ${formatted} formatted, ${experiments} experiments, ${codes.size} sorts of problems`);
    // The texts go deep: some mean something, and what is wrong with the others is of many sorts.
    expect(formatted).toBeGreaterThan(texts / 10);
    expect(experiments).toBeGreaterThan(0);
    expect(codes.size).toBeGreaterThan(30);
  });

  it('are so for another seed', async () => {
    const seed = Number(process.env['FUZZ_SEED'] ?? 2);
    expect((await runSeries(seed, milliseconds)).texts).toBeGreaterThan(0);
  });
});

describe('the search for surprises', () => {
  it('shortens a text to what shows the problem', async () => {
    const text = 'model A() {\n  conv(3, 3x3) // here\n  relu\n  bad(1)\n}\n';
    const short = await minimize(text, async (shorter) => shorter.includes('bad') && shorter.includes('conv'));
    expect(short).toBe('convbad');
  });

  it('has nothing to say of a text that is well, and of one that is not', async () => {
    expect(await violation('block a() { relu }')).toBeUndefined();
    expect(await violation('block a( { é ((')).toBeUndefined();
    expect(await violation('({"')).toBeUndefined();
    expect(await violation('(}"')).toBeUndefined();
    expect(await violation('block stem\n  conv({)')).toBeUndefined();
    expect(await violation('block part\n  repeat i in widths{')).toBeUndefined();
  });
});
