import type { Body } from '../../../grammar/index.js';
import type { Extras } from '../../diagnostics/reporter.js';
import type { Module } from '../1-resolve/modules.js';

/** What is said where nothing flows into a layer, when the model's `input` stands too far down. */
export function lateInputHelp(body: Body | undefined, { text }: Module): Extras {
  const input = body?.statements.find((each) => each.kind === 'layer' && each.call.callee.name === 'input');
  if (!input) return {};
  return { hint: `Move \`${text.slice(input.span.start, input.span.end)}\` up: a model begins with it.` };
}
