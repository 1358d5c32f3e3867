import { chooseEngine } from '../../engines/index.js';
import { evaluate, formatAccuracy, loadData, loadRun, openRun } from '../../training/index.js';
import { example, type AddCommand } from '../context.js';
import { describeEngine } from '../describe-engine.js';
import { options } from '../options.js';
import { formatCount, formatJson } from '../text.js';

export const addEval: AddCommand = (program, { out, err }) => {
  program
    .command('eval')
    .description("evaluate a run's weights on the test data")
    .argument('<run>', "a run's folder")
    .addOption(options.engine())
    .addOption(options.json())
    .addHelpText('after', example('eval runs/Digits/3f2a91c0-0'))
    .action(async (path: string, { engine: name, json }: { readonly engine: string; readonly json?: boolean }) => {
      const run = await openRun(path);
      const dataset = await loadData(run.experiment, run.dataFolder);
      const chosen = await chooseEngine(name);
      (json ? err : out).write(describeEngine(chosen, name, (json ? err : out).colors));
      const session = await loadRun(run, chosen.engine);
      try {
        const test = await evaluate(session, dataset.test);
        if (json)
          out.write(formatJson({ schema: 1, run: path, weights: run.weights, engine: chosen.engine.name, test }));
        else {
          out.write(`weights of ${run.weights}\n`);
          out.write(
            `test accuracy ${formatAccuracy(test)} (${formatCount(test.correct)} of ${formatCount(test.count)} test examples)\n`,
          );
          out.write(`test loss ${test.loss.toPrecision(5)}\n`);
        }
      } finally {
        await session.dispose();
      }
    });
};
