// Writes the .ang files of the standard library into a module, so that the compiler needs no file system:
// node scripts/embed-std.mjs
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../compiler/std/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ang'))
  .sort();
writeFileSync(new URL('sources.ts', folder), moduleOf(names.map((name) => [name, readText(name)])));

function readText(name) {
  return readFileSync(new URL(name, folder), 'utf8').replaceAll('\r\n', '\n');
}

function moduleOf(files) {
  const entries = files.map(([name, text]) => {
    const lines = text.split('\n').map((line) => `      ${quote(line)},\n`);
    return `  [\n    ${quote(name)},\n    [\n${lines.join('')}    ].join('\\n'),\n  ],\n`;
  });
  return (
    '// Made by scripts/embed-std.mjs from the .ang files beside it.\n\n' +
    '/** The texts of the standard library, by file name. */\n' +
    `export const standardSources: ReadonlyMap<string, string> = new Map([\n${entries.join('')}]);\n`
  );
}

function quote(text) {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
