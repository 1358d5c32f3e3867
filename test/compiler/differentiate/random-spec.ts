import { experimentText } from '../../support/spec.js';
import { Random } from '../primitives/random.js';

export const CLASSES = 3;

const FUNCTIONS = [
  'log',
  'log(m: 0.2rad)',
  'cos',
  'linear',
  'squared_cosine',
  'sigmoid',
  'inverse(eps: 0.3rad)',
  'bent',
  'cut(at: 1.4rad)',
];

/** Angle functions with a bend, of which one side has no value where the other is taken. */
const DEFINITIONS = `
angle bent(theta: rad) = if theta < 1.5rad then 1 - theta / 1rad else -ln((theta - 1.4rad) / 1rad)
angle cut(theta: rad; at: rad = 1rad) = if theta < at then ln((at + 0.2rad - theta) / 1rad) else 0.5
`;

/** The text of a random small model and of an experiment on it, always the same for a seed. */
export function randomSpec(seed: number): string {
  return new Writer(new Random(`spec ${seed}`)).text();
}

class Writer {
  /** The width and height that are left to pool away, at least; 0 within branches, which must keep their size. */
  private size: number;
  private labels = 0;

  constructor(private readonly random: Random) {
    this.size = random.integer(4, 6);
  }

  text(): string {
    const { random } = this;
    const shape = [this.size, this.size, random.integer(1, 3)];
    const body = this.statements(random.integer(2, 4), 2);
    const vector = random.pick(['avgpool(global)', 'flatten', 'flatten\n  fc(4, bias: true)\n  prelu\n  bn']);
    const classifier = random.pick([`angfc(${CLASSES}) @scale(5)`, `fc(${CLASSES})`, `angfc(${CLASSES}) @angle(cos)`]);
    const model = `model M @angle(${random.pick(FUNCTIONS)}) {
  image: input([${shape.join(', ')}])
  ${body.join('\n  ')}
  ${vector}
  classifier: ${classifier}
}
`;
    const block = `block twice(channels: int) {\n  angconv(channels, 3x3)\n  if channels > 2 { relu }\n  conv(channels, 1x1)\n}\n`;
    return `${DEFINITIONS}${block}${model}${this.experiment()}`;
  }

  private experiment(): string {
    const { random } = this;
    const smoothing = random.pick(['', ', smoothing: 0.1']);
    const loss = `softmax(of: classifier${smoothing})${random.pick(['', ' + 0.3 * softmax(of: classifier)'])}`;
    const more = random.pick(['', 'regularize: l2(0.1)', 'regularize: [l2(0.02, on: classifier), l2(0.01)]']);
    return experimentText({ classes: CLASSES, batch: 3, loss, optimizer: 'sgd(lr: 1)', more });
  }

  private statements(count: number, depth: number): string[] {
    return Array.from({ length: count }, () => this.statement(depth));
  }

  private statement(depth: number): string {
    const kinds = [
      'conv',
      'angconv',
      'angconv',
      'pointwise',
      'pool',
      ...(depth > 0 ? ['join', 'repeat', 'block'] : []),
    ];
    switch (this.random.pick(kinds)) {
      case 'conv':
        return this.convolution('conv', this.random.pick(['', ', bias: true']));
      case 'angconv':
        return this.convolution('angconv', this.random.pick(['', ` @angle(${this.random.pick(FUNCTIONS)})`]));
      case 'pool':
        return this.pool();
      case 'join':
        return this.join(depth);
      case 'repeat':
        return `repeat 2 as i { angconv(2 + i, 3x3) ${this.random.pick(['relu', 'bn', 'prelu(shared: true)'])} }`;
      case 'block':
        return `twice(${this.random.integer(2, 3)})`;
      default:
        return this.random.pick(['relu', 'prelu', 'bn', 'dropout(30%)', 'prelu(shared: true)']);
    }
  }

  private convolution(kind: 'conv' | 'angconv', tail: string): string {
    const { random } = this;
    const kernel = random.pick(['1x1', '2x3', '3x3']);
    // An even kernel with PyTorch's padding changes the size, which must not happen in one branch alone.
    const padding = this.size === 0 ? 'same' : random.pick(['same', 'same_torch']);
    const [end, annotation] = kind === 'conv' ? [tail, ''] : ['', tail];
    return `${kind}(${random.integer(2, 3)}, ${kernel}, padding: ${padding}${end})${annotation}`;
  }

  private pool(): string {
    if (this.size < 3) return 'relu';
    this.size = Math.floor(this.size / 2);
    return this.random.pick([
      'maxpool(2x2)',
      'avgpool(2x2)',
      'avgpool(3x3, stride: 2, padding: same)',
      'maxpool(2x3, stride: 2, padding: same)',
    ]);
  }

  private join(depth: number): string {
    const operation = this.random.pick(['add', 'multiply', 'concat']);
    const channels = this.random.integer(2, 3);
    const branch = () => `{ ${this.inSameSize(() => this.statements(1, depth - 1).join(' '))} conv(${channels}, 1x1) }`;
    return `${operation} { left${this.labels++}: ${branch()} ${branch()} }`;
  }

  /** Branches must agree in height and width, so that nothing may pool in them. */
  private inSameSize(write: () => string): string {
    const before = this.size;
    this.size = 0;
    const text = write();
    this.size = before;
    return text;
  }
}
