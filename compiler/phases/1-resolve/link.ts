import type { Declaration, Identifier, ImportDeclaration } from '../../../grammar/index.js';
import { helpWithName } from '../../diagnostics/help-with-name.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { layers } from '../../layers/index.js';
import { standardLibrary } from '../../std/library.js';
import type { LoadedFile } from './load.js';
import type { Declared, Module } from './modules.js';

const namespaces = { model: 'models', block: 'blocks', angle: 'angles', experiment: 'experiments' } as const;
const described = {
  model: 'a model',
  block: 'a block',
  angle: 'an angle function',
  experiment: 'an experiment',
} as const;

type Kind = Declaration['kind'];

/** Names of one file while they are collected: what declares each, and where it entered the file. */
type Table = Map<string, { readonly declared: Declared<Declaration>; readonly at: Identifier }>;

/**
 * Gives a file its scope. Own declarations come first, then imports, then the standard library.
 * @param modules the files that it imports, linked before
 */
export function link(file: LoadedFile, modules: ReadonlyMap<string, Module>, reporter: Reporter): Module {
  const tables = { model: new Map(), block: new Map(), angle: new Map(), experiment: new Map() } as Record<Kind, Table>;
  const broken = new Set(file.lost);
  const scope = {
    models: new Map(),
    blocks: new Map(),
    angles: new Map(),
    experiments: new Map(),
    broken,
    standard: standardLibrary,
  };
  const module: Module = { path: file.path, text: file.text, file: file.file, damaged: file.damaged, scope };
  const add = (at: Identifier, declared: Declared<Declaration>): void => {
    const { kind } = declared.declaration;
    const known = tables[kind].get(at.name);
    if (!known) {
      tables[kind].set(at.name, { declared, at });
      return;
    }
    const related = [{ place: { file: file.path, span: known.at.span }, message: 'the first one is here' }];
    reporter.report(
      'duplicate-name',
      { what: described[kind], name: at.name },
      { file: file.path, span: at.span },
      { related },
    );
  };
  for (const declaration of file.file.declarations) {
    // A name that the text lacks was reported with the syntax.
    if (declaration.name.name === '') continue;
    add(declaration.name, { declaration, module });
    reportShadowing(declaration, file.path, reporter);
  }
  for (const declaration of file.file.imports) {
    const target = file.targets.get(declaration);
    const imported = target && modules.get(target.path);
    if (imported) importNames(declaration, imported, { add, broken, path: file.path, reporter });
    else for (const name of declaration.names) broken.add(name.name);
  }
  for (const [name, declared] of standardLibrary.angles) scope.angles.set(name, declared);
  for (const kind of Object.keys(namespaces) as Kind[]) {
    for (const [name, { declared }] of tables[kind]) scope[namespaces[kind]].set(name, declared);
  }
  return module;
}

interface Importing {
  readonly add: (at: Identifier, declared: Declared<Declaration>) => void;
  readonly broken: Set<string>;
  readonly path: string;
  readonly reporter: Reporter;
}

function importNames(
  { names, from }: ImportDeclaration,
  source: Module,
  { add, broken, path, reporter }: Importing,
): void {
  for (const name of names) {
    const found = source.file.declarations.filter((declaration) => declaration.name.name === name.name);
    // The first of several of a kind; that there are several was said in the other file.
    const kinds = new Map(found.reverse().map((declaration) => [declaration.kind, declaration]));
    for (const declaration of kinds.values()) add(name, { declaration, module: source });
    if (kinds.size > 0) continue;
    broken.add(name.name);
    // Where its text wasn't understood, the file may well declare it.
    if (source.damaged.length > 0 || source.scope.broken.has(name.name)) continue;
    const exported = source.file.declarations.map((declaration) => declaration.name.name);
    const help = helpWithName(name, path, exported);
    reporter.report('not-exported', { name: name.name, path: from.value }, { file: path, span: name.span }, help);
  }
}

function reportShadowing({ kind, name }: Declaration, file: string, reporter: Reporter): void {
  const what =
    kind === 'angle' && standardLibrary.angles.has(name.name)
      ? "the library's angle function"
      : kind === 'block' && layers.has(name.name)
        ? "the library's layer"
        : undefined;
  if (what) reporter.report('shadows-library', { what, name: name.name }, { file, span: name.span });
}
