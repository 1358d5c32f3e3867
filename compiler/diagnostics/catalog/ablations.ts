import { alternatives } from '../suggest.js';
import { error, note, warning } from './entry.js';

const net = 'model Net() {\n  image: input([28, 28, 1])\n  flatten\n  feature: fc(16)\n  classifier: angfc(10)\n}\n\n';
const fields =
  '  model: Net\n  data: mnist\n  loss: softmax(of: classifier)\n  optimizer: adam(lr: 0.001)\n  batch: 128\n';

/** An experiment whose braces hold these lines too. */
function experiment(lines: string): string {
  return `${net}experiment Digits {\n${fields}  steps: 900\n${lines === '' ? '' : `  ${lines}\n`}}\n`;
}

/** An experiment with an ablation of it whose braces hold these lines. */
function ablation(lines: string): string {
  return `${experiment('')}\nablation Sizes of Digits {\n  ${lines}\n}\n`;
}

/** Selectors, and edits of experiments in profiles and ablations. */
export const ablations = {
  'malformed-selector': error<{ written: string; problem: string }>(
    (a) => `\`${a.written}\` is not a selector: ${a.problem}.`,
    {
      explanation:
        'A selector is a label, a kind of layer, or a path of labels with indices of repeats and positions: ' +
        '`classifier`, `angconv`, `stage1[3].main.0`, `stage1[*].shortcut`, `stage1.conv`; `model` is the whole net. A list ' +
        'is their union, and `optional(…)` may match nothing.',
      wrong: experiment('regularize: [l2(5e-4, on: "classifier")]'),
      right: experiment('regularize: [l2(5e-4, on: classifier)]'),
    },
  ),
  'selector-without-match': error<{ selector: string; model: string; what: string }>(
    (a) => `\`${a.selector}\` selects no ${a.what} of \`${a.model}\`.`,
    {
      explanation:
        'A selector that means nothing is most likely misspelt, so it is an error. Write `optional(…)` around it where it ' +
        'may match nothing. A label means every layer at or below it; a kind means every layer of that kind.',
      wrong: experiment('regularize: [l2(5e-4, on: clasifier)]'),
      right: experiment('regularize: [l2(5e-4, on: classifier)]'),
    },
  ),
  'edit-target': error<{ written: string }>((a) => `\`${a.written}\` is nothing that an edit can change.`, {
    hint: () => 'Name a field (`batch`), an argument (`optimizer.lr`) or an annotation of layers (`classifier@scale`).',
    explanation:
      'An edit changes a field of the experiment, one argument of the call that stands in a field, or an annotation of ' +
      'the layers that a selector means.',
    wrong: experiment('profile quick { optimizer.lr.first: 0.01 }'),
    right: experiment('profile quick { optimizer.lr: 0.01 }'),
  }),
  'no-call-to-edit': error<{ written: string; field: string; isAbsent: boolean }>(
    (a) =>
      a.isAbsent
        ? `The experiment has no \`${a.field}\`, so \`${a.written}\` can't be changed.`
        : `\`${a.field}\` doesn't hold one call, so \`${a.written}\` can't be changed.`,
    {
      hint: (a) => `Write the whole field: \`${a.field}: …\`.`,
      explanation:
        'An edit such as `model.width: 16` changes one argument of the call that stands in the field. A number, a sum or a ' +
        'list of calls has no such argument, and is replaced as a whole.',
      wrong: experiment('profile quick { schedule.factor: 0.5 }'),
      right: experiment('profile quick { schedule: steps(at: [50%], factor: 0.5) }'),
    },
  ),
  'repeated-edit': error<{ target: string }>((a) => `\`${a.target}\` is changed twice here.`, {
    hint: () => 'Remove one of the two.',
    explanation: 'The second of two edits of the same thing would undo the first. Keep the one that is meant.',
    wrong: experiment('profile quick { batch: 32  batch: 64 }'),
    right: experiment('profile quick { batch: 64 }'),
  }),
  'edit-without-effect': error<{ reason: string }>((a) => `This edit changes nothing: ${a.reason}.`, {
    hint: () => 'Take it out, or write what it should change.',
    explanation:
      'An edit of a profile, or of a row, a column or a whole ablation, is there to change something; one that does not is ' +
      'most likely a slip. An empty group `{}` and the values of `vary` may equal the experiment itself.',
    wrong: experiment('profile quick { batch: 128 }'),
    right: experiment('profile quick { batch: 64 }'),
  }),
  'overwritten-edit': error<{ what: string; by: string }>(
    (a) => `${a.what} is overwritten in every cell by ${a.by}, so that it occurs in none.`,
    {
      hint: () => 'Take one of the two out.',
      explanation:
        'Edits are applied one after another: those of the whole ablation, then those of the row, of the column, and of ' +
        'each `vary` and `zip` in the order in which they stand. Where a later one changes the same thing in every cell, ' +
        'nothing is left of the earlier one, and cells that it should tell apart are the same. Annotations change the same ' +
        'thing where they reach the same layers, whatever their selectors are.',
      wrong: ablation('rows { small: { batch: 32 }  large: {} }  vary batch: [64, 128]'),
      right: ablation('vary batch: [32, 64, 128]'),
    },
  ),
  'overwritten-argument': note<{ field: string; argument: string; by: string }>(
    (a) => `What the values of \`${a.field}\` say of \`${a.argument}\` never occurs: ${a.by} is applied later.`,
    {
      hint: (a) =>
        `Leave \`vary ${a.field}.${a.argument}\` out where each value is to keep its own, or write the same \`${a.argument}\` in all of them.`,
      explanation:
        'Of two `vary` lines the later one is applied last: an argument that it sets replaces the one in the call that an ' +
        'earlier line has put into the field. Every value of the one is combined with every value of the other.',
      wrong: ablation('vary optimizer: [adam(lr: 0.001), sgd(lr: 0.1)]  vary optimizer.lr: [0.1, 0.01]'),
      right: ablation('vary optimizer: [adam(lr: 0.001), adam(lr: 0.01), sgd(lr: 0.1), sgd(lr: 0.01)]'),
    },
  ),
  'cannot-replace': error<{ old: string; replacement: string }>(
    (a) => `\`${a.replacement}\` can't stand where \`${a.old}\` does: they take different numbers of inputs.`,
    {
      hint: () => 'Select by kind too: `main.conv`.',
      explanation:
        'A label selects every layer at or below it, the joins of branches too. A layer can only give way to one that ' +
        'takes as many values as it does.',
      wrong: `${experiment('')}\nablation Kinds of Digits {\n  rows { all: { replace image with relu }  plain: {} }\n}\n`,
      right: `${experiment('')}\nablation Kinds of Digits {\n  rows { all: { replace angfc with fc }  plain: {} }\n}\n`,
    },
  ),
  'replaces-several-kinds': warning<{
    selector: string;
    count: number;
    kinds: readonly string[];
    replacement: string;
    meant: string;
  }>(
    (a) =>
      `\`${a.selector}\` selects ${a.count} layers of the kinds ${alternatives(a.kinds, 'and')}, and each becomes a ` +
      `\`${a.replacement}\`.`,
    {
      hint: (a) => `Select by kind too: \`${a.meant}\`.`,
      explanation:
        'A label selects every layer at or below it, so that a replacement puts a layer for each convolution, each norm ' +
        'and each activation there. A path that ends in a kind, or a list of such paths, selects those layers alone.',
      wrong: `${experiment('').replace('  flatten\n', '  stem: repeat 1 { conv(8, 3x3)  relu }\n  flatten\n')}\nablation Kinds of Digits {\n  rows { angular: { replace stem with angconv(8, 3x3) }  plain: {} }\n}\n`,
      right: `${experiment('').replace('  flatten\n', '  stem: repeat 1 { conv(8, 3x3)  relu }\n  flatten\n')}\nablation Kinds of Digits {\n  rows { angular: { replace stem.conv with angconv(8, 3x3) }  plain: {} }\n}\n`,
    },
  ),
  'argument-dropped': note<{ old: string; replacement: string; names: readonly string[] }>(
    (a) =>
      `${alternatives(a.names, 'and')} of \`${a.old}\` ${a.names.length === 1 ? 'is' : 'are'} dropped: ` +
      `\`${a.replacement}\` doesn't take ${a.names.length === 1 ? 'it' : 'them'}.`,
    {
      explanation:
        'Where an edit replaces a layer by one of another kind, arguments are carried over under their names. What the ' +
        'new kind does not take plays no part in it.',
      wrong: experiment('profile angular { replace feature with angfc }').replace('fc(16)', 'fc(16, bias: true)'),
      right: experiment('profile angular { replace feature with angfc }'),
    },
  ),
  'unknown-experiment': error<{ name: string }>((a) => `There is no experiment called \`${a.name}\`.`, {
    explanation: 'An ablation edits an experiment that its file declares or imports.',
    wrong: `${experiment('')}\nablation Sizes of Digit {\n  vary batch: [64, 128]\n}\n`,
    right: ablation('vary batch: [64, 128]'),
  }),
  'empty-axis': error<{ what: string }>((a) => `\`${a.what}\` is empty, so the ablation has no cells.`, {
    explanation: 'Each value of a `vary` and each group of `rows` or `columns` is one place on an axis of the table.',
    wrong: ablation('vary batch: []'),
    right: ablation('vary batch: [64, 128]'),
  }),
  'zip-lengths': error<{ first: string; count: number; other: string; found: number }>(
    (a) => `Lists in a \`zip\` go along together: \`${a.first}\` has ${a.count} values, \`${a.other}\` ${a.found}.`,
    {
      explanation: 'The first values of all lists make the first cell, the second ones the second, and so on.',
      wrong: ablation('zip { vary batch: [64, 128]  vary steps: [1800] }'),
      right: ablation('zip { vary batch: [64, 128]  vary steps: [1800, 900] }'),
    },
  ),
  'repeated-value': warning<{ target: string; value: string }>(
    (a) => `\`${a.target}\` is \`${a.value}\` already in another cell.`,
    {
      explanation: 'Two equal values make two cells that train the same experiment.',
      wrong: ablation('vary batch: [64, 128, 64]'),
      right: ablation('vary batch: [64, 128]'),
    },
  ),
  'repeated-group': warning<{ axis: string }>((a) => `This ${a.axis} has the same edits as another one.`, {
    explanation: 'Two equal rows or columns make cells that train the same experiment.',
    wrong: ablation('rows { small: { batch: 64 }  smaller: { batch: 64 } }'),
    right: ablation('rows { small: { batch: 64 }  smaller: { batch: 32 } }'),
  }),
  'unknown-metric': error<{ name: string }>((a) => `There is no metric called \`${a.name}\`.`, {
    explanation: 'What an ablation expects is compared with what evaluation finds: `accuracy` or `loss`.',
    wrong: ablation('vary batch: [64, 128]  expect acuracy [98%, 97%]'),
    right: ablation('vary batch: [64, 128]  expect accuracy [98%, 97%]'),
  }),
  'expectation-shape': error<{ ablation: string; axes: string; expected: string; found: string }>(
    (a) => `\`${a.ablation}\` has ${a.axes}, so \`expect\` takes ${a.expected}; ${a.found}.`,
    {
      explanation:
        'There is one number for each cell: a list for one axis, a list of lists for two, rows first, in the order in ' +
        'which the values and groups stand in the ablation.',
      wrong: ablation('vary batch: [64, 128]  expect accuracy [98%]'),
      right: ablation('vary batch: [64, 128]  expect accuracy [98%, 97%]'),
    },
  ),
  'repeated-expectation': error<{ metric: string; source: string | undefined }>(
    (a) =>
      `The expected \`${a.metric}\`${a.source === undefined ? '' : ` from "${a.source}"`} stands here a second time.`,
    {
      hint: () => 'Remove one of the two, or say which publications they are `from`.',
      explanation:
        'An ablation has one expected number of a metric for each cell, from each source that it names. Of two lists from ' +
        'one source nobody could tell which counts.',
      wrong: ablation('vary batch: [64, 128]\n  expect accuracy [98%, 97%]\n  expect accuracy [99%, 98%]'),
      right: ablation(
        'vary batch: [64, 128]\n  expect accuracy [98%, 97%] from "A"\n  expect accuracy [99%, 98%] from "B"',
      ),
    },
  ),
  'optional-unmatched': note<{ selector: string; meant: string }>(
    (a) => `\`optional(${a.selector})\` selects no layer anywhere in this file.`,
    {
      hint: (a) => `Did you mean \`${a.meant}\`?`,
      explanation:
        'A selector in `optional(…)` may select nothing. This one does so in every experiment, profile and cell of the file, ' +
        'and a label or kind of layer is spelt almost like it.',
      wrong: experiment('regularize: [l2(5e-4, on: optional(clasifier))]'),
      right: experiment('regularize: [l2(5e-4, on: optional(classifier))]'),
    },
  ),
  'cells-without-target': note<{ ablation: string; cells: number; all: number }>(
    (a) =>
      `In ${a.cells === a.all ? 'every cell' : `${a.cells} of the ${a.all} cells`} of \`${a.ablation}\` something finds no layer to change.`,
    {
      explanation:
        'An annotation, a regularizer or an edit may be left without a layer where other edits of the cell have replaced ' +
        'what it meant. That is often as it should be; the note says where it happens.',
      wrong: `${experiment('regularize: [l2(5e-4, on: angfc)]')}\nablation Kinds of Digits {\n  rows { plain: { replace angfc with fc }  angular: {} }\n}\n`,
      right: `${experiment('regularize: [l2(5e-4, on: classifier)]')}\nablation Kinds of Digits {\n  rows { plain: { replace angfc with fc }  angular: {} }\n}\n`,
    },
  ),
};
