import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { contactSheet, type ContactSheet } from '../../../runtime/report/index.js';

const sheet: ContactSheet = {
  values: Float32Array.of(-1, 1, 0, 3, 1, 1, 1, -1),
  shape: [2, 2, 1],
  captions: ['3', '<7>'],
  range: [-1, 1],
  title: 'A & B',
  subtitle: 'two',
};

/** The colour of a point of a picture as another library draws it, without its opacity. */
function colourAt(svg: string, x: number, y: number): number[] {
  const { pixels, width } = new Resvg(svg).render();
  return [...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)];
}

describe('a contact sheet', () => {
  it('shows each pixel as a square from black to white, and clips what lies beyond', () => {
    const svg = contactSheet(sheet);
    // The first image begins at (20, 66), and its pixels are 32 wide.
    const at = (x: number, y: number) => colourAt(svg, 20 + 32 * x + 2, 66 + 32 * y + 30)[0];
    expect([at(0, 0), at(1, 0), at(0, 1), at(1, 1)]).toEqual([0, 255, 128, 255]);
  });

  it('has the three colours of a pixel in their order', () => {
    const svg = contactSheet({ ...sheet, shape: [1, 1, 3], values: Float32Array.of(1, 0, -1, -1, -1, 1) });
    expect(colourAt(svg, 50, 90)).toEqual([255, 128, 0]);
    expect(colourAt(svg, 20 + 64 + 10 + 30, 90)).toEqual([0, 0, 255]);
  });

  it('says what it shows, whatever the names are', () => {
    const svg = contactSheet(sheet);
    expect(svg).toContain('>A &amp; B</text>');
    expect(svg).toContain('>&lt;7&gt;</text>');
    expect(svg.match(/<image /g)).toHaveLength(2);
  });
});
