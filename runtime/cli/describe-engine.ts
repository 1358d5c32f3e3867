import type { ChosenEngine } from '../engines/index.js';
import type { Colors } from './io.js';

/** Which engine was taken, and how to get a faster one. */
export function describeEngine({ engine, detail, faster }: ChosenEngine, asked: string, colors: Colors): string {
  const why = asked === 'auto' ? ', the fastest that works here' : '';
  const lines = [`engine ${colors.bold(engine.name)} (${detail})${why}`];
  const [best] = faster;
  if (best) lines.push(`  ${colors.dim(advice(best))}`);
  return `${lines.join('\n')}\n`;
}

function advice({ name, reason, remedy }: ChosenEngine['faster'][number]): string {
  if (reason === undefined) return `${name} is faster and works here: --engine ${name}`;
  return remedy === undefined
    ? `${name} would be faster. ${reason}`
    : `${name} would be faster. ${reason} To set it up: ${remedy}`;
}
