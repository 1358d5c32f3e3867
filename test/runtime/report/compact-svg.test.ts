import { describe, expect, it } from 'vitest';
import { compactSvg } from '../../../runtime/report/compact-svg.js';
import { averages } from '../../../runtime/report/smoothing.js';

const mark = (x: number, look: string) => `<path transform="translate(${x},2.34567)" d="M0,0h1.23456" fill="${look}"/>`;

describe('compactSvg', () => {
  it('rounds coordinates and leaves texts and other numbers alone', () => {
    const svg = '<svg><text transform="translate(1.23456,-0.0004)" opacity="0.12345">0.12345</text></svg>';
    expect(compactSvg(svg)).toBe('<svg><text transform="translate(1.23,0)" opacity="0.12345">0.12345</text></svg>');
  });

  it('defines a frequent look once and keeps rare ones', () => {
    const many = Array.from({ length: 50 }, (_, i) => mark(i, 'red'));
    const svg = compactSvg(`<svg width="1">${many.join('')}${mark(7, 'blue')}</svg>`);
    expect(svg).toMatch(/^<svg width="1"><defs><path id="mark0" d="M0,0h1.23" fill="red"\/><\/defs><use xlink/);
    expect(svg.match(/<use xlink:href="#mark0" x="\d+" y="2.35"\/>/g)).toHaveLength(50);
    expect(svg).toContain('<path transform="translate(7,2.35)" d="M0,0h1.23" fill="blue"/></svg>');
  });
});

describe('averages', () => {
  const samples = Array.from({ length: 10 }, (_, i) => ({ step: i, value: 2 * i }));

  it('leave few samples as they are', () => {
    expect(averages(samples, 10)).toEqual(samples);
  });

  it('are the means of stretches that together hold every sample', () => {
    expect(averages(samples, 3)).toEqual([
      { step: 1, value: 2 },
      { step: 4, value: 8 },
      { step: 7.5, value: 15 },
    ]);
  });
});
