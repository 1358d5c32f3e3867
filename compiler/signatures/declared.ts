import type { ParameterDeclaration } from '../../grammar/index.js';
import type { Type } from '../schema.js';

/** The types that parameters of models, blocks and angle functions can have. */
const declarableTypes: ReadonlyMap<string, Type> = new Map<string, Type>([
  ['int', { kind: 'int' }],
  ['real', { kind: 'real' }],
  ['bool', { kind: 'bool' }],
  ['rad', { kind: 'rad' }],
  ['kernel', { kind: 'kernel' }],
]);

export const declarableTypeNames: readonly string[] = [...declarableTypes.keys()];

/** The type that a name means, or undefined where there is no such type. */
export function typeCalled(name: string): Type | undefined {
  return declarableTypes.get(name);
}

/**
 * The type of a declared parameter. A name that means no type, which the checker reports, counts as a number; so is
 * reported a kernel as the default of a whole number, which shows what was meant.
 */
export function declaredType(parameter: ParameterDeclaration): Type {
  if (isMisnamedKernel(parameter)) return { kind: 'kernel' };
  return typeCalled(parameter.type.name) ?? { kind: 'real' };
}

/** `window: int = 3x3` */
export function isMisnamedKernel({ type, default: value }: ParameterDeclaration): boolean {
  return value?.kind === 'kernel' && type.name === 'int';
}
