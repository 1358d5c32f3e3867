import { describe, expect, it } from 'vitest';
import {
  angleCurvesChart,
  confusionChart,
  filtersChart,
  groupRuns,
  histogramsChart,
  renderSvg,
  runCurvesChart,
  scatterChart,
} from '../../../runtime/report/index.js';

/** The lines of all texts. */
const textsOf = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].flatMap((match) =>
    match[1]!.split(/<[^>]*>/).filter((line) => line !== ''),
  );
const dashesOf = (svg: string) => new Set([...svg.matchAll(/stroke-dasharray="([^"]*)"/g)].map((match) => match[1]!));
const numbersOnAxis = (svg: string) => textsOf(svg).map((text) => Number(text.replace('−', '-')));

describe('curves of angle functions', () => {
  const log = { name: 'log', value: (theta: number) => -Math.log(theta), slope: (theta: number) => -1 / theta };
  const cos = { name: 'cos', value: Math.cos, slope: (theta: number) => -Math.sin(theta) };

  it('show functions and derivatives, each with dashes of its own', async () => {
    const svg = await renderSvg(angleCurvesChart([log, cos]));
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['log', 'cos', 'g(θ)', 'dg/dθ, per radian', '90°']));
    expect(dashesOf(svg).size).toBeGreaterThanOrEqual(2);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('cut off what grows without bound, so that the rest can be read', async () => {
    const svg = await renderSvg(angleCurvesChart([log, cos]));
    const least = Math.min(...numbersOnAxis(svg).filter(Number.isFinite));
    expect(least).toBeGreaterThan(-10);
    expect(least).toBeLessThanOrEqual(-1);
  });

  it('stand functions without a derivative and without values', async () => {
    const svg = await renderSvg(angleCurvesChart([{ name: 'nowhere', value: () => NaN }]));
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(textsOf(svg)).toContain('nowhere');
  });
});

describe('curves of several runs', () => {
  const curve = (accuracy: number) => [
    ...Array.from({ length: 10 }, (_, i) => ({ step: i + 1, loss: 1 / (i + 1), accuracy: i / 10 })),
    { step: 10, testLoss: 1, testAccuracy: accuracy },
  ];

  it('put seeds of the same spec together and name others apart', () => {
    const runs = [
      { hash: 'aaaaaaaaaa', experiment: 'A', settings: [], curve: curve(0.1) },
      { hash: 'bbbbbbbbbb', experiment: 'A', settings: [], curve: curve(0.2) },
      { hash: 'aaaaaaaaaa', experiment: 'A', settings: [], curve: curve(0.3) },
      { hash: 'cccccccccc', experiment: 'C', settings: [], curve: curve(0.4) },
    ];
    const { groups } = groupRuns(runs);
    expect(groups.map(({ name, runs: seeds }) => [name, seeds.length])).toEqual([
      ['A (aaaaaaaa)', 2],
      ['A (bbbbbbbb)', 1],
      ['C', 1],
    ]);
  });

  it('are named by what they differ in, and by all that they are where there is but one', () => {
    const run = (hash: string, ...settings: string[]) => ({ hash, experiment: 'A', settings, curve: curve(0.1) });
    const [plain, sized] = [run('a', 'profile quick', 'steps=9'), run('b', 'profile quick', 'steps=9', 'batch=64')];
    const { groups, shared } = groupRuns([plain, sized]);
    expect(groups.map(({ name }) => name)).toEqual(['A', 'A, batch=64']);
    expect(shared).toEqual(['profile quick', 'steps=9']);
    const alone = groupRuns([plain, plain]);
    expect([alone.groups[0]!.name, alone.shared]).toEqual(['A, profile quick, steps=9', []]);
  });

  it('show long names in full, and what all runs share once', async () => {
    const name = 'PureAngular, classifier@angle=log(m: 0.3rad), classifier@scale=10, optimizer.lr=0.001';
    const groups = [
      { name, runs: [curve(0.5)] },
      { name: 'PureAngular', runs: [curve(0.6)] },
    ];
    const texts = textsOf(await renderSvg(runCurvesChart({ groups, shared: ['steps=9', 'batch=64'] }, 'Both')));
    // In the legend and above the tests.
    expect(texts.filter((text) => text === name)).toHaveLength(2);
    expect(texts).toContain('all with steps=9, batch=64');
    expect(texts.join()).not.toContain('…');
  });

  it('show bands over seeds, and each test accuracy with its mean', async () => {
    const groups = [
      { name: 'first', runs: [curve(0.5), curve(0.7)] },
      { name: 'second', runs: [curve(0.6)] },
    ];
    const svg = await renderSvg(runCurvesChart({ groups, shared: [] }, 'Both'));
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining([
        'Both',
        'training loss',
        'test accuracy (dots: seeds, bars: their means)',
        'first',
        'second',
      ]),
    );
    expect(textsOf(svg)).not.toContain('validation accuracy');
    expect(svg.match(/mark-area/g)!.length).toBeGreaterThanOrEqual(2);
    expect(dashesOf(svg).size).toBeGreaterThanOrEqual(2);
    const dots = /<g class="mark-symbol role-mark [^>]*>(.*?)<\/g>/.exec(svg)![1]!;
    expect(dots.match(/<path/g)).toHaveLength(3);
  });
});

describe('histograms of angles', () => {
  const counts = Array.from({ length: 90 }, (_, bin) => (bin === 44 ? 30 : 1));

  it('have a panel for each layer, with its mean', async () => {
    const layers = Array.from({ length: 5 }, (_, i) => ({
      ...{ layer: `stage${i}`, kind: 'angconv', examples: 128, counts, mean: 1.5 },
    }));
    const texts = textsOf(await renderSvg(histogramsChart(layers, 'Angles')));
    for (const { layer } of layers) expect(texts).toContain(`${layer}: angconv`);
    expect(texts.filter((text) => text === 'mean 85.9°')).toHaveLength(5);
    expect(texts).toContain('shares of angles in bins of 2°; up to 128 test examples');
  });

  it('show the own class of a classifier by itself', async () => {
    const own = { counts: counts.map((_, bin) => (bin === 0 ? 5 : 0)), mean: 0.1 };
    const classifier = { layer: 'classifier', kind: 'angfc', examples: 5, counts, mean: null, own };
    const texts = textsOf(await renderSvg(histogramsChart([classifier], 'Angles')));
    expect(texts).toContain('where the own class is shown, the scale of shares is one of square roots');
    expect(texts).toEqual(
      expect.arrayContaining(['own class', 'all filters', 'all filters: no angles', 'own class: mean 5.7°']),
    );
  });
});

describe('confusion matrices', () => {
  const texts = { title: 'Confusion', subtitle: 'of some' };

  it('of few classes say numbers in their cells', async () => {
    const counts = [
      [1234, 5, 0],
      [0, 77, 0],
      [0, 0, 0],
    ];
    const shown = textsOf(await renderSvg(confusionChart({ counts, ...texts })));
    expect(shown).toEqual(expect.arrayContaining(['1,234', '5', '77', 'predicted class', 'class']));
  });

  it('of many classes are shades alone', async () => {
    const counts = Array.from({ length: 100 }, (_, row) =>
      Array.from({ length: 100 }, (__, column) => (row === column ? 9123 : 0)),
    );
    const svg = await renderSvg(confusionChart({ counts, ...texts }));
    expect(textsOf(svg)).not.toContain('9,123');
    expect(textsOf(svg).length).toBeLessThan(80);
    expect(svg.length).toBeLessThan(100_000);
  });
});

describe('filters', () => {
  it('are scaled by their largest weight each', async () => {
    // Two filters of 1x2 pixels: (1, -2) and (0.1, 0.2).
    const svg = await renderSvg(filtersChart({ shape: [1, 2, 1, 2], data: [1, 0.1, -2, 0.2], title: 'F' }));
    const marks = /mark-rect role-mark.*?<\/g>/s.exec(svg)![0];
    const shades = [...marks.matchAll(/fill="rgb\((\d+), \1, \1\)"/g)].map((match) => Number(match[1]));
    expect(shades).toEqual([191, 0, 191, 255]);
  });

  it('that are left out are said to be', async () => {
    const svg = await renderSvg(
      filtersChart({ shape: [3, 3, 20, 40], data: new Float32Array(3 * 3 * 20 * 40), title: 'F' }),
    );
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining([
        'a column for each filter: the first 32 of 40',
        'a row for each channel of the input: the first 16 of 20',
      ]),
    );
    const vectors = filtersChart({ shape: [100, 3], data: new Float32Array(300), title: 'F' });
    expect(textsOf(await renderSvg(vectors))).toContain('a row for each input: the first 64 of 100');
  });
});

describe('a scatter of many classes', () => {
  it('gives a hundred classes looks of their own, and a legend only to as many as it has room for', async () => {
    const labels = Int32Array.from({ length: 10_000 }, (_, i) => i % 100);
    const features = Float32Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 1009);
    const svg = await renderSvg(scatterChart({ features, labels, title: 'T', subtitle: 'S' }));
    const looks = [...svg.matchAll(/<path id="mark\d+" d="([^"]*)" fill="([^"]*)"/g)].map((match) =>
      match.slice(1).join(),
    );
    expect(new Set(looks).size).toBe(100);
    expect(textsOf(svg)).not.toContain('class');
  });

  it('leaves out numbers that would stand on others, and says of how many', async () => {
    const labels = Int32Array.of(20, 21, 22, 23, 23);
    // The means of the first two are a hundredth of the picture apart, those of the others far away.
    const features = Float32Array.of(0, 0, 0.1, 0, 10, 0, 0, 9, 0, 10);
    const texts = textsOf(await renderSvg(scatterChart({ features, labels, title: 'T', subtitle: 'S' })));
    expect(texts).toContain('1 class has no number, which would stand on another');
    // Each number twice, with its halo, and once in the legend.
    expect(texts.filter((text) => text === '21')).toHaveLength(1);
    expect(texts.filter((text) => text === '23')).toHaveLength(3);
  });
});
