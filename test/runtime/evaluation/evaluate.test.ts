import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../compiler/index.js';
import { maxConfusionClasses } from '../../../compiler/phases/4-lower/lower-metrics.js';
import type { Split } from '../../../runtime/data/index.js';
import type { Engine } from '../../../runtime/engines/engine.js';
import { nativeEngine } from '../../../runtime/engines/native/index.js';
import { referenceEngine } from '../../../runtime/engines/reference/index.js';
import { wasmEngine } from '../../../runtime/engines/wasm/index.js';
import { initialState } from '../../../runtime/random/index.js';
import { evaluate } from '../../../runtime/training/index.js';
import { describeNative } from '../../support/needs.js';
import { experimentOf, experimentText, modelText } from '../../support/spec.js';

interface Golden {
  readonly classes: number;
  readonly labels: readonly number[];
  readonly logits: readonly number[];
  readonly loss: number;
  readonly accuracy: number;
  readonly top5: number | null;
  readonly confusion: readonly (readonly number[])[];
}

const { classification: goldens } = JSON.parse(readFileSync(new URL('goldens.json', import.meta.url), 'utf8')) as {
  classification: readonly Golden[];
};

/** A net whose logits are its inputs. */
function identityProgram(classes: number) {
  const text = modelText([1, 1, classes], `flatten classifier: fc(${classes})`) + experimentText({ classes });
  return compile(experimentOf(text), { steps: 1 });
}

function splitOf({ classes, labels, logits }: Pick<Golden, 'classes' | 'labels' | 'logits'>): Split {
  return {
    count: labels.length,
    labels: Int32Array.from(labels),
    gather(indices, out) {
      out.fill(0);
      for (let i = 0; i < indices.length; i++) {
        out.set(logits.slice(indices[i]! * classes, (indices[i]! + 1) * classes), i * classes);
      }
    },
  };
}

async function evaluated(engine: Engine, golden: Pick<Golden, 'classes' | 'labels' | 'logits'>) {
  const { classes } = golden;
  const program = identityProgram(classes);
  const session = await engine.load(program);
  try {
    const identity = Float32Array.from({ length: classes ** 2 }, (_, i) => Number(i % (classes + 1) === 0));
    await session.writeState({ ...initialState(program, 0), 'classifier/filter': identity });
    return await evaluate(session, splitOf(golden));
  } finally {
    await session.dispose();
  }
}

function agrees(engine: Engine): void {
  it.each(goldens)(`are those of scikit-learn on ${engine.name} for $classes classes`, async (golden) => {
    const { loss, accuracy, top5, confusion, count } = await evaluated(engine, golden);
    expect(loss).toBeCloseTo(golden.loss, 5);
    expect({ accuracy, top5, confusion, count }).toEqual({
      accuracy: golden.accuracy,
      top5: golden.top5 ?? undefined,
      confusion: golden.confusion,
      count: golden.labels.length,
    });
  });
}

describe('accuracies and confusion matrix', () => {
  for (const engine of [referenceEngine, wasmEngine]) agrees(engine);

  it('take ties at the fifth place for misses, but for what is predicted', async () => {
    const labels = [0, 1, 6];
    // All alike: the first class is predicted. Then four better and one as good; then four better alone.
    const rows = [new Array<number>(7).fill(1), [3, 2, 3, 3, 3, 2, 0], [3, 3, 3, 3, 0, 0, 2]];
    const result = await evaluated(referenceEngine, { classes: 7, labels, logits: rows.flat() });
    expect(result).toMatchObject({ correct: 1, correctTop5: 2 });
  });

  it('count no example of a net that gives nothing but NaN among the first five', async () => {
    const result = await evaluated(referenceEngine, {
      classes: 6,
      labels: [3],
      logits: new Array<number>(6).fill(NaN),
    });
    expect(result.correctTop5).toBe(0);
  });

  it('have no matrix where it would be larger than any test set', () => {
    const outputs = (classes: number) => Object.keys(identityProgram(classes).graphs.evaluate!.outputs);
    expect(outputs(maxConfusionClasses)).toContain('confusion');
    expect(outputs(maxConfusionClasses + 1)).toEqual(['loss_sum', 'correct', 'count', 'correct_top5']);
  });
});

describeNative('accuracies and confusion matrix', () => agrees(nativeEngine));
