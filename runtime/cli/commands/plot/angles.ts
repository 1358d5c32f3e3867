import { alternatives, didYouMean } from '../../../../compiler/diagnostics/suggest.js';
import { derivativeOf, valueAt } from '../../../../compiler/analysis/definition.js';
import { functionKindNames } from '../../../../compiler/evaluation/function-value.js';
import { definitionOf } from '../../../../compiler/analysis/function-facts.js';
import { angleCurvesChart, type AngleCurve } from '../../../report/index.js';
import { UsageError } from '../../../usage-error.js';
import { example, type AddCommand } from '../../context.js';
import { functionNames, functionsCalled } from '../../function-topics.js';
import { options } from '../../options.js';
import { outputOption, writePlot, type PlotOptions } from './output.js';

export const addAngles: AddCommand = (plot, context) => {
  plot
    .command('angles')
    .description('angle functions and their derivatives')
    .argument('<function...>', 'names, with arguments where they are wanted, such as "log(m: 0.3rad)"')
    .option('--file <spec>', 'a spec whose functions can be drawn, too')
    .addOption(outputOption('angles'))
    .addOption(options.json())
    .addHelpText(
      'after',
      example(
        "plot angles log cos linear 'sigmoid(k: 0.3rad)'",
        'plot angles wave cos --file digits.ang --output wave.png',
      ),
    )
    .action((names: readonly string[], given: PlotOptions & { readonly file?: string }) => {
      const written = [...new Set(names)];
      const curves = written.map((name) => curveOf(name, given.file));
      return writePlot(
        angleCurvesChart(curves),
        given,
        { kind: 'angles', shows: `${alternatives(written, 'and')}, with derivatives` },
        context,
      );
    });
};

/** @throws {UsageError | SpecError} */
function curveOf(name: string, file: string | undefined): AngleCurve {
  const found = functionsCalled(name, ['angle'], file).at(-1);
  if (!found) throw unknownFunction(name, file);
  const definition = definitionOf(found[1]);
  const derivative = derivativeOf(definition);
  return {
    name,
    value: (theta) => valueAt(definition, theta),
    ...(derivative && { slope: (theta: number) => valueAt(derivative, theta) }),
  };
}

function unknownFunction(name: string, file: string | undefined): UsageError {
  const [other] = functionsCalled(name, ['magnitude', 'margin'], file);
  if (other)
    return new UsageError(
      `\`${name}\` is a ${functionKindNames[other[0]]}, and \`plot angles\` draws angle functions.`,
    );
  const bare = name.replace(/\(.*$/s, '');
  const known = functionNames(file, ['angle']);
  const list = `Known are ${alternatives([...new Set(known)], 'and')}.`;
  return new UsageError(`There is no angle function \`${name}\`. ${didYouMean(bare, known) ?? list}`);
}
