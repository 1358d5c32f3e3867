import { Option } from 'commander';
import { renderSvg, writeImage, type Chart } from '../../../report/index.js';
import type { CommandContext } from '../../context.js';
import { pictureName } from '../../picture-name.js';
import { formatJson } from '../../text.js';

/** What every kind of picture takes. */
export interface PlotOptions {
  readonly output: string;
  readonly json?: boolean;
}

/** @param kind the picture is called so where no name is given */
export function outputOption(kind: string): Option {
  return new Option('-o, --output <file>', 'file to write, .svg or .png').argParser(pictureName).default(`${kind}.svg`);
}

/**
 * Draws a chart into a file and says what it shows.
 * @param shows ends the sentence "FILE: …"
 * @throws {FileError}
 */
export async function writePlot(
  chart: Chart,
  { output, json }: PlotOptions,
  { kind, shows }: { readonly kind: string; readonly shows: string },
  { out }: CommandContext,
): Promise<void> {
  const svg = await renderSvg(chart);
  await writeImage(output, svg);
  out.write(json ? formatJson({ schema: 1, kind, output, shows }) : `${output}: ${shows}\n`);
}
