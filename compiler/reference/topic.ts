import { formatValue } from '../canonical/format-value.js';
import type { Declared } from '../phases/1-resolve/modules.js';
import type { Parameter, Signature } from '../schema.js';
import { describeType } from '../signatures/type-names.js';
import type { BlockDeclaration, FunctionDeclaration, ModelDeclaration } from '../../grammar/index.js';

/** Something of the language that has a name, as the reference and `explain` describe it. */
export interface Topic {
  /** "layer", "loss", "field of an experiment". */
  readonly kind: string;
  readonly name: string;
  /** In plain sentences; code in backquotes. */
  readonly doc: string;
  readonly parameters: readonly TopicParameter[];
  /** How it is written in the library. */
  readonly definition?: string;
  /** A line of a spec that uses it. */
  readonly example?: string;
}

export interface TopicParameter {
  readonly name: string;
  readonly doc: string;
  readonly type: string;
  /** What holds when the argument is absent; undefined where it must be given. */
  readonly fallback?: string;
}

/** A construct of a registry. */
export function topicOf(kind: string, construct: Signature & { readonly example?: string }): Topic {
  const { name, doc, parameters, example } = construct;
  return { kind, name, doc, parameters: parameters.map(parameterOf), ...(example === undefined ? {} : { example }) };
}

function parameterOf({ name, type, doc, default: fallback }: Parameter): TopicParameter {
  const otherwise = fallback === undefined ? {} : { fallback: fallback === null ? 'nothing' : formatValue(fallback) };
  return { name, doc, type: describeType(type), ...otherwise };
}

/** A function of the library, in full. */
export function functionTopic(kind: string, { declaration, module }: Declared<FunctionDeclaration>): Topic {
  const definition = module.text.slice(declaration.span.start, declaration.span.end);
  return { kind, name: declaration.name.name, doc: declaration.doc ?? '', parameters: [], definition };
}

/** A block or model of the library: what it takes, and where it is imported from. */
export function netTopic(declaration: BlockDeclaration | ModelDeclaration, text: string, path: string): Topic {
  const { kind, name, doc, span, body } = declaration;
  const head = text.slice(span.start, body.span.start).trim();
  return {
    kind: `${kind} of the library`,
    name: name.name,
    doc: doc ?? '',
    parameters: [],
    definition: `import { ${name.name} } from "${path}"\n\n${head} { … }`,
  };
}
