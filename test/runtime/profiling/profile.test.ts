import { describe, expect, it } from 'vitest';
import type { Origin } from '../../../compiler/graph/graph.js';
import type { OpTiming } from '../../../runtime/engines/profiled-call.js';
import { markdownOf, mergeRounds, profileOf, tableOf, traceOf } from '../../../runtime/profiling/index.js';
import type { ProfiledStep } from '../../../runtime/profiling/profiled-step.js';
import { experimentOf, experimentText, modelText } from '../../support/spec.js';

const experiment = experimentOf(
  modelText(
    [6, 6, 1],
    `stage: repeat 4 as i { conv(if i == 3 then 4 else 2, 3x3)  relu }
    flatten
    classifier: fc(3)`,
  ) + experimentText({ classes: 3, more: 'regularize: l2(0.1)' }),
);

function op(path: string | undefined, part: Origin['part'], kind: string, start: number, end: number): OpTiming {
  const origin = path === undefined ? undefined : { path, file: 'net.ang', line: 3, ...(part && { part }) };
  return { name: `train/${path}/${kind}`, op: kind, origin, start, end };
}

const ops = [
  op('stage[0].0', undefined, 'Conv', 0, 4),
  op('stage[0].relu', undefined, 'Relu', 4, 5),
  op('stage[1].0', undefined, 'Conv', 5, 7),
  op('stage[2].0', undefined, 'Conv', 7, 9),
  op('stage[3].0', undefined, 'Conv', 9, 10),
  op('(loss)', undefined, 'Softmax', 10, 11),
  op('(regularizers)', 'backward', 'Mul', 11, 12),
  // Two at the same time.
  op('stage[1].0', 'backward', 'ConvGradient', 12, 16),
  op('stage[1].0', 'backward', 'ConvGradient', 12, 16),
  op('classifier', 'update', 'Adam', 16, 17),
  op(undefined, undefined, 'NoOp', 17, 18),
  op('of nobody', undefined, 'NoOp', 18, 19),
];

const steps: readonly ProfiledStep[] = [
  { step: 4, began: 1000, preparing: 2, call: { milliseconds: 22, ops } },
  { step: 5, began: 1030, preparing: 4, call: { milliseconds: 20, ops: ops.slice(0, 4) } },
];
const profile = profileOf(experiment, 'made-up', steps);
const row = (path: string) => profile.rows.find((candidate) => candidate.path === path)!;

describe('a profile', () => {
  it('has the layers in the order of flow, then the rest, and adds up to the step', () => {
    expect(profile.rows.map(({ path }) => path)).toEqual([
      ...['image', 'stage[0].0', 'stage[0].relu', 'stage[1].0', 'stage[1].relu', 'stage[2].0', 'stage[2].relu'],
      ...['stage[3].0', 'stage[3].relu', 'flatten', 'classifier'],
      ...['(loss)', '(regularizers)', '(other)', '(input)', '(idle)'],
    ]);
    expect(profile.stepMilliseconds).toBe(24);
    expect(profile.rows.reduce((sum, { milliseconds }) => sum + milliseconds, 0)).toBeCloseTo(24, 12);
    expect(profile.rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('takes means over the steps, and keeps directions apart', () => {
    expect(profile.steps).toEqual({ first: 4, last: 5 });
    expect(row('stage[0].0')).toMatchObject({ layer: 'conv', forward: 4, backward: 0, milliseconds: 4 });
    expect(row('stage[1].0')).toMatchObject({ forward: 2, backward: 2, milliseconds: 4 });
    expect(row('classifier')).toMatchObject({ update: 0.5, milliseconds: 0.5 });
    expect(row('(loss)')).toMatchObject({ forward: 0.5 });
    expect(row('(regularizers)')).toMatchObject({ backward: 0.5 });
    expect(row('(input)').milliseconds).toBe(3);
    expect(row('(idle)').milliseconds).toBe((3 + 11) / 2);
  });

  it('divides time with several ops, and says how long they were busy', () => {
    expect(profile.concurrency).toBe(2);
    expect(profile.busyMilliseconds).toBe((23 + 9) / 2);
    expect(row('stage[1].0').ops).toEqual([
      { op: 'Conv', part: 'forward', count: 1, milliseconds: 2 },
      { op: 'ConvGradient', part: 'backward', count: 1, milliseconds: 2 },
    ]);
  });

  it('counts what belongs to no layer of the spec as other', () => {
    expect(row('(other)')).toEqual({
      path: '(other)',
      milliseconds: 1,
      share: 1 / 24,
      ops: [{ op: 'NoOp', count: 1, milliseconds: 1 }],
    });
  });

  it('keeps ops within their call, whatever the clocks say', () => {
    const call = { milliseconds: 10, ops: [op('classifier', undefined, 'MatMul', -1, 12)] };
    const { rows } = profileOf(experiment, 'made-up', [{ step: 1, began: 0, preparing: 0, call }]);
    expect(rows.find(({ path }) => path === 'classifier')!.milliseconds).toBe(10);
    expect(rows.at(-1)).toMatchObject({ path: '(idle)', milliseconds: 0 });
  });
});

describe('a profile of many steps and ops', () => {
  it('is no trouble', () => {
    const many = Array.from({ length: 3000 }, (_, index) => op('classifier', undefined, 'MatMul', index, index + 1));
    const long = Array.from({ length: 100 }, (_, index): ProfiledStep => {
      return { step: index + 1, began: index * 3000, preparing: 0, call: { milliseconds: 3000, ops: many } };
    });
    const summary = profileOf(experiment, 'made-up', long);
    expect(summary.stepMilliseconds).toBe(3000);
    expect(traceOf(summary, long)).toMatchObject({ traceEvents: { length: 3000 * 100 + 2 * 100 + 5 } });
  });
});

describe('rounds of a repeat', () => {
  it('that are alike become one row, which is their sum', () => {
    const merged = mergeRounds(profile.rows);
    expect(merged.map(({ path }) => path).slice(1, 3)).toEqual(['stage[0-3].0', 'stage[0-3].relu']);
    expect(merged[1]).toMatchObject({ forward: 8.5, backward: 2, milliseconds: 10.5 });
    expect(merged[1]!.ops[0]).toMatchObject({ op: 'Conv', count: 3.5, milliseconds: 8.5 });
    expect(merged.reduce((sum, { milliseconds }) => sum + milliseconds, 0)).toBeCloseTo(24, 12);
  });

  it('stay apart where their layers differ', () => {
    const [first, second] = profile.rows.slice(1, 5);
    const other = { ...second!, layer: 'angconv', path: 'stage[1].0' };
    expect(mergeRounds([first!, other]).map(({ path }) => path)).toEqual(['stage[0].0', 'stage[1].0']);
  });
});

describe('the table of a profile', () => {
  it('shows layers that took time, with bars, and what costs most', () => {
    const { header, rows, costly, sums, intro } = tableOf(profile);
    expect(header).toEqual(['layer', 'forward', 'backward', 'update', 'ms', 'share', '']);
    expect(rows[0]).toEqual(['stage[0].0: conv', '4.00', '', '', '4.00', '16.7 %', '█'.repeat(14)]);
    expect(rows.map(([name]) => name)).not.toContain('stage[3].relu');
    expect(rows.at(-1)).toEqual(['step', '10.00', '2.50', '0.50', '24.00', '', '']);
    expect(costly[0]).toBe('stage[0].0: conv, forward: 4.00 ms, 16.7 % (Conv: 100.0 % of it)');
    expect(sums[1]).toBe('By kind of layer: conv 43.8 %, relu 4.2 %, fc 2.1 %');
    expect(intro.join(' ')).toContain('Up to 2 ops ran at the same time, so that they were busy for 16.00 ms in all');
  });

  it('is a table of Markdown, too', () => {
    const lines = markdownOf(profile).split('\n');
    const table = lines.filter((line) => line.startsWith('|'));
    expect(table).toHaveLength(2 + tableOf(profile).rows.length);
    expect(new Set(table.map((line) => line.split('|').length))).toEqual(new Set([9]));
  });
});

describe('the trace of a profile', () => {
  const { traceEvents } = traceOf(profile, steps) as {
    traceEvents: { ph: string; name: string; tid: number; ts: number; dur: number; args: Record<string, string> }[];
  };
  const events = traceEvents.filter(({ ph }) => ph === 'X');

  it('names ops by layer, direction and kind, and tells where the layer is written', () => {
    expect(events.map(({ name }) => name)).toContain('stage[1].0 backward ConvGradient');
    expect(events.find(({ name }) => name === 'stage[0].0 forward Conv')!.args).toEqual({
      node: 'train/stage[0].0/Conv',
      place: 'net.ang:3',
    });
    expect(events.map(({ name }) => name)).toContain('(other) NoOp');
  });

  it('has a row for steps and as many for ops as run at the same time', () => {
    const names = traceEvents.filter(({ name }) => name === 'thread_name').map(({ tid, args }) => [tid, args['name']]);
    expect(names).toEqual([
      [0, 'steps'],
      [1, 'ops 1'],
      [2, 'ops 2'],
    ]);
    const stepEvents = events.filter(({ name }) => name.startsWith('step '));
    expect(stepEvents.map(({ name, ts, dur, tid }) => [name, ts, dur, tid])).toEqual([
      ['step 4', 0, 24_000, 0],
      ['step 5', 30_000, 24_000, 0],
    ]);
    // An op begins after the preparation of its batch.
    expect(events.find(({ name }) => name === 'stage[0].0 forward Conv')).toMatchObject({
      ts: 2000,
      dur: 4000,
      tid: 1,
    });
  });
});
