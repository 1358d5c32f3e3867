import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stream } from '../../../runtime/random/index.js';
import { curvesChart, renderPng, renderSvg, scatterChart, writePicture } from '../../../runtime/report/index.js';
import { temporaryFolder } from '../files/folder.js';

const texts = { title: 'Features of <a & b>', subtitle: 'test accuracy 98.42 %' };

/** Ten rays of points around (3, -1), wider than high. */
function rays(count: number): { features: Float32Array; labels: Int32Array } {
  const noise = new Float32Array(2 * count);
  stream(1, 'init', 'rays').normal(noise, 0);
  const labels = Int32Array.from({ length: count }, (_, i) => i % 10);
  const features = new Float32Array(2 * count);
  labels.forEach((label, i) => {
    const angle = (label / 10) * 2 * Math.PI + 0.05 * noise[2 * i]!;
    const radius = 10 + noise[2 * i + 1]!;
    features.set([3 + 4 * radius * Math.cos(angle), -1 + radius * Math.sin(angle)], 2 * i);
  });
  return { features, labels };
}

const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]);

describe('a scatter of 10,000 features', async () => {
  const svg = await renderSvg(scatterChart({ ...rays(10_000), ...texts }));

  it('draws every point in less than 2 MB', () => {
    expect(svg.length).toBeLessThan(2_000_000);
    expect(svg.match(/<use /g)).toHaveLength(10_000);
  });

  it('says in words what it shows', () => {
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining([
        'Features of &lt;a &amp; b&gt;',
        'test accuracy 98.42 %',
        'feature 1',
        'feature 2',
        'class',
      ]),
    );
  });

  it('can be read without colours: numbers at the means with a halo and in the legend, ten outlines', () => {
    for (let number = 0; number < 10; number++) {
      expect(textsOf(svg).filter((text) => text === String(number)).length, `${number}`).toBeGreaterThanOrEqual(3);
    }
    const looks = [...svg.matchAll(/<path id="mark\d+" d="([^"]*)" fill="([^"]*)"/g)];
    expect(new Set(looks.map((look) => look[1])).size).toBe(10);
    expect(new Set(looks.map((look) => look[2])).size).toBe(10);
  });

  it('becomes a PNG of twice the size, with texts in the font that comes along', () => {
    const png = renderPng(svg);
    const view = new DataView(png.buffer, png.byteOffset);
    const [, width, height] = /<svg[^>]* width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number);
    expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([2 * width!, 2 * height!]);
    const silent = renderPng(svg.replace(/<text.*?<\/text>/g, ''));
    expect(png.length).toBeGreaterThan(silent.length + 5000);
  });
});

describe('the scales of a scatter', () => {
  /** Where the points are drawn, in pixels. */
  async function placesOf(features: readonly number[]): Promise<number[][]> {
    const labels = new Int32Array(features.length / 2);
    const svg = await renderSvg(scatterChart({ features: Float32Array.from(features), labels, ...texts }));
    const marks = /mark-symbol role-mark.*?<\/g>/.exec(svg)![0];
    return [...marks.matchAll(/translate\(([^,]+),([^)]+)\)/g)].map((match) => [Number(match[1]), Number(match[2])]);
  }

  it('are equal for wide, high and far-off clouds', async () => {
    for (const features of [
      [0, 0, 100, 1],
      [0, 0, 1, 100],
      [300, -50, 500, -40],
    ]) {
      const places = await placesOf(features);
      for (const pixel of places.flat()) expect(pixel > 0 && pixel < 620, `${features}`).toBe(true);
      const [a, b] = places as [[number, number], [number, number]];
      const [x, y] = [(b[0] - a[0]) / (features[2]! - features[0]!), (a[1] - b[1]) / (features[3]! - features[1]!)];
      expect(Math.abs(x / y - 1), `${features}`).toBeLessThan(0.01);
    }
  });

  it('hold the origin, leave out what is not finite, and stand a single point or none', async () => {
    // The origin and the point are 2 apart, which are 1 / 1.08 of the height.
    const [x, y] = [((1.08 + 0.5) / 2.16) * 620, (0.08 / 2.16) * 620];
    expect(await placesOf([1, 2, NaN, 0, 0, Infinity])).toEqual([[x, y].map((place) => expect.closeTo(place, 1))]);
    const none = scatterChart({ features: new Float32Array(0), labels: new Int32Array(0), ...texts });
    expect(await renderSvg(none)).not.toContain('NaN');
  });
});

describe('a scatter of few points', () => {
  it('shows them large, with lines from the origin', async () => {
    const draw = (count: number) => {
      const features = Float32Array.from({ length: 2 * count }, (_, i) => i);
      return renderSvg(scatterChart({ features, labels: new Int32Array(count), ...texts }));
    };
    const lines = async (count: number) => [...(await draw(count)).matchAll(/<line[^>]* stroke="#999999"/g)].length;
    expect(await lines(3)).toBe(3);
    expect(await lines(21)).toBe(0);
  });
});

describe('learning curves', () => {
  const points = Array.from({ length: 3000 }, (_, i) => ({
    step: i + 1,
    loss: 2 / (i + 1),
    accuracy: 1 - 1 / (i + 1),
  }));

  it('show loss and accuracy of training and test in a small file', async () => {
    const tests = [{ step: 3000, testLoss: 0.1, testAccuracy: 0.98 }];
    const svg = await renderSvg(curvesChart({ points: [...points, ...tests], ...texts }));
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining(['loss', 'accuracy', 'training batches', 'their average', 'test ◆', '100%', '3,000']),
    );
    expect(svg.length).toBeLessThan(200_000);
  });

  it('show only what was measured', async () => {
    const svg = await renderSvg(
      curvesChart({
        points: [
          { step: 1, loss: 1 },
          { step: 2, loss: NaN },
        ],
        ...texts,
      }),
    );
    expect(textsOf(svg)).toContain('loss');
    for (const absent of ['accuracy', 'test ◆']) expect(textsOf(svg)).not.toContain(absent);
  });

  it('of nothing are an empty picture', async () => {
    expect(textsOf(await renderSvg(curvesChart({ points: [], ...texts })))).toContain(texts.subtitle);
  });
});

describe('writePicture', () => {
  it('writes both files and nothing else', async () => {
    const folder = join(temporaryFolder(), 'pictures');
    mkdirSync(folder);
    const written = await writePicture(join(folder, 'features'), scatterChart({ ...rays(100), ...texts }));
    expect(written).toEqual([join(folder, 'features.svg'), join(folder, 'features.png')]);
    expect(readdirSync(folder).sort()).toEqual(['features.png', 'features.svg']);
    expect(readFileSync(written[0]!, 'utf8')).toMatch(/^<svg .*<\/svg>$/s);
  });
});
