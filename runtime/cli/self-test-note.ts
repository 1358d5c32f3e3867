import type { EngineName } from '../engines/engine.js';
import type { Channel } from './io.js';

/** Says why nothing else happens for a moment. */
export function tellSelfTest(channel: Channel): (engines: readonly EngineName[]) => void {
  return (engines) =>
    channel.write(`Testing ${engines.join(' and ')}, once on this machine with these versions: a few seconds.\n`);
}
