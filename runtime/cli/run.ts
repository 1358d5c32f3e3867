import { Command } from 'commander';
import { example, type AddCommand, type CommandContext } from './context.js';
import { exitCodes } from './exit-codes.js';
import { reportFailure, type JsonForm } from './failure.js';
import type { Io } from './io.js';
import { ownVersion } from '../version.js';

/**
 * Every command, in the order of the help, loaded when it is called: most of the time that a short one takes goes into
 * loading. A new one is a file in commands/ and a line here.
 */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  init: async () => (await import('./commands/init.js')).addInit,
  check: async () => (await import('./commands/check.js')).addCheck,
  fmt: async () => (await import('./commands/fmt.js')).addFmt,
  summary: async () => (await import('./commands/summary.js')).addSummary,
  explain: async () => (await import('./commands/explain.js')).addExplain,
  diff: async () => (await import('./commands/diff.js')).addDiff,
  compile: async () => (await import('./commands/compile.js')).addCompile,
  train: async () => (await import('./commands/train.js')).addTrain,
  ablate: async () => (await import('./commands/ablate.js')).addAblate,
  eval: async () => (await import('./commands/eval.js')).addEval,
  predict: async () => (await import('./commands/predict.js')).addPredict,
  plot: async () => (await import('./commands/plot/index.js')).addPlot,
  report: async () => (await import('./commands/report.js')).addReport,
  engine: async () => (await import('./commands/engine.js')).addEngine,
  data: async () => (await import('./commands/data.js')).addData,
  doctor: async () => (await import('./commands/doctor.js')).addDoctor,
};

/**
 * Carries out one command line.
 * @param args what stands behind `angnet`
 * @returns the exit code; never throws
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const context: CommandContext = { ...io, exitCode: exitCodes.done };
  try {
    const program = makeProgram(context, await commandsFor(args));
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

/** The command that is called; all of them for the help, and where there is none of that name. */
async function commandsFor([name]: readonly string[]): Promise<AddCommand[]> {
  const called = name !== undefined && Object.hasOwn(commands, name) ? [commands[name]!] : Object.values(commands);
  return Promise.all(called.map((load) => load()));
}

function makeProgram(context: CommandContext, added: readonly AddCommand[]): Command {
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
  for (const add of added) add(program, context);
  return program;
}
