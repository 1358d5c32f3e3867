import { outside, parts, type Part, type Profile, type ProfileRow } from './profile.js';

/** A profile as cells and sentences, for a terminal or a page. */
export interface ProfileTable {
  /** What the numbers are. */
  readonly intro: readonly string[];
  readonly header: readonly string[];
  /** Columns that hold numbers. */
  readonly right: readonly number[];
  readonly rows: readonly (readonly string[])[];
  /** What single rows mean. */
  readonly legend: string;
  /** The passes through a layer that cost most, in order. */
  readonly costly: readonly string[];
  /** Sums over all layers. */
  readonly sums: readonly string[];
}

const BAR = 24;
const MOST_EXPENSIVE = 5;
const MOST_NAMES = 8;

/** Rows that need a word, in a sentence below the table. */
const LEGEND =
  '(other) is what belongs to none, such as the norm of the gradients, the learning rate and what the engine adds; ' +
  '(input) prepares the batch; in (idle) no op runs. What is fused counts for the layer that it is named after.';
const ALWAYS: readonly string[] = [outside.other, outside.input, outside.idle];

/** @param rows the profile's, or some of them merged */
export function tableOf(profile: Profile, rows: readonly ProfileRow[] = profile.rows): ProfileTable {
  const shown = rows.filter(({ milliseconds, path }) => milliseconds > 0 || ALWAYS.includes(path));
  const longest = Math.max(...shown.map(({ share }) => share));
  return {
    intro: introOf(profile),
    header: ['layer', ...parts, 'ms', 'share', ''],
    right: [1, 2, 3, 4, 5],
    rows: [
      ...shown.map((row) => [
        nameOf(row),
        ...parts.map((part) => (row[part] ? milliseconds(row[part]) : '')),
        milliseconds(row.milliseconds),
        percent(row.share),
        bar(row.share / longest),
      ]),
      ['step', ...parts.map((part) => milliseconds(total(rows, part))), milliseconds(profile.stepMilliseconds), '', ''],
    ],
    legend: LEGEND,
    costly: costlyPasses(profile, shown),
    sums: sumsOf(profile, shown),
  };
}

function introOf({ steps, engine, batch, stepMilliseconds, busyMilliseconds, concurrency }: Profile): string[] {
  const which = steps.first === steps.last ? `Step ${steps.first}` : `Means of steps ${steps.first} to ${steps.last}`;
  const lines = [
    `${which} on ${engine}, batch ${batch}: ${milliseconds(stepMilliseconds)} ms a step.`,
    "Times are milliseconds of the step's wall-clock time, and add up to it.",
  ];
  if (concurrency === 1) return lines;
  const busy = `so that they were busy for ${milliseconds(busyMilliseconds)} ms in all`;
  return [
    ...lines,
    `Up to ${concurrency} ops ran at the same time, ${busy}; time with several is divided equally between them.`,
  ];
}

/** `classifier: angfc`; a layer without weights is called by its kind already: `stage1[0].relu`. */
export function nameOf({ path, layer }: Pick<ProfileRow, 'path' | 'layer'>): string {
  if (layer === undefined) return path;
  const last = path.slice(path.lastIndexOf('.') + 1).replace(/'\d+$/, '');
  return last === layer ? path : `${path}: ${layer}`;
}

function costlyPasses({ stepMilliseconds }: Profile, rows: readonly ProfileRow[]): string[] {
  const passes = rows.flatMap((row) => parts.map((part) => ({ row, part, time: row[part] ?? 0 })));
  const costly = passes.sort((a, b) => b.time - a.time).slice(0, MOST_EXPENSIVE);
  return costly
    .filter(({ time }) => time > 0)
    .map(({ row, part, time }) => {
      const cost = `${milliseconds(time)} ms, ${percent(time / stepMilliseconds)}`;
      return `${nameOf(row)}, ${part}: ${cost}${mainOp(row, part, time)}`;
    });
}

function sumsOf({ stepMilliseconds }: Profile, rows: readonly ProfileRow[]): string[] {
  const ranked = (times: ReadonlyMap<string, number>): string =>
    [...times]
      .sort(([, a], [, b]) => b - a)
      .slice(0, MOST_NAMES)
      .map(([name, time]) => `${name} ${percent(time / stepMilliseconds)}`)
      .join(', ');
  const directions = new Map(parts.map((part) => [part, total(rows, part)]));
  const kinds = sumBy(rows.map(({ layer, milliseconds: time }) => [layer, time]));
  const ops = sumBy(rows.flatMap((row) => row.ops.map(({ op, milliseconds: time }) => [op, time] as const)));
  return [`By direction: ${ranked(directions)}`, `By kind of layer: ${ranked(kinds)}`, `By op: ${ranked(ops)}`];
}

/** The op that most of the time goes to. */
function mainOp({ ops }: ProfileRow, part: Part, time: number): string {
  const [first] = ops.filter((cost) => cost.part === part);
  if (!first) return '';
  const often = first.count > 1 ? ` x ${Math.round(first.count)}` : '';
  return ` (${first.op}${often}: ${percent(first.milliseconds / time)} of it)`;
}

/** Sums by name, of what has one. */
function sumBy(times: readonly (readonly [string | undefined, number])[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [name, time] of times) if (name !== undefined) sums.set(name, (sums.get(name) ?? 0) + time);
  return sums;
}

function total(rows: readonly ProfileRow[], part: Part): number {
  return rows.reduce((sum, row) => sum + (row[part] ?? 0), 0);
}

function milliseconds(time: number): string {
  return time.toFixed(2);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** @param length a fraction of the longest */
function bar(length: number): string {
  return '█'.repeat(Math.round(length * BAR));
}
