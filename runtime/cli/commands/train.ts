import { experimentHash } from '../../../compiler/canonical/index.js';
import { chooseEngine, type ChosenEngine } from '../../engines/index.js';
import type { Configuration, Experiment } from '../../../compiler/index.js';
import { openExperiment, type Spec } from '../../spec/index.js';
import { openStartingWeights, overfitBatch, planRun, train, type Progress } from '../../training/index.js';
import { UsageError } from '../../usage-error.js';
import { example, type AddCommand, type CommandContext } from '../context.js';
import { describeEngine } from '../describe-engine.js';
import { exitCodes } from '../exit-codes.js';
import { interruptibly } from '../interruptibly.js';
import { folderName, options, configurationOf } from '../options.js';
import { noteOfMissingBf16 } from '../precision-lines.js';
import { tellSelfTest } from '../self-test-note.js';
import { renderSpecDiagnostics } from '../spec-diagnostics.js';
import { trainingReport, type TrainingReport } from '../training-report.js';
import { versions } from '../../version.js';

interface TrainOptions {
  readonly experiment?: string;
  readonly engine: string;
  readonly profile?: string;
  readonly set?: readonly string[];
  readonly steps?: number;
  readonly seed: number;
  readonly profileSteps?: number;
  readonly checkpointSeconds?: number;
  readonly keepEvery?: number;
  readonly from?: string;
  readonly overfitBatch?: boolean;
  readonly out?: string;
  readonly resume?: boolean;
  readonly force?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** Without `--steps`, an attempt to learn one batch ends here. */
const OVERFIT_STEPS = 500;

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
    .option('--from <run>', "begin with another run's weights, as far as names and shapes fit", folderName)
    .addOption(options.checkpointSeconds())
    .addOption(options.keepEvery())
    .option('--overfit-batch', 'train on one batch again and again, to see whether it can be learnt; writes nothing')
    .addOption(options.profileSteps())
    .option('--quiet', 'print the result alone')
    .addOption(options.jsonLines())
    .addHelpText(
      'after',
      example('train digits.ang', 'train digits.ang --engine wasm --set optimizer.lr=0.003 --seed 1'),
    )
    .action((file: string, given: TrainOptions) => trainSpec(file, given, context));
};

/** What is asked for, opened. */
interface Opened {
  readonly file: string;
  readonly given: TrainOptions;
  readonly spec: Spec;
  readonly experiment: Experiment;
  readonly configuration: Configuration;
  readonly hash: string;
  readonly report: TrainingReport;
  readonly context: CommandContext;
}

async function trainSpec(file: string, given: TrainOptions, context: CommandContext): Promise<void> {
  checkOptions(given);
  const configuration = configurationOf(given);
  const { spec, experiment } = openExperiment(file, given.experiment, configuration);
  context.err.write(renderSpecDiagnostics(spec, context.err));
  const hash = experimentHash(experiment);
  const report = trainingReport(given.json ? 'json' : given.quiet ? 'quiet' : 'text', context, experiment.batch);
  const opened = { file, given, spec, experiment, configuration, hash, report, context };
  return given.overfitBatch ? learnOneBatch(opened) : trainRun(opened);
}

async function trainRun(opened: Opened): Promise<void> {
  const { given, spec, experiment, configuration, hash, report, context } = opened;
  const { resume = false, force = false, seed, out } = given;
  const from = given.from === undefined ? undefined : await openStartingWeights(given.from);
  const plan = await planRun({ experiment: experiment.name, hash, seed, from: from?.sha256, out, resume, force });
  const { path } = plan.folder;
  if (plan.kind === 'finished') return report.result(plan.result, plan.folder, true);
  const { engine, detail } = await chooseFor(opened, path);
  if (resume && plan.kind === 'start')
    report.note(`There is nothing to resume in ${path}: training starts at the first step.`);
  await interruptibly(report, context, async (signal) => {
    const outcome = await train({
      ...{ spec, experiment, configuration, hash, seed, plan, from, signal },
      ...{ engine, engineDetail: detail, versions: versions() },
      ...{ checkpointSeconds: given.checkpointSeconds, keepEvery: given.keepEvery, profileSteps: given.profileSteps },
      report: (event) => report.event(event),
    });
    report.end();
    if (outcome.kind === 'done') report.result(outcome.result, plan.folder, false);
    else report.interrupted(outcome, path);
    return outcome.kind === 'done';
  });
}

async function learnOneBatch(opened: Opened): Promise<void> {
  const { given, spec, experiment, hash, report, context } = opened;
  const { seed, steps: limit = OVERFIT_STEPS } = given;
  const { engine } = await chooseFor(opened);
  await interruptibly(report, context, async (signal) => {
    const tell = (progress: Progress) => report.progress(progress);
    const result = await overfitBatch({ spec, experiment, hash, seed, engine, limit, signal, report: tell });
    report.end();
    if (signal.aborted) return false;
    report.overfit(result);
    if (!result.learned) context.exitCode = exitCodes.failed;
    return true;
  });
}

/** @param folder of the run, where there is one */
async function chooseFor(opened: Opened, folder?: string): Promise<ChosenEngine> {
  const { file, given, experiment, hash, report, context } = opened;
  const chosen = await chooseEngine(given.engine, { onSelfTest: tellSelfTest(context.err) });
  const { engine } = chosen;
  const { seed } = given;
  const text = `${experiment.name} of ${file}, seed ${seed}\n${describeEngine(chosen, context.out.colors)}`;
  const about = { experiment: experiment.name, file, hash, seed, engine: engine.name };
  const place = folder === undefined ? {} : { folder };
  report.opening({ ...about, ...place }, text + noteOfMissingBf16(engine, experiment.network));
  return chosen;
}

/** @throws {UsageError} */
function checkOptions({ resume, force, quiet, json, ...given }: TrainOptions): void {
  if (resume && force)
    throw new UsageError('--resume continues a run and --force starts it anew: only one of them can stand.');
  if (quiet && json) throw new UsageError('--quiet prints the result alone and --json every event: choose one.');
  if (!given.overfitBatch) return;
  const others = { resume, force, out: given.out, from: given.from, 'keep-every': given.keepEvery };
  const [other] = Object.entries(others).find(([, value]) => value !== undefined) ?? [];
  if (other !== undefined)
    throw new UsageError(`--overfit-batch writes nothing, so --${other} has no meaning with it.`);
}
