import { example, type AddCommand } from '../context.js';
import { examineMachine } from '../doctor/report.js';
import { renderReport } from '../doctor/render.js';
import { exitCodes } from '../exit-codes.js';
import { options } from '../options.js';
import { tellSelfTest } from '../self-test-note.js';
import { formatJson } from '../text.js';

interface DoctorOptions {
  readonly fresh?: boolean;
  readonly json?: boolean;
}

export const addDoctor: AddCommand = (program, context) => {
  program
    .command('doctor')
    .description('what is set up on this machine, how fast it is, and what would be faster')
    .option('--fresh', 'measure the engines anew instead of showing what was measured before')
    .addOption(options.json())
    .addHelpText('after', example('doctor', 'doctor --fresh', 'doctor --json'))
    .action(async ({ fresh = false, json }: DoctorOptions) => {
      const { out, err } = context;
      const report = await examineMachine({ fresh, onSelfTest: tellSelfTest(err) });
      out.write(json ? formatJson({ schema: 1, ...report }) : renderReport(report, out.colors));
      if (!report.engines.some(({ available }) => available)) context.exitCode = exitCodes.failed;
    });
};
