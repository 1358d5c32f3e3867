// chevrotain 11 comes in some 700 modules, most of them of lodash-es, and Node takes a third of a second to load them. In dist/ it
// is one file, which every command loads in a tenth of the time.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const grammar = fileURLToPath(new URL('../dist/grammar/', import.meta.url));
const bundle = join(grammar, 'chevrotain.js');
const IMPORT = "from 'chevrotain';";

await build({ entryPoints: ['chevrotain'], outfile: bundle, bundle: true, format: 'esm', legalComments: 'eof' });

for (const name of readdirSync(grammar, { recursive: true, encoding: 'utf8' })) {
  const path = join(grammar, name);
  if (!name.endsWith('.js') || path === bundle) continue;
  const code = readFileSync(path, 'utf8');
  const there = relative(dirname(path), bundle).replaceAll('\\', '/');
  const own = there.startsWith('.') ? there : `./${there}`;
  if (code.includes(IMPORT)) writeFileSync(path, code.replaceAll(IMPORT, `from '${own}';`));
}
