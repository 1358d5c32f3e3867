import { dirname, join } from 'node:path';
import { Option } from 'commander';
import { trainingCount } from '../../../compiler/data/index.js';
import { compile, stepsOf, type Experiment } from '../../../compiler/index.js';
import type { Program } from '../../../compiler/graph/graph.js';
import { experimentHash } from '../../../compiler/canonical/index.js';
import { printProgram } from '../../../compiler/targets/ir/index.js';
import { emitSavedModel } from '../../../compiler/targets/saved-model/index.js';
import { atomicWrite, makeFolder } from '../../files/index.js';
import { initialState } from '../../random/index.js';
import { openExperiment } from '../../spec/index.js';
import { encodeWeights, loadData } from '../../training/index.js';
import { example, type AddCommand } from '../context.js';
import { folderName, options, configurationOf } from '../options.js';
import { formatJson } from '../text.js';

type Target = 'saved-model' | 'ir';

interface CompileOptions {
  readonly target: Target;
  readonly output: string;
  readonly experiment?: string;
  readonly profile?: string;
  readonly set?: readonly string[];
  readonly seed: number;
  readonly json?: boolean;
}

export const addCompile: AddCommand = (program, { out }) => {
  program
    .command('compile')
    .description('write the training, evaluation and prediction graphs of an experiment')
    .argument('<file>', 'spec')
    .addOption(new Option('--target <target>', 'what to write').choices(['saved-model', 'ir']).makeOptionMandatory())
    .requiredOption('-o, --output <folder>', 'folder to write into', folderName)
    .addOption(options.experiment())
    .addOption(options.profile())
    .addOption(options.set())
    .addOption(options.seed())
    .addOption(options.json())
    .addHelpText(
      'after',
      '\nsaved-model is for TensorFlow: the graphs, manifest.json with their signatures, and the weights of step 0.\n' +
        'ir is the graphs as text.\n' +
        example(
          'compile digits.ang --target saved-model -o digits-model',
          'compile digits.ang --target ir -o digits-ir',
        ),
    )
    .action(async (file: string, { target, output, seed, json = false, ...given }: CompileOptions) => {
      const { experiment } = openExperiment(file, given.experiment, configurationOf(given));
      const steps = stepsOf(experiment, await countExamples(experiment, dirname(file)));
      const compiled = compile(experiment, { steps });
      await makeFolder(output);
      const written =
        target === 'ir' ? await writeIr(compiled, output) : await writeModel(experiment, compiled, seed, output);
      if (json) {
        const hash = experimentHash(experiment);
        out.write(formatJson({ schema: 1, experiment: experiment.name, hash, target, output, files: written }));
      } else out.write(`${output}: ${written.join(', ')}\n`);
    });
};

/** How many training examples there are; where only the files know, they are read. */
async function countExamples(experiment: Experiment, folder: string): Promise<number> {
  if ('steps' in experiment.length) return 0;
  return (
    trainingCount(experiment.data.description, experiment.data.args) ?? (await loadData(experiment, folder)).train.count
  );
}

async function writeIr(program: Program, folder: string): Promise<string[]> {
  await atomicWrite(join(folder, 'program.txt'), printProgram(program));
  return ['program.txt'];
}

async function writeModel(experiment: Experiment, program: Program, seed: number, folder: string): Promise<string[]> {
  const { files } = emitSavedModel(program);
  for (const [name, bytes] of files) await atomicWrite(join(folder, name), bytes);
  const identity = { hash: experimentHash(experiment), seed };
  const weights = 'weights.safetensors';
  await atomicWrite(join(folder, weights), encodeWeights(initialState(program, seed), program.state, identity));
  return [...files.keys(), weights];
}
