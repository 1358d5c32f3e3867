import { cpus, totalmem } from 'node:os';
import { probeEngines } from '../../engines/index.js';
import { cacheFolder } from '../../engines/native/install/cache-folder.js';
import { example, type AddCommand } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { options } from '../options.js';
import { formatBytes, formatJson } from '../text.js';
import { versions } from '../version.js';
import { dataStatus } from './data.js';

export const addDoctor: AddCommand = (program, context) => {
  program
    .command('doctor')
    .description('what is set up on this machine, and what could be')
    .addOption(options.json())
    .addHelpText('after', example('doctor', 'doctor --json'))
    .action(async ({ json }: { readonly json?: boolean }) => {
      const report = await examine();
      context.out.write(json ? formatJson({ schema: 1, ...report }) : asText(report));
      if (!report.engines.some(({ available }) => available)) context.exitCode = exitCodes.failed;
    });
};

async function examine() {
  const engines = (await probeEngines()).map(({ name, availability }) => ({ name, ...availability }));
  const machine = { cores: cpus().length, memoryBytes: totalmem(), cache: cacheFolder() };
  return { versions: versions(), machine, engines, data: await dataStatus() };
}

function asText({ versions: found, machine, engines, data }: Awaited<ReturnType<typeof examine>>): string {
  const lines = [
    ...Object.entries(found).map(([name, version]) => `${name}: ${version}`),
    `machine: ${machine.cores} cores, ${formatBytes(machine.memoryBytes)} of memory`,
    `cache: ${machine.cache}`,
    ...engines.map((engine) => {
      if (engine.available) return `engine ${engine.name}: ${engine.detail}`;
      return `engine ${engine.name}: not available. ${engine.reason}${engine.remedy ? ` To set it up: ${engine.remedy}` : ''}`;
    }),
    ...data.map(({ name, state, detail }) => `data ${name}: ${state === 'missing' ? 'missing. ' : ''}${detail}`),
  ];
  return `${lines.join('\n')}\n`;
}
