import type { AngleDeclaration } from '../../grammar/index.js';
import type { Declared } from '../phases/1-resolve/modules.js';
import type { CompileTimeValue } from '../schema.js';

/** An angle function with its parameters fixed: `log(m: 0.3rad)`. */
export interface AngleFunction {
  readonly declared: Declared<AngleDeclaration>;
  readonly parameters: ReadonlyMap<string, CompileTimeValue>;
}
