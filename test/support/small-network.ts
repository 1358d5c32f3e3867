import { check, compile } from '../../compiler/index.js';
import type { Program } from '../../compiler/graph/graph.js';
import type { ProgramInterface } from '../../compiler/graph/interface.js';
import { sizeOf } from '../../compiler/graph/types.js';
import type { HostTensors } from '../../runtime/engines/engine.js';

/** A network with every kind of layer that matters to engines, small enough for the reference engine. */
const SPEC = `
block residual(channels: int, stride: int = 1) {
  add {
    main: { angconv(channels, 3x3, stride: stride)  bn  relu  conv(channels, 3x3, padding: same_torch)  bn }
    shortcut: { if stride != 1 or in.channels != channels { conv(channels, 1x1, stride: stride)  bn } }
  }
  relu
}
model Small ANNOTATIONS {
  image: input([9, 8, 2])
  conv(4, 3x3, padding: valid, bias: true)
  prelu
  residual(6, stride: 2)
  maxpool(2x2)
  flatten
  feature: fc(3, bias: true)
  classifier: angfc(5) @angle(log(m: 0.3rad))
}
experiment Train {
  model: Small()
  data: arrays(train: "x.npy", train_labels: "y.npy", test: "x.npy", test_labels: "y.npy", classes: 5)
  loss: softmax(of: classifier)
  regularize: [l2(5e-4)]
  optimizer: OPTIMIZER
  batch: 6
  steps: 10
}
`;

/**
 * @param annotations of the whole model
 * @throws {Error} when the spec has mistakes
 */
export function smallNetwork(optimizer = 'adam(lr: 0.01)', annotations = ''): Program {
  const text = SPEC.replace('OPTIMIZER', optimizer).replace('ANNOTATIONS', annotations);
  const { diagnostics, experiments } = check('small.ang', { resolve: () => undefined, read: () => text });
  const experiment = experiments.get('Train');
  if (!experiment) throw new Error(diagnostics.map((diagnostic) => diagnostic.message).join('\n'));
  return compile(experiment, { steps: 10 });
}

/** A batch for a graph of a program, different for each step but the same each time. */
export function batchFor(program: ProgramInterface, graph: 'train' | 'evaluate', step: number): HostTensors {
  const inputs = program.graphs[graph]!.inputs.map(({ name, value, source }) => {
    const size = sizeOf(value.type.shape);
    if (source.kind === 'labels')
      return [name, Int32Array.from({ length: size }, (_, i) => (i * 7 + step) % 5)] as const;
    if (source.kind === 'weights')
      return [name, Float32Array.from({ length: size }, (_, i) => (i < 4 ? 1 : 0))] as const;
    return [name, Float32Array.from({ length: size }, (_, i) => Math.sin(1.7 * i + i * i * 0.01 + step))] as const;
  });
  return Object.fromEntries(inputs);
}
