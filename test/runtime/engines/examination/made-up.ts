import type { EngineName } from '../../../../runtime/engines/engine.js';
import type { Examination, Examined, Speed } from '../../../../runtime/engines/examination/index.js';

/** An engine that passed: all three convolutions at one rate in GFLOP/s, memory at another in GB/s. */
export function passed(name: EngineName, rate: number, bandwidth = 40): Examined {
  return { name, outcome: 'passed', device: 'CPU', speed: speed(rate, bandwidth) };
}

export function speed(rate: number, bandwidth = 40): Speed {
  return { convolution: { forward: rate, inputGradient: rate, filterGradient: rate }, bandwidth };
}

export function failed(name: EngineName, reason = 'It computed 1 instead of 2.'): Examined {
  return { name, outcome: 'failed', reason };
}

export function untried(name: EngineName, reason = 'It took longer than 30 s.'): Examined {
  return { name, outcome: 'untried', reason };
}

export function examination(...engines: readonly Examined[]): Examination {
  return { date: '2026-11-24T04:12:00.000Z', bytes: 2 ** 26, engines };
}
