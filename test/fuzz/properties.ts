/** What holds for every text, whatever it says. */
import { canonicalText } from '../../compiler/canonical/index.js';
import type { Diagnostic, Place } from '../../compiler/diagnostics/diagnostic.js';
import { renderDiagnostics } from '../../compiler/diagnostics/render.js';
import { check, compile, type Checked, type Host } from '../../compiler/index.js';
import { sourcesOf } from '../../compiler/phases/1-resolve/sources.js';
import { parse } from '../../grammar/index.js';
import { AngSyntaxError } from '../../grammar/printer/error.js';
import { format } from '../../grammar/printer/format.js';

/** A property that doesn't hold. */
export class Violation extends Error {
  /** @param property one line that is the same for other texts that break it in the same way */
  constructor(
    readonly property: string,
    detail: string,
  ) {
    super(`${property}: ${detail}`);
  }
}

/** What was seen of a text, so that a series can show that it goes deep. */
export interface Seen {
  readonly codes: readonly string[];
  readonly experiments: number;
  readonly formatted: boolean;
}

const FILE = 'input.ang';
/** Traces of a value that no message should show. */
const leak = /\bundefined\b|\[object |\[native code\]|function Object|\bNaN\b/;

const hostOf = (text: string): Host => ({
  resolve: (_, specifier) => specifier.slice(2),
  read: (path) => (path === FILE ? text : undefined),
});

/**
 * Parses, checks, formats and compiles a text.
 * @throws {Violation}
 */
export async function examine(text: string): Promise<Seen> {
  const checked = attempt('check', () => check(FILE, hostOf(text)));
  checkDiagnostics(checked, text);
  const again = attempt('check', () => check(FILE, hostOf(text)));
  same('checking twice', JSON.stringify(checked.diagnostics), JSON.stringify(again.diagnostics));
  const meanings = meaningsOf(checked);
  compileSmall(checked);
  const formatted = await checkFormat(text, meanings);
  return { codes: checked.diagnostics.map(({ code }) => code), experiments: checked.experiments.size, formatted };
}

function attempt<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw thrown(what, cause);
  }
}

function thrown(what: string, cause: unknown): Violation {
  const { message, stack } = cause as Error;
  const at = /\n\s+at .*/.exec(stack ?? '')?.[0].trim() ?? '';
  return new Violation(
    `${what} throws ${at.replace(/\(?[^( ]*\/(?=(grammar|compiler|node_modules)\/)|:\d+:\d+\)?$/g, '')}`,
    message,
  );
}

function same(what: string, left: string, right: string): void {
  if (left !== right) throw new Violation(what, 'the results differ');
}

function checkDiagnostics({ diagnostics, resolved }: Checked, text: string): void {
  const sources = sourcesOf(resolved);
  const lengthOf = (file: string) => (file === FILE ? text.length : (sources(file)?.length ?? 0));
  for (const diagnostic of diagnostics) {
    for (const { file, span } of placesOf(diagnostic)) {
      const isInside = 0 <= span.start && span.start <= span.end && span.end <= lengthOf(file);
      if (!isInside) throw new Violation(`a place of ${diagnostic.code} outside of the text`, JSON.stringify(span));
    }
    const said = [diagnostic.message, diagnostic.hint ?? '', ...diagnostic.related.map(({ message }) => message)];
    const shown = said.find((each) => leak.test(each) && !leak.test(text));
    if (shown !== undefined) throw new Violation(`${diagnostic.code} shows a value of JavaScript`, shown);
  }
  attempt('render', () => renderDiagnostics(diagnostics, sources));
}

function placesOf({ place, related, fixes }: Diagnostic): Place[] {
  return [
    place,
    ...related.map((each) => each.place),
    ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.place)),
  ];
}

/** What the experiments of a spec mean. */
function meaningsOf({ experiments, diagnostics }: Checked): string {
  const texts = [...experiments].map(([name, experiment]) =>
    attempt('canonical', () => `${name}\n${canonicalText(experiment)}`),
  );
  // Formatting moves an annotation to the statement that it belongs to, and there it misleads nobody.
  const codes = diagnostics.map(({ code }) => code).filter((code) => code !== 'misleading-annotation');
  return [...texts, ...codes.sort()].join('\n');
}

/** Graphs of large networks take long to make, and those of small ones have everything that large ones have. */
function compileSmall({ experiments }: Checked): void {
  for (const experiment of experiments.values()) {
    if (experiment.network.nodes.length <= 40) attempt('compile', () => compile(experiment, { steps: 10 }));
  }
}

async function checkFormat(text: string, meanings: string): Promise<boolean> {
  const { problems, file } = attempt('parse', () => parse(text));
  let formatted: string;
  try {
    formatted = await format(text);
  } catch (cause) {
    if (cause instanceof AngSyntaxError && problems.length > 0) return false;
    throw thrown('format', cause);
  }
  if (problems.length > 0) throw new Violation('a text with syntax problems is formatted', problems[0]!.message);
  const comments = (of: typeof file.comments) =>
    of
      .map((comment) => comment.text.trim())
      .sort()
      .join('\n');
  same('formatting loses comments', comments(file.comments), comments(parse(formatted).file.comments));
  same('formatting twice', formatted, await format(formatted));
  const after = attempt('check', () => check(FILE, hostOf(formatted)));
  same('formatting changes the meaning', meanings, meaningsOf(after));
  return true;
}
