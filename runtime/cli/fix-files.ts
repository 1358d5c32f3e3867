import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { applyRepairs, repairsOf, type Repair } from '../../compiler/fixes/apply.js';
import type { Diagnostic } from '../../compiler/index.js';
import { atomicWrite, FileError } from '../files/index.js';
import { openSpec, readSpec, SpecHost } from '../spec/index.js';

/** One fix that was made in a file. */
export interface Fixed {
  readonly file: string;
  readonly code: string;
  readonly title: string;
}

/** One fix that was not made. */
export interface Left extends Fixed {
  /** A clause that says why. */
  readonly reason: string;
}

/** A fix may uncover what the mistake hid; after so many rounds the rest stays. */
const mostRounds = 100;

/**
 * Applies the fixes of files, again and again until nothing changes, and writes the files that changed. Other files,
 * imported ones too, are not touched, and no text is kept that has more mistakes than the one before it; mistakes that
 * came to light because the grammar is followed now don't count.
 * @returns what was fixed, in the order in which it was, and which fixes of what is left were not made
 * @throws {FileError} when a file can't be written; each file is either whole as before or whole as fixed
 */
export async function fixFiles(
  files: readonly string[],
): Promise<{ readonly fixed: readonly Fixed[]; readonly left: readonly Left[] }> {
  const drafts = new Map(files.flatMap((file) => draftOf(file)));
  const fixed: Fixed[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const made = [...drafts.values()].flatMap((draft) => improve(draft, drafts));
    if (made.length === 0) break;
    fixed.push(...made);
  }
  const left = [...drafts.values()].flatMap((draft) => leftIn(draft, drafts));
  for (const { path, text, before } of drafts.values()) {
    // A link stays a link.
    if (text !== before) await atomicWrite(realpathSync(path), text);
  }
  return { fixed, left };
}

/** A file and the text that it will have. */
interface Draft {
  /** As its user names it. */
  readonly path: string;
  readonly before: string;
  text: string;
}

type Drafts = ReadonlyMap<string, Draft>;

/** What can't be read is reported by the check that follows. */
function draftOf(path: string): [string, Draft][] {
  try {
    const text = readSpec(path);
    return [[resolve(path), { path, before: text, text }]];
  } catch (cause) {
    if (cause instanceof FileError) return [];
    throw cause;
  }
}

/** One round of fixes of one file: all at once, or one by one where that makes it worse. */
function improve(draft: Draft, drafts: Drafts): readonly Fixed[] {
  const found = diagnosticsIn(draft, drafts);
  // What seems unused may be what an error is about.
  const errors = found.filter(isError);
  const repairs = repairsOf(errors.length > 0 ? errors : found);
  if (repairs.length === 0) return [];
  const together = attempt(draft, repairs, drafts);
  if (together.length > 0 || repairs.length === 1) return together;
  for (const repair of repairs) {
    const single = attempt(draft, [repair], drafts);
    if (single.length > 0) return single;
  }
  return [];
}

/** The fixes that no further round makes. */
function leftIn(draft: Draft, drafts: Drafts): readonly Left[] {
  const found = diagnosticsIn(draft, drafts);
  const waits = found.some(isError);
  return repairsOf(found).map((repair) => {
    const { diagnostic, fix } = repair;
    const other = fix.edits.find(({ place }) => place.file !== draft.path)?.place.file;
    const reason =
      other !== undefined
        ? `it changes ${other} too`
        : waits && !isError(diagnostic)
          ? 'it waits until the errors are gone'
          : 'more would be wrong after it';
    return { ...reported(draft, repair), reason };
  });
}

function diagnosticsIn(draft: Draft, drafts: Drafts): readonly Diagnostic[] {
  return diagnosticsOf(draft, drafts).filter(({ place }) => place.file === draft.path);
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function reported({ path }: Draft, { diagnostic: { code }, fix: { title } }: Repair): Fixed {
  return { file: path, code, title };
}

function attempt(draft: Draft, repairs: readonly Repair[], drafts: Drafts): readonly Fixed[] {
  const { path, text: before } = draft;
  const old = countErrors(drafts);
  const { text, applied } = applyRepairs(path, before, repairs);
  if (text === before) return [];
  draft.text = text;
  const now = countErrors(drafts);
  if (now.syntax > old.syntax || (now.syntax === old.syntax && now.all > old.all)) {
    draft.text = before;
    return [];
  }
  return applied.map((repair) => reported(draft, repair));
}

/** The mistakes of all files, since an edit of one may harm those that import it. */
function countErrors(drafts: Drafts): { readonly syntax: number; readonly all: number } {
  const found = [...drafts.values()].flatMap((draft) => diagnosticsOf(draft, drafts));
  const errors = found.filter(isError);
  return { syntax: errors.filter(({ code }) => code === 'syntax').length, all: errors.length };
}

function diagnosticsOf({ path }: Draft, drafts: Drafts): readonly Diagnostic[] {
  const host = new DraftHost(path, drafts);
  return openSpec(path, host).checked.diagnostics;
}

/** Reads the disk, but for the files that are being fixed. */
class DraftHost extends SpecHost {
  constructor(
    path: string,
    private readonly drafts: Drafts,
  ) {
    super(path);
  }

  override read(path: string): string | undefined {
    return this.drafts.get(resolve(path))?.text ?? super.read(path);
  }
}
