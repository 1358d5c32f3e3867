import { renderDiagnostics } from '../../compiler/diagnostics/render.js';
import type { Spec } from '../spec/index.js';
import { paletteOf, type Channel } from './io.js';

/** What is wrong with a spec, and which overrides made it so: the text that is shown then differs from the file. */
export function renderSpecDiagnostics({ checked, sources, overrides }: Spec, channel: Channel): string {
  const text = renderDiagnostics(checked.diagnostics, sources, paletteOf(channel));
  if (text === '' || overrides.length === 0) return text;
  return `${text}(with ${overrides.map((each) => `--set ${each}`).join(' ')})\n`;
}
