import { checkData } from '../../ablation/check-data.js';
import { expectedSeconds, measuredRate } from '../../ablation/expected-time.js';
import type { Plan } from '../../ablation/plan.js';
import type { StoredPlan } from '../../ablation/plan-file.js';
import { countOf, statesOf } from '../../ablation/run-state.js';
import { writeTables } from '../../ablation/write-tables.js';
import { chooseEngine } from '../../engines/index.js';
import { withLock } from '../../files/index.js';
import { RunError } from '../../training/index.js';
import type { CommandContext } from '../context.js';
import { describeEngine } from '../describe-engine.js';
import { exitCodes } from '../exit-codes.js';
import type { Channel } from '../io.js';
import { tellSelfTest } from '../self-test-note.js';
import { formatJson, plural } from '../text.js';
import { launch } from './launch.js';
import { formatPlan, type Means } from './plan-text.js';
import type { Prepared } from './prepare.js';
import { formatFiles, formatReports } from './tables-text.js';

export interface CarryOutOptions {
  readonly engine: string;
  readonly jobs: number;
  readonly resume?: boolean;
  readonly dryRun?: boolean;
  readonly tablesOnly?: boolean;
  readonly json?: boolean;
}

/**
 * Shows a plan, has its runs executed and makes the tables, as far as was asked for.
 * @throws {DataError | EngineError | FileError | RunError}
 */
export async function carryOut(prepared: Prepared, given: CarryOutOptions, context: CommandContext): Promise<void> {
  const { stored, path, plan } = prepared;
  const { json = false, dryRun = false } = given;
  // With --json, standard output holds one document.
  const log = json ? context.err : context.out;
  if (given.tablesOnly) return showTables(stored ?? noPlan(path), json, context);
  if (stored && !dryRun && (await isFinished(stored, given))) {
    log.write(`This ablation is finished already: every run of ${path} is done.\n\n`);
    return showTables(stored, json, context);
  }
  const chosen = await chooseEngine(given.engine, { onSelfTest: tellSelfTest(context.err) });
  const { name } = chosen.engine;
  const rate = await measuredRate(name, { onSelfTest: tellSelfTest(context.err) });
  const means: Means = { engine: name, rate, jobs: given.jobs };
  log.write(`${describeEngine(chosen, log.colors)}\n${formatPlan(plan, means)}`);
  if (dryRun) {
    if (json) context.out.write(planJson(path, plan, means));
    return;
  }
  const written = await prepared.store();
  log.write(`\n${path}: plan.json\n`);
  await checkData(written);
  const { signal, exitCode } = await withLock(
    written.folder.lock,
    (holder) =>
      new RunError(`Another angnet process (id ${holder}) carries out the plan in ${path}. Wait for it to end.`),
    () => launch(written, { engine: name, jobs: given.jobs, log }),
  );
  if (signal.aborted) return showInterruption(written, exitCode, json, context, log);
  log.write('\n');
  await showTables(written, json, context);
}

function noPlan(path: string): never {
  throw new RunError(
    `There are no runs to make tables of: ${path} has no plan.json. Train them without --tables-only.`,
  );
}

/**
 * Whether all runs of a plan are done.
 * @throws {RunError} where some are, and nobody said that the others should follow
 */
async function isFinished({ folder }: StoredPlan, { resume = false }: CarryOutOptions): Promise<boolean> {
  const states = await statesOf(folder);
  const [done, failedRuns, waiting] = [countOf(states, 'done'), countOf(states, 'failed'), countOf(states, 'waiting')];
  if (done === states.length) return true;
  if (resume || waiting === states.length) return false;
  const failed = failedRuns > 0 ? `, ${failedRuns} failed` : '';
  throw new RunError(
    `${folder.path} holds an unfinished ablation (${done} of ${plural(states.length, 'run')} done${failed}): continue it with --resume, or see what is there with --tables-only.`,
  );
}

/** Failed runs are a failure of the command only once: what is shown of them later is what was asked for. */
async function showTables({ folder }: StoredPlan, json: boolean, context: CommandContext): Promise<void> {
  const { out, err } = context;
  const reports = await writeTables(folder);
  if (json) out.write(formatJson({ schema: 1, folder: folder.path, ablations: reports }));
  else out.write(`${formatReports(reports, out.colors)}\n${formatFiles(folder.path)}`);
  const states = await statesOf(folder);
  const failed = countOf(states, 'failed');
  if (failed === 0) return;
  err.write(`${err.colors.bold(err.colors.red('error'))}: ${plural(failed, 'run')} failed; --resume tries again.\n`);
  context.exitCode = exitCodes.failed;
}

async function showInterruption(
  { folder }: StoredPlan,
  exitCode: number,
  json: boolean,
  context: CommandContext,
  log: Channel,
): Promise<void> {
  const states = await statesOf(folder);
  const done = countOf(states, 'done');
  log.write(
    `Interrupted with ${done} of ${plural(states.length, 'run')} done; the others are saved as far as they are.\n`,
  );
  log.write(`The same command with --resume continues; --tables-only makes tables of what is done.\n`);
  if (json)
    context.out.write(formatJson({ schema: 1, interrupted: true, done, runs: states.length, folder: folder.path }));
  context.exitCode = exitCode;
}

function planJson(path: string, plan: Plan, { engine, rate }: Means): string {
  const total = plan.runs.reduce((sum, { hash }) => sum + (plan.experiments[hash]!.cost.runMultiplyAdds ?? 0), 0);
  const estimate = rate === undefined ? {} : { expectedSeconds: expectedSeconds(total, rate) };
  return formatJson({ schema: 1, folder: path, engine, ...estimate, plan });
}
