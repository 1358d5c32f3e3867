import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { alternatives } from '../../../compiler/diagnostics/suggest.js';
import { atomicWrite, FileError, makeFolder } from '../../files/index.js';
import { example, type AddCommand } from '../context.js';
import { projectFiles } from '../init-files.js';
import { folderName, options } from '../options.js';
import { formatJson } from '../text.js';

export const addInit: AddCommand = (program, { out }) => {
  program
    .command('init')
    .description('write a small project to start from: a spec with comments, and what to do with it')
    .argument('[folder]', 'where to; made if it is not there', folderName, '.')
    .addOption(options.json())
    .addHelpText('after', example('init', 'init digits'))
    .action(async (folder: string, { json }: { readonly json?: boolean }) => {
      refuseToOverwrite(folder);
      await writeProject(folder);
      const files = [...projectFiles.keys()].map((name) => join(folder, name));
      if (json) {
        out.write(formatJson({ schema: 1, folder, files }));
        return;
      }
      const go = folder === '.' ? '' : `cd ${folder} && `;
      out.write(`${files.join('\n')}\n\nNow: ${go}angnet train digits.ang --profile quick\n`);
    });
};

/** @throws {FileError} when a file of the project is there already */
function refuseToOverwrite(folder: string): void {
  const there = [...projectFiles.keys()].filter((name) => existsSync(join(folder, name)));
  if (there.length === 0) return;
  const verb = there.length === 1 ? 'is' : 'are';
  throw new FileError(
    `${folder} is left as it is: ${alternatives(there, 'and')} ${verb} there already. Name another folder.`,
    folder,
    'EEXIST',
  );
}

/** Writes every file or none. */
async function writeProject(folder: string): Promise<void> {
  const isNew = !existsSync(folder);
  const written: string[] = [];
  try {
    await makeFolder(folder);
    for (const [name, text] of projectFiles) {
      await atomicWrite(join(folder, name), text);
      written.push(join(folder, name));
    }
  } catch (cause) {
    for (const path of isNew ? [folder] : written) await rm(path, { recursive: true, force: true });
    throw cause;
  }
}
