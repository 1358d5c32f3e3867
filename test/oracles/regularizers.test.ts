import { describe, expect, it } from 'vitest';
import { tensor } from '../../compiler/graph/types.js';
import { GraphDraft } from '../../compiler/phases/4-lower/graph-draft.js';
import { StateTable } from '../../compiler/phases/4-lower/state-table.js';
import { differentiate } from '../../compiler/phases/5-differentiate/differentiate.js';
import { regularizers } from '../../compiler/regularizers/index.js';
import { evaluateGraph } from '../../runtime/engines/reference/evaluate.js';
import { experimentOf, experimentText, modelText } from '../support/spec.js';
import { expectAgreement, readGolden, under } from './golden.js';

interface Case {
  readonly line: string;
  readonly shape: readonly number[];
}

const golden = readGolden('regularizers');
const cases = (JSON.parse(golden.metadata['cases']!) as Case[]).map((one, index) => ({ ...one, index }));

/** A regularizer of a line of a spec applied to one weight: the penalty and its gradient. */
function penaltyGraph({ line, shape }: Case) {
  const text = modelText([4], 'classifier: fc(2)') + experimentText({ classes: 2, more: `regularize: ${line}` });
  const { regularizer, args } = experimentOf(text).regularizers[0]!;
  const draft = new GraphDraft(1, new StateTable());
  const initializer = { kind: 'constant', value: 0 } as const;
  const weight = draft.read({ name: 'filter', type: tensor('f32', shape), role: 'weight', initializer });
  const penalty = regularizer.penalty(draft.b, weight, args)!;
  const [gradient] = differentiate(draft.b, penalty, [weight]);
  return draft.finish('penalty', { penalty, gradient: gradient! });
}

describe('regularizers as PyTorch computes them', () => {
  it.each(cases)('$index: $line on $shape', (one) => {
    const { filter, penalty, gradient } = under(golden, `${one.index}:`);
    const { outputs } = evaluateGraph(penaltyGraph(one), {}, { step: [0], filter: filter! });
    expectAgreement(outputs['penalty']!, penalty!, 'penalty');
    expectAgreement(outputs['gradient']!, gradient!, 'gradient');
  });

  it('cover every regularizer', () => {
    const covered = new Set(cases.map(({ line }) => line.slice(0, line.indexOf('('))));
    expect([...regularizers.keys()].filter((name) => !covered.has(name))).toEqual([]);
  });
});

describe('orthogonality', () => {
  it('is a finite penalty of filters of zeros, and none of a bias', () => {
    const { outputs } = evaluateGraph(
      penaltyGraph({ line: 'orthogonal(1)', shape: [2, 3] }),
      {},
      {
        step: [0],
        filter: new Float64Array(6),
      },
    );
    expect(outputs['penalty']![0]).toBe(1.5);
    expect([...outputs['gradient']!].every(Number.isFinite)).toBe(true);
    const draft = new GraphDraft(1, new StateTable());
    const bias = draft.b.constant(1, [3]);
    expect(regularizers.get('orthogonal')!.penalty(draft.b, bias, undefined as never)).toBeUndefined();
  });
});
