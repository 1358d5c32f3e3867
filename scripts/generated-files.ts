import { layers } from '../compiler/layers/index.js';
import { generatedPages } from '../compiler/reference/index.js';
import { declarableTypeNames } from '../compiler/signatures/declared.js';
import { textMateGrammar } from '../grammar/highlighting.js';
import { syntaxFiles } from './syntax-diagrams/index.js';

/** Every file that is made of the registries and the grammar, by its path in the repository. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const highlighting = textMateGrammar({ layers: [...layers.keys()], types: declarableTypeNames });
  return new Map([
    ...[...generatedPages()].map(([name, text]) => [`docs/${name}`, text] as const),
    ['editor/angnet.tmLanguage.json', `${JSON.stringify(highlighting, null, 2)}\n`],
    ...[...syntaxFiles()].map(([name, text]) => [`docs/grammar/${name}`, text] as const),
  ]);
}
