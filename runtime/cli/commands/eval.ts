import type { Dataset } from '../../data/index.js';
import type { Session } from '../../engines/engine.js';
import { chooseEngine } from '../../engines/index.js';
import { featureLayer } from '../../evaluation/feature-layer.js';
import { inspect } from '../../evaluation/inspection.js';
import {
  describeFeatures,
  evaluate,
  loadData,
  loadRun,
  openRun,
  weightsOf,
  type Evaluation,
} from '../../training/index.js';
import { chosenLayer } from '../chosen-layers.js';
import { example, type AddCommand, type CommandContext } from '../context.js';
import { describeEngine } from '../describe-engine.js';
import { formatAngles, formatConfusions, formatTest, formatTopFive, formatValidation } from '../format-evaluation.js';
import { options } from '../options.js';
import { tellSelfTest } from '../self-test-note.js';
import { formatJson } from '../text.js';

interface EvalOptions {
  readonly layer?: string;
  readonly best?: boolean;
  readonly engine: string;
  readonly json?: boolean;
}

export const addEval: AddCommand = (program, context) => {
  program
    .command('eval')
    .description("evaluate a run's weights on the test data, and measure the angles of a layer's features")
    .argument('<run>', "a run's folder")
    .option(
      '--layer <selector>',
      'whose features are measured: a label, path or kind of layer (default: two-dimensional features, or what the loss classifies)',
    )
    .addOption(options.best())
    .addOption(options.engine())
    .addOption(options.json())
    .addHelpText('after', example('eval runs/Digits/3f2a91c0-0', 'eval runs/Digits/3f2a91c0-0 --layer stage2'))
    .action((path: string, given: EvalOptions) => evaluateRun(path, given, context));
};

async function evaluateRun(
  path: string,
  { layer, best, engine, json }: EvalOptions,
  context: CommandContext,
): Promise<void> {
  const { out, err } = context;
  const run = await openRun(path, best);
  const { experiment, weights } = run;
  const feature =
    layer === undefined ? featureLayer(experiment) : chosenLayer(experiment.network, layer, () => true, 'layer');
  const dataset = await loadData(experiment, run.dataFolder);
  const chosen = await chooseEngine(engine, { onSelfTest: tellSelfTest(err) });
  (json ? err : out).write(describeEngine(chosen, (json ? err : out).colors));
  const session = await loadRun(run, chosen.engine);
  const { test, validation } = await evaluateAll(session, dataset);
  const subject = { experiment, feature, angular: [] };
  const { features } = await inspect(chosen.engine, subject, (names) => weightsOf(run, names), dataset.test);
  const described = describeFeatures(experiment, feature, features!);
  if (json) {
    const about = { schema: 1, run: path, weights, engine: chosen.engine.name };
    out.write(formatJson({ ...about, test, ...(validation && { validation }), features: described }));
    return;
  }
  out.write(`weights of ${weights}\n`);
  if (validation) out.write(`${formatValidation(validation)}\n`);
  out.write(textOf(test, out.colors));
  out.write(`${formatAngles(described)}\n`);
}

async function evaluateAll(session: Session, { test, validation }: Dataset) {
  try {
    return {
      test: await evaluate(session, test),
      validation: validation && (await evaluate(session, validation)),
    };
  } finally {
    await session.dispose();
  }
}

function textOf(test: Evaluation, colors: CommandContext['out']['colors']): string {
  const loss = `test loss ${test.loss.toPrecision(5)}\n`;
  return `${formatTest(test, colors)}\n${formatTopFive(test)}${loss}${formatConfusions(test)}`;
}
