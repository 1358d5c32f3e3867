import { error, note, warning } from './entry.js';

/** What can be wrong with files, imports and the names that they declare. */
export const files = {
  syntax: error<{ message: string }>((a) => a.message, {
    explanation:
      'The text does not follow the grammar at this place. Everything after it that can be understood is still ' +
      'checked, so the other messages are worth reading.',
    wrong: 'block stem(width: int) {\n  conv(width, 3x3\n}\n',
    right: 'block stem(width: int) {\n  conv(width, 3x3)\n}\n',
  }),
  // The program that reads the files may know more than the compiler of why one can't be read.
  'missing-file': error<{ path: string; reason?: string }>(
    (a) => a.reason ?? `There is no file \`${a.path}\`, or it can't be read.`,
    {
      explanation: 'A path in an import is relative to the file that the import stands in.',
      wrong: 'import { residual } from "./resdual.ang"\n',
      right: 'import { residual } from "./residual.ang"\n',
    },
  ),
  'import-path': error<{ path: string }>((a) => `\`${a.path}\` is not a path that can be imported.`, {
    explanation:
      'Imports name other `.ang` files by a relative path that starts with `./` or `../`, and files of the library by ' +
      '`angnet/`, as in `angnet/resnet.ang`. The functions of the library need no import.',
    wrong: 'import { residual } from "residual"\n',
    right: 'import { residual } from "./residual.ang"\n',
  }),
  'unknown-library-file': error<{ path: string }>((a) => `The library has no file \`${a.path}\`.`, {
    explanation:
      'A path that starts with `angnet/` names a file of the library, which holds blocks and models; it is never looked ' +
      'for in your project. Your own files are imported by a path that starts with `./` or `../`.',
    wrong: 'import { residual } from "angnet/resnet32.ang"\n',
    right: 'import { residual } from "angnet/resnet.ang"\n',
  }),
  'import-outside': error<{ path: string }>((a) => `\`${a.path}\` lies outside of the folder that imports may read.`, {
    hint: () =>
      'Imports can reach files of the project: the nearest folder with a package.json or .git above the spec.',
    explanation:
      "A spec may only read files of its project, so that a spec from somebody else can't reach your other files. The " +
      'project is the nearest folder with a package.json or .git above the spec, or the folder of the spec where there ' +
      'is none. Move the file into it.',
    wrong: 'import { residual } from "../../../elsewhere/residual.ang"\n',
    right: 'import { residual } from "./residual.ang"\n',
  }),
  'import-cycle': error<{ chain: string }>((a) => `These files import each other in a circle: ${a.chain}.`, {
    explanation:
      "A file can't import itself, directly or through others. Move what both files need into a third one that " +
      'imports neither.',
    wrong: '// spec.ang; b.ang imports spec.ang\nimport { tail } from "./b.ang"\n',
    right: '// spec.ang; b.ang imports nothing\nimport { tail } from "./b.ang"\n',
  }),
  'not-exported': error<{ name: string; path: string }>((a) => `\`${a.path}\` declares no \`${a.name}\`.`, {
    explanation:
      'An import names models, blocks, angle functions or experiments that the other file declares itself. What that ' +
      'file imports is not passed on: import it from where it is declared.',
    wrong: 'import { resdual } from "./residual.ang"\n',
    right: 'import { residual } from "./residual.ang"\n',
  }),
  'unused-import': warning<{ name: string }>((a) => `\`${a.name}\` is imported but never used.`, {
    explanation: 'Nothing in this file uses the name. Remove it from the import.',
    wrong: 'import { residual, bottleneck } from "./blocks.ang"\n\nblock stage() {\n  residual(16)\n}\n',
    right: 'import { residual } from "./blocks.ang"\n\nblock stage() {\n  residual(16)\n}\n',
  }),
  'duplicate-name': error<{ what: string; name: string }>(
    (a) => `There is already ${a.what} called \`${a.name}\` here.`,
    {
      hint: (a) =>
        a.what === 'a field' || a.what === 'an axis' ? 'Remove one of the two.' : 'Give one of the two another name.',
      explanation:
        'A name means one thing wherever it is visible: declarations of a kind in a file with its imports; parameters, ' +
        '`let`s and repeat variables within a declaration; labels within the same braces; fields of an experiment.',
      wrong: 'block stem(width: int, width: int) {\n  conv(width, 3x3)\n}\n',
      right: 'block stem(width: int, kernel: kernel) {\n  conv(width, kernel)\n}\n',
    },
  ),
  'shadows-library': note<{ what: string; name: string }>(
    (a) => `\`${a.name}\` takes the place of ${a.what} of the same name in this file.`,
    {
      explanation:
        'A name of the library may be defined again. Everything in this file, and in files that import the name, then ' +
        'means the new one; the library itself does not change. Another name avoids surprises.',
      wrong: 'angle cos(theta: rad) = 1 - theta / 1rad\n',
      right: 'angle ramp(theta: rad) = 1 - theta / 1rad\n',
    },
  ),
  'reserved-name': error<{ name: string; meaning: string }>(
    (a) => `\`${a.name}\` can't be a name: it is ${a.meaning}.`,
    {
      explanation:
        '`pi` and `in` have a meaning of their own in every expression, so nothing else can be called so. Predictions ' +
        'call the last layer of a model `output`, so no other layer can have that label.',
      wrong: 'block stem(pi: int) {\n  conv(pi, 3x3)\n}\n',
      right: 'block stem(width: int) {\n  conv(width, 3x3)\n}\n',
    },
  ),
  'too-large': error<{ what: string; count: string; limit: string }>(
    (a) => `There are too many ${a.what}: ${a.count}, where at most ${a.limit} are allowed.`,
    {
      explanation:
        'Files, imports, nesting, expansion and tensors are bounded, so that a mistyped number gives this message ' +
        'instead of a computer that hangs. A number with too many zeros is the usual reason.',
      wrong: 'model Large() {\n  image: input([320000, 320000, 3])\n  relu\n}\n',
      right: 'model Large() {\n  image: input([320, 320, 3])\n  relu\n}\n',
    },
  ),
};
