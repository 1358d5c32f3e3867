import type {
  AblationDeclaration,
  AngleDeclaration,
  BlockDeclaration,
  Declaration,
  ExperimentDeclaration,
  MagnitudeDeclaration,
  MarginDeclaration,
  ModelDeclaration,
  SourceFile,
  Span,
} from '../../../grammar/index.js';

/** How the compiler reads files: the host decides where they are and what may be read. */
export interface Host {
  /** The path that `specifier` means in the file `from`, or undefined where it leaves the host's root. */
  resolve(from: string, specifier: string): string | undefined;
  /** Which files imports can reach, and why those: a sentence for the person who wrote one that leaves them. */
  readonly reach?: string;
  /** The text of a file, or undefined where there is none. */
  read(path: string): string | undefined;
}

/** One parsed file with the names that are visible in it. */
export interface Module {
  readonly path: string;
  readonly text: string;
  readonly file: SourceFile;
  readonly scope: Scope;
  /** Where the text doesn't follow the grammar; what was understood of it there may be wrong. */
  readonly damaged: readonly Span[];
}

/** A declaration together with the file that it stands in. */
export interface Declared<D extends Declaration> {
  readonly declaration: D;
  readonly module: Module;
}

/**
 * Names visible in a module: its own, then imported, then the standard library's. Layers live beside `blocks` (a
 * call in a model means either); the other namespaces are chosen by position.
 */
export interface Scope {
  readonly models: ReadonlyMap<string, Declared<ModelDeclaration>>;
  readonly blocks: ReadonlyMap<string, Declared<BlockDeclaration>>;
  readonly angles: ReadonlyMap<string, Declared<AngleDeclaration>>;
  readonly magnitudes: ReadonlyMap<string, Declared<MagnitudeDeclaration>>;
  readonly margins: ReadonlyMap<string, Declared<MarginDeclaration>>;
  readonly experiments: ReadonlyMap<string, Declared<ExperimentDeclaration>>;
  readonly ablations: ReadonlyMap<string, Declared<AblationDeclaration>>;
  /** Names that a broken import or declaration was to bring. Nobody complains that they are unknown. */
  readonly broken: ReadonlySet<string>;
  /** The standard library alone, whatever the module shadows. */
  readonly standard: StandardLibrary;
}

/** What every module sees without an import: functions. The library's blocks and models are imported by name. */
export interface StandardLibrary {
  readonly angles: ReadonlyMap<string, Declared<AngleDeclaration>>;
  readonly magnitudes: ReadonlyMap<string, Declared<MagnitudeDeclaration>>;
  readonly margins: ReadonlyMap<string, Declared<MarginDeclaration>>;
}

/** The result of the first phase: the file asked for and everything it imports, by path. */
export interface Resolved {
  readonly root: Module;
  readonly modules: ReadonlyMap<string, Module>;
}
