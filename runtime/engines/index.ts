import { alternatives, didYouMean } from '../../compiler/diagnostics/suggest.js';
import { UsageError } from '../usage-error.js';
import { EngineError, type Availability, type Engine, type EngineName } from './engine.js';
import { selfTest } from './self-test.js';

/** Every engine, fastest first. Each is loaded when it is asked for: some bring large libraries. */
const engines: Readonly<Record<EngineName, () => Promise<Engine>>> = {
  native: async () => (await import('./native/index.js')).nativeEngine,
  wasm: async () => (await import('./wasm/index.js')).wasmEngine,
  cpu: async () => (await import('./cpu/index.js')).cpuEngine,
  reference: async () => (await import('./reference/index.js')).referenceEngine,
};

export const engineNames = Object.keys(engines) as readonly EngineName[];

/** Engines that `auto` may take, fastest first. */
const automatic: readonly EngineName[] = ['native', 'wasm', 'cpu'];

/** An engine that was chosen, and what would be faster. */
export interface ChosenEngine {
  readonly engine: Engine;
  /** What the engine says of itself. */
  readonly detail: string;
  readonly faster: readonly FasterEngine[];
}

/** An engine that is faster than the chosen one, fastest first. */
export interface FasterEngine {
  readonly name: EngineName;
  /** Why it can't be taken, a sentence; absent where another one was asked for. */
  readonly reason?: string;
  readonly remedy?: string;
}

/**
 * The engine of a name, or for `auto` the fastest that is there and passes a small self-test.
 * @throws {UsageError} for a name that means none
 * @throws {EngineError} when it can't run here
 */
export async function chooseEngine(name: string): Promise<ChosenEngine> {
  checkEngineName(name);
  if (name === 'auto') return fastest();
  const engine = await engines[name]();
  const availability = await engine.probe();
  if (availability.available) return { engine, detail: availability.detail, faster: await fasterThan(name) };
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

async function fastest(): Promise<ChosenEngine> {
  const faster: FasterEngine[] = [];
  for (const name of automatic) {
    const engine = await engines[name]();
    const availability = await engine.probe();
    const failure = availability.available ? await selfTest(engine) : undefined;
    if (availability.available && failure === undefined) return { engine, detail: availability.detail, faster };
    faster.push(
      availability.available
        ? { name, reason: `It failed its self-test: ${failure}` }
        : unavailable(name, availability),
    );
  }
  throw new EngineError(`No engine works here: ${faster.map(({ name, reason }) => `${name}: ${reason}`).join(' ')}`);
}

async function fasterThan(name: EngineName): Promise<readonly FasterEngine[]> {
  const before = automatic.slice(0, automatic.includes(name) ? automatic.indexOf(name) : automatic.length);
  return Promise.all(
    before.map(async (other) => {
      const availability = await (await engines[other]()).probe();
      return availability.available ? { name: other } : unavailable(other, availability);
    }),
  );
}

function unavailable(name: EngineName, { reason, remedy }: Availability & { readonly available: false }): FasterEngine {
  return { name, reason, ...(remedy === undefined ? {} : { remedy }) };
}

/** Whether each engine can run on this machine, in the order of `engineNames`. */
export async function probeEngines(): Promise<
  readonly { readonly name: EngineName; readonly availability: Availability }[]
> {
  return Promise.all(engineNames.map(async (name) => ({ name, availability: await (await engines[name]()).probe() })));
}
