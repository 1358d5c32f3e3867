import type { Argument } from '../../grammar/index.js';
import type { Parameter } from '../schema.js';
import { bindArguments } from './bind.js';

interface Parameters {
  readonly parameters: readonly Parameter[];
}

/**
 * The arguments of a call when something else is called instead: what is given for the new construct, and of the old
 * call what the new construct takes under the same name; the names of the others are dropped.
 */
export function carryArguments(
  old: Parameters & { readonly written: readonly Argument[] },
  replacement: Parameters & { readonly given: readonly Argument[] },
): { readonly arguments: readonly Argument[]; readonly dropped: readonly string[] } {
  const before = bindArguments(old.written, old).bound;
  const given = bindArguments(replacement.given, replacement).bound;
  const carried: Argument[] = [];
  const dropped: string[] = [];
  for (const [name, argument] of before) {
    const [from, to] = [old, replacement].map(({ parameters }) => parameters.find((each) => each.name === name));
    if (from!.type.kind !== to?.type.kind) dropped.push(name);
    else if (!given.has(name)) carried.push(named(argument, name));
  }
  return { arguments: [...replacement.given, ...carried], dropped };
}

function named(argument: Argument, name: string): Argument {
  return { ...argument, name: argument.name ?? { kind: 'identifier', name, span: argument.span } };
}
