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
import { options } from '../options.js';
import { formatJson } from '../text.js';

interface FmtOptions {
  readonly check?: boolean;
  readonly json?: boolean;
}

/** What formatting came to: `changed` means with --check that it would change. */
interface Formatted {
  readonly file: string;
  readonly state: 'unchanged' | 'changed' | 'damaged';
}

export const addFmt: AddCommand = (program, context) => {
  program
    .command('fmt')
    .description('format specs in place')
    .argument('<file...>', 'specs')
    .option('--check', 'change nothing; say which files are not formatted')
    .addOption(options.json())
    .addHelpText('after', example('fmt digits.ang', 'fmt --check examples/*.ang'))
    .action(async (files: string[], { check = false, json = false }: FmtOptions) => {
      const done: Formatted[] = [];
      for (const file of files) {
        const state = await formatFile(file, check, context);
        done.push({ file, state });
        if (state === 'damaged' || (check && state === 'changed')) context.exitCode = exitCodes.failed;
        if (!json && state === 'changed') context.out.write(`${file} ${check ? 'is not formatted' : 'formatted'}\n`);
      }
      if (json) context.out.write(formatJson({ schema: 1, check, files: done }));
    });
};

async function formatFile(file: string, check: boolean, context: CommandContext): Promise<Formatted['state']> {
  const text = readSpec(file);
  if (reportProblems(file, text, context)) return 'damaged';
  const formatted = await format(text);
  if (formatted === text) return 'unchanged';
  // A link stays a link.
  if (!check) await atomicWrite(realpathSync(file), formatted);
  return 'changed';
}

/** What doesn't follow the grammar can't be formatted without losing some of it. */
function reportProblems(file: string, text: string, context: CommandContext): boolean {
  const reporter = new Reporter();
  reportSyntax(parse(text).problems, file, text, reporter);
  if (!reporter.hasErrors) return false;
  context.err.write(renderDiagnostics(reporter.diagnostics, () => text, paletteOf(context.err)));
  context.err.write(`\n${file} is left as it is: what doesn't follow the grammar can't be formatted.\n`);
  return true;
}
