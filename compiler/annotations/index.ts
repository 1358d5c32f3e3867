import type { Arguments } from '../evaluation/arguments.js';
import { angle } from './angle.js';
import type { AnnotatedOutput, AnnotationKind } from './annotation.js';
import { freeze } from './freeze.js';
import { grad } from './grad.js';
import { init } from './init.js';
import { magnitude } from './magnitude.js';
import { norm } from './norm.js';
import { precision } from './precision.js';
import { project } from './project.js';
import { scale } from './scale.js';
import { weightNorm } from './weight-norm.js';

/**
 * Every annotation. A new one is a file in this folder and a name in this list; a layer says by itself which of them
 * change it.
 */
const all = { angle, magnitude, scale, norm, grad, precision, init, weight_norm: weightNorm, project, freeze };

export type AnnotationName = keyof typeof all;

/** What each annotation means to one layer. */
export type AnnotationMeanings = { readonly [N in AnnotationName]: ReturnType<(typeof all)[N]['meaning']> };

export const annotations: ReadonlyMap<string, AnnotationKind<unknown>> = new Map(Object.entries(all));

/** @param find the arguments of the annotation of a name that is in force; undefined where none is */
export function annotationMeanings(
  find: (name: AnnotationName) => Arguments | undefined,
  layer: AnnotatedOutput,
): AnnotationMeanings {
  const meanings = Object.entries(all).map(([name, kind]) => [name, kind.meaning(find(name as AnnotationName), layer)]);
  return Object.fromEntries(meanings) as AnnotationMeanings;
}
