import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { latexParser } from 'latex-utensils';
import { read } from 'vega';
import { describe, expect, it, vi } from 'vitest';
import { cellsToCsv, runsToCsv } from '../../../runtime/ablation/formats/csv.js';
import { sectionOf } from '../../../runtime/ablation/formats/document.js';
import { toHtml } from '../../../runtime/ablation/formats/html.js';
import { toLatex } from '../../../runtime/ablation/formats/latex.js';
import { toMarkdown } from '../../../runtime/ablation/formats/markdown.js';
import { makeReports } from '../../../runtime/ablation/make-report.js';
import type { AblationReport } from '../../../runtime/ablation/report.js';
import { writeTables } from '../../../runtime/ablation/write-tables.js';
import { launch } from '../../browser/browser.js';
import { describeChromium, describeLatex } from '../../support/needs.js';
import { tinySpec } from '../training/tiny.js';
import { pretendFailure, pretendResult, runOf, storedPlan } from './support.js';

vi.setConfig({ testTimeout: 60_000 });

/** Names with every character that means something in one of the formats. */
const spec = `${tinySpec}
ablation Kinds of Tiny {
  rows { "a & b | <c> 50% _x_ \\\\ {$#^~}": { replace angfc with fc }  angular: {} }
  columns { "say \`four\`": { batch: 4 }  "large, very": {} }
  seeds: 2
  expect accuracy [[70%, 80%], [85%, 90%]] from "Table 7"
}

ablation Rates of Tiny { vary optimizer.lr: [0.02, 0.01] }
`;

async function reports(): Promise<{ readonly path: string; readonly reports: readonly AblationReport[] }> {
  const { folder } = await storedPlan(spec);
  const correct = [
    [700, 712],
    [0, 0],
    [850, 853],
    [900, 905],
  ];
  correct.forEach((seeds, cell) =>
    seeds.forEach((count, seed) => {
      if (cell !== 1) pretendResult(folder, runOf(folder, 'Kinds', cell, seed), count);
      else pretendFailure(folder, runOf(folder, 'Kinds', cell, seed), 'The loss, "it", is\nNaN at 50%. Go on.');
    }),
  );
  return { path: folder.path, reports: await makeReports(folder) };
}

describe('tables of an ablation', () => {
  it('as Markdown', async () => {
    expect(toMarkdown((await reports()).reports.map(sectionOf))).toMatchInlineSnapshot(`
      "## Kinds of Tiny

      Kinds: accuracy in percent, means over seeds ± standard deviations; in parentheses Table 7:

      |  | say \`four\` | large, very |
      | --- | ---: | ---: |
      | a \\& b \\| \\<c\\> 50% \\_x\\_ \\\\ {$\\#^\\~} | 70.60 ± 0.85 (70.00) | failed (80.00) |
      | angular | 85.15 ± 0.21 (85.00) | 90.25 ± 0.35 (90.00) |

      The cells of Kinds, means over seeds ± standard deviations:

      | rows | columns | accuracy % | 95 % CI | difference to base (95 % CI) | p (Holm) | Table 7 % | verdict | loss | remark |
      | --- | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |
      | a \\& b \\| \\<c\\> 50% \\_x\\_ \\\\ {$\\#^\\~} | say \`four\` | 70.60 ± 0.85 | 62.98 to 78.22 | −19.65 (−24.10 to −15.20) | 0.023 | 70.00 | reproduced | 0.2940 ± 0.0085 |  |
      | a \\& b \\| \\<c\\> 50% \\_x\\_ \\\\ {$\\#^\\~} | large, very | – | – | – | – | 80.00 | – | – | failed: The loss, "it", is NaN at 50%. |
      | angular | say \`four\` | 85.15 ± 0.21 | 83.24 to 87.06 | −5.10 (−6.37 to −3.83) | 0.023 | 85.00 | reproduced | 0.1485 ± 0.0021 |  |
      | angular | large, very | 90.25 ± 0.35 | 87.07 to 93.43 | – | – | 90.00 | reproduced | 0.0975 ± 0.0035 | base |

      - The base is angular, large, very: that cell is Tiny itself.
      - Differences are paired by seed; p is that of Student's paired t test, corrected for 2 comparisons by Holm's method.
      - An accuracy of 90.25 % on 1,000 test examples has a sampling error of 0.94 points, beside what differs from seed to seed.
      - Reproduced: no farther from what was reported than the standard error of the mean, of seeds and test set together. Within noise: no farther than chance explains in 95 of 100 cases. Differs: farther.
      - a \\& b \\| \\<c\\> 50% \\_x\\_ \\\\ {$\\#^\\~}, say \`four\`: \`@angle\` finds no layer to change.
      - a \\& b \\| \\<c\\> 50% \\_x\\_ \\\\ {$\\#^\\~}, large, very: \`@angle\` finds no layer to change.

      ## Rates of Tiny

      The cells of Rates, seed 0:

      | optimizer.lr | accuracy % | loss | remark |
      | --- | ---: | ---: | --- |
      | 0.02 | 90.00 | 0.1000 | base |
      | 0.01 | – | – | not trained yet |

      - The base is 0.02: that cell is Tiny itself.
      - With one seed, nothing is known of how much chance there is in a number; \`--seeds 3\` would tell.
      - An accuracy of 90.00 % on 1,000 test examples has a sampling error of 0.95 points, beside what differs from seed to seed.
      "
    `);
  });

  it('as LaTeX that a parser understands, with as many cells in a row as columns', async () => {
    const text = toLatex((await reports()).reports.map(sectionOf));
    const tree = latexParser.parse(text);
    const tables = environments(tree.content, 'tabular');
    expect(tables).toHaveLength(3);
    for (const [, columns, body] of text.matchAll(/\\begin\{tabular\}\{([lr]+)\}([^]*?)\\end\{tabular\}/g)) {
      expect(body!.trim()).toMatch(/^\\toprule[^]*\\midrule[^]*\\bottomrule$/);
      const rows = body!.split('\n').filter((line) => line.endsWith('\\\\'));
      expect(rows.length).toBeGreaterThan(2);
      for (const row of rows) expect(row.match(/(?<!\\)&/g)).toHaveLength(columns!.length - 1);
    }
    expect(text).toContain(
      'a \\& b \\textbar{} $<$c$>$ 50\\% \\_x\\_ \\textbackslash{} \\{\\$\\#\\textasciicircum{}\\textasciitilde{}\\}',
    );
    expect(text).toContain('say \\texttt{four}');
    // Whatever else there is must be ASCII, since fonts lack what packages don't bring.
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it('as CSV that a reader of CSV reads', async () => {
    const all = (await reports()).reports;
    const cells = read(cellsToCsv(all), { type: 'csv', parse: 'auto' }) as Record<string, unknown>[];
    expect(cells).toHaveLength(6);
    expect(cells[0]).toMatchObject({ ablation: 'Kinds', accuracy_mean: 0.706, accuracy_expected: 0.7, base: false });
    expect(cells[0]!['cell']).toBe('a & b | <c> 50% _x_ \\ {$#^~}, say `four`');
    expect(cells[1]!['problem']).toBe('failed: The loss, "it", is\nNaN at 50%.');
    expect(cells[1]!['accuracy_mean']).toBe(null);
    const runs = read(runsToCsv(all), { type: 'csv', parse: 'auto' }) as Record<string, unknown>[];
    expect(runs.filter(({ state }) => state === 'done').map(({ correct, count }) => [correct, count])).toEqual(
      [700, 712, 850, 853, 900, 905, 900].map((correct) => [correct, 1000]),
    );
    expect(runs.map(({ state }) => state).slice(2, 4)).toEqual(['failed', 'failed']);
    expect(runs[2]!['reason']).toBe('The loss, "it", is\nNaN at 50%. Go on.');
  });

  it('as JSON with a number for its form', async () => {
    const { folder } = await storedPlan(spec);
    const written = await writeTables(folder);
    const json = JSON.parse(readFileSync(folder.file('tables.json'), 'utf8')) as object;
    expect(json).toEqual({ schema: 1, ablations: written });
  });

  it('as HTML that asks for nothing', async () => {
    const html = await toHtml('Ablations <of> "tables"', (await reports()).reports, []);
    expect(html).toContain('<title>Ablations &lt;of&gt; &quot;tables&quot;</title>');
    expect(html).toContain('a &amp; b | &lt;c&gt; 50% _x_ \\ {$#^~}');
    for (const [, address] of html.matchAll(/(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]+)/g))
      expect(address).toMatch(/^data:/);
    expect(html).not.toContain('<script');
    expect(html.match(/<img /g)).toHaveLength(2);
  });
});

describeLatex('the LaTeX tables', () => {
  it('are typeset by pdflatex with the packages that they name, and fit the page', async () => {
    const { path, reports: all } = await reports();
    const text = toLatex(all.map(sectionOf));
    writeFileSync(join(path, 'tables.tex'), text);
    const packages = [...text.split('\n')[0]!.matchAll(/\\usepackage\{\w+\}/g)].join('\n');
    const paper = `\\documentclass{article}\n${packages}\n\\begin{document}\n\\input{tables}\n\\end{document}\n`;
    writeFileSync(join(path, 'paper.tex'), paper);
    const { status, stdout } = spawnSync('pdflatex', ['-halt-on-error', '-interaction=nonstopmode', 'paper'], {
      cwd: path,
      encoding: 'utf8',
    });
    expect(status, stdout).toBe(0);
    expect(stdout).toMatch(/Output written on paper\.pdf \([1-9] page/);
    expect(stdout).not.toMatch(/Overfull|Missing character|undefined/i);
  });
});

describeChromium('in a browser', () => {
  it('the page shows tables and pictures, without a request', async () => {
    const { path, reports: all } = await reports();
    const file = join(path, 'tables.html');
    writeFileSync(file, await toHtml('Tables', all, []));
    const browser = await launch();
    try {
      const page = await browser.newPage();
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url().slice(0, 5)));
      await page.goto(`file://${file}`);
      const images = await page.$$eval('img', (found) => found.map(({ naturalWidth }) => naturalWidth > 100));
      expect(images).toEqual([true, true]);
      expect(await page.$$eval('tbody tr', (rows) => rows.length)).toBe(2 + 4 + 2);
      const texts = await page.$$eval('caption, td', (found) => found.map(({ textContent }) => textContent));
      expect(texts).toContain('a & b | <c> 50% _x_ \\ {$#^~}');
      expect(requests.filter((address) => !['file:', 'data:'].includes(address))).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

function environments(nodes: readonly latexParser.Node[], name: string): latexParser.Node[] {
  return nodes.flatMap((node) => {
    const inner = 'content' in node && Array.isArray(node.content) ? node.content : [];
    const args = 'args' in node ? node.args : [];
    const own = node.kind === 'env' && node.name === name ? [node] : [];
    return [...own, ...environments([...args, ...(inner as latexParser.Node[])], name)];
  });
}
