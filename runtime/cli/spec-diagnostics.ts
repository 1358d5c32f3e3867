import { renderDiagnostics } from '../../compiler/diagnostics/render.js';
import type { Spec } from '../spec/index.js';
import { paletteOf, type Channel } from './io.js';

/**
 * What is wrong with a spec and with the configuration that it was opened with. Notes, of cells of an ablation too,
 * are what `check` tells.
 */
export function renderSpecDiagnostics({ diagnostics, sources }: Spec, channel: Channel): string {
  const wrong = diagnostics.filter(({ severity }) => severity !== 'note');
  return renderDiagnostics(wrong, sources, paletteOf(channel));
}
