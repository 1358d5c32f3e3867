import type {
  AngleDeclaration,
  FunctionDeclaration,
  MagnitudeDeclaration,
  MarginDeclaration,
} from '../../grammar/index.js';
import type { Declared } from '../phases/1-resolve/modules.js';
import type { CompileTimeValue } from '../schema.js';

/** A function of a spec or of the library with its parameters fixed: `log(m: 0.3rad)`, `ball`, `arcface(0.5rad)`. */
export interface FunctionValue<D extends FunctionDeclaration = FunctionDeclaration> {
  readonly declared: Declared<D>;
  /** By name; of those that training changes (`learn`, `state`) the values that they start with. */
  readonly parameters: ReadonlyMap<string, CompileTimeValue>;
  /** What `min` says of learned parameters, by name; angles in radians. */
  readonly minima: ReadonlyMap<string, number>;
}

/** g(theta), what an angular layer computes of the angle between input and filter. */
export type AngleFunction = FunctionValue<AngleDeclaration>;

/** h(|x|, |w|), the factor that an angular layer takes from the norms of input and filter. */
export type MagnitudeFunction = FunctionValue<MagnitudeDeclaration>;

/** What takes the place of g for an example's own class, in training. */
export type MarginFunction = FunctionValue<MarginDeclaration>;

/** Names in declarations of each kind of function. */
export type FunctionKind = FunctionDeclaration['kind'];

/** What a function of each kind is called. */
export const functionKindNames = {
  angle: 'angle function',
  magnitude: 'magnitude function',
  margin: 'margin',
} as const;

/** The number that a parameter starts with; truth values are 0 and 1, angles in radians. */
export function startOf({ parameters }: FunctionValue, name: string): number {
  const value = parameters.get(name);
  return value && 'value' in value ? Number(value.value) : NaN;
}
