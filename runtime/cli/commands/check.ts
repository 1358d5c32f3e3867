import { Option } from 'commander';
import type { Diagnostic } from '../../../compiler/index.js';
import { diagnosticsToJson } from '../../../compiler/diagnostics/json.js';
import { Reporter } from '../../../compiler/diagnostics/reporter.js';
import { renderDiagnostics, type Sources } from '../../../compiler/diagnostics/render.js';
import { diagnosticsToSarif } from '../../../compiler/diagnostics/sarif.js';
import { FileError } from '../../files/index.js';
import { hasErrors, openSpec } from '../../spec/index.js';
import { example, type AddCommand, type CommandContext } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { fixFiles, type Fixed, type Left } from '../fix-files.js';
import { paletteOf } from '../io.js';
import { options } from '../options.js';
import { formatJson, plural } from '../text.js';
import { ownVersion } from '../../version.js';

interface CheckOptions {
  readonly format: 'text' | 'json' | 'sarif';
  readonly json?: boolean;
  readonly fix?: boolean;
}

export const addCheck: AddCommand = (program, context) => {
  program
    .command('check')
    .description('find everything that is wrong with specs')
    .argument('<file...>', 'specs')
    .addOption(
      new Option('--format <format>', 'how to print what was found').choices(['text', 'json', 'sarif']).default('text'),
    )
    .addOption(options.json().conflicts('format'))
    .option('--fix', 'write the fixes that leave no doubt into the files, then check them')
    .addHelpText('after', example('check digits.ang', 'check --fix digits.ang', 'check --format sarif examples/*.ang'))
    .action(async (files: string[], { format, json, fix = false }: CheckOptions) => {
      const fixes = fix ? await fixFiles(files) : undefined;
      checkFiles(files, json ? 'json' : format, fixes, context);
    });
};

/** What `--fix` did, and what it left. */
interface Fixes {
  readonly fixed: readonly Fixed[];
  readonly left: readonly Left[];
}

/** @param fixes what was fixed before, where that was asked for */
function checkFiles(
  files: readonly string[],
  format: CheckOptions['format'],
  fixes: Fixes | undefined,
  context: CommandContext,
): void {
  const specs = files.map(openOrComplain);
  // Files that several specs import are reported once.
  const found = new Map(specs.flatMap(({ diagnostics }) => diagnostics.map((each) => [keyOf(each), each])));
  const diagnostics = [...found.values()];
  const sources: Sources = (path) => specs.map((spec) => spec.sources(path)).find((text) => text !== undefined);
  if (format === 'text' && fixes) {
    context.out.write([...fixes.fixed.map(fixedLine), ...fixes.left.map(leftLine)].join(''));
  }
  context.out.write(formatReport(diagnostics, sources, format, fixes, context));
  if (format === 'text') context.out.write(summaryLine(files, diagnostics));
  if (hasErrors(diagnostics)) context.exitCode = exitCodes.failed;
}

/** What can't be read is a mistake like others, so that those of the other files are shown too. */
function openOrComplain(file: string): { readonly diagnostics: readonly Diagnostic[]; readonly sources: Sources } {
  try {
    const { checked, sources } = openSpec(file);
    return { diagnostics: checked.diagnostics, sources };
  } catch (cause) {
    if (!(cause instanceof FileError)) throw cause;
    const reporter = new Reporter();
    const { path, message: reason } = cause;
    reporter.report('missing-file', { path, reason }, { file: path, span: { start: 0, end: 0 } });
    return { diagnostics: reporter.diagnostics, sources: () => undefined };
  }
}

function keyOf({ code, place }: Diagnostic): string {
  return `${code} ${place.file} ${place.span.start} ${place.span.end}`;
}

function formatReport(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  format: CheckOptions['format'],
  fixes: Fixes | undefined,
  { out }: CommandContext,
): string {
  if (format === 'json') return formatJson({ ...diagnosticsToJson(diagnostics, sources), ...fixes });
  if (format === 'sarif') return formatJson(diagnosticsToSarif(diagnostics, sources, ownVersion()));
  const text = renderDiagnostics(diagnostics, sources, paletteOf(out));
  return text === '' ? '' : `${text}\n`;
}

function fixedLine({ file, code, title }: Fixed): string {
  return `${file}: fixed ${code}: ${title}\n`;
}

function leftLine({ file, code, title, reason }: Left): string {
  return `${file}: not fixed ${code}: ${title} (${reason})\n`;
}

function summaryLine(files: readonly string[], diagnostics: readonly Diagnostic[]): string {
  const counts = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = diagnostics.filter((each) => each.severity === severity).length;
    return count > 0 ? [plural(count, severity)] : [];
  });
  return `${files.length === 1 ? files[0] : plural(files.length, 'file')}: ${counts.join(', ') || 'nothing to complain about'}\n`;
}
