import type { EngineName } from '../engines/engine.js';
import { examine, type ExamineOptions } from '../engines/examination/index.js';
import { examinedAs, meanRate } from '../engines/examination/ranking.js';
import { contendersAmong, probe } from '../engines/probe.js';
import { automatic } from '../engines/registry.js';

/**
 * How fast an engine convolves on this machine, in GFLOP/s, from its self-test, which takes a few seconds where it
 * wasn't made before.
 * @returns undefined for engines that aren't measured
 */
export async function measuredRate(name: EngineName, options: ExamineOptions): Promise<number | undefined> {
  const contenders = contendersAmong(await probe(automatic));
  if (!contenders.some((each) => each.name === name)) return undefined;
  const { examination } = await examine(contenders, options);
  const examined = examinedAs(examination, name);
  return examined?.outcome === 'passed' ? meanRate(examined.speed.convolution) : undefined;
}

/**
 * How long that many multiply-adds take: an estimate, since it leaves out everything else, and not all layers are as
 * fast as those of the self-test.
 * @param rate GFLOP/s; a multiply-add is two
 * @returns seconds
 */
export function expectedSeconds(multiplyAdds: number, rate: number): number {
  return (2 * multiplyAdds) / (rate * 1e9);
}
