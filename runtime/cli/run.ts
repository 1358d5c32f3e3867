import { Command } from 'commander';
import { addAblate } from './commands/ablate.js';
import { addCheck } from './commands/check.js';
import { addCompile } from './commands/compile.js';
import { addData } from './commands/data.js';
import { addDiff } from './commands/diff.js';
import { addDoctor } from './commands/doctor.js';
import { addEngine } from './commands/engine.js';
import { addEval } from './commands/eval.js';
import { addExplain } from './commands/explain.js';
import { addFmt } from './commands/fmt.js';
import { addInit } from './commands/init.js';
import { addPlot } from './commands/plot/index.js';
import { addPredict } from './commands/predict.js';
import { addReport } from './commands/report.js';
import { addSummary } from './commands/summary.js';
import { addTrain } from './commands/train.js';
import { example, type AddCommand, type CommandContext } from './context.js';
import { exitCodes } from './exit-codes.js';
import { reportFailure, type JsonForm } from './failure.js';
import type { Io } from './io.js';
import { ownVersion } from '../version.js';

/** Every command, in the order of the help. A new one is a file in commands/ and a name in this list. */
const commands: readonly AddCommand[] = [
  addInit,
  addCheck,
  addFmt,
  addSummary,
  addExplain,
  addDiff,
  addCompile,
  addTrain,
  addAblate,
  addEval,
  addPredict,
  addPlot,
  addReport,
  addEngine,
  addData,
  addDoctor,
];

/**
 * Carries out one command line.
 * @param args what stands behind `angnet`
 * @returns the exit code; never throws
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const context: CommandContext = { ...io, exitCode: exitCodes.done };
  try {
    const program = makeProgram(context);
    await program.parseAsync(withoutIdleHelp(args, program), { from: 'user' });
    return context.exitCode;
  } catch (failure) {
    return reportFailure(failure, io, jsonForm(args));
  }
}

function jsonForm(args: readonly string[]): JsonForm | undefined {
  if (!args.includes('--json')) return undefined;
  return args[0] === 'train' ? 'lines' : 'document';
}

/** Help is asked of commands that there are; of others it is said that there are none. */
function withoutIdleHelp([name, ...rest]: readonly string[], { commands: known }: Command): readonly string[] {
  if (name === undefined) return [];
  const isKnown = name.startsWith('-') || name === 'help' || known.some((command) => command.name() === name);
  return [name, ...(isKnown ? rest : rest.filter((argument) => argument !== '--help' && argument !== '-h'))];
}

function makeProgram(context: CommandContext): Command {
  const { out, err } = context;
  const program = new Command('angnet')
    .description('Train neural networks whose layers output functions of angles, from a spec in text.')
    .version(ownVersion(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .showHelpAfterError('Run it with --help to see what it takes.')
    .configureOutput({
      writeOut: (text) => out.write(text),
      writeErr: (text) => err.write(text),
      getOutHasColors: () => out.colors.isColorSupported,
      getErrHasColors: () => err.colors.isColorSupported,
    })
    .addHelpText('after', example('check digits.ang', 'train digits.ang --engine auto', 'eval runs/Digits/3f2a91c0-0'));
  for (const add of commands) add(program, context);
  return program;
}
