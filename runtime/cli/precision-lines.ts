import { anglePrecisions, bf16Layers, type AnglePrecision } from '../../compiler/cost/precisions.js';
import type { Network } from '../../compiler/index.js';
import type { Engine } from '../engines/engine.js';
import { plural } from './text.js';

/** What precisions do to the smallest angle, a line for each, and who has bf16 where a layer asks for it. */
export function linesOfPrecision(network: Network): readonly string[] {
  const layers = bf16Layers(network);
  const engines = `native computes ${plural(layers, 'layer')} in bf16; wasm and cpu have none and compute in f32`;
  return [...anglePrecisions(network).map(lineOfAngles), ...(layers > 0 ? [engines] : [])];
}

function lineOfAngles({ precision, layers, cosineError, smallestAngle }: AnglePrecision): string {
  const degrees = (smallestAngle * 180) / Math.PI;
  const angle = `${rounded(smallestAngle)} rad (${rounded(degrees)}°)`;
  const where = `in ${precision}, ${plural(layers, 'layer')}`;
  return `angles below ${angle} can't be told from 0 ${where}: cosines are known to ±${rounded(cosineError)}`;
}

function rounded(number: number): string {
  return String(Number(number.toPrecision(2)));
}

/** A line that says that an engine computes layers of `@precision(bf16)` in f32, where it does. */
export function noteOfMissingBf16({ name, lacksBf16 }: Engine, network: Network): string {
  const layers = bf16Layers(network);
  if (!lacksBf16 || layers === 0) return '';
  return `${name} has no bf16: it computes ${plural(layers, 'layer')} of @precision(bf16) in f32\n`;
}
