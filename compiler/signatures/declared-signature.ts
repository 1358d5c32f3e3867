import type { ParameterDeclaration } from '../../grammar/index.js';
import type { Parameter } from '../schema.js';
import { declaredType } from './declared.js';

/** What a model, block or angle function of a spec takes, as the library's own constructs describe it. */
export interface DeclaredSignature {
  readonly name: string;
  readonly parameters: readonly Parameter[];
}

/** @param name of the model, block or angle function */
export function declaredSignature(name: string, declarations: readonly ParameterDeclaration[]): DeclaredSignature {
  return {
    name,
    parameters: declarations.map((declaration) => ({
      name: declaration.name.name,
      type: declaredType(declaration),
      doc: '',
      // Defaults are expressions, evaluated for each call.
      ...(declaration.default ? { default: null } : {}),
    })),
  };
}
