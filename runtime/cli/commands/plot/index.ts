import { alternatives } from '../../../../compiler/diagnostics/suggest.js';
import type { AddCommand } from '../../context.js';
import { addAngles } from './angles.js';
import { addConfusion } from './confusion.js';
import { addCurves } from './curves.js';
import { addFeatures } from './features.js';
import { addFilters } from './filters.js';
import { addHistograms } from './histograms.js';

/** Every kind of picture, in the order of the help. A new one is a file in this folder and a name in this list. */
const kinds: readonly AddCommand[] = [addAngles, addCurves, addFeatures, addHistograms, addConfusion, addFilters];

export const addPlot: AddCommand = (program, context) => {
  const plot = program.command('plot').description('pictures of functions and runs, as SVG or PNG');
  for (const add of kinds) add(plot, context);
  const names = plot.commands.map((kind) => kind.name());
  plot.showHelpAfterError(`It draws ${alternatives(names, 'and')}; \`plot KIND --help\` says what each takes.`);
};
