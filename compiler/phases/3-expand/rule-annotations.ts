import type { Annotation } from '../../../grammar/index.js';
import { annotations as signatures } from '../../annotations/index.js';
import { formatAnnotations } from '../../canonical/format-network.js';
import { alternatives } from '../../diagnostics/suggest.js';
import { Arguments } from '../../evaluation/arguments.js';
import { placeOf, type Environment } from '../../evaluation/context.js';
import { evaluateAs } from '../../evaluation/convert.js';
import { evaluateArguments } from '../../evaluation/evaluate-arguments.js';
import type { Layer, LayerAnnotations } from '../../layers/layer.js';
import { bindArguments } from '../../signatures/bind.js';
import { isOutOfReach, type InForce } from './annotations.js';
import type { ReadRule, RuleUse } from './layer-rules.js';

/** A layer's annotations while rules are applied to them. */
export interface Annotated {
  readonly layer: Layer;
  readonly path: string;
  readonly inForce: InForce;
  readonly annotations: LayerAnnotations;
  /** The annotations of the layer for what is in force. */
  readonly resolve: (inForce: InForce) => LayerAnnotations;
}

/** Applies what a rule sets on one layer, innermost: it wins over everything that is written in the model. */
export function applyRule(annotated: Annotated, use: RuleUse, { reporter }: Environment): Annotated {
  const { layer } = annotated;
  const { rule } = use;
  const environment: Environment = { module: rule.source.module, reporter, values: new Map() };
  let { inForce } = annotated;
  for (const [annotation, give] of settings(rule, environment)) {
    const { name } = annotation.name;
    if (!(layer.annotations as readonly string[]).includes(name)) continue;
    use.reached = true;
    use.obeyed.set(name, (use.obeyed.get(name) ?? new Set<string>()).add(annotated.path));
    const args = give(inForce);
    // What is wrong in itself was reported, and nothing more is to say.
    use.changed ||= args === undefined;
    if (args)
      inForce = new Map(inForce).set(name, {
        annotation,
        args,
        inherited: false,
        place: placeOf(environment, annotation),
      });
  }
  if (inForce === annotated.inForce) return annotated;
  const annotations = annotated.resolve(inForce);
  use.changed ||= text(layer, annotations) !== text(layer, annotated.annotations);
  return { ...annotated, inForce, annotations };
}

type Setting = readonly [annotation: Annotation, give: (inForce: InForce) => Arguments | undefined];

/** The annotations that a rule sets, each with its arguments where others are in force. */
function settings(rule: ReadRule, environment: Environment): readonly Setting[] {
  if (rule.kind === 'replace') return [];
  if (rule.kind === 'set') {
    return rule.annotations.map((annotation) => {
      const signature = signatures.get(annotation.name.name);
      return [annotation, () => signature && evaluateArguments(annotation.arguments, signature, environment)];
    });
  }
  const { annotation: name, argument } = rule;
  const annotation: Annotation = { kind: 'annotation', name, arguments: [argument], span: argument.span };
  return [[annotation, (inForce) => withArgument(annotation, inForce, environment)]];
}

/** What is in force with one argument replaced. */
function withArgument(annotation: Annotation, inForce: InForce, environment: Environment): Arguments | undefined {
  const { name } = annotation.name;
  const signature = signatures.get(name);
  const [argument] = annotation.arguments;
  const parameter = signature?.parameters.find((each) => each.name === argument!.name!.name);
  if (!signature || !parameter) return undefined;
  const known = inForce.get(name);
  if (!known || isOutOfReach(name, known)) {
    reportMissing(annotation, environment);
    return evaluateArguments(annotation.arguments, signature, environment);
  }
  const role = { construct: `@${name}`, parameter: parameter.name };
  const value = evaluateAs(argument!.value, parameter.type, role, environment);
  return value && new Arguments(new Map([...known.args.entries(), [parameter.name, value]]));
}

/** One argument alone must be enough where no annotation stands that it could change. */
function reportMissing(annotation: Annotation, environment: Environment): void {
  const { name } = annotation.name;
  const { missing } = bindArguments(annotation.arguments, signatures.get(name)!);
  if (missing.length === 0) return;
  const parameters = alternatives(
    missing.map((parameter) => parameter.name),
    'and',
  );
  const hint = `There is no \`@${name}\` here that could be changed: set the whole of it.`;
  const place = placeOf(environment, annotation);
  environment.reporter.report('missing-argument', { construct: `@${name}`, parameters }, place, { hint });
}

function text(layer: Layer, annotations: LayerAnnotations): string {
  return formatAnnotations({ layer, annotations }).join(' ');
}
