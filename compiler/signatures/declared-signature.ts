import type { Identifier, ParameterDeclaration, Span } from '../../grammar/index.js';
import type { Place } from '../diagnostics/diagnostic.js';
import { isLibraryPath } from '../std/nets.js';
import type { Parameter } from '../schema.js';
import { declaredType } from './declared.js';

/** What a model, block or angle function of a spec takes, as the library's own constructs describe it. */
export interface DeclaredSignature {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Where it is declared, when the author of a spec wrote it. */
  readonly place?: Place;
  /** Where its parameters are declared, by their names. */
  readonly parameterPlaces?: ReadonlyMap<string, Place>;
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

/** A declaration of some file. */
interface Written {
  readonly declaration: { readonly name: Identifier; readonly parameters: readonly ParameterDeclaration[] };
  readonly module: { readonly path: string };
}

/** The signature of a declaration with its places, for messages; what the library declares has none. */
export function placedSignature({ declaration, module: { path: file } }: Written): DeclaredSignature {
  const { name, parameters } = declaration;
  const signature = declaredSignature(name.name, parameters);
  if (isLibraryPath(file)) return signature;
  const at = ({ span }: { readonly span: Span }): Place => ({ file, span });
  const parameterPlaces = new Map(parameters.map((each) => [each.name.name, at(each)]));
  return { ...signature, place: at(name), parameterPlaces };
}
