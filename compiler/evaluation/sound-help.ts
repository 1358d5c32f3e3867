import type { Expression } from '../../grammar/index.js';
import type { Extras } from '../diagnostics/reporter.js';
import type { SoundRange } from '../schema.js';
import { inRange } from '../signatures/ranges.js';

/** What can be meant by a value that no training works with: `5e-4` by `5e4`. */
export function soundHelp(expression: Expression, value: number, sound: SoundRange): Extras {
  const isPower = expression.kind === 'number' && /^[\d.]+e\+?\d+$/.test(expression.raw);
  const negative = isPower ? expression.raw.replace(/e\+?/, 'e-') : '';
  if (isPower && inRange(Number(negative), sound)) return { hint: `Did you mean \`${negative}\`?` };
  return sound.hint ? { hint: sound.hint(value) } : {};
}
