import { corpus } from './corpus.js';
import { inputOf } from './inputs.js';
import { minimize } from './minimize.js';
import { examine, Violation, type Seen } from './properties.js';

/** Milliseconds of processor time that one text may take: nets may have 20,000 layers, and texts may be long. */
export const patience = (text: string): number => 15_000 + text.length / 10;

/** How a text breaks a property, or undefined. */
export async function violation(text: string): Promise<Violation | undefined> {
  try {
    await examineInTime(text);
    return undefined;
  } catch (cause) {
    if (cause instanceof Violation) return cause;
    throw cause;
  }
}

/**
 * As `examine`; a text that takes too long breaks a property, too.
 * @throws {Violation}
 */
export async function examineInTime(text: string): Promise<Seen> {
  const start = process.cpuUsage();
  const seen = await examine(text);
  const { user, system } = process.cpuUsage(start);
  const time = (user + system) / 1000;
  if (time > patience(text)) throw new Violation('takes too long', `${Math.round(time)} ms`);
  return seen;
}

/** A short text that breaks the same property. */
export function shortest(text: string, property: string): Promise<string> {
  return minimize(text, async (shorter) => (await violation(shorter))?.property === property);
}

/** What a series of texts showed. */
export interface Series {
  readonly texts: number;
  readonly experiments: number;
  readonly formatted: number;
  readonly codes: ReadonlySet<string>;
}

/**
 * Tries the texts of a seed for some time.
 * @throws {Error} with a short text where one breaks a property
 */
export async function runSeries(seed: number, milliseconds: number): Promise<Series> {
  const known = corpus();
  const codes = new Set<string>();
  const counts = { texts: 0, experiments: 0, formatted: 0 };
  for (const start = performance.now(); performance.now() - start < milliseconds; counts.texts++) {
    const text = inputOf(seed, counts.texts, known);
    try {
      const seen = await examineInTime(text);
      for (const code of seen.codes) codes.add(code);
      counts.experiments += seen.experiments;
      counts.formatted += Number(seen.formatted);
    } catch (cause) {
      if (!(cause instanceof Violation)) throw cause;
      const short = await shortest(text, cause.property);
      throw new Error(`seed ${seed}, text ${counts.texts}: ${cause.message}\n${JSON.stringify(short)}`, { cause });
    }
  }
  return { ...counts, codes };
}
