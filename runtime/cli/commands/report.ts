import { writeComparison, writeReport } from '../../training/index.js';
import { example, type AddCommand } from '../context.js';
import { options } from '../options.js';
import { formatJson } from '../text.js';

const DEFAULT = 'report.html';

export const addReport: AddCommand = (program, { out }) => {
  program
    .command('report')
    .description('a page on a run, or on several side by side, from what their folders hold')
    .argument('<run...>', "runs' folders")
    .option('-o, --output <file>', `file to write (default: ${DEFAULT} in the run's folder, or for several runs here)`)
    .addOption(options.json())
    .addHelpText('after', example('report runs/Digits/3f2a91c0-0', 'report runs/Digits/* --output digits.html'))
    .action(async (paths: readonly string[], given: { readonly output?: string; readonly json?: boolean }) => {
      const runs = [...new Set(paths)];
      const output = await write(runs, given.output);
      const what = runs.length === 1 ? `the report of ${runs[0]}` : `${runs.length} runs side by side`;
      out.write(given.json ? formatJson({ schema: 1, output, runs }) : `${output}: ${what}\n`);
    });
};

/** @returns where to */
async function write(runs: readonly string[], output: string | undefined): Promise<string> {
  if (runs.length === 1) return writeReport(runs[0]!, output);
  const path = output ?? DEFAULT;
  await writeComparison(runs, path);
  return path;
}
