import { annotations } from '../annotations/index.js';
import { augmentations } from '../data/augmentations/index.js';
import { dataSets } from '../data/index.js';
import { scalarFunctions } from '../evaluation/scalar-functions.js';
import { experimentFields } from '../experiments/fields.js';
import { initializers } from '../initializers/index.js';
import { layers } from '../layers/index.js';
import { losses } from '../losses/index.js';
import { optimizers } from '../optimizers/index.js';
import { regularizers } from '../regularizers/index.js';
import { schedules } from '../schedules/index.js';
import type { Signature } from '../schema.js';
import { standardLibrary } from '../std/library.js';
import { libraryFile, libraryImports, parseLibraryFile } from '../std/nets.js';
import { editsText, selectorsText } from './prose.js';
import { functionTopic, netTopic, topicOf, type Topic } from './topic.js';

/** A part of the language reference. */
export interface Section {
  readonly title: string;
  readonly intro: string;
  readonly topics: readonly Topic[];
}

/** The language reference, made of the registries; a construct that is added to one is in here. */
export function referenceSections(): readonly Section[] {
  const { angles, magnitudes, margins } = standardLibrary;
  const functions = (kind: string, registry: typeof angles | typeof magnitudes | typeof margins) =>
    [...registry.values()].map((declared) => functionTopic(kind, declared));
  return [
    section('Layers', 'What statements of models and blocks call.', 'layer', layers),
    section(
      'Annotations',
      'They stand behind what they change, and but for `@scale` they inherit: the innermost wins.',
      'annotation',
      annotations,
    ),
    section('Initializers', 'What `@init(…)` takes.', 'initializer', initializers),
    part(
      'Angle functions',
      'What `@angle(…)` takes: g(theta), where theta lies from 0 to pi.',
      functions('angle function', angles),
    ),
    part(
      'Magnitude functions',
      'What `@magnitude(…)` takes: h(|x|, |w|).',
      functions('magnitude function', magnitudes),
    ),
    part('Margins', 'What `margin` of a loss takes.', functions('margin', margins)),
    part('Blocks and models', 'They are imported by name; nothing else of the library needs an import.', netTopics()),
    part('Fields of experiments', 'An experiment says everything that its result depends on.', fieldTopics()),
    section('Data sets', 'What the field `data` takes.', 'data set', dataSets),
    section('Augmentations', 'What `augment` of a data set takes, one after another.', 'augmentation', augmentations),
    section('Losses', 'What the field `loss` takes, alone or in a sum.', 'loss', losses),
    section('Regularizers', 'What the field `regularize` takes.', 'regularizer', regularizers),
    section('Optimizers', 'What the field `optimizer` takes.', 'optimizer', optimizers),
    section('Schedules', 'What the field `schedule` takes.', 'schedule', schedules),
    part('Functions of numbers', 'What expressions can call.', scalarTopics()),
    part('Selectors', selectorsText, []),
    part('Edits', editsText, []),
  ];
}

function part(title: string, intro: string, topics: readonly Topic[]): Section {
  return { title, intro, topics };
}

function section(title: string, intro: string, kind: string, registry: ReadonlyMap<string, Signature>): Section {
  return part(
    title,
    intro,
    [...registry.values()].map((construct) => topicOf(kind, construct)),
  );
}

function netTopics(): readonly Topic[] {
  return libraryImports.flatMap((path) => {
    const source = libraryFile(path)!;
    return parseLibraryFile(source).file.declarations.flatMap((declaration) =>
      declaration.kind === 'block' || declaration.kind === 'model' ? [netTopic(declaration, source.text, path)] : [],
    );
  });
}

function fieldTopics(): readonly Topic[] {
  return [...experimentFields.values()].map(({ name, doc, example, required }) => ({
    kind: 'field of an experiment',
    name,
    doc: required ? `${doc} Every experiment has it.` : doc,
    parameters: [],
    example,
  }));
}

const results = { real: 'a number', rad: 'an angle', int: 'a whole number', same: 'what it takes' } as const;

function scalarTopics(): readonly Topic[] {
  return [...scalarFunctions].map(([name, { arity, operand, result }]) => {
    const what = `${operand === 'angle' ? 'an' : 'a'} ${operand}`;
    return {
      kind: 'function of numbers',
      name,
      doc: `Takes ${arity === 1 ? what : `two of the same kind, ${what} each,`} and gives ${results[result]}.`,
      parameters: [],
    };
  });
}
