import type { Argument, Call } from '../../../grammar/index.js';
import { formatArguments } from '../../canonical/format-value.js';
import { alternatives } from '../../diagnostics/suggest.js';
import type { Arguments } from '../../evaluation/arguments.js';
import { placeOf, type Environment } from '../../evaluation/context.js';
import { evaluateArguments } from '../../evaluation/evaluate-arguments.js';
import type { Layer } from '../../layers/layer.js';
import type { Parameter } from '../../schema.js';
import { bindArguments } from '../../signatures/bind.js';
import { carryArguments } from '../../signatures/carry.js';

/** A layer that may give way to another. */
export interface Replaceable {
  readonly layer: Layer;
  readonly args: Arguments;
  /** The arguments of its call. */
  readonly written: readonly Argument[];
}

/**
 * Puts a layer of another kind where one stands. Arguments that the new kind takes under the same name are carried
 * over; of those that it doesn't take, a note says that they are dropped.
 * @param call of the new layer, in an edit
 * @param environment where the old layer stands
 * @returns undefined where it doesn't fit; that was reported
 */
export function replaceCall(
  { layer, args, written }: Replaceable,
  replacement: Layer,
  call: Call,
  environment: Environment,
): (Replaceable & { readonly changed: boolean }) | undefined {
  const { reporter } = environment;
  if (layer.arity !== replacement.arity) {
    const names = { old: layer.name, replacement: replacement.name };
    reporter.report('cannot-replace', names, placeOf(environment, call));
    return undefined;
  }
  const carried = carryCall(
    { name: layer.name, parameters: layer.parameters, written },
    replacement,
    call,
    environment,
  );
  const evaluated = carried && evaluateArguments(carried, replacement, environment);
  if (!evaluated) return undefined;
  const [before, after] = [formatArguments(layer, args), formatArguments(replacement, evaluated)];
  return {
    layer: replacement,
    args: evaluated,
    written: carried,
    changed: layer.name !== replacement.name || before !== after,
  };
}

interface Callable {
  readonly name: string;
  readonly parameters: readonly Parameter[];
}

/**
 * The arguments of a call in an edit with those carried over from what it replaces.
 * @returns undefined where one is missing; that was reported
 */
export function carryCall(
  old: Callable & { readonly written: readonly Argument[] },
  replacement: Callable,
  call: Call,
  environment: Environment,
): readonly Argument[] | undefined {
  const { reporter } = environment;
  const { arguments: all, dropped } = carryArguments(old, { ...replacement, given: call.arguments });
  const related = [{ place: placeOf(environment, call), message: `this puts \`${replacement.name}\` in its place` }];
  for (const argument of dropped) {
    const names = { old: old.name, replacement: replacement.name };
    reporter.report('argument-dropped', names, placeOf(environment, argument.value), { related });
  }
  const { missing } = bindArguments(all, replacement);
  if (missing.length === 0) return all;
  const parameters = alternatives(
    missing.map(({ name }) => name),
    'and',
  );
  const hint = `\`${old.name}\` has no such argument that could be carried over: give it here.`;
  reporter.report('missing-argument', { construct: replacement.name, parameters }, placeOf(environment, call), {
    hint,
  });
  return undefined;
}
