import { carryOut, type CarryOutOptions } from '../ablate/carry-out.js';
import { executeIndex } from '../ablate/execute-index.js';
import { prepare, type PlanOptions } from '../ablate/prepare.js';
import { example, type AddCommand } from '../context.js';
import { folderName, options } from '../options.js';
import { readPlan } from '../../ablation/plan-file.js';
import { RunError } from '../../training/index.js';
import { UsageError } from '../../usage-error.js';
import { renderSpecDiagnostics } from '../spec-diagnostics.js';

interface AblateOptions extends PlanOptions, CarryOutOptions {
  readonly index?: number;
}

export const addAblate: AddCommand = (program, context) => {
  program
    .command('ablate')
    .description('train every cell of ablations, each meaning once, and make their tables')
    .argument('<file>', 'spec, or the folder of an ablation that was planned before')
    .option('--ablation <name>', 'one ablation of the spec, instead of all')
    .addOption(options.profile())
    .addOption(options.set())
    .addOption(options.steps())
    .addOption(options.seeds())
    .addOption(options.engine())
    .addOption(options.jobs())
    .option('--out <folder>', 'folder of plan, tables and runs (default: in runs/, where runs are shared)', folderName)
    .option('--dry-run', 'compile every cell, show the plan and what it takes, and stop')
    .option('--resume', 'go on with what is unfinished, and try again what failed')
    .option('--tables-only', 'make the tables of what is there, and train nothing')
    .addOption(options.index())
    .addOption(options.json())
    .addHelpText(
      'after',
      example(
        'ablate tables.ang --dry-run',
        'ablate tables.ang --ablation Scale --seeds 3 --jobs 2',
        'ablate runs/ablations/tables-3f2a91c0 --resume',
      ),
    )
    .action(async (file: string, given: AblateOptions) => {
      if (given.index !== undefined) return executeIndexOf(file, given.index, given);
      refuseContradictions(given);
      const prepared = await prepare(file, given);
      if (prepared.spec) context.err.write(renderSpecDiagnostics(prepared.spec, context.err));
      return carryOut(prepared, given, context);
    });

  async function executeIndexOf(path: string, index: number, { engine }: AblateOptions): Promise<void> {
    const stored = await readPlan(path);
    if (!stored) throw new RunError(`${path} is not the folder of an ablation: it has no plan.json.`);
    return executeIndex(stored, index, engine, context);
  }
};

/** @throws {UsageError} */
function refuseContradictions({ dryRun, resume, tablesOnly }: AblateOptions): void {
  if (tablesOnly && (resume || dryRun))
    throw new UsageError('--tables-only trains nothing: it goes with neither --resume nor --dry-run.');
  if (resume && dryRun) throw new UsageError('--dry-run starts nothing, so that there is nothing to --resume.');
}
