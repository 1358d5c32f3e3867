// Writes the .ang files of the standard library into modules, so that the compiler needs no file system:
// node scripts/embed-std.mjs
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const std = new URL('../compiler/std/', import.meta.url);
embed(std, 'standardSources', 'The texts of the functions of the standard library, by file name.');
embed(new URL('nets/', std), 'netSources', 'The texts of the blocks and models of the standard library, by file name.');

function embed(folder, constant, doc) {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.ang'))
    .sort();
  const files = names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8').replaceAll('\r\n', '\n')]);
  writeFileSync(new URL('sources.ts', folder), moduleOf(files, constant, doc));
}

function moduleOf(files, constant, doc) {
  const entries = files.map(([name, text]) => {
    const lines = text.split('\n').map((line) => `      ${quote(line)},\n`);
    return `  [\n    ${quote(name)},\n    [\n${lines.join('')}    ].join('\\n'),\n  ],\n`;
  });
  return (
    '// Made by scripts/embed-std.mjs from the .ang files beside it.\n\n' +
    `/** ${doc} */\n` +
    `export const ${constant}: ReadonlyMap<string, string> = new Map([\n${entries.join('')}]);\n`
  );
}

function quote(text) {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
