import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import type { TopLevelSpec } from 'vega-lite';
import { atomicWrite } from '../files/index.js';
import { compactSvg } from './compact-svg.js';
import { FONT } from './style.js';

/** A chart as Vega-Lite describes it. */
export type Chart = TopLevelSpec;

/** A part of a chart with scales of its own. */
export type Panel = Extract<Chart, { vconcat: unknown }>['vconcat'][number];

/** Draws a chart as SVG. Vega takes a while to load, so it is loaded when the first picture is drawn. */
export async function renderSvg(chart: Chart): Promise<string> {
  const [{ compile }, { parse, resetSVGDefIds, View }] = await Promise.all([import('vega-lite'), import('vega')]);
  const view = new View(parse(compile(chart).spec), { renderer: 'none' });
  // Identifiers count on from picture to picture; so equal charts are equal texts.
  resetSVGDefIds();
  try {
    return compactSvg(await view.toSVG());
  } finally {
    view.finalize();
  }
}

/** Turns an SVG into PNG at twice its size, with the font that comes along: the machine may have none. */
export function renderPng(svg: string): Uint8Array {
  const { resolve } = createRequire(import.meta.url);
  const fontFiles = ['DejaVuSans', 'DejaVuSans-Bold'].map((name) => resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
  const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: FONT };
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: 2 } }).render().asPng();
}

/**
 * Writes an SVG as it is, or as PNG, as the name's ending says.
 * @throws {FileError}
 */
export async function writeImage(path: string, svg: string): Promise<void> {
  await atomicWrite(path, extname(path).toLowerCase() === '.svg' ? svg : renderPng(svg));
}

/**
 * Writes a chart as `base.svg` and `base.png`.
 * @returns the two paths
 * @throws {FileError}
 */
export async function writePicture(base: string, chart: Chart): Promise<readonly string[]> {
  const svg = await renderSvg(chart);
  const paths = ['svg', 'png'].map((ending) => `${base}.${ending}`);
  for (const path of paths) await writeImage(path, svg);
  return paths;
}
