import { describe, expect, it } from 'vitest';
import { comparisonPage } from '../../../runtime/report/page/comparison-page.js';
import { html, picture } from '../../../runtime/report/page/html.js';
import { runPage } from '../../../runtime/report/page/run-page.js';
import type { RunReport } from '../../../runtime/report/page/run-report.js';

const hostile = '<script>alert("1 & 2")</script>';

const run: RunReport = {
  name: 'Digits, seed 0',
  group: 'Digits',
  experiment: 'Digits',
  settings: [],
  hash: 'a'.repeat(64),
  seed: 0,
  batch: 8,
  steps: 3,
  about: [['settings', hostile]],
  sources: [{ name: 'spec.ang', text: `// ${hostile}\nmodel M {}\n` }],
  curve: [1, 2, 3].map((step) => ({ step, loss: 1 / step, accuracy: step / 4 })),
  layers: {
    ...{ header: ['layer', 'output'], right: [], parameters: 12, multiplyAdds: 34_000 },
    rows: [['stem: conv', '[N, 3]']],
    totals: ['12 parameters.'],
  },
  result: {
    test: {
      ...{ loss: 0.5, accuracy: 0.75, correct: 3, count: 4, top5: 0.9 },
      confusion: [
        [2, 0],
        [1, 1],
      ],
    },
    features: {
      ...{ layer: 'feature', dimensions: 2, examples: 4, within: 0.1, between: Math.PI / 2, nearest: null },
      straightness: 0.99,
      classes: [{ label: 0, examples: 2, within: 0.1, straightness: 0.98 }],
    },
    angles: [{ layer: 'stem', kind: 'angconv', examples: 4, counts: [1, 2, 3], mean: 1 }],
  },
  time: { seconds: 65, steps: 3 },
  featureSvg: '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"></svg>',
};

/** What stands in the cells of the table row that begins so. */
function rowOf(page: string, name: string): string[] {
  const row = [...page.matchAll(/<tr>(.*?)<\/tr>/gs)]
    .map((match) => [...match[1]!.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map((cell) => cell[1]!))
    .find(([first]) => first === name);
  if (!row) throw new Error(`no row ${name}`);
  return row.slice(1);
}

const headings = (page: string) => [...page.matchAll(/<h2>(.*?)<\/h2>/g)].map((match) => match[1]);

describe('html', () => {
  it('escapes texts, keeps HTML, joins lists and leaves out what is undefined', () => {
    const inner = html`<b>${'a"b'}</b>`;
    expect(html`${inner}${[1, '<', inner]}${undefined}`.text).toBe('<b>a&#34;b</b>1&#60;<b>a&#34;b</b>');
  });

  it('keeps room for pictures', () => {
    const { text } = picture('<svg class="x" width="30" height="40.5"></svg>', 'two "words"');
    expect(text).toMatch(
      /^<img src="data:image\/svg\+xml;base64,[\w+/=]+" alt="two &#34;words&#34;" width="30" height="40.5" \/>$/,
    );
  });
});

describe('the page of a run', async () => {
  const page = await runPage(run);

  it('has all that was measured', () => {
    expect(headings(page)).toEqual([
      'The run',
      'Result',
      'Learning curves',
      'Features',
      'Angles',
      'Classes',
      'Layers and what they cost',
      'The spec',
    ]);
    expect(rowOf(page, 'test accuracy')).toEqual(['75.00 % (3 of 4)']);
    expect(rowOf(page, 'class among the first five')).toEqual(['90.00 %']);
    expect(rowOf(page, 'mean angle between classes')).toEqual(['90.0°']);
    expect(rowOf(page, 'mean angle to the nearest class')).toEqual(['–']);
    expect(rowOf(page, 'time of the last call')).toEqual(['1 min 5 s for 3 steps, evaluation and pictures']);
    expect(rowOf(page, '0')).toEqual(['2', '100.0 %', '–', '5.7°', '0.9800']);
    expect(rowOf(page, '1')).toEqual(['2', '50.0 %', '0 (1)', '–', '–']);
  });

  it('loads nothing and runs nothing', () => {
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<link|<iframe/);
    for (const [, source] of page.matchAll(/(?:src|href)="([^"]*)/g)) expect(source).toMatch(/^data:image\/svg\+xml/);
    expect(page).toContain('&#60;script&#62;alert(&#34;1 &#38; 2&#34;)&#60;/script&#62;');
  });

  it('of an unfinished run says how far it is', async () => {
    const { result: _, featureSvg: __, time: ___, ...unfinished } = run;
    const text = await runPage({ ...unfinished, steps: 5000 });
    expect(text).toContain('not finished: 3 of 5,000 steps are done');
    expect(headings(text)).toEqual(['The run', 'Learning curves', 'Layers and what they cost', 'The spec']);
  });
});

describe('the page of several runs', async () => {
  const second = { ...run, name: 'Digits, seed 1', seed: 1, differences: 'no difference\n' };
  const { result: _, ...unfinished } = { ...run, name: 'Other, seed 0', group: 'Other', hash: 'b'.repeat(64) };
  const page = await comparisonPage([run, second, { ...unfinished, differences: '~ batch: 8 -> 9\n' }]);

  it('has a column for each', () => {
    expect(rowOf(page, 'test accuracy')).toEqual(['75.00 % (3 of 4)', '75.00 % (3 of 4)', '–']);
    expect(rowOf(page, 'parameters')).toEqual(['12', '12', '12']);
    expect(rowOf(page, 'multiply-adds for one example')).toEqual(['34.0 K', '34.0 K', '34.0 K']);
  });

  it('says what differs, once for all seeds', () => {
    expect(page).toContain('~ batch: 8 -&#62; 9');
    expect(page).not.toContain('no difference');
  });

  it('shows a spec that several have once', () => {
    expect(page.match(/model M/g)).toHaveLength(1);
    expect(page).toContain('Digits, seed 0 · Digits, seed 1 · Other, seed 0');
  });
});
