import { RETEST_COMMAND } from '../engines/chosen.js';
import type { ChosenEngine } from '../engines/index.js';
import type { Colors } from './io.js';

/** Which engine was taken, and how to get a faster one. */
export function describeEngine({ engine, detail, why, faster }: ChosenEngine, colors: Colors): string {
  const lines = [`engine ${colors.bold(engine.name)} (${detail})${why === undefined ? '' : `, ${why}`}`];
  const [best] = faster;
  if (best) lines.push(`  ${colors.dim(advice(best))}`);
  return `${lines.join('\n')}\n`;
}

function advice({ name, reason, remedy }: ChosenEngine['faster'][number]): string {
  if (reason === undefined) return `${name} is faster and works here: --engine ${name}`;
  const way = remedy === RETEST_COMMAND ? 'To test it again' : 'To set it up';
  return `${name} would be faster. ${reason}${remedy === undefined ? '' : ` ${way}: ${remedy}`}`;
}
