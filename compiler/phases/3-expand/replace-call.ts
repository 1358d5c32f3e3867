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
 * over.
 * @param call of the new layer, in an edit
 * @param drops arguments that the new layer doesn't take are added to these
 * @param environment where the old layer stands
 * @returns undefined where it doesn't fit; that was reported
 */
export function replaceCall(
  { layer, args, written }: Replaceable,
  replacement: Layer,
  call: Call,
  drops: Drops,
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
    drops,
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

/** Arguments that replacements don't carry over: names of parameters, by the kind of what gives way. */
export type Drops = Map<string, Set<string>>;

function addDropped(drops: Drops, old: string, names: readonly string[]): void {
  if (names.length > 0) drops.set(old, new Set([...(drops.get(old) ?? []), ...names]));
}

interface Callable {
  readonly name: string;
  readonly parameters: readonly Parameter[];
}

/**
 * The arguments of a call in an edit with those carried over from what it replaces.
 * @param drops those of what it replaces that it doesn't take are added to these
 * @returns undefined where one is missing; that was reported
 */
export function carryCall(
  old: Callable & { readonly written: readonly Argument[] },
  replacement: Callable,
  call: Call,
  drops: Drops,
  environment: Environment,
): readonly Argument[] | undefined {
  const { reporter } = environment;
  const { arguments: all, dropped } = carryArguments(old, { ...replacement, given: call.arguments });
  const { missing } = bindArguments(all, replacement);
  if (missing.length === 0) {
    addDropped(drops, old.name, dropped);
    return all;
  }
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
