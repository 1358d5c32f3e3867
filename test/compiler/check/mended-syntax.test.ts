import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check } from '../../../compiler/index.js';
import { parse } from '../../../grammar/index.js';
import { oneMistake } from '../../grammar/mistakes.js';

const folder = fileURLToPath(new URL('./fixtures/', import.meta.url));
const specs = readdirSync(folder).map((name) => readFileSync(`${folder}${name}/input.ang`, 'utf8'));
const texts = [...Object.values(oneMistake).flat(), ...specs];

describe('beside mistakes of syntax that have a fix', () => {
  it.each(texts.filter((text) => mended(text) !== undefined))('is said only what is so without them: %j', (text) => {
    const later = said(mended(text)!);
    for (const message of said(text)) {
      expect(later).toContain(message);
      later.splice(later.indexOf(message), 1);
    }
  });
});

/** A text with all its problems of syntax mended; undefined where it has none or not all have a fix. */
function mended(text: string): string | undefined {
  const edits = parse(text).problems.flatMap(({ fix }) => fix ?? []);
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  if (edits.length === 0 || sorted.some(({ span }, i) => span.start < (sorted[i - 1]?.span.end ?? 0))) return undefined;
  const result = sorted.reduceRight((all, { span, text: written }) => {
    return all.slice(0, span.start) + written + all.slice(span.end);
  }, text);
  return parse(result).problems.length === 0 ? result : undefined;
}

/** What is wrong with a text besides its syntax. */
function said(text: string): string[] {
  const host = {
    resolve: (_: string, specifier: string) => specifier,
    read: (path: string) => (path === 'a.ang' ? text : undefined),
  };
  const { diagnostics } = check('a.ang', host);
  // A path that is no string yet names another file than the one that was meant.
  const others = diagnostics.filter(({ code }) => code !== 'syntax' && code !== 'missing-file');
  return others.map(({ code, message }) => `${code} ${message}`);
}
