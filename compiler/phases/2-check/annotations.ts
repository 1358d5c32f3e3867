import type { Annotation } from '../../../grammar/index.js';
import { annotations as signatures } from '../../annotations/index.js';
import { didYouMean, listing, surest } from '../../diagnostics/suggest.js';
import { checkCall } from './calls.js';
import { markUsed, type ExpressionScope } from './expressions.js';

/** Margins need labels, which no layer has. */
const MARGIN = 'A margin stands in the loss: `softmax(of: classifier, margin: arcface)`.';

/** Checks the annotations that stand on one thing. */
export function checkAnnotations(annotations: readonly Annotation[], scope: ExpressionScope): void {
  const { context } = scope;
  const first = new Map<string, Annotation>();
  for (const annotation of annotations) {
    const { name } = annotation.name;
    const signature = signatures.get(name);
    if (!signature) {
      for (const argument of annotation.arguments) markUsed(argument.value, scope);
      const names = [...signatures.keys()].map((each) => `@${each}`);
      const hint = name === 'margin' ? MARGIN : (didYouMean(`@${name}`, names) ?? listing(names));
      const spelling = surest(name, signatures.keys());
      const advice = spelling === undefined ? hint : { hint, spelling };
      context.report('unknown-annotation', { name }, annotation.name, context.advise(annotation.name, advice));
      continue;
    }
    const earlier = first.get(name);
    if (earlier) {
      const related = [{ place: context.place(earlier), message: 'the first one is here' }];
      context.report('repeated-annotation', { name }, annotation, { related });
    }
    first.set(name, earlier ?? annotation);
    checkCall(annotation.name, annotation.arguments, { ...signature, name: `@${name}` }, scope);
  }
}
