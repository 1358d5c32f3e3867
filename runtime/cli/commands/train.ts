import { canonicalText, hashText } from '../../../compiler/canonical/index.js';
import { chooseEngine } from '../../engines/index.js';
import { openExperiment } from '../../spec/index.js';
import { planRun, train, type RunPlan, type RunResult, type TrainingOutcome } from '../../training/index.js';
import { UsageError } from '../../usage-error.js';
import { example, type AddCommand, type CommandContext } from '../context.js';
import { describeEngine } from '../describe-engine.js';
import { formatTest, formatTopFive, formatValidation } from '../format-evaluation.js';
import { Interruption } from '../interruption.js';
import type { Channel } from '../io.js';
import { folderName, options, configurationOf } from '../options.js';
import { noteOfMissingBf16 } from '../precision-lines.js';
import { tellSelfTest } from '../self-test-note.js';
import { renderSpecDiagnostics } from '../spec-diagnostics.js';
import { formatCount, formatJson } from '../text.js';
import { TrainingDisplay } from '../training-display.js';
import { versions } from '../../version.js';

interface TrainOptions {
  readonly experiment?: string;
  readonly engine: string;
  readonly profile?: string;
  readonly set?: readonly string[];
  readonly steps?: number;
  readonly seed: number;
  readonly profileSteps?: number;
  readonly out?: string;
  readonly resume?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

export const addTrain: AddCommand = (program, context) => {
  program
    .command('train')
    .description('train an experiment and evaluate it on the test data')
    .argument('<file>', 'spec')
    .addOption(options.experiment())
    .addOption(options.engine())
    .addOption(options.profile())
    .addOption(options.set())
    .addOption(options.steps())
    .addOption(options.seed())
    .option('--out <folder>', 'folder of the run (default: runs/<experiment>/<hash>-<seed>)', folderName)
    .option('--resume', 'continue an unfinished run')
    .option('--force', 'start anew where a run is already')
    .addOption(options.profileSteps())
    .addOption(options.json())
    .addHelpText(
      'after',
      example('train digits.ang', 'train digits.ang --engine wasm --set optimizer.lr=0.003 --seed 1'),
    )
    .action((file: string, given: TrainOptions) => trainSpec(file, given, context));
};

async function trainSpec(file: string, given: TrainOptions, context: CommandContext): Promise<void> {
  const { resume = false, force = false, json = false, seed, out: folder } = given;
  if (resume && force)
    throw new UsageError('--resume continues a run and --force starts it anew: only one of them can stand.');
  const configuration = configurationOf(given);
  const opened = openExperiment(file, given.experiment, configuration);
  const { spec, experiment } = opened;
  const { err } = context;
  err.write(renderSpecDiagnostics(spec, err));
  const hash = hashText(canonicalText(experiment));
  const plan = await planRun({ experiment: experiment.name, hash, seed, out: folder, resume, force });
  if (plan.kind === 'finished') {
    reportResult(plan.result, plan, json, context);
    return;
  }
  // With --json, standard output holds one document.
  const log = json ? err : context.out;
  const chosen = await chooseEngine(given.engine, { onSelfTest: tellSelfTest(err) });
  log.write(`${experiment.name} of ${file}, seed ${seed}\n${describeEngine(chosen, log.colors)}`);
  log.write(noteOfMissingBf16(chosen.engine, experiment.network));
  if (resume && plan.kind === 'start')
    log.write(`There is nothing to resume in ${plan.folder.path}: training starts at the first step.\n`);
  const display = new TrainingDisplay(log, experiment.batch);
  const interruption = new Interruption(() =>
    display.note('Stopping: this step is finished and saved. Ctrl-C again leaves at once.'),
  );
  try {
    const outcome = await train({
      ...{ spec, experiment, configuration, hash, seed, plan },
      engine: chosen.engine,
      engineDetail: chosen.detail,
      versions: versions(),
      signal: interruption.signal,
      report: (event) => display.show(event),
      profileSteps: given.profileSteps,
    });
    display.end();
    if (outcome.kind === 'done') return reportResult(outcome.result, plan, json, context);
    reportInterruption(outcome, plan, log);
    if (json) context.out.write(interruptionJson(outcome, plan));
    context.exitCode = interruption.exitCode;
  } finally {
    display.end();
    interruption.dispose();
  }
}

function reportResult(result: RunResult, { kind, folder }: RunPlan, json: boolean, { out }: CommandContext): void {
  if (json) {
    out.write(formatJson({ ...result, folder: folder.path }));
    return;
  }
  if (kind === 'finished') out.write('This run is finished already; --force starts it anew.\n');
  if (result.validation) out.write(`${formatValidation(result.validation)}\n`);
  out.write(`${formatTest(result.test, out.colors)}\n`);
  out.write(formatTopFive(result.test));
  out.write(
    `${folder.path}: ${[...folder.reports, ...result.pictures, 'weights.safetensors', 'metrics.jsonl'].join(', ')}\n`,
  );
}

type Interrupted = Extract<TrainingOutcome, { kind: 'interrupted' }>;

function reportInterruption({ step, steps }: Interrupted, { folder }: RunPlan, log: Channel): void {
  log.write(`Interrupted after step ${formatCount(step)} of ${formatCount(steps)}, saved in ${folder.path}.\n`);
  log.write('The same command with --resume continues there.\n');
}

function interruptionJson({ step, steps }: Interrupted, { folder }: RunPlan): string {
  return formatJson({ schema: 1, interrupted: true, step, steps, folder: folder.path });
}
