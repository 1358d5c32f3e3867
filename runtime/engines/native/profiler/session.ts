import type { Origin, Program } from '../../../../compiler/graph/graph.js';
import type { SavedModel } from '../../../../compiler/targets/saved-model/index.js';
import type { HostTensors } from '../../engine.js';
import type { OpTiming, ProfiledCall } from '../../profiled-call.js';
import { NativeSession } from '../session.js';
import { originOfNode } from './attribute.js';
import { decodeStats, type DeviceStats, type NodeStats } from './messages.js';
import type { ProfilingBinding, Trace } from './profiling-binding.js';

/** A program in a TensorFlow session that tells when each op ran. */
export class ProfilingSession extends NativeSession {
  constructor(
    program: Program,
    private readonly profiling: ProfilingBinding,
    handle: number,
    private readonly emitted: SavedModel,
  ) {
    super(program, profiling, handle, emitted);
  }

  async profile(
    graph: keyof Program['graphs'],
    feeds: HostTensors,
    outputs?: readonly string[],
  ): Promise<ProfiledCall> {
    await this.prepare(graph);
    const [results, trace] = await this.profiling.traced(() => this.run(graph, feeds, outputs));
    const milliseconds = (trace.end - trace.start) / 1000;
    return { outputs: results, milliseconds, ops: timingsOf(trace, this.emitted.places) };
  }
}

/** The ops of a call, in the order in which they began. */
export function timingsOf({ metadata, start }: Trace, places: ReadonlyMap<string, Origin>): OpTiming[] {
  const began = BigInt(Math.round(start)) * 1000n;
  const timings = computing(decodeStats(new Uint8Array(metadata))).map((node): OpTiming => {
    const since = (relative: string): number => Number(BigInt(node.all_start_nanos) - began + BigInt(relative)) / 1e6;
    return {
      name: node.node_name,
      op: opOf(node),
      origin: originOfNode(node.node_name, places),
      start: since(node.op_start_rel_nanos),
      end: since(node.op_end_rel_nanos),
    };
  });
  return timings.filter(({ start: from, end }) => end > from).sort((a, b) => a.start - b.start);
}

/**
 * The ops of the devices that compute. A GPU is noted several times: as the device whose ops only hand their work
 * over, and as a stream for each kind of work and one for all.
 */
function computing(devices: readonly DeviceStats[]): NodeStats[] {
  const streams = devices.filter(({ device }) => device.endsWith('/stream:all'));
  const host = devices.filter(({ device }) => /device:CPU:\d+$/i.test(device));
  return (streams.length > 0 ? [...streams, ...host] : devices).flatMap(({ node_stats }) => node_stats);
}

/** `[mklcpu 5.7MB 5.7MB] train/0/add = _MklNativeFusedConv2D(…)` names its kind of op. */
function opOf({ node_name, timeline_label }: NodeStats): string {
  return / = ([\w.]+)\(/.exec(timeline_label)?.[1] ?? node_name;
}
