import type { Attributes } from '../../../compiler/graph/graph.js';
import { primitives } from '../../../compiler/primitives/index.js';
import type { NdArray, Primitive } from '../../../compiler/primitives/primitive.js';
import { arrayCases } from './cases/arrays.js';
import { elementwiseCases } from './cases/elementwise.js';
import { layerCases } from './cases/layers.js';
import { windowCases } from './cases/windows.js';
import { Random } from './random.js';

/** A primitive applied to numbers. */
export interface Application {
  readonly attributes: Attributes;
  readonly inputs: readonly NdArray[];
}

/** Draws one application of a primitive; `index` counts up, so that rare situations can be made sure of. */
export type Draw = (random: Random, index: number) => Application;

export interface Case extends Application {
  readonly primitive: Primitive;
  readonly label: string;
}

const draws: Readonly<Record<string, Draw>> = { ...elementwiseCases, ...arrayCases, ...windowCases, ...layerCases };
const casesEach = 8;

/** Primitives that tests have cases for. */
export const tested: readonly string[] = Object.keys(draws);

/** The cases of one primitive, the same in each run. */
export function casesOf(name: string): readonly Case[] {
  return Array.from({ length: casesEach }, (_, index) => caseOf(name, index, new Random(`${name} ${index}`)));
}

/**
 * One case of a primitive.
 * @param index counts up, so that rare situations come in turn
 */
export function caseOf(name: string, index: number, random: Random): Case {
  const application = draws[name]!(random, index);
  const shapes = application.inputs.map((input) => `[${input.type.shape.join(', ')}]`).join(' ');
  const label = `${name} ${index}: ${shapes} ${JSON.stringify(application.attributes)}`;
  return { ...application, primitive: primitives.get(name)!, label };
}
