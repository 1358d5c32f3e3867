import { check } from '../index.js';
import { catalog, type Code, type Entry } from '../diagnostics/catalog.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { foreignNames, type Position } from '../diagnostics/foreign.js';
import type { Palette } from '../diagnostics/palette.js';
import { renderDiagnostics, type Sources } from '../diagnostics/render.js';
import { exampleFiles } from '../diagnostics/examples.js';
import { sourcesOf } from '../phases/1-resolve/sources.js';
import { cell, code, page } from './markdown.js';

/** What the compiler says of an example of the catalog. */
export function examineExample(
  of: Code,
  which: 'wrong' | 'right',
): { readonly diagnostics: readonly Diagnostic[]; readonly sources: Sources } {
  const files = exampleFiles(of, which);
  const host = {
    resolve: (_: string, specifier: string) => (/^\.\/[^/]+$/.test(specifier) ? specifier.slice(2) : undefined),
    read: (path: string) => files.get(path),
  };
  const { diagnostics, resolved } = check('spec.ang', host);
  return { diagnostics, sources: sourcesOf(resolved) };
}

/** The wrong example of a diagnostic as its author would see it. */
export function renderExample(of: Code, palette?: Palette): string {
  const { diagnostics, sources } = examineExample(of, 'wrong');
  return renderDiagnostics(
    diagnostics.filter((diagnostic) => diagnostic.code === of),
    sources,
    palette,
  );
}

/** Every diagnostic on one page. */
export function diagnosticsPage(): string {
  const codes = (Object.keys(catalog) as Code[]).sort();
  const contents = codes.map((each) => `[${each}](#${each})`).join(', ');
  const use = 'Every message of `angnet check` has a code. `angnet explain CODE` says what stands here.';
  return page('Diagnostics', use, contents, ...codes.map(diagnosticText));
}

function diagnosticText(of: Code): string {
  const { severity, explanation, wrong, right } = catalog[of] as Entry<never>;
  return [
    `## ${of}`,
    `*${severity}.* ${explanation}`,
    'Wrong:',
    code(wrong),
    code(renderExample(of), 'text'),
    'Right:',
    code(right),
  ].join('\n\n');
}

const places: Readonly<Record<Position, string>> = {
  layer: 'Layers',
  argument: 'Arguments',
  construct: 'Losses, optimizers, schedules',
  field: 'Fields of experiments',
  function: 'Functions of numbers',
  angle: 'Angle functions',
  magnitude: 'Magnitude functions',
  margin: 'Margins',
  type: 'Types',
  name: 'Values',
  word: 'Words that arguments and fields take, by their names',
};

/** What other libraries call things, and what to write here. */
export function foreignPage(): string {
  const names = foreignNames();
  const use =
    'What people write who come from other libraries, and what `angnet check` answers. Capitals rarely matter.';
  const tables = (Object.keys(places) as Position[]).map((position) => {
    const rows = names
      .filter((each) => each.position === position)
      .map(({ name, hint }) => `| \`${name}\` | ${cell(hint)} |`);
    return [`## ${places[position]}`, ['| written | answer |', '| --- | --- |', ...rows].join('\n')].join('\n\n');
  });
  return page('Coming from other libraries', use, ...tables);
}
