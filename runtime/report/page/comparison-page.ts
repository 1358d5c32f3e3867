import { formatCount, formatLarge } from '../../format-numbers.js';
import { renderSvg } from '../picture.js';
import { runCurvesChart } from '../run-curves.js';
import { groupRuns } from '../run-groups.js';
import { document, html, picture, table, type Html } from './html.js';
import { quantities, type Quantity } from './numbers.js';
import type { RunReport } from './run-report.js';
import { anglesPicture, confusionPicture, featurePicture, section, sourceTexts } from './sections.js';
import { pageStyle } from './style.js';

/** A run beside others. */
export interface ComparedRun extends RunReport {
  /** In what its spec differs from that of the first run, as lines of text; absent for the first. */
  readonly differences?: string | undefined;
}

const costs: readonly Quantity[] = [
  ['parameters', ({ layers }) => formatCount(layers.parameters)],
  ['multiply-adds for one example', ({ layers }) => formatLarge(layers.multiplyAdds)],
];

/** The report of several runs side by side: a page that needs nothing but itself. */
export async function comparisonPage(runs: readonly ComparedRun[]): Promise<string> {
  const title = `${runs.length} runs side by side`;
  return document(title, pageStyle, [
    html`<h1>${title}</h1>
      <p class="lead">${runs.map(({ name }) => name).join(' · ')}</p>`,
    section('Results', rowsOf(runs, [...quantities, ...costs])),
    section('What differs from the first run', differences(runs)),
    section('Learning curves', await curvesPicture(runs)),
    section('Features', side(runs, runs.map(featurePicture))),
    section('Angles', side(runs, await Promise.all(runs.map(anglesPicture)))),
    section('Classes', side(runs, await Promise.all(runs.map(confusionPicture)))),
    section('The runs', rowsOf(runs, aboutOf(runs))),
    section('The specs', specs(runs)),
  ]);
}

/** A row for each quantity that some run has. */
function rowsOf(runs: readonly RunReport[], rows: readonly Quantity[]): Html {
  const cells = rows.flatMap(([name, read]) => {
    const values = runs.map(read);
    return values.every((value) => value === undefined) ? [] : [[name, ...values.map((value) => value ?? '–')]];
  });
  return table(['', ...runs.map(({ name }) => name)], cells);
}

function aboutOf(runs: readonly RunReport[]): readonly Quantity[] {
  const names = new Set(runs.flatMap(({ about }) => about.map(([name]) => name)));
  return [...names].map((name) => [name, ({ about }) => about.find(([other]) => other === name)?.[1]] as const);
}

/** Said once of runs that differ in nothing but their seeds. */
function differences(runs: readonly ComparedRun[]): Html | undefined {
  const compared = runs.filter(
    ({ hash }, index) => hash !== runs[0]!.hash && runs.findIndex((other) => other.hash === hash) === index,
  );
  if (compared.length === 0) return undefined;
  const texts = compared.map(
    ({ group, differences: text }) =>
      html`<h3>${group}</h3>
        <pre>${text}</pre>`,
  );
  return html`${texts}`;
}

/** Each text once, under the names of the runs that have it. */
function specs(runs: readonly RunReport[]): Html {
  const byText = new Map<string, RunReport[]>();
  for (const run of runs) {
    const { text } = sourceTexts(run);
    byText.set(text, [...(byText.get(text) ?? []), run]);
  }
  const cells = [...byText.values()].map(
    (same) =>
      html`<div>
        <h3>${same.map(({ name }) => name).join(' · ')}</h3>
        ${sourceTexts(same[0]!)}
      </div>`,
  );
  return html`<div class="side">${cells}</div>`;
}

async function curvesPicture(runs: readonly RunReport[]): Promise<Html | undefined> {
  if (runs.every(({ curve }) => curve.length === 0)) return undefined;
  const svg = await renderSvg(runCurvesChart(groupRuns(runs), 'Learning curves'));
  return picture(svg, 'Learning curves of all runs');
}

/** Each under the name of its run, where any has one. */
function side(runs: readonly RunReport[], parts: readonly (Html | undefined)[]): Html | undefined {
  if (parts.every((part) => part === undefined)) return undefined;
  const cells = runs.map(({ name }, index) => {
    const part = parts[index];
    return (
      part &&
      html`<div>
        <h3>${name}</h3>
        ${part}
      </div>`
    );
  });
  return html`<div class="side">${cells}</div>`;
}
