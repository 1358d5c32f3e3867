import type { Annotation } from '../../../grammar/index.js';
import { annotations as signatures } from '../../annotations/index.js';
import type { AngleFunction } from '../../evaluation/angle-function.js';
import type { Arguments } from '../../evaluation/arguments.js';
import type { Environment } from '../../evaluation/context.js';
import { placeOf } from '../../evaluation/context.js';
import { evaluateArguments } from '../../evaluation/evaluate-arguments.js';
import type { Layer, LayerAnnotations } from '../../layers/layer.js';

/** Annotations in force at a place: by name the innermost one, and whether it was inherited. */
export type InForce = ReadonlyMap<string, AnnotationUse>;

interface AnnotationUse {
  readonly annotation: Annotation;
  readonly args: Arguments;
  readonly inherited: boolean;
}

/** Follows annotations through instantiation, and remembers which of them reached a layer. */
export class AnnotationTracker {
  private readonly seen = new Map<Annotation, Environment>();
  private readonly reached = new Set<Annotation>();

  /** What is in force inside a statement that carries `own`: its own annotations win over those around it. */
  enter(outer: InForce, own: readonly Annotation[], environment: Environment): InForce {
    const inherited = [...outer].map(([name, use]): [string, AnnotationUse] => [name, { ...use, inherited: true }]);
    const result = new Map<string, AnnotationUse>(inherited);
    for (const annotation of own) {
      const signature = signatures.get(annotation.name.name);
      const args = signature && evaluateArguments(annotation.arguments, signature, environment);
      this.seen.set(annotation, environment);
      if (args) result.set(annotation.name.name, { annotation, args, inherited: false });
      else this.reached.add(annotation); // Wrong in itself: that was reported, and nothing more is to say.
    }
    return result;
  }

  /** The annotations of a layer with defaults applied. */
  resolve(layer: Layer, inForce: InForce, defaultAngle: AngleFunction): LayerAnnotations {
    const find = (name: string): Arguments | undefined => {
      const use = inForce.get(name);
      if (!use || !(layer.annotations as readonly string[]).includes(name)) return undefined;
      // The scale belongs to the layer that the loss reads, so it is not inherited.
      if (name === 'scale' && use.inherited) return undefined;
      this.reached.add(use.annotation);
      return use.args;
    };
    const norm = find('norm');
    return {
      angle: find('angle')?.angleFunction('function') ?? defaultAngle,
      scale: find('scale')?.real('value') ?? 1,
      norm: { epsilon: norm?.real('eps') ?? 1e-4, clip: norm?.real('clip') ?? 1e-6 },
      freeze: find('freeze') !== undefined,
    };
  }

  /** Warns of annotations that no layer obeys. */
  reportUnreached(): void {
    for (const [annotation, environment] of this.seen) {
      if (this.reached.has(annotation)) continue;
      const name = annotation.name.name;
      environment.reporter.report('annotation-without-target', { name }, placeOf(environment, annotation));
    }
  }
}
