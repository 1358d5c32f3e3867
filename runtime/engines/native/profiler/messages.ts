import protobuf from 'protobufjs';

/**
 * The part of TensorFlow's protobuf messages that a profiled call needs. Field numbers are TensorFlow's; a test
 * compares every one with the installed Python package.
 */
export const PROFILE_PROTO = `
syntax = "proto3";
package tensorflow;

message RunOptions {
  int32 trace_level = 1;
}

message RunMetadata {
  StepStats step_stats = 1;
}

message StepStats {
  repeated DeviceStepStats dev_stats = 1;
}

message DeviceStepStats {
  string device = 1;
  repeated NodeExecStats node_stats = 2;
}

message NodeExecStats {
  string node_name = 1;
  string timeline_label = 8;
  int64 all_start_nanos = 13;
  int64 op_start_rel_nanos = 14;
  int64 op_end_rel_nanos = 15;
}
`;

const root = protobuf.parse(PROFILE_PROTO, { keepCase: true }).root;

/** TensorFlow's FULL_TRACE: every op, and on a GPU what it computes after the op has returned. */
const FULL_TRACE = 3;

/** `RunOptions` that ask for the times of all ops. */
export const TRACED = encode('RunOptions', { trace_level: FULL_TRACE });

/** What a device did in a call. */
export interface DeviceStats {
  readonly device: string;
  readonly node_stats: readonly NodeStats[];
}

/** When a node ran, in nanoseconds; start and end count from `all_start_nanos`. */
export interface NodeStats {
  readonly node_name: string;
  /** `train/0/add = _MklNativeFusedConv2D(train/feed/features, …)` */
  readonly timeline_label: string;
  /** Since 1970: a whole number in digits, since it doesn't fit into a JavaScript number. */
  readonly all_start_nanos: string;
  readonly op_start_rel_nanos: string;
  readonly op_end_rel_nanos: string;
}

/** What the devices did, out of the bytes of a `RunMetadata`. */
export function decodeStats(bytes: Uint8Array): readonly DeviceStats[] {
  const type = root.lookupType('tensorflow.RunMetadata');
  const message = type.toObject(type.decode(bytes), { longs: String, defaults: true, arrays: true });
  return (message as { step_stats: { dev_stats: DeviceStats[] } | null }).step_stats?.dev_stats ?? [];
}

function encode(name: string, message: object): Uint8Array {
  const type = root.lookupType(`tensorflow.${name}`);
  return type.encode(type.fromObject(message)).finish();
}
