import { atomicWrite } from '../files/index.js';
import type { AblationFolder } from './ablation-folder.js';
import { files } from './ablation-folder.js';
import { cellsToCsv, runsToCsv } from './formats/csv.js';
import { sectionOf } from './formats/document.js';
import { toHtml } from './formats/html.js';
import { toJson } from './formats/json.js';
import { toLatex } from './formats/latex.js';
import { toMarkdown } from './formats/markdown.js';
import { learningCurves } from './learning-curves.js';
import { makeReports } from './make-report.js';
import type { AblationReport } from './report.js';

/**
 * Makes the tables of what is there by now, in every format, and writes them into the ablation's folder.
 * @throws {FileError}
 */
export async function writeTables(ablation: AblationFolder): Promise<readonly AblationReport[]> {
  const reports = await makeReports(ablation);
  const sections = reports.map(sectionOf);
  const curves = await Promise.all(reports.map((report) => learningCurves(ablation, report)));
  const texts: readonly (readonly [keyof typeof files, string])[] = [
    ['json', toJson(reports)],
    ['cells', cellsToCsv(reports)],
    ['runs', runsToCsv(reports)],
    ['markdown', toMarkdown(sections)],
    ['latex', toLatex(sections)],
    ['html', await toHtml(`Ablations of ${ablation.plan.file}`, reports, curves)],
  ];
  for (const [name, text] of texts) await atomicWrite(ablation.file(files[name]), text);
  return reports;
}
