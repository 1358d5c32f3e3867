export { angleCurvesChart, type AngleCurve } from './angle-curves.js';
export { confusionChart } from './confusion.js';
export { contactSheet, type ContactSheet } from './contact-sheet.js';
export { curvesChart, type CurvePoint } from './curves.js';
export { filtersChart } from './filters.js';
export { histogramsChart, type LayerHistogram } from './histograms.js';
export { renderPng, renderSvg, writePicture, type Chart } from './picture.js';
export { groupRuns, runCurvesChart } from './run-curves.js';
export { scatterChart } from './scatter.js';
