import { failedSelfTest, unavailable, untried, type ChosenEngine, type FasterEngine } from './chosen.js';
import { EngineError, type Engine, type EngineName } from './engine.js';
import { examine, recallExamination, type Examination, type ExamineOptions } from './examination/index.js';
import { examinedAs, ranked, whyFirst } from './examination/ranking.js';
import { canRemember } from './examination/remembered.js';
import { cacheFolder } from './native/install/cache-folder.js';
import { contendersAmong, probe, type Contender, type Probed } from './probe.js';
import { automatic, engines } from './registry.js';

/**
 * The fastest engine that passes its self-test. Where there are several to choose from, they are measured, once on this
 * machine with these versions. Where that can't be kept, it would take seconds each time: then the usual order decides.
 * @throws {EngineError} when none works here
 */
export async function chooseAutomatically(options: ExamineOptions = {}): Promise<ChosenEngine> {
  const probed = await probe(automatic);
  const several = contendersAmong(probed);
  const examination = several.length < 2 ? undefined : await examinationOf(several, options);
  const decision = examination && decide(probed, examination);
  if (!decision) return firstThatWorks(probed, examination);
  const { name, ...rest } = decision;
  return { engine: await engines[name](), ...rest };
}

async function examinationOf(several: readonly Contender[], options: ExamineOptions): Promise<Examination | undefined> {
  const { cache = cacheFolder() } = options;
  const known = await recallExamination(several, cache);
  if (known || !(await canRemember(cache))) return known;
  return (await examine(several, options)).examination;
}

/** What an examination comes to. */
export interface Decision extends Omit<ChosenEngine, 'engine' | 'why'> {
  readonly name: EngineName;
  readonly why: string;
}

/**
 * The engine that was found to be the fastest; undefined where none passed.
 * @param probed in the usual order, those that were examined among them
 */
export function decide(probed: readonly Probed[], examination: Examination): Decision | undefined {
  const [first, ...others] = ranked(examination);
  if (!first) return undefined;
  const at = probed.findIndex(({ name }) => name === first.name);
  const faster = probed
    .slice(0, at)
    .flatMap((each) => obstacle(each, examination) ?? untriedOne(each, examination) ?? []);
  return { name: first.name, detail: detailOf(probed[at]!), why: whyFirst([first, ...others]), faster };
}

function untriedOne({ name }: Probed, examination: Examination): FasterEngine | undefined {
  const examined = examinedAs(examination, name);
  return examined?.outcome === 'untried' ? untried(name, examined.reason) : undefined;
}

/** In the usual order, the first that passes a self-test within this process. */
async function firstThatWorks(probed: readonly Probed[], examination?: Examination): Promise<ChosenEngine> {
  const faster: FasterEngine[] = [];
  for (const each of probed) {
    const engine = await engines[each.name]();
    const failure = obstacle(each, examination) ?? (await failureOf(engine));
    if (!failure) return { engine, detail: detailOf(each), why: 'the fastest that works here', faster };
    faster.push(failure);
  }
  throw new EngineError(`No engine works here: ${faster.map(({ name, reason }) => `${name}: ${reason}`).join(' ')}`);
}

/** Why an engine can't be taken; undefined where nothing is known against it. */
function obstacle({ name, availability }: Probed, examination?: Examination): FasterEngine | undefined {
  if (!availability.available) return unavailable(name, availability);
  const examined = examinedAs(examination, name);
  return examined?.outcome === 'failed' ? failedSelfTest(name, examined.reason) : undefined;
}

async function failureOf(engine: Engine): Promise<FasterEngine | undefined> {
  // Loaded only here: it brings the compiler's primitives.
  const { selfTest } = await import('./self-test.js');
  const failure = await selfTest(engine);
  return failure === undefined ? undefined : failedSelfTest(engine.name, failure);
}

function detailOf({ availability }: Probed): string {
  return availability.available ? availability.detail : availability.reason;
}
