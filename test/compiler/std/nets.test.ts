import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../../compiler/graph/types.js';
import { compileNetwork, configure, type Network } from '../../../compiler/index.js';
import { libraryFile, libraryImports, parseLibraryFile } from '../../../compiler/std/nets.js';
import { netSources } from '../../../compiler/std/nets/sources.js';
import { format } from '../../../grammar/printer/format.js';
import { checkText, experimentOf, networkOf } from '../../support/spec.js';
import { examineText } from '../support/examine.js';

const folder = join(import.meta.dirname, '../../../compiler/std/nets');

describe('the sources of the nets of the library', () => {
  it('are what stands in the .ang files; if not, run node scripts/embed-std.mjs', () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.ang'));
    const texts = new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
    expect([...netSources].sort()).toEqual([...texts].sort());
  });

  it.each(libraryImports)('%s has no mistakes, is formatted, and says what everything is', async (path) => {
    const file = libraryFile(path)!;
    expect(examineText(file.text).diagnostics).toEqual([]);
    expect(await format(file.text)).toBe(file.text);
    for (const { name, doc } of parseLibraryFile(file).file.declarations) {
      expect((doc ?? '').length, name.name).toBeGreaterThan(40);
    }
  });

  it('are parsed once', () => {
    const file = libraryFile('angnet/resnet.ang')!;
    expect(parseLibraryFile(file)).toBe(parseLibraryFile(file));
  });
});

interface Described {
  readonly file: string;
  readonly call: string;
  readonly input: readonly number[];
  readonly parameters: number;
  readonly output: readonly number[];
  readonly shapes: readonly (readonly number[])[];
}

/** What nets.py found of the same nets in PyTorch. */
const described = JSON.parse(readFileSync(new URL('nets.json', import.meta.url), 'utf8')) as readonly Described[];

/** A net of the library: a model by an experiment's call of it, or a block behind an input. */
function build(file: string, call: string, input: readonly number[]): Network {
  const name = /^\w+/.exec(call)![0];
  const head = `import { ${name} } from "angnet/${file}.ang"\n`;
  const isBlock = /^[a-z]/.test(name);
  const shape = `[${input.join(', ')}]`;
  if (isBlock) return networkOf(`${head}model M {\n  image: input(${shape})\n  ${call}\n}\n`);
  return experimentOf(experimentOn(file, call)).network;
}

function experimentOn(file: string, call: string): string {
  const head = `import { ${/^\w+/.exec(call)![0]} } from "angnet/${file}.ang"\n`;
  const classes = /classes: (\d+)/.exec(call)?.[1] ?? (file === 'lenet' ? '10' : '100');
  const data = `arrays(train: "x", train_labels: "y", test: "x", test_labels: "y", classes: ${classes})`;
  return `${head}experiment E {
  model: ${call}
  data: ${data}
  loss: softmax(of: classifier)
  optimizer: adam(lr: 0.001)
  batch: 1
  steps: 1
}
`;
}

function parametersOf(network: Network): number {
  const weights = compileNetwork(network, 1).state.filter(({ role }) => role === 'weight');
  return weights.reduce((sum, { type }) => sum + sizeOf(type.shape), 0);
}

describe('the nets of the library', () => {
  it.each(described)('have the parameters and shapes of PyTorch: $call', ({ file, call, input, ...expected }) => {
    const network = build(file, call, input);
    expect(network.nodes[0]!.shape).toEqual(input);
    expect(parametersOf(network)).toBe(expected.parameters);
    expect(network.output.shape).toEqual(expected.output);
    const shapes = new Set(network.nodes.map(({ shape }) => shape.join()));
    for (const shape of expected.shapes) expect(shapes).toContain(shape.join());
  });

  it.each([
    ['resnet', 'ResNet(n: 1, width: 4)', 'replace angconv with conv'],
    ['vgg', 'VGG9(width: 4)', 'replace angconv with conv'],
    ['lenet', 'LeNet', ''],
    ['lenet', 'LeNetPlusPlus', ''],
  ])('become plain ones with weights of the same names: %s %s', (file, call, replaced) => {
    const scale = file === 'lenet' ? '' : 'set classifier @scale(1)';
    const text = experimentOn(file, call).replace(
      /}\n$/,
      `profile plain { ${replaced} replace angfc with fc ${scale} } }\n`,
    );
    const { experiment: plain, diagnostics } = configure(checkText(text), 'E', { profile: 'plain' });
    expect(diagnostics).toEqual([]);
    expect(plain!.network.nodes.filter(({ layer }) => layer.name.startsWith('ang'))).toEqual([]);
    const weights = (network: Network) => compileNetwork(network, 1).state.map(({ name, type }) => [name, type.shape]);
    expect(weights(plain!.network)).toEqual(weights(experimentOf(text).network));
  });

  it('cover every model and block that stands for itself', () => {
    const declared = libraryImports.flatMap((path) => parseLibraryFile(libraryFile(path)!).file.declarations);
    const tested = new Set(described.map(({ call }) => /^\w+/.exec(call)![0]));
    // These two are parts of the models beside them.
    const parts = new Set(['convolutions', 'pair']);
    expect(declared.map(({ name }) => name.name).filter((name) => !tested.has(name) && !parts.has(name))).toEqual([]);
  });

  // Parameters as published (He et al. 2016) with padded shortcuts and a bias in the classifier; here shortcuts are 1x1
  // convolutions with batch norm where widths change, and the classifier has no bias.
  it.each([
    [20, 3, 269_722],
    [32, 5, 464_154],
    [56, 9, 853_018],
    [110, 18, 1_727_962],
  ])('has a ResNet-%i', (_, n, published) => {
    const network = build('resnet', `ResNet(n: ${n}, width: 16, classes: 10, stem_relu: true)`, [32, 32, 3]);
    const shortcuts = 16 * 32 + 2 * 32 + 32 * 64 + 2 * 64;
    expect(parametersOf(network)).toBe(published + shortcuts - 10);
    expect(network.nodes.filter(({ layer }) => layer.name === 'angconv')).toHaveLength(6 * n + 1);
    const labelled = (label: string) => network.labels.get(label)!.shape;
    expect(['stem', 'stage1', 'stage2', 'stage3', 'feature', 'classifier'].map(labelled)).toEqual([
      [32, 32, 16],
      [32, 32, 16],
      [16, 16, 32],
      [8, 8, 64],
      [64],
      [10],
    ]);
  });
});
