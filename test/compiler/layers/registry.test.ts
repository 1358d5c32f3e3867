import { describe, expect, it } from 'vitest';
import { annotations } from '../../../compiler/annotations/index.js';
import { compileNetwork, type Network } from '../../../compiler/index.js';
import { layers } from '../../../compiler/layers/index.js';
import type { Layer } from '../../../compiler/layers/layer.js';
import { losses } from '../../../compiler/losses/index.js';
import { optimizers } from '../../../compiler/optimizers/index.js';
import { GraphDraft } from '../../../compiler/phases/4-lower/graph-draft.js';
import { lowerNetwork } from '../../../compiler/phases/4-lower/lower-network.js';
import { StateTable } from '../../../compiler/phases/4-lower/state-table.js';
import { regularizers } from '../../../compiler/regularizers/index.js';
import { schedules } from '../../../compiler/schedules/index.js';
import type { Signature } from '../../../compiler/schema.js';
import { checkText, experimentOf, modelText, networkOf } from '../../support/spec.js';
import { randomSpec } from '../differentiate/random-spec.js';

const BATCH = 2;

/** A model that ends with the layer's example, on an image or, where it takes none, on a vector. */
function modelWith({ arity, example }: Layer): Network {
  if (arity === 'none') return networkOf(`model M {\n  ${example}\n}\n`);
  const onImage = modelText([16, 16, 16], `layer: ${example}`);
  return networkOf(
    checkText(onImage).diagnostics.length === 0 ? onImage : onImage.replace('layer:', 'flatten\n  layer:'),
  );
}

/** Every value of the network with the shape that the layer's own rule gave its node. */
function expectShapesToAgree(network: Network, mode: 'train' | 'evaluate'): void {
  const { outputs } = lowerNetwork(network, new GraphDraft(BATCH, new StateTable()), mode);
  for (const node of network.nodes) {
    expect(outputs.get(node)!.type, `${node.layer.name} at ${node.path}`).toEqual({
      dtype: 'f32',
      shape: [BATCH, ...node.shape],
    });
  }
}

describe.each([...layers])('the layer %s', (name, layer) => {
  it('is documented with a sentence and an example that compiles', () => {
    expect(layer.name).toBe(name);
    expectDocumented(layer);
    const network = modelWith(layer);
    expect(network.nodes.map((node) => node.layer.name)).toContain(name);
    expect(compileNetwork(network, BATCH).graphs.predict.outputs['output']!.type.shape).toEqual([
      BATCH,
      ...network.output.shape,
    ]);
  });

  it.each(['train', 'evaluate'] as const)('gives what its shape rule says (%s)', (mode) => {
    expectShapesToAgree(modelWith(layer), mode);
  });

  it('says whether it owns anything', () => {
    const states = new StateTable();
    const draft = new GraphDraft(BATCH, states);
    lowerNetwork(modelWith(layer), draft, 'train');
    const { inputs } = draft.finish('forward', {});
    const owned = [...states.all.map((variable) => variable.name), ...inputs.map((input) => input.name)];
    expect(owned.some((owner) => owner.startsWith('layer/'))).toBe(layer.stateful);
  });

  it('names annotations that exist', () => {
    for (const annotation of layer.annotations) expect([...annotations.keys()]).toContain(annotation);
  });
});

describe.each([
  ['annotation', annotations],
  ['loss', losses],
  ['optimizer', optimizers],
  ['regularizer', regularizers],
  ['schedule', schedules],
] as const)('every %s', (_, registry: ReadonlyMap<string, Signature>) => {
  it.each([...registry])('%s is documented', (name, signature) => {
    expect(signature.name).toBe(name);
    expectDocumented(signature);
  });
});

describe('random models', () => {
  it.each(Array.from({ length: 30 }, (_, seed) => seed))('have the shapes that their layers say (model %i)', (seed) => {
    const { network } = experimentOf(randomSpec(seed));
    expectShapesToAgree(network, 'train');
    expectShapesToAgree(network, 'evaluate');
  });
});

function expectDocumented({ doc, parameters }: Signature): void {
  expect(doc).toMatch(/^\S.{10,}\.$/s);
  for (const parameter of parameters) expect(parameter.doc, parameter.name).toMatch(/^\S.{3,}/);
  expect(new Set(parameters.map((parameter) => parameter.name)).size).toBe(parameters.length);
}
