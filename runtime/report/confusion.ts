import { formatCount } from '../format-numbers.js';
import type { Chart } from './picture.js';
import { config } from './style.js';

export interface Confusion {
  /** Examples by their class (rows) and the predicted one (columns). */
  readonly counts: readonly (readonly number[])[];
  readonly title: string;
  readonly subtitle: string;
}

/** Numbers are written into the cells of so many classes; of more they couldn't be read. */
const MOST_WITH_NUMBERS = 20;
const SIDE = 620;

/**
 * A confusion matrix: the darker a cell, the larger its share of the examples of its row. The scale is that of square
 * roots, so that rare mistakes can be seen beside what is right; shades are told apart without colours.
 */
export function confusionChart({ counts, title, subtitle }: Confusion): Chart {
  const classes = counts.length;
  const isNumbered = classes <= MOST_WITH_NUMBERS;
  const cells = counts.flatMap((row, label) => {
    const total = row.reduce((sum, count) => sum + count, 0) || 1;
    return row.flatMap((count, predicted) =>
      count === 0 ? [] : [{ label, predicted, count, share: count / total, text: formatCount(count) }],
    );
  });
  const side = isNumbered ? Math.max(220, classes * 40) : SIDE;
  const every = Math.ceil(classes / 25);
  const names = counts.map((_, index) => index);
  const axis = { labelAngle: 0, values: names.filter((index) => index % every === 0), ticks: false } as const;
  const place = {
    x: {
      field: 'predicted',
      type: 'ordinal',
      title: 'predicted class',
      scale: { domain: names, paddingInner: 0 },
      axis: { ...axis, orient: 'top' },
    },
    y: { field: 'label', type: 'ordinal', title: 'class', scale: { domain: names, paddingInner: 0 }, axis },
  } as const;
  return {
    width: side,
    height: side,
    title: { text: title, subtitle },
    config,
    data: { values: cells },
    layer: [
      {
        mark: { type: 'rect', stroke: isNumbered ? 'white' : null },
        encoding: {
          ...place,
          color: {
            field: 'share',
            type: 'quantitative',
            title: ['share of', 'the class'],
            scale: { type: 'sqrt', domain: [0, 1], range: ['#f4f8fc', '#08306b'] },
            legend: { format: '~%', gradientLength: Math.min(200, side - 40), values: [0, 0.01, 0.1, 0.25, 0.5, 1] },
          },
        },
      },
      ...(isNumbered
        ? [
            {
              mark: { type: 'text', fontSize: 12 } as const,
              encoding: {
                ...place,
                text: { field: 'text', type: 'nominal' } as const,
                color: { condition: { test: 'datum.share > 0.2', value: 'white' }, value: '#222222' } as const,
              },
            },
          ]
        : []),
    ],
  };
}
