import { lineOf, type Span } from '../../grammar/index.js';
import type { Place } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Origin } from '../graph/graph.js';
import type { Shape } from '../graph/types.js';
import type { Module } from '../phases/1-resolve/modules.js';
import type { CompileTimeValue } from '../schema.js';

/** Where an expression stands and what its names mean. */
export interface Environment {
  readonly module: Module;
  readonly reporter: Reporter;
  /** Parameters, lets and repeat variables in scope; a name whose value is wrong is absent. */
  readonly values: ReadonlyMap<string, CompileTimeValue>;
  /** Shape of the value that enters the innermost braces (`in`), where it is known. */
  readonly input?: Shape | undefined;
  /** Where what edits have put into calls of other files comes from. */
  readonly origins?: Origins;
}

/** The modules of the nodes that edits have put into calls of other modules: names mean there what they mean here. */
export type Origins = ReadonlyMap<object, Module>;

/** The module that a node of a call stands in. */
export function moduleOf(environment: Pick<Environment, 'module' | 'origins'>, node: object): Module {
  return environment.origins?.get(node) ?? environment.module;
}

export function placeOf(environment: Pick<Environment, 'module' | 'origins'>, node: { readonly span: Span }): Place {
  return { file: moduleOf(environment, node).path, span: node.span };
}

/** What operations built for a node of a spec come from. */
export function originOf(
  environment: Pick<Environment, 'module' | 'origins'>,
  path: string,
  node: { readonly span: Span },
): Origin {
  const { path: file, text } = moduleOf(environment, node);
  return { path, file, line: lineOf(text, node.span.start) };
}
