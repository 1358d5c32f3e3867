import type { Annotation } from '../../../grammar/index.js';
import { annotationMeanings, annotations as annotationKinds, type AnnotationName } from '../../annotations/index.js';
import type { Place } from '../../diagnostics/diagnostic.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { AngleFunction } from '../../evaluation/function-value.js';
import type { Arguments } from '../../evaluation/arguments.js';
import type { Environment } from '../../evaluation/context.js';
import { placeOf } from '../../evaluation/context.js';
import { evaluateArguments } from '../../evaluation/evaluate-arguments.js';
import type { Selector } from '../../evaluation/selector.js';
import type { Shape } from '../../graph/types.js';
import { layersWith } from '../../layers/index.js';
import type { Layer, LayerAnnotations } from '../../layers/layer.js';
import { hasWeights } from './network.js';
import type { Segment } from './paths.js';
import { OptionalSelectors } from './optional-selectors.js';
import { selects } from './select.js';
import { unmatchedHelp } from './unmatched-hint.js';

/** Annotations in force at a place: by name the innermost one, and whether it was inherited. */
export type InForce = ReadonlyMap<string, AnnotationUse>;

export interface AnnotationUse {
  readonly annotation: Annotation;
  readonly args: Arguments;
  readonly inherited: boolean;
  readonly place: Place;
}

/** A selector of `@freeze(on: …)`. */
interface FreezeSelector {
  readonly selector: Selector;
  /** Whether it means a layer with weights. */
  readonly freezes: boolean;
  /** Whether it means a layer of whatever kind. */
  readonly matches: boolean;
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
  /** Other selectors of the file that may select nothing. */
  readonly optionals = new OptionalSelectors();
  private readonly seen = new Map<Annotation, Environment>();
  private readonly reached = new Set<Annotation>();
  /** Selectors of `@freeze(on: …)`, and what they mean anywhere. */
  private readonly selectors = new Map<Annotation, Map<string, FreezeSelector>>();
  /** The layers with weights inside of each `@freeze(on: …)`. */
  private readonly inside = new Map<Annotation, AnnotatedLayer[]>();

  /** What is in force inside a statement that carries `own`: its own annotations win over those around it. */
  enter(outer: InForce, own: readonly Annotation[], environment: Environment): InForce {
    const inherited = [...outer].map(([name, use]): [string, AnnotationUse] => [name, { ...use, inherited: true }]);
    const result = new Map<string, AnnotationUse>(inherited);
    for (const annotation of own) {
      const kind = annotationKinds.get(annotation.name.name);
      const args = kind && evaluateArguments(annotation.arguments, kind, environment);
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
    const find = (name: AnnotationName): Arguments | undefined => {
      const use = inForce.get(name);
      if (!use || isOutOfReach(name, use)) return undefined;
      if (name === 'freeze' && !this.selectedBy(use, annotated)) return undefined;
      if (!layer.annotations.includes(name)) return undefined;
      this.reached.add(use.annotation);
      return use.args;
    };
    const placeOfUse = (name: AnnotationName) => inForce.get(name)?.place;
    const places = { angle: placeOfUse('angle'), magnitude: placeOfUse('magnitude'), freeze: placeOfUse('freeze') };
    return { ...annotationMeanings(find, { shape, defaultAngle }), places };
  }

  /** Whether `@freeze` means the layer: one with `on` means those that its selectors mean. */
  private selectedBy({ annotation, args }: AnnotationUse, annotated: AnnotatedLayer): boolean {
    if (!args.has('on')) return true;
    const { layer, segments } = annotated;
    const isOwner = hasWeights(annotated);
    if (isOwner) this.inside.set(annotation, [...(this.inside.get(annotation) ?? []), annotated]);
    // Each instantiation reads the annotation anew.
    const known = this.selectors.get(annotation) ?? new Map<string, FreezeSelector>();
    this.selectors.set(annotation, known);
    let selected = false;
    for (const selector of args.selectors('on')) {
      const means = selects(selector, segments, layer.name);
      const before = known.get(selector.text);
      known.set(selector.text, {
        selector,
        freezes: (means && isOwner) || (before?.freezes ?? false),
        matches: means || (before?.matches ?? false),
      });
      selected ||= means;
    }
    return selected;
  }

  /** Warns of annotations that no layer obeys; selectors of theirs that mean nothing are errors. */
  reportUnreached(reporter: Reporter): void {
    for (const [annotation, selectors] of this.selectors) {
      for (const { selector, freezes, matches } of selectors.values()) {
        if (freezes) continue;
        this.reached.add(annotation);
        const { text, place } = selector;
        const nodes = this.inside.get(annotation) ?? [];
        this.optionals.add(selector, matches, nodes);
        if (matches) {
          reporter.report('no-weights', { name: text, held: 'weights', done: 'frozen' }, place);
        } else if (!selector.optional) {
          const help = unmatchedHelp(selector, { name: '', nodes, blocks: new Set() }, reporter.isCrowded);
          reporter.report('freeze-selects-nothing', { selector: text }, place, help);
        }
      }
    }
    for (const { name, place } of this.unreached()) {
      reporter.report('annotation-without-target', { name, layers: layersWith(name) }, place);
    }
    this.optionals.report(reporter);
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

/** Whether an annotation stands around a layer and belongs to that place alone. */
export function isOutOfReach(name: string, { inherited }: AnnotationUse): boolean {
  return inherited && !annotationKinds.get(name)!.inherited;
}
