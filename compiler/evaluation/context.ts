import type { Span } from '../../grammar/index.js';
import type { Place } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
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
}

export function placeOf(environment: Pick<Environment, 'module'>, node: { readonly span: Span }): Place {
  return { file: environment.module.path, span: node.span };
}
