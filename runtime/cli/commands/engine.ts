import { chooseEngine, probeEngines } from '../../engines/index.js';
import { EngineError } from '../../engines/engine.js';
import type { InstallProgress } from '../../engines/native/index.js';
import { UsageError } from '../../usage-error.js';
import { example, type AddCommand, type CommandContext } from '../context.js';
import type { Channel } from '../io.js';
import { LiveLine } from '../live-line.js';
import { options } from '../options.js';
import { tellSelfTest } from '../self-test-note.js';
import { formatBytes, formatJson, formatTable } from '../text.js';

export const addEngine: AddCommand = (program, context) => {
  const engine = program.command('engine').description('what can do the arithmetic');
  engine
    .command('list')
    .description('every engine, whether it works here, and which one `auto` takes')
    .addOption(options.json())
    .addHelpText('after', example('engine list', 'engine list --json'))
    .action(({ json }: { readonly json?: boolean }) => list(json ?? false, context));
  engine
    .command('install')
    .description('set up the native engine: TensorFlow in a cache folder, nothing in your project')
    .argument('<name>', '`native`, the only one that needs it')
    .option('--cuda', "with NVIDIA's libraries (about 6 GB), to compute on a GPU")
    .addHelpText('after', example('engine install native', 'engine install native --cuda'))
    .action((name: string, { cuda }: { readonly cuda?: boolean }) => install(name, cuda ?? false, context));
};

async function list(json: boolean, { out, err }: CommandContext): Promise<void> {
  const probed = await probeEngines();
  const auto = (await chooseEngine('auto', { onSelfTest: tellSelfTest(err) }).catch(ignoreEngineError))?.engine.name;
  if (json) {
    const engines = probed.map(({ name, availability }) => ({ name, auto: name === auto, ...availability }));
    out.write(formatJson({ schema: 1, engines }));
    return;
  }
  const rows = probed.map(({ name, availability }) => {
    const detail = availability.available ? availability.detail : availability.reason;
    const remedy = availability.available || !availability.remedy ? '' : ` To set it up: ${availability.remedy}`;
    return [name, availability.available ? 'available' : 'not available', detail + remedy];
  });
  out.write(formatTable(['engine', 'here', ''], rows, []));
  out.write(auto === undefined ? '\nNo engine works here.\n' : `\n\`--engine auto\` takes ${auto}.\n`);
}

function ignoreEngineError(cause: unknown): undefined {
  if (!(cause instanceof EngineError)) throw cause;
}

async function install(name: string, cuda: boolean, { out }: CommandContext): Promise<void> {
  if (name !== 'native') {
    throw new UsageError(
      `Only the engine \`native\` needs an install, not \`${name}\`. \`angnet engine list\` shows what is there.`,
    );
  }
  const { installNative } = await import('../../engines/native/index.js');
  const line = new LiveLine(out);
  const result = await installNative({ cuda, onProgress: (progress) => line.show(describe(progress)) });
  line.end();
  const { installation, alreadyDone, gpu, tested } = result;
  out.write(
    `${alreadyDone ? 'Already installed' : 'Installed'}: ${installation.description}, in ${installation.folder}\n`,
  );
  if (cuda) reportGpu(gpu, out);
  if (!tested) out.write('This kind of machine is not among those that angnet is tested on; the self-test passed.\n');
}

function reportGpu(gpu: boolean, out: Channel): void {
  out.write(
    gpu
      ? 'TensorFlow found a GPU and uses it.\n'
      : 'TensorFlow found no GPU that it can use, so it computes on the CPU.\n',
  );
}

function describe({ step, steps, title, bytes, totalBytes }: InstallProgress): string {
  const amount =
    bytes === undefined ? '' : ` ${formatBytes(bytes)}${totalBytes ? ` of ${formatBytes(totalBytes)}` : ''}`;
  return `[${step}/${steps}] ${title}${amount}`;
}
