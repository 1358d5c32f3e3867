/** What a function of numbers takes and gives, for checking; how it is computed stands with the evaluation. */
export interface ScalarKinds {
  readonly operand: 'number' | 'angle' | 'number or angle';
  /** `same`: the kind of the operands. */
  readonly result: 'real' | 'rad' | 'int' | 'same';
}

const angleToNumber: ScalarKinds = { operand: 'angle', result: 'real' };
const numberToAngle: ScalarKinds = { operand: 'number', result: 'rad' };
const numberToNumber: ScalarKinds = { operand: 'number', result: 'real' };
const keepsKind: ScalarKinds = { operand: 'number or angle', result: 'same' };

export const scalarKinds: ReadonlyMap<string, ScalarKinds> = new Map<string, ScalarKinds>([
  ['sin', angleToNumber],
  ['cos', angleToNumber],
  ['tan', angleToNumber],
  ['acos', numberToAngle],
  ['asin', numberToAngle],
  ['atan', numberToAngle],
  ['tanh', numberToNumber],
  ['sigmoid', numberToNumber],
  ['exp', numberToNumber],
  ['expm1', numberToNumber],
  ['ln', numberToNumber],
  ['ln1p', numberToNumber],
  ['sqrt', numberToNumber],
  ['abs', keepsKind],
  ['min', keepsKind],
  ['max', keepsKind],
  ['sign', { operand: 'number or angle', result: 'int' }],
  ['floor', { operand: 'number', result: 'int' }],
]);
