export { curvesChart, type CurvePoint, type Curves } from './curves.js';
export { renderPng, renderSvg, writePicture, type Chart } from './picture.js';
export { scatterChart, type Scatter } from './scatter.js';
