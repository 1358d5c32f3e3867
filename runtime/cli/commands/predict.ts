import { alternatives, didYouMean } from '../../../compiler/diagnostics/suggest.js';
import { chooseEngine } from '../../engines/index.js';
import { atomicWrite, encodeNpy, readNumpy } from '../../files/index.js';
import { examplesOf, loadRun, openRun, predict, type OpenedRun } from '../../training/index.js';
import { UsageError } from '../../usage-error.js';
import { example, type AddCommand, type CommandContext } from '../context.js';
import { options } from '../options.js';
import { tellSelfTest } from '../self-test-note.js';
import { formatJson } from '../text.js';

interface PredictOptions {
  readonly input: string;
  readonly output: string;
  readonly layer?: string;
  readonly best?: boolean;
  readonly engine: string;
  readonly json?: boolean;
}

export const addPredict: AddCommand = (program, context) => {
  program
    .command('predict')
    .description("what a run's network gives for an array of examples")
    .argument('<run>', "a run's folder")
    .requiredOption('--input <file>', 'examples, [N, …], as .npy or file.npz#key; they are normalised as in training')
    .requiredOption('--output <file>', '.npy file to write')
    .option('--layer <label>', 'a label of the model, such as feature (default: the last layer)')
    .addOption(options.best())
    .addOption(options.engine())
    .addOption(options.json())
    .addHelpText('after', example('predict runs/Digits/3f2a91c0-0 --input x.npy --output y.npy --layer feature'))
    .action((path: string, given: PredictOptions) => predictArray(path, given, context));
};

async function predictArray(
  path: string,
  { input, output, layer, best, engine: name, json = false }: PredictOptions,
  { out, err }: CommandContext,
): Promise<void> {
  const run = await openRun(path, best);
  checkLabel(run, layer);
  const examples = examplesOf(await readNumpy(input), run.experiment, input);
  const { engine } = await chooseEngine(name, { onSelfTest: tellSelfTest(err) });
  const session = await loadRun(run, engine);
  try {
    const { data, shape } = await predict(session, examples, layer ?? 'output');
    await atomicWrite(output, encodeNpy(data, shape));
    if (json) {
      const weights = run.weights;
      out.write(formatJson({ schema: 1, output, layer: layer ?? 'output', shape, engine: engine.name, weights }));
      return;
    }
    out.write(
      `${output}: ${layer ?? 'the last layer'} for ${input}, [${shape.join(', ')}], computed by ${engine.name}\n`,
    );
  } finally {
    await session.dispose();
  }
}

/** @throws {UsageError} */
function checkLabel({ experiment: { network } }: OpenedRun, layer: string | undefined): void {
  if (layer === undefined || network.labels.has(layer)) return;
  const labels = [...network.labels.keys()];
  const known = labels.length === 0 ? 'It has no labels.' : `Its labels are ${alternatives(labels, 'and')}.`;
  throw new UsageError(`${network.name} has no label \`${layer}\`. ${didYouMean(layer, labels) ?? known}`);
}
