import { valueAt } from '../../compiler/analysis/definition.js';
import { threeDigits } from '../../compiler/analysis/format-number.js';
import type { FunctionReport } from '../../compiler/analysis/report.js';
import { drawCurve } from './curve.js';
import { formatTable } from './text.js';

const WIDTH = 56;
const HEIGHT = 7;

/** The function drawn on [0, pi], or for norms up to 10; of one that grows without bound what lies 5° from its ends. */
export function curve({ kind, facts }: FunctionReport): string {
  const isAngle = kind !== 'magnitude';
  const to = isAngle ? Math.PI : 10;
  const steps = WIDTH * 2;
  const values = Array.from({ length: steps }, (_, i) => valueAt(facts.definition, (to * i) / (steps - 1)));
  const margin = isAngle && facts.singularities.length > 0 ? Math.round((steps * 5) / 180) : 0;
  const shown = values.slice(margin, steps - margin).filter(Number.isFinite);
  if (shown.length === 0) return '';
  const ends = [Math.min(...shown), Math.max(...shown)] as const;
  const lines = drawCurve(values, HEIGHT, ends);
  const labels = [threeDigits(ends[1]), threeDigits(ends[0])];
  const width = Math.max(...labels.map((label) => label.length));
  const drawn = lines.map((line, i) => {
    const label = i === 0 ? labels[0] : i === HEIGHT - 1 ? labels[1] : undefined;
    return `${(label ?? '').padStart(width)} ${label === undefined ? '│' : '┤'}${line}\n`;
  });
  const [start, middle, end] = isAngle ? ['0', 'pi/2', 'pi'] : ['0', '5', '10'];
  const ticks = `${start!.padEnd(WIDTH / 2)}${middle!}`.padEnd(WIDTH - end!.length) + end!;
  return `${drawn.join('')}${' '.repeat(width)} └${'─'.repeat(WIDTH)}\n${' '.repeat(width + 2)}${ticks}\n`;
}

/** Values and slopes at telling points. */
export function table({ kind, variable, rows }: FunctionReport): string {
  const name = { angle: 'g', magnitude: 'h', margin: 'value' }[kind];
  if (kind === 'magnitude') {
    const cells = rows.map(({ at, value, slope, remark }) => [
      String(at),
      fixedDigits(value),
      fixedDigits(slope),
      remark,
    ]);
    return formatTable([`|x|`, name, `d${name}/d${variable}`, ''], cells, [0, 1, 2]);
  }
  const cells = rows.map(({ at, value, slope, slopeByCosine, remark }) => [
    fixedDigits(at),
    `${threeDigits((at * 180) / Math.PI)}°`,
    fixedDigits(value),
    fixedDigits(slope),
    fixedDigits(slopeByCosine),
    remark,
  ]);
  return formatTable([`${variable}`, '', name, `d/d${variable}`, `d/dcos ${variable}`, ''], cells, [0, 1, 2, 3, 4]);
}

/** Four decimals, which align; very large and small numbers with an exponent. */
function fixedDigits(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const size = Math.abs(value) < 1e-12 ? 0 : Math.abs(value);
  if (size === 0) return '0.0000';
  if (size < 5e-5 || size >= 1e6) return value.toExponential(2).replace('e+', 'e');
  return value.toFixed(4);
}
