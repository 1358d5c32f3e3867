import type { Call } from '../../grammar/index.js';
import { scalarRules, type ScalarRule } from './scalar-rules.js';

const rules: ReadonlyMap<string, ScalarRule> = new Map(Object.entries(scalarRules));

/** The rule of a called scalar function; undefined for what isn't one, such as `mean`. */
export function ruleOf({ callee }: Call): ScalarRule | undefined {
  return rules.get(callee.name);
}
