import { decide } from '../../engines/automatic.js';
import { EngineError, type Availability, type EngineName } from '../../engines/engine.js';
import {
  examine,
  CONVOLUTION,
  type Examination,
  type ExamineOptions,
  type Speed,
} from '../../engines/examination/index.js';
import { examinedAs, gainOfBf16 } from '../../engines/examination/ranking.js';
import { chooseEngine, probeEngines } from '../../engines/index.js';
import { cacheFolder } from '../../engines/native/install/cache-folder.js';
import { locate } from '../../engines/native/locate.js';
import { contendersAmong, type Probed } from '../../engines/probe.js';
import { findGpus, type Gpu } from '../../machine/gpus.js';
import { findProcessor, type Processor } from '../../machine/processor.js';
import { versions } from '../../version.js';
import { dataStatus } from '../commands/data.js';
import { adviseOn, type Advice, type NativeFacts } from './advice.js';

/** Everything that `doctor` tells. */
export interface DoctorReport {
  readonly versions: Readonly<Record<string, string>>;
  readonly machine: Omit<Processor, 'model'> & {
    readonly processor: string;
    readonly gpus: readonly Gpu[];
    readonly cache: string;
  };
  readonly engines: readonly EngineReport[];
  /** With what speeds were measured; absent where there was nothing to measure. */
  readonly measured?: { readonly date: string; readonly convolution: typeof CONVOLUTION; readonly tensorBytes: number };
  /** Why the measurements couldn't be kept, if they couldn't. */
  readonly notKept?: string;
  /** What `--engine auto` takes; absent where no engine works. */
  readonly auto?: { readonly engine: EngineName; readonly why: string };
  readonly advice: readonly Advice[];
  readonly data: Awaited<ReturnType<typeof dataStatus>>;
}

export type EngineReport = { readonly name: EngineName } & Availability & Partial<Tested>;

/** What the self-test of an engine that is worth measuring came to. */
interface Tested {
  readonly selfTest: 'passed' | 'failed' | 'untried';
  readonly failure: string;
  readonly device: 'CPU' | 'GPU';
  /** Threads that compute, on a CPU. */
  readonly threads: number;
  /** GFLOP/s of convolutions, GB/s of memory. */
  readonly speed: Speed;
}

/** Examines the machine; measures engines, which takes a few seconds, unless that was done before. */
export async function examineMachine(options: ExamineOptions): Promise<DoctorReport> {
  const { model, ...processor } = findProcessor();
  const [probed, gpus] = [await probeEngines(), await findGpus()];
  const contenders = contendersAmong(probed);
  const { examination, notKept } =
    contenders.length > 0 ? await examine(contenders, options) : { examination: undefined, notKept: undefined };
  const granted = grantedThreads();
  const native = await nativeFacts(probed, examination);
  const threads = Math.min(granted ?? Infinity, processor.usableCores);
  const auto = await automaticChoice(probed, examination, options);
  return {
    versions: versions(),
    machine: { processor: model, ...processor, gpus, cache: options.cache ?? cacheFolder() },
    engines: probed.map((each) => ({ ...describe(each), ...testOf(each.name, examination, threads) })),
    ...(examination && {
      measured: { date: examination.date, convolution: CONVOLUTION, tensorBytes: examination.bytes },
    }),
    ...(notKept && { notKept: notKept.message }),
    ...(auto && { auto }),
    advice: adviseOn({ ...processor, gpus, native, grantedThreads: granted }),
    data: await dataStatus(),
  };
}

function describe({ name, availability }: Probed): { readonly name: EngineName } & Availability {
  return { name, ...availability };
}

/** @param threads that TensorFlow computes with; tfjs's engines have one */
function testOf(name: EngineName, examination: Examination | undefined, threads: number): Partial<Tested> {
  const examined = examinedAs(examination, name);
  if (!examined) return {};
  if (examined.outcome !== 'passed') return { selfTest: examined.outcome, failure: examined.reason };
  const { device, speed } = examined;
  const used = device === 'GPU' ? {} : { threads: name === 'native' ? threads : 1 };
  return { selfTest: 'passed', device, ...used, speed };
}

/** As TensorFlow reads it: what is no number above 0 is as if it weren't set. */
function grantedThreads(): number | undefined {
  const granted = Number.parseInt(process.env['TF_NUM_INTRAOP_THREADS'] ?? '', 10);
  return granted > 0 ? granted : undefined;
}

async function nativeFacts(probed: readonly Probed[], examination: Examination | undefined): Promise<NativeFacts> {
  const { availability } = probed.find(({ name }) => name === 'native')!;
  if (!availability.available) {
    const { reason, remedy } = availability;
    return { state: 'missing', reason, ...(remedy !== undefined && { remedy }) };
  }
  const examined = examinedAs(examination, 'native')!;
  if (examined.outcome !== 'passed') return { state: 'broken', reason: examined.reason };
  const location = await locate();
  const { device, speed } = examined;
  const cuda = location.found && location.installation.cuda;
  return { state: 'works', device, cuda, bf16Gain: gainOfBf16(speed) };
}

async function automaticChoice(
  probed: readonly Probed[],
  examination: Examination | undefined,
  options: ExamineOptions,
): Promise<DoctorReport['auto']> {
  const decision = examination && decide(probed, examination);
  if (decision) return { engine: decision.name, why: decision.why };
  try {
    const { engine, why } = await chooseEngine('auto', { ...options, fresh: false });
    return { engine: engine.name, why: why ?? '' };
  } catch (cause) {
    if (cause instanceof EngineError) return undefined;
    throw cause;
  }
}
