import { renderDiagnostics } from '../../compiler/diagnostics/render.js';
import type { Spec } from '../spec/index.js';
import { paletteOf, type Channel } from './io.js';

/** What is wrong with a spec and with the configuration that it was opened with. */
export function renderSpecDiagnostics({ diagnostics, sources }: Spec, channel: Channel): string {
  return renderDiagnostics(diagnostics, sources, paletteOf(channel));
}
