import { chooseEngine } from '../../engines/index.js';
import { evaluate, loadData, loadRun, openRun } from '../../training/index.js';
import { example, type AddCommand } from '../context.js';
import { describeEngine } from '../describe-engine.js';
import { formatTest, formatValidation } from '../format-evaluation.js';
import { options } from '../options.js';
import { tellSelfTest } from '../self-test-note.js';
import { formatJson } from '../text.js';

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
      const chosen = await chooseEngine(name, { onSelfTest: tellSelfTest(err) });
      (json ? err : out).write(describeEngine(chosen, (json ? err : out).colors));
      const session = await loadRun(run, chosen.engine);
      try {
        const about = { schema: 1, run: path, weights: run.weights };
        const test = await evaluate(session, dataset.test);
        const validation = dataset.validation && (await evaluate(session, dataset.validation));
        if (json)
          out.write(formatJson({ ...about, engine: chosen.engine.name, test, ...(validation && { validation }) }));
        else {
          out.write(`weights of ${run.weights}\n`);
          if (validation) out.write(`${formatValidation(validation)}\n`);
          out.write(`${formatTest(test, out.colors)}\n`);
          out.write(`test loss ${test.loss.toPrecision(5)}\n`);
        }
      } finally {
        await session.dispose();
      }
    });
};
