import { threeDigits } from '../../compiler/analysis/format-number.js';
import type { Singularity } from '../../compiler/analysis/function-facts.js';
import { reportOn, type FunctionReport } from '../../compiler/analysis/report.js';
import type { FunctionValue } from '../../compiler/evaluation/function-value.js';
import { curve, table } from './explain-values.js';

/** What is known of a function with fixed arguments, as people read it. */
export function functionText(fixed: FunctionValue): string {
  const { declaration, module } = fixed.declared;
  const definition = module.text.slice(declaration.span.start, declaration.span.end).replace(/^(\s*\/\/\/.*\n)+/, '');
  const report = reportOn(fixed);
  const parts = [
    ...(declaration.doc === undefined ? [] : [`${declaration.doc}\n`]),
    indent(`${definition.trim()}\n`),
    indent(formulas(report)),
    `${heading(report)}\n${indent(properties(report))}`,
    indent(curve(report)),
    indent(table(report)),
  ];
  return parts.join('\n');
}

function formulas({ variable, derivative, where }: FunctionReport): string {
  const slope = derivative ?? 'too long to read';
  return aligned([[`d/d${variable}`, slope], ...where.map(([name, value]) => [`  ${name}`, value] as const)], ' = ');
}

function heading({ parameters, assumed }: FunctionReport): string {
  const all = [...parameters, ...assumed].map(([name, value]) => `${name} = ${value}`);
  return all.length === 0 ? 'Analysis' : `With ${all.join(', ')}`;
}

function properties(report: FunctionReport): string {
  const { kind, variable, facts, reached, range, steepest } = report;
  const show = (point: number) => pointText(point, kind !== 'magnitude');
  const [from, to] = reached.map(show);
  return aligned([
    ['domain', domainText(report)],
    [
      'in force',
      `${from} to ${to}, ${kind === 'magnitude' ? 'from the eps of @norm on' : 'what the clip of @norm leaves'}`,
    ],
    ['range', `${threeDigits(range[0])} to ${threeDigits(range[1])}`],
    [`in ${variable}`, directionText(facts, show)],
    ...(steepest ? [['steepest', `${threeDigits(steepest.slope)} at ${show(steepest.at)}`] as const] : []),
  ]);
}

function domainText({ kind, facts: { singularities } }: FunctionReport): string {
  const all = kind === 'magnitude' ? 'all norms' : '[0, pi]';
  if (singularities.length === 0) return all;
  return `${all} but for ${singularities.map((one) => holeText(one, kind !== 'magnitude')).join(', ')}`;
}

function holeText({ lo, hi, wide, growth }: Singularity, isAngle: boolean): string {
  if (wide) return `${pointText(lo, isAngle)} to ${pointText(hi, isAngle)}`;
  const grown = { pole: ' (a pole)', logarithm: ' (it grows like a logarithm)', root: '', none: '' }[growth];
  return `${lo === 0 ? '0' : isAngle && hi === Math.PI ? 'pi' : pointText((lo + hi) / 2, isAngle)}${grown}`;
}

function directionText(
  { monotonicity: { direction, proved, turns, flat }, singularities }: FunctionReport['facts'],
  show: (point: number) => string,
): string {
  const parts = flat === 'partly' ? ', flat in parts' : '';
  const how = proved ? '' : ', by its values where that is not proved';
  const gaps = singularities.filter(({ lo, hi }) => lo > 0 && hi < Math.PI).map(({ lo, hi }) => show((lo + hi) / 2));
  const sides =
    gaps.length === 0 ? '' : `, on either side of ${gaps.slice(0, 4).join(', ')}${gaps.length > 4 ? ', …' : ''}`;
  switch (direction) {
    case 'changing':
      return `turns at ${turns.slice(0, 4).map(show).join(', ')}${turns.length > 4 ? ', …' : ''}`;
    case 'unknown':
      return 'not known';
    default:
      return `${direction}${parts}${sides}${how}`;
  }
}

function pointText(point: number, isAngle: boolean): string {
  if (!isAngle) return threeDigits(point);
  const fromPi = Math.PI - point;
  if (fromPi > 0 && fromPi < 0.01) return `pi - ${threeDigits(fromPi)}rad`;
  return `${threeDigits(point)}rad (${threeDigits((point * 180) / Math.PI)}°)`;
}

function aligned(rows: readonly (readonly [string, string])[], between = '  '): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `${name.padEnd(width)}${between}${text}\n`).join('');
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
