import type { Availability, EngineName } from './engine.js';
import { contenders, engines } from './registry.js';

export interface Probed {
  readonly name: EngineName;
  readonly availability: Availability;
}

/** Whether each of some engines can run on this machine, in their order. */
export async function probe(names: readonly EngineName[]): Promise<readonly Probed[]> {
  return Promise.all(names.map(async (name) => ({ name, availability: await (await engines[name]()).probe() })));
}

/** An engine that could be the fastest here, with what it says of itself. */
export interface Contender {
  readonly name: EngineName;
  readonly detail: string;
}

/** Those that are there and worth measuring. */
export function contendersAmong(probed: readonly Probed[]): readonly Contender[] {
  return probed.flatMap(({ name, availability }) =>
    availability.available && contenders.includes(name) ? [{ name, detail: availability.detail }] : [],
  );
}
