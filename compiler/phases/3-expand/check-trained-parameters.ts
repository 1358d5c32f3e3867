import type { Span } from '../../../grammar/index.js';
import { threeDigits } from '../../analysis/format-number.js';
import { movingFindings } from '../../analysis/moving-findings.js';
import { vanishingDivisors } from '../../analysis/vanishing-divisor.js';
import type { Place } from '../../diagnostics/diagnostic.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { FunctionValue } from '../../evaluation/function-value.js';

/** Looks for where training may carry the parameters of a function that it changes; reported where they are declared. */
export function checkTrainedParameters(fixed: FunctionValue, reporter: Reporter): void {
  const { declaration, module } = fixed.declared;
  const placeOf = ({ span }: { readonly span: Span }): Place => ({ file: module.path, span });
  for (const { code, args, at } of movingFindings(fixed)) reporter.report(code, args as never, placeOf(at));
  for (const { parameter, start } of vanishingDivisors(fixed)) {
    const args = { name: declaration.name.name, divisor: parameter.name.name };
    const minimum = `${threeDigits(Math.min(0.05, start / 10))}${parameter.type.name === 'rad' ? 'rad' : ''}`;
    const hint = start > 0 ? `Write \`min ${minimum}\` behind its start.` : 'Keep what is divided by away from 0.';
    reporter.report('vanishing-divisor', args, placeOf(parameter.name), { hint });
  }
}
