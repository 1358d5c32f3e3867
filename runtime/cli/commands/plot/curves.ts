import { curvesChart, groupRuns, runCurvesChart, type Chart } from '../../../report/index.js';
import { gatherCurve, RunError } from '../../../training/index.js';
import { example, type AddCommand } from '../../context.js';
import { options } from '../../options.js';
import { formatCount, plural } from '../../text.js';
import { outputOption, writePlot, type PlotOptions } from './output.js';

export const addCurves: AddCommand = (plot, context) => {
  plot
    .command('curves')
    .description('learning curves of one run, or of several in one picture; seeds of the same spec become one curve')
    .argument('<run...>', "runs' folders")
    .addOption(outputOption('curves'))
    .addOption(options.json())
    .addHelpText('after', example('plot curves runs/Digits/3f2a91c0-0', 'plot curves runs/Digits/* -o digits.png'))
    .action(async (paths: readonly string[], given: PlotOptions) => {
      const runs = [...new Set(paths)];
      const shows = `learning curves of ${plural(runs.length, 'run')}`;
      await writePlot(await chartOf(runs), given, { kind: 'curves', shows }, context);
    });
};

/** @throws {FileError | RunError | SpecError} */
async function chartOf(paths: readonly string[]): Promise<Chart> {
  const runs = [];
  for (const path of paths) {
    const run = await gatherCurve(path);
    if (run.curve.length === 0) throw new RunError(`${path} has no steps yet that a curve could show.`);
    runs.push(run);
  }
  const [first] = runs;
  if (runs.length > 1) return runCurvesChart(groupRuns(runs), 'Learning curves');
  const { curve: points, name: title, steps, batch } = first!;
  return curvesChart({ points, title, subtitle: `${formatCount(steps)} steps of ${formatCount(batch)} examples` });
}
