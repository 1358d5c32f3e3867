import type { Annotation } from '../../../grammar/index.js';
import { annotations as signatures } from '../../annotations/index.js';
import type { Place } from '../../diagnostics/diagnostic.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { AngleFunction } from '../../evaluation/function-value.js';
import type { Arguments } from '../../evaluation/arguments.js';
import type { Environment } from '../../evaluation/context.js';
import { placeOf } from '../../evaluation/context.js';
import { evaluateArguments } from '../../evaluation/evaluate-arguments.js';
import type { Selector } from '../../evaluation/selector.js';
import type { Shape } from '../../graph/types.js';
import { defaultInitialization, initializers } from '../../initializers/index.js';
import type { Initialization } from '../../initializers/initializer.js';
import type { Layer, LayerAnnotations, Scale } from '../../layers/layer.js';
import type { Segment } from './paths.js';
import { selects } from './select.js';

/** Annotations in force at a place: by name the innermost one, and whether it was inherited. */
export type InForce = ReadonlyMap<string, AnnotationUse>;

export interface AnnotationUse {
  readonly annotation: Annotation;
  readonly args: Arguments;
  readonly inherited: boolean;
  readonly place: Place;
}

/** A layer that annotations are asked for. */
export interface AnnotatedLayer {
  readonly layer: Layer;
  readonly segments: readonly Segment[];
  /** Of its output, without the batch. */
  readonly shape: Shape;
}

/** Follows annotations through instantiation, and remembers which of them reached a layer. */
export class AnnotationTracker {
  private readonly seen = new Map<Annotation, Environment>();
  private readonly reached = new Set<Annotation>();
  /** Selectors of `@freeze(on: …)`, and whether they mean something anywhere. */
  private readonly selectors = new Map<Annotation, Map<string, { readonly selector: Selector; used: boolean }>>();

  /** What is in force inside a statement that carries `own`: its own annotations win over those around it. */
  enter(outer: InForce, own: readonly Annotation[], environment: Environment): InForce {
    const inherited = [...outer].map(([name, use]): [string, AnnotationUse] => [name, { ...use, inherited: true }]);
    const result = new Map<string, AnnotationUse>(inherited);
    for (const annotation of own) {
      const signature = signatures.get(annotation.name.name);
      const args = signature && evaluateArguments(annotation.arguments, signature, environment);
      this.seen.set(annotation, environment);
      const place = placeOf(environment, annotation);
      if (args) result.set(annotation.name.name, { annotation, args, inherited: false, place });
      else this.reached.add(annotation); // Wrong in itself: that was reported, and nothing more is to say.
    }
    return result;
  }

  /** The annotations of a layer with defaults applied. */
  resolve(annotated: AnnotatedLayer, inForce: InForce, defaultAngle: AngleFunction): LayerAnnotations {
    const { layer, shape } = annotated;
    const find = (name: string): Arguments | undefined => {
      const use = inForce.get(name);
      if (!use || !(layer.annotations as readonly string[]).includes(name)) return undefined;
      // The scale belongs to the layer that the loss reads, so it is not inherited.
      if (name === 'scale' && use.inherited) return undefined;
      if (name === 'freeze' && !this.selectedBy(use, annotated)) return undefined;
      this.reached.add(use.annotation);
      return use.args;
    };
    const places = { angle: inForce.get('angle')?.place, magnitude: inForce.get('magnitude')?.place };
    const norm = find('norm');
    return {
      angle: find('angle')?.angleFunction('function') ?? defaultAngle,
      magnitude: find('magnitude')?.magnitudeFunction('function'),
      scale: scaleOf(find('scale'), shape),
      norm: { epsilon: norm?.real('eps') ?? 1e-4, clip: norm?.real('clip') ?? 1e-6 },
      gradient: find('grad')?.word('rule') === 'detached' ? 'detached' : 'exact',
      init: initializationOf(find('init')),
      freeze: find('freeze') !== undefined,
      places,
    };
  }

  /** Whether `@freeze` means the layer: one with `on` means those that its selectors mean. */
  private selectedBy({ annotation, args }: AnnotationUse, { layer, segments }: AnnotatedLayer): boolean {
    if (!args.has('on')) return true;
    // Each instantiation reads the annotation anew.
    const known = this.selectors.get(annotation) ?? new Map();
    this.selectors.set(annotation, known);
    let selected = false;
    for (const selector of args.selectors('on')) {
      const means = selects(selector, segments, layer.name);
      known.set(selector.text, { selector, used: means || known.get(selector.text)?.used });
      selected ||= means;
    }
    return selected;
  }

  /** Warns of annotations that no layer obeys; selectors of theirs that mean nothing are errors. */
  reportUnreached(reporter: Reporter): void {
    for (const [annotation, selectors] of this.selectors) {
      for (const { selector, used } of selectors.values()) {
        if (used) continue;
        this.reached.add(annotation);
        if (selector.optional) continue;
        reporter.report('freeze-selects-nothing', { selector: selector.text }, selector.place);
      }
    }
    for (const { name, place } of this.unreached()) {
      reporter.report('annotation-without-target', { name }, place);
    }
  }

  /** The annotations that no layer obeys. */
  unreached(): readonly { readonly name: string; readonly place: Place }[] {
    const idle = [...this.seen].filter(([annotation]) => !this.reached.has(annotation));
    return idle.map(([annotation, environment]) => ({
      name: annotation.name.name,
      place: placeOf(environment, annotation),
    }));
  }
}

function scaleOf(args: Arguments | undefined, shape: Shape): Scale {
  if (!args) return { start: 1, learned: false, minimum: undefined };
  // AdaCos (Zhang et al. 2019, equation 8).
  const start = args.isWord('value') ? Math.SQRT2 * Math.log(shape.at(-1)! - 1) : args.real('value');
  const learned = args.bool('learn');
  return { start, learned, minimum: args.has('min') ? args.real('min') : undefined };
}

function initializationOf(args: Arguments | undefined): Initialization {
  if (!args) return defaultInitialization;
  const call = args.call('initializer');
  return { initializer: initializers.get(call.construct.name)!, args: call.args };
}
