import { formatArguments } from '../../canonical/format-value.js';
import type { Place } from '../../diagnostics/diagnostic.js';
import { listed } from '../../evaluation/call-of.js';
import type { Arguments } from '../../evaluation/arguments.js';
import { placeOf } from '../../evaluation/context.js';
import type { Signature } from '../../schema.js';
import type { Experiment } from './experiment.js';
import type { FieldValue } from './field-values.js';

/** A loss or a penalty that stands twice counts twice, which a factor would say. */
export function checkRepeatedTerms(
  experiment: Experiment,
  regularize: FieldValue | undefined,
  { reporter }: FieldValue['environment'],
): void {
  const items = regularize ? listed(regularize.value) : [];
  const penalties = experiment.regularizers.map(({ regularizer, args }, index) => ({
    construct: regularizer,
    args,
    place: placeOf(regularize!.environment, items[index]!),
  }));
  const losses = experiment.losses.map(({ loss, args, place }) => ({ construct: loss, args, place }));
  for (const terms of [losses, penalties]) {
    for (const { first, second, name } of repeated(terms)) {
      const related = [{ place: first, message: 'the first one is here' }];
      reporter.report('repeated-term', { name }, second, { related });
    }
  }
}

interface Term {
  readonly construct: Signature;
  readonly args: Arguments;
  readonly place: Place;
}

function repeated(
  terms: readonly Term[],
): readonly { readonly first: Place; readonly second: Place; readonly name: string }[] {
  const known = new Map<string, Place>();
  return terms.flatMap(({ construct, args, place }) => {
    const meaning = construct.name + formatArguments(construct, args);
    const first = known.get(meaning);
    known.set(meaning, first ?? place);
    return first ? [{ first, second: place, name: construct.name }] : [];
  });
}
