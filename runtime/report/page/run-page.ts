import { formatCount } from '../../format-numbers.js';
import { curvesChart } from '../curves.js';
import { renderSvg } from '../picture.js';
import { document, facts, html, picture, type Html } from './html.js';
import { accuracyText, quantities } from './numbers.js';
import type { RunReport } from './run-report.js';
import {
  anglesPicture,
  classTable,
  confusionPicture,
  featurePicture,
  layerTable,
  section,
  sourceTexts,
} from './sections.js';
import { pageStyle } from './style.js';

const explanations = {
  features:
    "The direction of a class is the mean of its features' unit vectors. Angles within a class are between its features and its " +
    'direction, angles between classes between their directions. Straightness is the share of the second moment of the features of ' +
    'a class, uncentred, that lies along its main direction: 1 where all lie on a line through the origin.',
  angles:
    'Angles between what a filter sees and the filter, 90° where the two have nothing in common. Of the classifier the dashed line ' +
    "shows only the angles to the filter of an example's own class, and shares are drawn on a scale of square roots.",
};

/** The report of one run: a page that needs nothing but itself. */
export async function runPage(run: RunReport): Promise<string> {
  const measured = quantities.flatMap(([name, read]) => {
    const value = read(run);
    return value === undefined ? [] : [[name, value] as const];
  });
  const features = featurePicture(run);
  const angles = await anglesPicture(run);
  return document(run.name, pageStyle, [
    html`<h1>${run.experiment}</h1>
      <p class="lead">${run.name}</p>
      <p class="result">${headline(run)}</p>`,
    section('The run', facts(run.about)),
    section('Result', measured.length > 0 ? facts(measured) : undefined),
    section('Learning curves', await curvesPicture(run)),
    section('Features', features, run.result?.features && html`<p class="note">${explanations.features}</p>`),
    section('Angles', angles, angles && html`<p class="note">${explanations.angles}</p>`),
    section('Classes', await confusionPicture(run), classTable(run)),
    section('Layers and what they cost', layerTable(run)),
    section('The spec', sourceTexts(run)),
  ]);
}

function headline({ result, curve, steps }: RunReport): Html {
  if (result) return html`test accuracy <strong>${accuracyText(result.test)}</strong>`;
  const done = curve.reduce((most, { step }) => Math.max(most, step), 0);
  return html`not finished: ${formatCount(done)} of ${formatCount(steps)} steps are done`;
}

async function curvesPicture({ curve, name, steps, batch }: RunReport): Promise<Html | undefined> {
  if (curve.length === 0) return undefined;
  const subtitle = `${formatCount(steps)} steps of ${formatCount(batch)} examples`;
  const svg = await renderSvg(curvesChart({ points: curve, title: 'Loss and accuracy', subtitle }));
  return picture(svg, `Loss and accuracy of ${name} against the step`);
}
