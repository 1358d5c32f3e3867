import type { Call } from '../../grammar/index.js';
import { scalarFunctions } from '../evaluation/scalar-functions.js';
import type { ScalarRule } from './scalar-rules.js';

/** The rule of a called scalar function; undefined for what isn't one, such as `mean`. */
export function ruleOf({ callee }: Call): ScalarRule | undefined {
  return scalarFunctions.get(callee.name)?.rule;
}
