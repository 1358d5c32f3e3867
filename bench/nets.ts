import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { check, compile, configure } from '../compiler/index.js';
import type { Program } from '../compiler/graph/graph.js';

export interface NetOptions {
  readonly batch: number;
  /** Filters of the three stages of a ResNet. */
  readonly widths: readonly [number, number, number];
  /** Whether every layer multiplies in bf16. */
  readonly bf16?: boolean;
  /** An angle function of the library or of `specs/angles.ang`, instead of the net's own. */
  readonly angle?: string;
}

interface Net {
  /** File of `specs/` whose model `Net` is measured. */
  readonly file: string;
  readonly classes: number;
  readonly widths: boolean;
  /** How the experiment calls the model. */
  model(options: NetOptions): string;
}

function resnet(angular: boolean): Net {
  const model = ({ widths: [first, second, third] }: NetOptions) =>
    `Net(angular: ${angular}, first: ${first}, second: ${second}, third: ${third})`;
  return { file: 'resnet32.ang', classes: 100, widths: true, model };
}

const nets: Readonly<Record<string, Net>> = {
  'lenet-angular': { file: 'lenet.ang', classes: 10, widths: false, model: () => 'Net' },
  'lenet-padded': { file: 'lenet-padded.ang', classes: 10, widths: false, model: () => 'Net' },
  'resnet32-plain': resnet(false),
  'resnet32-angular': resnet(true),
};

export const netNames = Object.keys(nets);

export interface BenchmarkProgram {
  readonly program: Program;
  readonly classes: number;
  /** Whether `widths` make a difference. */
  readonly widths: boolean;
}

/**
 * The program that a benchmark's name means: the same networks as the peers', under Adam.
 * @throws {Error} for a name that means none, or widths that make no network
 */
export function benchmarkProgram(name: string, options: NetOptions): BenchmarkProgram {
  const net = nets[name];
  if (!net) throw new Error(`There is no benchmark \`${name}\`; there are ${netNames.join(', ')}.`);
  const [text, angles] = [net.file, 'angles.ang'].map((file) =>
    readFileSync(fileURLToPath(new URL(`specs/${file}`, import.meta.url)), 'utf8'),
  );
  const spec = `${text}
${angles}
experiment Benchmark {
  model: ${net.model(options)}
  data: arrays(train: "x", train_labels: "y", test: "x", test_labels: "y", classes: ${net.classes})
  loss: softmax(of: classifier)
  optimizer: adam(lr: 0.001)
  batch: ${options.batch}
  steps: 1000
}
`;
  const checked = check(net.file, { resolve: () => undefined, read: () => spec });
  const overrides = [
    ...(options.bf16 ? ['model@precision=bf16'] : []),
    ...(options.angle === undefined ? [] : [`model@angle=${options.angle}`]),
  ];
  const { diagnostics, experiment } = configure(checked, 'Benchmark', { overrides });
  if (!experiment) throw new Error([...checked.diagnostics, ...diagnostics].map(({ message }) => message).join('\n'));
  return { program: compile(experiment, { steps: 1000 }), classes: net.classes, widths: net.widths };
}
