import { check, type Checked, type Experiment, type Host, type Network } from '../../compiler/index.js';

const PATH = 'spec.ang';

/** A host that knows one text alone. */
function hostOf(text: string): Host {
  return { resolve: () => undefined, read: (path) => (path === PATH ? text : undefined) };
}

export function checkText(text: string): Checked {
  return check(PATH, hostOf(text));
}

/** The codes of everything that is said of a text. */
export function codesOf(text: string): string[] {
  return checkText(text).diagnostics.map((diagnostic) => diagnostic.code);
}

function withoutMistakes(text: string): Checked {
  const checked = checkText(text);
  const errors = checked.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`${errors.map((one) => `${one.code}: ${one.message}`).join('\n')}\n\n${text}`);
  return checked;
}

/** The experiment of that name, or the first. */
export function experimentOf(text: string, name?: string): Experiment {
  const { experiments } = withoutMistakes(text);
  const found = name === undefined ? [...experiments.values()][0] : experiments.get(name);
  if (!found) throw new Error(`no experiment ${name ?? ''} in\n${text}`);
  return found;
}

/** The first model, with its default arguments. */
export function networkOf(text: string): Network {
  const [found] = withoutMistakes(text).networks.values();
  if (!found) throw new Error(`no model in\n${text}`);
  return found;
}

/** A model whose braces hold these lines after an input of this shape. */
export function modelText(shape: readonly number[], lines: string): string {
  return `model M {\n  image: input([${shape.join(', ')}])\n  ${lines}\n}\n`;
}

interface Fields {
  readonly classes?: number;
  readonly batch?: number;
  readonly steps?: number;
  readonly loss?: string;
  readonly optimizer?: string;
  /** Further lines. */
  readonly more?: string;
}

/** An experiment on model M that feeds what it likes. */
export function experimentText(fields: Fields = {}): string {
  const { classes = 10, batch = 4, steps = 10, more = '' } = fields;
  const { loss = 'softmax(of: classifier)', optimizer = 'adam(lr: 0.001)' } = fields;
  return `experiment E {
  model: M
  data: arrays(train: "x.npy", train_labels: "y.npy", test: "x.npy", test_labels: "y.npy", classes: ${classes})
  loss: ${loss}
  optimizer: ${optimizer}
  batch: ${batch}
  steps: ${steps}
  ${more}
}
`;
}
