import { annotations } from '../../compiler/annotations/index.js';
import { dataSets } from '../../compiler/data/index.js';
import { catalog, type Entry } from '../../compiler/diagnostics/catalog.js';
import { experimentFields } from '../../compiler/experiments/fields.js';
import { layers } from '../../compiler/layers/index.js';
import { losses } from '../../compiler/losses/index.js';
import { optimizers } from '../../compiler/optimizers/index.js';
import { standardLibrary } from '../../compiler/std/library.js';
import { regularizers } from '../../compiler/regularizers/index.js';
import { schedules } from '../../compiler/schedules/index.js';
import { formatValue } from '../../compiler/canonical/format-value.js';
import type { Parameter, Signature } from '../../compiler/schema.js';
import { describeType } from '../../compiler/signatures/type-names.js';
import type { Declared } from '../../compiler/phases/1-resolve/modules.js';
import type { AngleDeclaration } from '../../grammar/index.js';

/** Something that has a name and a text about it. */
export interface Topic {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
}

/** Everything that `explain` knows. A name may stand for several things: `steps` is a field and a schedule. */
export function allTopics(): readonly Topic[] {
  return [
    ...signatures('layer', layers),
    ...[...standardLibrary.angles].map(([name, declared]) => ({
      kind: 'angle function',
      name,
      text: angleText(declared),
    })),
    ...signatures('annotation', annotations),
    ...signatures('loss', losses),
    ...signatures('regularizer', regularizers),
    ...signatures('optimizer', optimizers),
    ...signatures('schedule', schedules),
    ...signatures('data set', dataSets),
    ...[...experimentFields.values()].map(({ name, doc, example }) => {
      return { kind: 'field of an experiment', name, text: `${doc}\n\nExample:\n  ${example}\n` };
    }),
    ...Object.entries(catalog).map(([name, entry]) => ({
      kind: entry.severity,
      name,
      text: diagnosticText(entry as Entry<never>),
    })),
  ];
}

function signatures(kind: string, registry: ReadonlyMap<string, Signature & { readonly example?: string }>): Topic[] {
  return [...registry.values()].map(({ name, doc, parameters, example }) => {
    const shown = example === undefined ? '' : `\nExample:\n  ${example}\n`;
    return { kind, name, text: `${doc}\n${parametersText(parameters)}${shown}` };
  });
}

function parametersText(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return '';
  const lines = parameters.map(({ name, type, doc, default: fallback }) => {
    const otherwise = fallback ? `; ${formatValue(fallback)} when absent` : '';
    return `  ${name}: ${doc} (${describeType(type)}${otherwise})\n`;
  });
  return `\nParameters:\n${lines.join('')}`;
}

function angleText({ declaration, module }: Declared<AngleDeclaration>): string {
  const { start, end } = declaration.span;
  const text = module.text.slice(start, end).replace(/^(\/\/\/.*\n)+/, '');
  return `${declaration.doc ?? ''}\n\n  ${text.trim()}\n`;
}

function diagnosticText({ explanation, wrong, right }: Entry<never>): string {
  return `${explanation}\n\nWrong:\n${indent(wrong)}\nRight:\n${indent(right)}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
