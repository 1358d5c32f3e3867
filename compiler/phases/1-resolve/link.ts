import type {
  AngleDeclaration,
  Declaration,
  Identifier,
  ImportDeclaration,
  MagnitudeDeclaration,
  MarginDeclaration,
} from '../../../grammar/index.js';
import { helpWithName } from '../../diagnostics/help-with-name.js';
import type { Extras, Reporter } from '../../diagnostics/reporter.js';
import { itemRemoval } from '../../fixes/removal.js';
import { listing } from '../../diagnostics/suggest.js';
import { layers } from '../../layers/index.js';
import { standardLibrary } from '../../std/library.js';
import { LIBRARY_PREFIX, libraryImportOf } from '../../std/nets.js';
import type { LoadedFile } from './load.js';
import type { Declared, Module } from './modules.js';

const namespaces = {
  model: 'models',
  block: 'blocks',
  angle: 'angles',
  magnitude: 'magnitudes',
  margin: 'margins',
  experiment: 'experiments',
  ablation: 'ablations',
} as const;
const described = {
  model: 'a model',
  block: 'a block',
  angle: 'an angle function',
  magnitude: 'a magnitude function',
  margin: 'a margin',
  experiment: 'an experiment',
  ablation: 'an ablation',
} as const;

type Kind = Declaration['kind'];

/** Names of one file while they are collected: what declares each, and where it entered the file. */
type Table = Map<string, { readonly declared: Declared<Declaration>; readonly at: Identifier }>;

/**
 * Gives a file its scope. Own declarations come first, then imports, then the standard library.
 * @param modules the files that it imports, linked before
 */
export function link(file: LoadedFile, modules: ReadonlyMap<string, Module>, reporter: Reporter): Module {
  const kinds = Object.keys(namespaces) as Kind[];
  const tables = Object.fromEntries(kinds.map((kind) => [kind, new Map()])) as Record<Kind, Table>;
  const broken = new Set(file.lost);
  const scope = {
    models: new Map(),
    blocks: new Map(),
    angles: new Map<string, Declared<AngleDeclaration>>(standardLibrary.angles),
    magnitudes: new Map<string, Declared<MagnitudeDeclaration>>(standardLibrary.magnitudes),
    margins: new Map<string, Declared<MarginDeclaration>>(standardLibrary.margins),
    experiments: new Map(),
    ablations: new Map(),
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
      {
        related,
        ...(known.declared.declaration === declared.declaration && { hint: 'It is the same one: remove it.' }),
      },
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
  for (const kind of kinds) {
    const namespace: Map<string, Declared<Declaration>> = scope[namespaces[kind]];
    for (const [name, { declared }] of tables[kind]) namespace.set(name, declared);
  }
  return module;
}

/** Longer lists of names help nobody. */
const mostListed = 8;

interface Importing {
  readonly add: (at: Identifier, declared: Declared<Declaration>) => void;
  readonly broken: Set<string>;
  readonly path: string;
  readonly reporter: Reporter;
}

function importNames(
  { names, from, span }: ImportDeclaration,
  source: Module,
  { add, broken, path, reporter }: Importing,
): void {
  // `import * from`, which the grammar complains about, would bring them all.
  if (names.length === 0) for (const { name } of source.file.declarations) broken.add(name.name);
  for (const name of names) {
    const found = source.file.declarations.filter((declaration) => declaration.name.name === name.name);
    // The first of several of a kind; that there are several was said in the other file.
    const kinds = new Map(found.reverse().map((declaration) => [declaration.kind, declaration]));
    for (const declaration of kinds.values()) add(name, { declaration, module: source });
    // A line that wasn't understood may mean another name: `import { residual as part }`.
    if (kinds.size > 0 || broken.has(name.name)) continue;
    broken.add(name.name);
    // Where its text wasn't understood, the file may well declare it.
    if (source.damaged.length > 0 || source.scope.broken.has(name.name)) continue;
    const exported = source.file.declarations.map((declaration) => declaration.name.name);
    const known = exported.length > 0 && exported.length <= mostListed ? listing(exported) : undefined;
    const help = exportedElsewhere(name, { names, from, span }, path) ?? {
      ...(known === undefined ? {} : { hint: known }),
      ...helpWithName(name, path, exported),
    };
    reporter.report('not-exported', { name: name.name, path: from.value }, { file: path, span: name.span }, help);
  }
}

/** Help for what another file of the library declares, with the edit that imports it from there. */
function exportedElsewhere(
  name: Identifier,
  { names, from, span }: Pick<ImportDeclaration, 'names' | 'from' | 'span'>,
  file: string,
): Extras | undefined {
  const home = libraryImportOf(name.name);
  if (home === undefined) return undefined;
  const hint = `\`${name.name}\` is in \`${home}\`.`;
  // A file of the author's own may be meant to declare it.
  if (!from.value.startsWith(LIBRARY_PREFIX)) return { hint };
  const line = `import { ${name.name} } from "${home}"`;
  const spans = names.map((each) => each.span);
  const edits =
    names.length === 1
      ? [{ place: { file, span: from.span }, text: `"${home}"` }]
      : [
          { place: { file, span: itemRemoval(name.span, spans) }, text: '' },
          { place: { file, span: { start: span.end, end: span.end } }, text: `\n${line}` },
        ];
  return { hint, fixes: [{ title: `Write \`${line}\``, edits }] };
}

function shadowed(kind: Kind, name: string): string | undefined {
  switch (kind) {
    case 'angle':
      return standardLibrary.angles.has(name) ? "the library's angle function" : undefined;
    case 'magnitude':
      return standardLibrary.magnitudes.has(name) ? "the library's magnitude function" : undefined;
    case 'margin':
      return standardLibrary.margins.has(name) ? "the library's margin" : undefined;
    case 'block':
      return layers.has(name) ? "the library's layer" : undefined;
    default:
      return undefined;
  }
}

function reportShadowing({ kind, name }: Declaration, file: string, reporter: Reporter): void {
  const what = shadowed(kind, name.name);
  if (what) reporter.report('shadows-library', { what, name: name.name }, { file, span: name.span });
}
