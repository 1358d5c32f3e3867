import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { files, type AblationFolder } from '../../runtime/ablation/ablation-folder.js';
import { toMarkdown } from '../../runtime/ablation/formats/markdown.js';
import { learningCurves } from '../../runtime/ablation/learning-curves.js';
import type { AblationReport } from '../../runtime/ablation/report.js';
import { writeTables } from '../../runtime/ablation/write-tables.js';
import { prepare } from '../../runtime/cli/ablate/prepare.js';
import { atomicWrite } from '../../runtime/files/index.js';
import { renderSvg, writeImage } from '../../runtime/report/index.js';
import { angnet } from './angnet.js';
import { costText } from './cost.js';
import { angleFunctions, directions, features, tables } from './experiments.js';
import { featureTables } from './feature-tables.js';
import { paperSection } from './paper-section.js';

const RESULTS = 'docs/results';

/** Ablations of one spec as they lie on the disk, and what has become of them. */
interface Trained {
  readonly folder: AblationFolder;
  readonly reports: readonly AblationReport[];
}

/**
 * Writes what the paper's experiments have come to: a page, and beside it a folder with its pictures and all numbers.
 * @param profile of the tables; none is the full recipe
 * @returns path of the page
 * @throws {Error} where something wasn't trained, {FileError}
 */
export async function writeResults(profile: string | undefined, seeds: number): Promise<string> {
  const name = profile ?? 'full';
  const pictures = join(RESULTS, name);
  mkdirSync(pictures, { recursive: true });
  const cifar = await trained(tables.file, { ...(profile !== undefined && { profile }), seeds });
  const mnist = await trained(features.file, { seeds: features.seeds });
  copyNumbers(cifar.folder, join(pictures, 'tables'));
  copyNumbers(mnist.folder, join(pictures, 'features'));
  angnet(['plot', 'angles', ...angleFunctions, '--output', join(pictures, 'figure-b.png')]);
  angnet(['plot', 'features', directions.run, '--engine', 'cpu', '--output', join(pictures, 'figure-1.png')]);

  const image = (file: string, words: string) => `![${words}](${name}/${file})`;
  const curves = async ({ folder }: Trained, report: AblationReport) => {
    const chart = await learningCurves(folder, report);
    if (!chart) return '';
    const file = `${report.name.toLowerCase()}-curves.png`;
    await writeImage(join(pictures, file), await renderSvg(chart));
    return image(file, `Learning curves of ${report.name}`);
  };
  const [losses] = mnist.reports;
  const parts = [
    `# The paper's figures, and its tables with ${profile === undefined ? 'the full recipe' : `the profile \`${profile}\``}`,
    'Written by `scripts/paper`. What can be concluded from it is in [README.md](README.md).',
    await costText([cifar.folder, mnist.folder]),
    '## Figure A: features of the plane under four losses, on MNIST',
    await featureTables(mnist.folder, losses!),
    ...drawScatters(mnist.folder, losses!, pictures).map(({ file, label }) => image(file, `Features with ${label}`)),
    await curves(mnist, losses!),
    '## Figure B: angle functions',
    image('figure-b.png', `The angle functions ${angleFunctions.join(', ')} and their derivatives`),
    '## Figure 1: direction is kind',
    image('figure-1.png', 'Two vectors of one direction and one of another'),
  ];
  for (const report of cifar.reports) {
    parts.push(toMarkdown([paperSection(cifar.folder.plan, report)]), await curves(cifar, report));
  }
  const page = join(RESULTS, `${name}.md`);
  await atomicWrite(page, `${parts.map((part) => part.trim()).join('\n\n')}\n`);
  return page;
}

async function trained(file: string, asked: { readonly profile?: string; readonly seeds: number }): Promise<Trained> {
  const { stored } = await prepare(file, asked);
  if (!stored) throw new Error(`${file} was not trained here with these options.`);
  return { folder: stored.folder, reports: await writeTables(stored.folder) };
}

function copyNumbers(folder: AblationFolder, base: string): void {
  copyFileSync(folder.file(files.runs), `${base}-runs.csv`);
  copyFileSync(folder.file(files.cells), `${base}-cells.csv`);
  copyFileSync(folder.file(files.latex), `${base}.tex`);
}

/** Accuracies farther apart than this are shown in pictures of both seeds. */
const WORTH_A_PICTURE = 0.01;

/** Draws the features of seed 0 of each cell, and of its worst seed where that is much less accurate, into a folder. */
function drawScatters({ path }: AblationFolder, { cells }: AblationReport, to: string) {
  return cells.flatMap(({ labels, runs }) => {
    const done = runs.filter((run) => run.state === 'done');
    const first = done.find(({ seed }) => seed === 0);
    if (!first) return [];
    const worst = done.reduce((least, run) => (run.accuracy < least.accuracy ? run : least));
    const shown = first.accuracy - worst.accuracy > WORTH_A_PICTURE ? [first, worst] : [first];
    return shown.map(({ seed, folder, engine }) => {
      const name = labels.join('-').replaceAll('_', '-');
      const file = `figure-a-${name}${seed === 0 ? '' : `-seed-${seed}`}.png`;
      angnet(['plot', 'features', join(path, folder), '--engine', engine, '--output', join(to, file)]);
      return { file, label: `${labels.join(', ')}, seed ${seed}` };
    });
  });
}
