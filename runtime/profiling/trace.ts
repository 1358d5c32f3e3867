import type { OpTiming } from '../engines/profiled-call.js';
import { outside, partOf, type Profile } from './profile.js';
import type { ProfiledStep } from './profiled-step.js';
import { rowsOf } from './share-time.js';

/** An event of Chrome's trace format; times are in microseconds. */
type TraceEvent =
  | {
      readonly ph: 'X';
      readonly name: string;
      readonly cat: string;
      readonly pid: number;
      readonly tid: number;
      readonly ts: number;
      readonly dur: number;
      readonly args?: object;
    }
  | {
      readonly ph: 'M';
      readonly name: 'process_name' | 'thread_name' | 'thread_sort_index';
      readonly pid: number;
      readonly tid: number;
      readonly args: object;
    };

const PROCESS = 1;
/** Row of the steps; those of ops follow. */
const STEPS = 0;

/**
 * The profiled steps as a trace that chrome://tracing and Perfetto open: a row of steps, and below as many rows of ops
 * as ops ever ran at the same time.
 */
export function traceOf({ experiment, engine }: Profile, steps: readonly ProfiledStep[]): object {
  const origin = steps[0]!.began;
  const events = steps.flatMap((step) => eventsOf(step, step.began - origin));
  const rows = events.reduce((last, { tid }) => Math.max(last, tid), STEPS);
  return {
    traceEvents: [
      metadata('process_name', STEPS, { name: `${experiment} on ${engine}` }),
      ...Array.from({ length: rows + 1 }, (_, row) => [
        metadata('thread_name', row, { name: row === STEPS ? 'steps' : `ops ${row}` }),
        metadata('thread_sort_index', row, { sort_index: row }),
      ]).flat(),
      ...events,
    ],
    displayTimeUnit: 'ms',
  };
}

/** @param began milliseconds from the beginning of the trace */
function eventsOf({ step, preparing, call }: ProfiledStep, began: number): (TraceEvent & { readonly ph: 'X' })[] {
  const event = (name: string, cat: string, row: number, start: number, duration: number, args?: object) => {
    const ts = Math.max(0, began + start) * 1000;
    return { ph: 'X' as const, name, cat, pid: PROCESS, tid: row, ts, dur: duration * 1000, ...(args && { args }) };
  };
  const rows = rowsOf(call.ops);
  return [
    event(`step ${step}`, 'step', STEPS, 0, preparing + call.milliseconds),
    event('prepare the batch', 'step', STEPS, 0, preparing),
    ...call.ops.map((op, index) => {
      const { name, cat, args } = labelOf(op);
      return event(name, cat, STEPS + 1 + rows[index]!, preparing + op.start, op.end - op.start, args);
    }),
  ];
}

/** `stage1[3].main.0 backward Conv2DBackpropFilter` */
function labelOf({ name, op, origin }: OpTiming) {
  if (!origin) return { name: `${outside.other} ${op}`, cat: 'other', args: { node: name } };
  const part = partOf(origin);
  return {
    name: `${origin.path} ${part} ${op}`,
    cat: part,
    args: { node: name, place: `${origin.file}:${origin.line}` },
  };
}

function metadata(name: (TraceEvent & { ph: 'M' })['name'], row: number, args: object): TraceEvent {
  return { ph: 'M', name, pid: PROCESS, tid: row, args };
}
