import { realpathSync } from 'node:fs';
import { reportSyntax } from '../../../compiler/diagnostics/report-syntax.js';
import { Reporter } from '../../../compiler/diagnostics/reporter.js';
import { renderDiagnostics } from '../../../compiler/diagnostics/render.js';
import { parse } from '../../../grammar/index.js';
import { format } from '../../../grammar/printer/format.js';
import { atomicWrite } from '../../files/index.js';
import { readSpec } from '../../spec/index.js';
import { example, type AddCommand, type CommandContext } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { paletteOf } from '../io.js';

export const addFmt: AddCommand = (program, context) => {
  program
    .command('fmt')
    .description('format specs in place')
    .argument('<file...>', 'specs')
    .option('--check', 'change nothing; say which files are not formatted')
    .addHelpText('after', example('fmt digits.ang', 'fmt --check examples/*.ang'))
    .action(async (files: string[], { check = false }: { readonly check?: boolean }) => {
      for (const file of files) await formatFile(file, check, context);
    });
};

async function formatFile(file: string, check: boolean, context: CommandContext): Promise<void> {
  const text = readSpec(file);
  if (reportProblems(file, text, context)) return;
  const formatted = await format(text);
  if (formatted === text) return;
  if (check) {
    context.out.write(`${file} is not formatted\n`);
    context.exitCode = exitCodes.failed;
    return;
  }
  // A link stays a link.
  await atomicWrite(realpathSync(file), formatted);
  context.out.write(`${file} formatted\n`);
}

/** What doesn't follow the grammar can't be formatted without losing some of it. */
function reportProblems(file: string, text: string, context: CommandContext): boolean {
  const reporter = new Reporter();
  reportSyntax(parse(text).problems, file, text, reporter);
  if (!reporter.hasErrors) return false;
  context.err.write(renderDiagnostics(reporter.diagnostics, () => text, paletteOf(context.err)));
  context.err.write(`\n${file} is left as it is: what doesn't follow the grammar can't be formatted.\n`);
  context.exitCode = exitCodes.failed;
  return true;
}
