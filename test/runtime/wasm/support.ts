import { engine, memory } from '@tensorflow/tfjs-core';
import type { Program } from '../../../compiler/graph/graph.js';
import type { Engine, HostTensors } from '../../../runtime/engines/engine.js';
import type { TfjsSession } from '../../../runtime/engines/tfjs/session.js';

/** A session of a tfjs engine with its state written. */
export async function open(from: Engine, program: Program, state: HostTensors): Promise<TfjsSession> {
  const session = (await from.load(program)) as TfjsSession;
  await session.writeState(state);
  return session;
}

/** What tfjs and the wasm backend hold at the moment. */
export function held() {
  const backend = engine().findBackend('wasm') as unknown as {
    numDataIds(): number;
    wasm: { HEAPU8: Uint8Array };
  };
  const { numTensors, numDataBuffers, numBytes } = memory();
  return { numTensors, numDataBuffers, numBytes, dataIds: backend.numDataIds(), heap: backend.wasm.HEAPU8.length };
}
