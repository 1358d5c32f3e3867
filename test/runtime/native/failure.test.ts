import { describe, expect, it } from 'vitest';
import { describeFailure } from '../../../runtime/engines/native/failure.js';

const PLACES = new Map([['train/stem/conv_1', { path: 'stem', file: 'net.ang', line: 4 }]]);

describe("TensorFlow's messages", () => {
  it('start with the layer', () => {
    const error = describeFailure(
      new Error(
        'Session fail to run with error: OOM when allocating tensor with shape[9]\n\t [[{{node train/stem/conv_1}}]]\nHint: x',
      ),
      PLACES,
    );
    expect(error.message).toBe('net.ang:4: layer stem: TensorFlow stopped: OOM when allocating tensor with shape[9]');
    expect(error.remedy).toBe('Use a smaller batch or narrower layers.');
  });

  it('stand alone when they were cut before the name of the node', () => {
    const cut = `Received a label value of 12. ${'12 '.repeat(200)}`.slice(0, 499);
    expect(describeFailure(new Error(cut), PLACES).message).toBe(`TensorFlow stopped: ${cut.trim()}`);
  });

  it('stand alone when the node belongs to no layer', () => {
    expect(describeFailure(new Error('bad\n\t [[{{node train/step/add}}]]'), PLACES).message).toBe(
      'TensorFlow stopped: bad',
    );
  });
});
