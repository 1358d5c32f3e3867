export { contactSheet, type ContactSheet } from './contact-sheet.js';
export { curvesChart, type CurvePoint } from './curves.js';
export { renderPng, renderSvg, writePicture } from './picture.js';
export { scatterChart } from './scatter.js';
