import type { CompileTimeValue, Parameter } from '../schema.js';
import { augmentations } from './augmentations/index.js';

/** What becomes of each value. */
export function normalizeParameter(defaultValue: CompileTimeValue, of = 'pixel'): Parameter {
  return {
    name: 'normalize',
    type: { kind: 'function' },
    doc: `What becomes of a ${of} x.`,
    default: defaultValue,
    named: true,
  };
}

export const augmentParameter: Parameter = {
  name: 'augment',
  type: { kind: 'calls', what: 'augmentation', registry: augmentations },
  doc: 'Random changes of the training images, one after another, before `normalize`.',
  default: { kind: 'list', items: [] },
  named: true,
};

/** @param all the number of training examples, where that is known */
export function validationParameter(all?: number): Parameter {
  return {
    name: 'validation',
    type: { kind: 'int', min: 1, words: ['none'], of: { what: 'examples', all } },
    doc: 'How many training examples are held out: not trained on, and evaluated after each epoch.',
    default: { kind: 'word', value: 'none' },
    named: true,
  };
}

/** @param doc what the folder holds and where it is looked for without the argument */
export function folderParameter(doc: string): Parameter {
  return { name: 'folder', type: { kind: 'string' }, doc, default: null, named: true };
}
