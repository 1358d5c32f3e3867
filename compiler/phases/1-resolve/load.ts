import { parse, visit, type ImportDeclaration, type SourceFile, type Span } from '../../../grammar/index.js';
import type { Place } from '../../diagnostics/diagnostic.js';
import { reportSyntax } from '../../diagnostics/report-syntax.js';
import type { Extras, Reporter } from '../../diagnostics/reporter.js';
import { alternatives, listing, suggest } from '../../diagnostics/suggest.js';
import { isLibraryPath, libraryFile, libraryImports, LIBRARY_PREFIX, parseLibraryFile } from '../../std/nets.js';
import { damagedLines, lostNames } from './damage.js';
import { limits } from './limits.js';
import type { Host } from './modules.js';

/** A parsed file and the files that its imports mean. */
export interface LoadedFile {
  readonly path: string;
  readonly text: string;
  readonly file: SourceFile;
  readonly damaged: readonly Span[];
  /** Names that it seems to declare in a part that couldn't be understood. */
  readonly lost: ReadonlySet<string>;
  /** Imports whose file could be read. */
  readonly targets: ReadonlyMap<ImportDeclaration, LoadedFile>;
}

/** Reads and parses a file and everything it imports, each once; imported files come before their importers. */
export class Loader {
  readonly loaded = new Map<string, LoadedFile>();
  /** The files being read, outermost first. */
  private readonly active: string[] = [];
  private characters = 0;

  constructor(
    private readonly host: Host,
    private readonly reporter: Reporter,
  ) {}

  /** The file that everything starts from; empty where it can't be read. */
  loadRoot(path: string): LoadedFile {
    const text = this.host.read(path);
    if (text === undefined) this.reporter.report('missing-file', { path }, { file: path, span: { start: 0, end: 0 } });
    return this.load(path, text ?? '');
  }

  private load(path: string, text: string): LoadedFile {
    this.active.push(path);
    const parsed = this.parse(path, text);
    const targets = new Map<ImportDeclaration, LoadedFile>();
    for (const declaration of parsed.file.imports) {
      const target = this.loadImport(declaration, path);
      if (target) targets.set(declaration, target);
    }
    this.active.pop();
    const result = { path, text, ...parsed, targets };
    this.loaded.set(path, result);
    return result;
  }

  private loadImport({ from }: ImportDeclaration, importer: string): LoadedFile | undefined {
    const place = { file: importer, span: from.span };
    // A path that the text lacks was reported with the syntax.
    if (from.span.start === from.span.end) return undefined;
    if (from.value.startsWith(LIBRARY_PREFIX)) return this.loadLibrary(from.value, place);
    if (!/^\.{1,2}\/.*\.ang$/s.test(from.value)) {
      this.reporter.report('import-path', { path: from.value }, place, this.helpWithPath(from.value, place));
      return undefined;
    }
    const path = this.host.resolve(importer, from.value);
    if (path === undefined) {
      const hint = this.host.reach;
      this.reporter.report('import-outside', { path: from.value }, place, hint === undefined ? {} : { hint });
      return undefined;
    }
    if (this.active.includes(path)) {
      const chain = [...this.active.slice(this.active.indexOf(path)), path].map((each) => `\`${each}\``).join(' -> ');
      this.reporter.report('import-cycle', { chain }, place);
      return undefined;
    }
    const known = this.loaded.get(path);
    if (known) return known;
    const text = this.host.read(path);
    if (text !== undefined) return this.load(path, text);
    this.reporter.report('missing-file', { path: from.value }, place);
    return undefined;
  }

  /** The path that was probably meant, with the edit where there is such a file. */
  private helpWithPath(written: string, place: Place): Extras {
    if (/^\w+:\/\//.test(written))
      return { hint: 'Nothing is loaded from the network: save the file beside this one and import `"./name.ang"`.' };
    const [, start = '', folder = '', name = 'name'] =
      /^(\.{0,2}\/)?((?:[\w.-]+\/)*)([\w-]+)(?:\.\w+)?$/.exec(written) ?? [];
    // Of a path from the root of the disk only the name may be that of a file here.
    const meant = `"${start === '/' ? './' : `${start || './'}${folder}`}${name}.ang"`;
    const hint = `Write \`${meant}\`.`;
    const path = this.host.resolve(place.file, meant.slice(1, -1));
    if (path === undefined || this.host.read(path) === undefined) {
      const library = `${LIBRARY_PREFIX}${name}.ang`;
      return libraryImports.includes(library) ? Loader.written(`"${library}"`, place) : { hint };
    }
    return Loader.written(meant, place);
  }

  private static written(text: string, place: Place): Extras {
    return { hint: `Write \`${text}\`.`, fixes: [{ title: `Write \`${text}\``, edits: [{ place, text }] }] };
  }

  /** A file of the library, which no host is asked for. */
  private loadLibrary(specifier: string, place: Place): LoadedFile | undefined {
    const found = libraryFile(specifier);
    if (found) return this.loaded.get(found.path) ?? this.load(found.path, found.text);
    const whole = `${specifier}.ang`;
    if (libraryImports.includes(whole)) {
      this.reporter.report('unknown-library-file', { path: specifier }, place, Loader.written(`"${whole}"`, place));
      return undefined;
    }
    // The prefix, which is right, must not make every name seem near.
    const near = suggest(
      specifier.slice(LIBRARY_PREFIX.length),
      libraryImports.map((path) => path.slice(LIBRARY_PREFIX.length)),
    );
    const hint =
      near.length > 0
        ? `Did you mean ${alternatives(near.map((name) => LIBRARY_PREFIX + name))}?`
        : listing(libraryImports);
    this.reporter.report('unknown-library-file', { path: specifier }, place, { hint });
    return undefined;
  }

  private parse(path: string, text: string): Pick<LoadedFile, 'file' | 'damaged' | 'lost'> {
    const everything = { start: 0, end: text.length };
    const nothing: SourceFile = { kind: 'file', span: everything, imports: [], declarations: [], comments: [] };
    const unread = {
      file: nothing,
      damaged: [everything],
      lost: lostNames(text.slice(0, limits.characters), nothing, []),
    };
    this.characters += text.length;
    if (this.characters > limits.characters) {
      this.tooLarge('characters in the spec', this.characters, limits.characters, path);
      return unread;
    }
    if (this.loaded.size + this.active.length > limits.files) {
      this.tooLarge('files in the spec', this.loaded.size + this.active.length, limits.files, path);
      return unread;
    }
    const { file, problems } = isLibraryPath(path) ? parseLibraryFile({ path, text }) : parse(text);
    reportSyntax(problems, path, text, this.reporter);
    if (nesting(file) > limits.nesting) {
      this.tooLarge('levels of nesting', nesting(file), limits.nesting, path);
      return unread;
    }
    const damaged = damagedLines(text, problems);
    const lost = problems.length > 0 ? lostNames(text, file, damaged) : new Set<string>();
    return { file, damaged, lost };
  }

  private tooLarge(what: string, count: number, limit: number, file: string): void {
    const counts = { what, count: count.toLocaleString('en'), limit: limit.toLocaleString('en') };
    this.reporter.report('too-large', counts, { file, span: { start: 0, end: 0 } });
  }
}

function nesting(file: SourceFile): number {
  let deepest = 0;
  visit(file, (_, depth) => (deepest = Math.max(deepest, depth)));
  return deepest;
}
