import type { Comparison, Difference, LoneLayer } from '../../compiler/diff/index.js';
import { formatCount } from '../format-numbers.js';

/** How what is gone, what is new and what matters less are shown. */
type Colors = Readonly<Record<'red' | 'green' | 'dim', (text: string) => string>>;

const plain = (text: string): string => text;
const noColors: Colors = { red: plain, green: plain, dim: plain };

/** More names or layers than this are counted. */
const mostListed = 4;
const mostLayers = 12;

/** What differs, for a person: short lines by part of the spec. */
export function renderComparison(comparison: Comparison, colors: Colors = noColors): string {
  const { equal, added, removed, changed, settings, cost } = comparison;
  if (equal) return 'no difference\n';
  const part = (section: Difference['section']) => settings.filter((each) => each.section === section);
  return [
    group('model', [
      ...lone(removed, '-', colors.red),
      ...lone(added, '+', colors.green),
      ...changed.map((each) => line(each, colors)),
    ]),
    group(
      'data',
      part('data').map((each) => line(each, colors)),
    ),
    group(
      'training',
      part('training').map((each) => line(each, colors)),
    ),
    group('cost', cost ? costLines(cost) : []),
  ].join('');
}

function group(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.map((each) => `  ${each}\n`).join('')}`;
}

function lone(layers: readonly LoneLayer[], sign: '+' | '-', paint: (text: string) => string): string[] {
  const lines = layers.slice(0, mostLayers).map(({ name, kind, shape }) => {
    const what = name.startsWith(`${kind} after `) ? name : `${name}: ${kind}`;
    return paint(`${sign} ${what} -> ${shape}`);
  });
  const rest = layers.length - mostLayers;
  return rest > 0 ? [...lines, paint(`${sign} and ${formatCount(rest)} more layers`)] : lines;
}

/** `~ optimizer lr: 0.001 -> 0.01`; `~ kind: angconv -> conv   stem, stage1[0].main.0 and 31 more`. */
function line({ section, subjects, aspect, from, to }: Difference, colors: Colors): string {
  const change = `${from === undefined ? 'none' : colors.red(from)} -> ${to === undefined ? 'none' : colors.green(to)}`;
  if (section !== 'model') return `~ ${[subjects[0], aspect].filter((word) => word !== '').join(' ')}: ${change}`;
  const names = subjects.slice(0, mostListed).join(', ');
  const rest = subjects.length - mostListed;
  const where = rest > 0 ? `${names} and ${formatCount(rest)} more` : names;
  return aspect === '' ? `~ ${where}: ${change}` : `~ ${aspect}: ${change}  ${colors.dim(`in ${where}`)}`;
}

function costLines([a, b]: NonNullable<Comparison['cost']>): string[] {
  const rows = [
    ['parameters', a.parameters, b.parameters],
    ['multiply-adds', a.multiplyAdds, b.multiplyAdds],
  ] as const;
  return rows.map(([name, before, after]) => {
    if (before === after) return `  ${name}: ${formatCount(before)}, as before`;
    const share = before === 0 ? '' : ` (${change(after / before)})`;
    return `~ ${name}: ${formatCount(before)} -> ${formatCount(after)}${share}`;
  });
}

/** `+12.5 %`; `60 times as many` where percents would say little. */
function change(ratio: number): string {
  if (ratio >= 10) return `${formatCount(Number(ratio.toPrecision(3)))} times as many`;
  return `${ratio > 1 ? '+' : ''}${((ratio - 1) * 100).toPrecision(3)} %`;
}
