import { alternatives, didYouMean } from '../../compiler/diagnostics/suggest.js';
import { UsageError } from '../usage-error.js';
import { chooseAutomatically } from './automatic.js';
import { failedSelfTest, unavailable, type ChosenEngine, type FasterEngine } from './chosen.js';
import { EngineError, type EngineName } from './engine.js';
import { recallExamination, type Examination, type ExamineOptions } from './examination/index.js';
import { examinedAs, layerMilliseconds } from './examination/ranking.js';
import { contendersAmong, probe, type Probed } from './probe.js';
import { automatic, engineNames, engines } from './registry.js';

export type { ChosenEngine, FasterEngine } from './chosen.js';
export { engineNames } from './registry.js';

/**
 * The engine of a name, or for `auto` the fastest that is there and passes a self-test.
 * @throws {UsageError} for a name that means none
 * @throws {EngineError} when it can't run here
 */
export async function chooseEngine(name: string, options: ExamineOptions = {}): Promise<ChosenEngine> {
  checkEngineName(name);
  if (name === 'auto') return chooseAutomatically(options);
  const engine = await engines[name]();
  const availability = await engine.probe();
  if (availability.available) return { engine, detail: availability.detail, faster: await fasterThan(name, options) };
  throw new EngineError(`The engine \`${name}\` can't run here. ${availability.reason}`, availability.remedy);
}

/** @throws {UsageError} for what is neither an engine's name nor `auto` */
export function checkEngineName(name: string): asserts name is EngineName | 'auto' {
  const names = [...engineNames, 'auto'];
  if (names.includes(name)) return;
  throw new UsageError(
    `There is no engine \`${name}\`. ${didYouMean(name, names) ?? `There are ${alternatives(names, 'and')}.`}`,
  );
}

/** What would be faster than an engine that was asked for by its name. */
async function fasterThan(name: EngineName, { cache }: ExamineOptions): Promise<readonly FasterEngine[]> {
  const probed = await probe(automatic);
  const examination = await recallExamination(contendersAmong(probed), cache);
  return probed.filter((other) => isFaster(other.name, name, examination)).map((other) => asFaster(other, examination));
}

/** As it was measured, where both were; else by the usual order. */
function isFaster(name: EngineName, than: EngineName, examination: Examination | undefined): boolean {
  if (name === than) return false;
  const [one, other] = [examinedAs(examination, name), examinedAs(examination, than)];
  if (one?.outcome === 'passed' && other?.outcome === 'passed')
    return layerMilliseconds(one.speed) < layerMilliseconds(other.speed);
  return engineNames.indexOf(name) < engineNames.indexOf(than);
}

function asFaster({ name, availability }: Probed, examination: Examination | undefined): FasterEngine {
  if (!availability.available) return unavailable(name, availability);
  const examined = examinedAs(examination, name);
  return examined?.outcome === 'failed' ? failedSelfTest(name, examined.reason) : { name };
}

/** Whether each engine can run on this machine, in the order of `engineNames`. */
export function probeEngines(): Promise<readonly Probed[]> {
  return probe(engineNames);
}
