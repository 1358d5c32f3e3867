import { renderSvg, type Chart } from '../../report/picture.js';
import type { AblationReport } from '../report.js';
import { sectionOf, type Section, type Table } from './document.js';
import { intervalChart } from './interval-chart.js';

/**
 * A page of its own with tables and pictures of ablations: it loads nothing, so that it opens without a network.
 * @param curves learning curves of each ablation, where there are some
 */
export async function toHtml(
  title: string,
  reports: readonly AblationReport[],
  curves: readonly (Chart | undefined)[],
): Promise<string> {
  const sections = await Promise.all(
    reports.map(async (report, index) => {
      const { name } = report;
      const pictures = [
        await pictureOf(intervalChart(report), `Accuracies of ${name}: seeds, means and confidence intervals`),
        await pictureOf(curves[index], `Learning curves of ${name}`),
      ];
      return formatSection(sectionOf(report), pictures.join(''));
    }),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escape(title)}</h1>
${sections.join('\n')}
</body>
</html>
`;
}

async function pictureOf(chart: Chart | undefined, words: string): Promise<string> {
  if (!chart) return '';
  // As an image, since names within drawings of one page would clash.
  const source = Buffer.from(await renderSvg(chart)).toString('base64');
  return `<figure><img alt="${escape(words)}" src="data:image/svg+xml;base64,${source}"></figure>\n`;
}

function formatSection({ title, tables, notes }: Section, pictures: string): string {
  const items = notes.map((note) => `<li>${formatText(note)}</li>\n`).join('');
  return `<section>\n<h2>${formatText(title)}</h2>\n${tables.map(formatTable).join('')}${pictures}<ul>\n${items}</ul>\n</section>`;
}

function formatTable({ caption, columns, rows }: Table): string {
  const head = columns.map(({ title, align }) => `<th scope="col" class="${align}">${formatText(title)}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map((text, index) => `<td class="${columns[index]!.align}">${formatText(text)}</td>`);
    return `<tr>${cells.join('')}</tr>\n`;
  });
  return `<div class="table"><table>\n<caption>${formatText(caption)}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('')}</tbody>\n</table></div>\n`;
}

/** Text with code spans in backticks. */
function formatText(text: string): string {
  return escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; color: #222; background: white; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.25rem; margin-top: 2.5rem; }
table { border-collapse: collapse; margin: 1rem 0 1.5rem; font-variant-numeric: tabular-nums; border-top: 2px solid #222; border-bottom: 2px solid #222; }
caption { text-align: left; color: #666; padding-bottom: .4rem; }
th { border-bottom: 1px solid #222; font-weight: 600; vertical-align: bottom; }
th, td { padding: .25rem .8rem .25rem 0; }
th.left, td.left { text-align: left; }
th.right, td.right { text-align: right; white-space: nowrap; }
.table { overflow-x: auto; }
tbody tr + tr td { border-top: 1px solid #eee; }
figure { margin: 1rem 0; overflow-x: auto; }
ul { color: #444; font-size: .92rem; padding-left: 1.2rem; }
code { font-family: ui-monospace, monospace; font-size: .92em; }
`;
