import { dataSets } from '../../../compiler/data/index.js';
import { didYouMean } from '../../../compiler/diagnostics/suggest.js';
import { Arguments } from '../../../compiler/evaluation/arguments.js';
import { dataSources, loadDataset } from '../../data/index.js';
import { UsageError } from '../../usage-error.js';
import { example, type AddCommand, type CommandContext } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { options } from '../options.js';
import { formatCount, formatJson, formatTable } from '../text.js';
import { addDataShow } from './data-show.js';

/** A data set and where it is. */
export interface DataStatus {
  readonly name: string;
  readonly doc: string;
  /** `own` for data that a spec points at. */
  readonly state: 'present' | 'missing' | 'own';
  readonly detail: string;
}

export const addData: AddCommand = (program, context) => {
  const data = program.command('data').description('the data sets that specs can name');
  data
    .command('list')
    .description('every data set, and whether it is on this machine')
    .addOption(options.json())
    .addHelpText('after', example('data list', 'data list --json'))
    .action(async ({ json }: { readonly json?: boolean }) => {
      const found = await dataStatus();
      context.out.write(json ? formatJson({ schema: 1, data: found }) : table(found));
    });
  data
    .command('get')
    .description('find the files of a data set, check them, and say where they are or how to get them')
    .argument('<name>', 'data set')
    .addHelpText('after', example('data get mnist'))
    .action((name: string) => get(name, context));
  addDataShow(data, context);
};

export async function dataStatus(): Promise<readonly DataStatus[]> {
  return Promise.all(
    [...dataSets.values()].map(async ({ name, doc }): Promise<DataStatus> => {
      const presence = await dataSources[name]!.locate?.(process.cwd());
      if (!presence) return { name, doc, state: 'own', detail: 'files of your own, which the spec names' };
      return { name, doc, state: presence.present ? 'present' : 'missing', detail: presence.detail };
    }),
  );
}

function table(found: readonly DataStatus[]): string {
  return formatTable(
    ['data', 'state', 'where'],
    found.map(({ name, state, detail }) => [name, state, detail]),
    [],
  );
}

async function get(name: string, context: CommandContext): Promise<void> {
  const status = (await dataStatus()).find((each) => each.name === name);
  if (!status) {
    throw new UsageError(
      `There is no data set \`${name}\`. ${didYouMean(name, dataSets.keys()) ?? '`angnet data list` lists them.'}`,
    );
  }
  if (status.state === 'present') {
    const args = new Arguments(new Map());
    const { train, test } = await loadDataset(name, { arguments: args, normalize: (x) => x, folder: process.cwd() });
    const counts = `${formatCount(train.count)} training and ${formatCount(test.count)} test examples`;
    context.out.write(`${name} is in ${status.detail}: ${counts}, checked.\n`);
    return;
  }
  context.out.write(
    status.state === 'own' ? `${name}: ${status.detail}; see \`angnet explain ${name}\`.\n` : `${status.detail}\n`,
  );
  if (status.state === 'missing') context.exitCode = exitCodes.failed;
}
