import { formatCount, formatPercent } from '../../format-numbers.js';
import { confusionChart } from '../confusion.js';
import { histogramsChart } from '../histograms.js';
import { renderSvg } from '../picture.js';
import { html, picture, table, type Html } from './html.js';
import { angleText, straightnessText } from './numbers.js';
import type { RunReport } from './run-report.js';

/** Longer tables are folded. */
const MOST_CLASSES = 24;
const MOST_LAYERS = 60;

/** Sections that a page of one run and one of several have in common. Each is empty where nothing was measured. */
export function featurePicture({ featureSvg, name }: RunReport): Html | undefined {
  return featureSvg === undefined ? undefined : picture(featureSvg, `Features of ${name}, coloured by class`);
}

export async function anglesPicture({ name, result }: RunReport): Promise<Html | undefined> {
  if (!result?.angles || result.angles.length === 0) return undefined;
  const svg = await renderSvg(histogramsChart(result.angles, 'Angles between inputs and filters'));
  return picture(svg, `Histograms of the angles in ${name}, a panel for each angular layer`);
}

export async function confusionPicture({ name, result }: RunReport): Promise<Html | undefined> {
  if (!result?.test.confusion) return undefined;
  const chart = confusionChart({
    counts: result.test.confusion,
    title: 'Confusion matrix',
    subtitle: `${formatCount(result.test.count)} test examples, ${formatPercent(result.test.accuracy)} right`,
  });
  return picture(await renderSvg(chart), `Confusion matrix of ${name}; the table of classes holds its main numbers`);
}

/** How well each class is told from the others. */
export function classTable({ result }: RunReport): Html | undefined {
  const confusion = result?.test.confusion;
  if (!confusion) return undefined;
  const measured = new Map(result.features?.classes.map((one) => [one.label, one]));
  const rows = confusion.map((row, label) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    const own = measured.get(label);
    return [
      label,
      formatCount(total),
      total === 0 ? '–' : formatPercent(row[label]! / total, 1),
      commonestMistake(row, label),
      ...(own ? [angleText(own.within), straightnessText(own.straightness)] : ['–', '–']),
    ];
  });
  const header = ['class', 'examples', 'right', 'most often taken for', 'angle within', 'straightness'];
  return folded(`${rows.length} classes`, rows.length <= MOST_CLASSES, table(header, rows, [0, 1, 2, 4, 5]));
}

function commonestMistake(row: readonly number[], label: number): string {
  const others = row.map((count, predicted) => (predicted === label ? 0 : count));
  const most = Math.max(0, ...others);
  return most === 0 ? '–' : `${others.indexOf(most)} (${formatCount(most)})`;
}

export function layerTable({ layers: { header, rows, right, totals } }: RunReport): Html {
  return html`${folded(`${rows.length} rows`, rows.length <= MOST_LAYERS, table(header, rows, right))}
  ${totals.map((sentence) => html`<p class="note">${sentence}</p> `)}`;
}

export function sourceTexts({ sources }: RunReport): Html {
  const texts = sources.map(
    ({ name, text }) =>
      html`<h3>${name}</h3>
        <pre>${text}</pre>`,
  );
  return html`${texts}`;
}

function folded(what: string, isShort: boolean, content: Html): Html {
  if (isShort) return content;
  return html`<details>
    <summary>${what}</summary>
    ${content}
  </details>`;
}

/** A heading with its content, or nothing where there is no content. */
export function section(title: string, ...content: readonly (Html | undefined)[]): Html | undefined {
  const parts = content.filter((part) => part !== undefined);
  return parts.length === 0
    ? undefined
    : html`<h2>${title}</h2>
        ${parts} `;
}
